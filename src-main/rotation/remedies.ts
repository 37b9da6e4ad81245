import { addBlock, type SpareBlock } from './add-block.ts'
import { askOnly, everythingAsked, nameOf, type Asked } from './asked.ts'
import type { Decider, Decision } from './decide.ts'
import type { Loosened } from './fewest-missing.ts'
import { successiveBlocks } from './successive-blocks.ts'
import { NOWHERE, type Demand, type Station, type Week, type WeekProblem } from './week-problem.ts'

/** A change that lets a contradiction hold. */
export type Change =
  /** One thing is given up, with all that is changed together with it; a place for everybody is not, but see `nowhere`. */
  | { readonly kind: 'giveUp'; readonly asked: Asked & { readonly kind: 'demand' | 'locked' } }
  /** These groups have no station in a block. */
  | { readonly kind: 'nowhere'; readonly block: number; readonly groups: readonly number[] }
  /** The least visits, or most changes, of a demand become this, and those of all that are changed together with it. */
  | { readonly kind: 'least' | 'most'; readonly demand: number; readonly visits: number }
  /** Several demands ask for fewer visits: together the fewest less with which everything holds. */
  | {
      readonly kind: 'leasts'
      readonly demands: readonly { readonly demand: number; readonly visits: number }[]
    }
  /** A station takes so many groups at a time. */
  | { readonly kind: 'room'; readonly station: number; readonly capacity: number }
  /** The teacher is there in these blocks as well. */
  | { readonly kind: 'teacher'; readonly blocks: readonly number[] }
  /** An adult is there in these blocks as well; past the last one: a further adult. */
  | { readonly kind: 'adult'; readonly adult: number; readonly blocks: readonly number[] }
  /** These of the blocks that could be added, by their place. */
  | { readonly kind: 'blocks'; readonly spare: readonly number[] }

export interface Remedy {
  readonly change: Change
  /** The whole problem with the change made. */
  readonly changed: WeekProblem
  /** Everything else that was asked can hold with it too; null = not known. */
  readonly solvesAll: boolean | null
}

/** What a change takes along: demands, or blocks, that have the same number here are changed together. */
export interface Together {
  readonly demands: readonly number[]
  readonly blocks: readonly number[]
}

/** Each by itself. */
const apart = ({ demands, blocks }: WeekProblem): Together => ({
  demands: [...demands.keys()],
  blocks: [...blocks.keys()],
})

const MOST_MORE_ROOM = 3
const MOST_MORE_BLOCKS = 5

/** A possible remedy: a problem, and what of it has to hold. */
interface Trial {
  readonly change: Change
  readonly changed: WeekProblem
  readonly asked: readonly Asked[]
  /** A week of the whole problem as one of the changed; the same, if it has the same cells. */
  readonly fit?: (week: Week) => Week
  /** A week that is known to meet everything in it. */
  readonly week?: Week
}

/**
 * What would resolve a contradiction, each by the smallest step of its kind, each something that can be done, and each
 * tried: with it the contradiction's demands do hold. Those that let everything hold come first.
 *
 * @param asked a contradiction of the problem
 * @param loosened the problem with the fewest visits less, if that lets everything hold
 * @param decider of the problem; the weeks it knows are where the search for others begins
 * @param spare blocks that could be added
 * @param together what is not changed by itself: tried is what is done then
 */
export function findRemedies(
  problem: WeekProblem,
  asked: readonly Asked[],
  loosened: Loosened | null,
  decider: Decider,
  spare: readonly SpareBlock[] = [],
  together: Together = apart(problem),
): Remedy[] {
  const all = everythingAsked(problem)
  const deciders = new Map([[problem, decider]])
  const deciderOf = ({ changed, fit, week }: Trial): Decider => {
    const known = deciders.get(changed)
    if (known) return known
    const made = decider.on(changed, fit)
    if (week) made.learn(week)
    deciders.set(changed, made)
    return made
  }
  const decide: Decide = trial => deciderOf(trial).decide(trial.asked)
  const holds = (trial: Trial) => decide(trial) === 'possible'
  const without = (one: Asked) => withoutAll(all, one, together)
  const isFirst = (one: Asked, at: number) => !asked.slice(0, at).some(other => isSame(one, other, together))
  const ones = asked.filter(isFirst)
  const nowhere = (one: Asked & { readonly kind: 'everybody' }): Trial | null => {
    const groups = groupsToSpare(problem, one.block)
    // Who is left out is chosen so that all the rest holds, where it can.
    const isEnough = decider.decide(without(one)) === 'possible'
    const tried = isEnough ? fewest(holds, groups, left => withNowhere(problem, one.block, left, all)) : null
    return tried ?? fewest(holds, groups, left => withNowhere(problem, one.block, left, asked))
  }
  const trials: (Trial | null)[] = [
    fewerVisits(loosened, asked),
    ...ones.map(one =>
      one.kind === 'everybody' ? nowhere(one) : firstThat(holds, [giveUp(problem, one, asked, together)]),
    ),
    ...ones.map(one => leastStep(decide, loosen(problem, one, asked, together))),
    ...moreRooms(decide, problem, asked),
    fewest(holds, blocksWithoutTeacher(problem, together), some =>
      withTeacher(problem, blocksWith(some, together), asked),
    ),
    ...adultsAsked(problem).map(adult =>
      fewest(holds, blocksWithout(problem, adult), blocks => withAdult(problem, adult, blocks, asked)),
    ),
    firstThat(holds, moreBlocks(problem, spare, asked)),
  ]
  const decideAll = (trial: Trial): Decision => {
    const { change } = trial
    const eased = easedBy(change)
    const withoutIt = eased === null ? 'possible' : decider.decide(without(eased))
    // What cannot hold without a demand cannot hold with a part of it.
    if (change.kind === 'giveUp' || withoutIt === 'impossible') return withoutIt
    return deciderOf(trial).decide(everythingAsked(trial.changed))
  }
  const remedies = trials.flatMap(trial => {
    if (!trial) return []
    const { change, changed } = trial
    const decision = decideAll(trial)
    const solvesAll = decision === 'unknown' ? null : decision === 'possible'
    const isGiven = change.kind === 'giveUp'
    return [{ change, changed: isGiven ? askOnly(problem, without(change.asked)) : changed, solvesAll }]
  })
  const rank = ({ solvesAll }: Remedy) => (solvesAll === true ? 0 : 1)
  return remedies.toSorted((a, b) => rank(a) - rank(b))
}

type Decide = (trial: Trial) => Decision

/** Whether they are one thing, or changed together. */
function isSame(one: Asked, other: Asked, { demands }: Together): boolean {
  return one.kind === 'demand' && other.kind === 'demand'
    ? demands[one.at] === demands[other.at]
    : nameOf(one) === nameOf(other)
}

const withoutAll = (asked: readonly Asked[], given: Asked, together: Together) =>
  asked.filter(one => !isSame(one, given, together))

/** The one thing that is asked less for, or no more. */
function easedBy(change: Change): Asked | null {
  switch (change.kind) {
    case 'giveUp':
      return change.asked
    case 'nowhere':
      return { kind: 'everybody', block: change.block }
    case 'least':
    case 'most':
      return { kind: 'demand', at: change.demand }
    default:
      return null
  }
}

function firstThat(holds: (trial: Trial) => boolean, trials: Iterable<Trial>): Trial | null {
  for (const trial of trials) if (holds(trial)) return trial
  return null
}

/** The first of steps each of which allows for all that those before it do: none, if the last one does not. */
function leastStep(decide: Decide, steps: readonly Trial[]): Trial | null {
  const last = steps.at(-1)
  if (!last || decide(last) === 'impossible') return null
  return firstThat(trial => decide(trial) === 'possible', steps)
}

/** Groups that could be without a station in a block, those that need the teacher least first. */
function groupsToSpare({ groups, locked }: WeekProblem, block: number): number[] {
  return [...groups.keys()]
    .filter(
      group =>
        !groups[group].away.includes(block) &&
        !locked.some(lock => lock.block === block && lock.group === group),
    )
    .toSorted((a, b) => groups[a].need - groups[b].need)
}

/** As far as the locks are not among what is asked, being nowhere is only as good as a station; see `askOnly`. */
function withNowhere(
  problem: WeekProblem,
  block: number,
  groups: readonly number[],
  asked: readonly Asked[],
): Trial {
  const locks = groups.map(group => ({ block, group, station: NOWHERE }))
  const changed = { ...problem, locked: [...problem.locked, ...locks] }
  return { change: { kind: 'nowhere', block, groups }, changed, asked }
}

function giveUp(
  problem: WeekProblem,
  given: Asked & { readonly kind: 'demand' | 'locked' },
  asked: readonly Asked[],
  together: Together,
): Trial {
  const rest = withoutAll(asked, given, together)
  return { change: { kind: 'giveUp', asked: given }, changed: problem, asked: rest }
}

/** For a demand with a number: step by step fewer visits, or more changes, as long as it still asks for something. */
function loosen(problem: WeekProblem, one: Asked, asked: readonly Asked[], together: Together): Trial[] {
  if (one.kind !== 'demand') return []
  const isChanged = (at: number) => together.demands[at] === together.demands[one.at]
  const trial = (kind: 'least' | 'most', visits: number): Trial => {
    const demands = problem.demands.map((demand, at): Demand =>
      isChanged(at) ? { ...demand, [kind]: visits } : demand,
    )
    return { change: { kind, demand: one.at, visits }, changed: { ...problem, demands }, asked }
  }
  const demand = problem.demands[one.at]
  switch (demand.kind) {
    case 'apart':
      return []
    case 'changes': {
      const { most } = demand
      const highest = Math.max(
        ...problem.demands.filter((_, at) => isChanged(at)).map(other => mostChanges(problem, other)),
      )
      // As many as there can be is no limit.
      return Array.from({ length: Math.max(0, highest - 1 - most) }, (_, step) =>
        trial('most', most + 1 + step),
      )
    }
    default: {
      const { least } = demand
      return Array.from({ length: Math.max(0, least - 1) }, (_, step) => trial('least', least - 1 - step))
    }
  }
}

/** Changes of a day, if nothing but hours and absences is in the way. */
function mostChanges(problem: WeekProblem, demand: Demand): number {
  if (demand.kind !== 'changes') return 0
  const ofDays = new Map<number, number>()
  for (const { from, to, isSameDay } of successiveBlocks(problem, demand.group)) {
    if (!isSameDay || !demand.blocks.includes(from) || !demand.blocks.includes(to)) continue
    const { day } = problem.blocks[to]
    ofDays.set(day, (ofDays.get(day) ?? 0) + 1)
  }
  return Math.max(0, ...ofDays.values())
}

/** Several demands with fewer visits; a single one is found by loosening it, and none is left without any. */
function fewerVisits(loosened: Loosened | null, asked: readonly Asked[]): Trial | null {
  if (!loosened || loosened.demands.length < 2 || loosened.demands.some(({ visits }) => visits === 0))
    return null
  const { problem: changed, demands, week } = loosened
  return { change: { kind: 'leasts', demands }, changed, asked, week }
}

/** For each station the least that helps; where as much as there may be at all of them does not, at none. */
function moreRooms(decide: Decide, problem: WeekProblem, asked: readonly Asked[]): (Trial | null)[] {
  const all = problem.stations.map((_, station) => moreRoom(problem, station, asked))
  const most = all.flatMap(steps => steps.slice(-1))
  if (most.length === 0) return []
  const stations = problem.stations.map((station, at) => all[at].at(-1)?.changed.stations[at] ?? station)
  if (decide({ ...most[0], changed: { ...problem, stations } }) === 'impossible') return []
  return all.map(steps => leastStep(decide, steps))
}

/** Never more room than there are groups to use it. */
function moreRoom(problem: WeekProblem, at: number, asked: readonly Asked[]): Trial[] {
  const station = problem.stations[at]
  const most = Math.max(0, ...problem.blocks.map((_, block) => canUse(problem, station, block)))
  const steps = Math.max(0, Math.min(MOST_MORE_ROOM, most - station.capacity))
  return Array.from({ length: steps }, (_, step) => {
    const capacity = station.capacity + step + 1
    return {
      change: { kind: 'room', station: at, capacity },
      changed: { ...problem, stations: problem.stations.with(at, { ...station, capacity }) },
      asked,
    }
  })
}

/** Groups that could be at a station in a block if somebody led it. */
function canUse({ blocks, groups }: WeekProblem, { closed }: Station, block: number): number {
  if (blocks[block].kind === 'break' || closed.includes(block)) return 0
  return groups.filter(({ away }) => !away.includes(block)).length
}

/** As few blocks or groups as hold: the first that does alone, or all of them less every one that is not needed. */
function fewest(
  holds: (trial: Trial) => boolean,
  all: readonly number[],
  trial: (some: readonly number[]) => Trial,
): Trial | null {
  if (all.length === 0) return null
  let kept = trial(all)
  if (!holds(kept)) return null
  const single = all.map(one => trial([one])).find(holds)
  if (single) return single
  let left = all
  for (const one of all.toReversed()) {
    const fewer = left.filter(other => other !== one)
    const tried = trial(fewer)
    if (holds(tried)) [left, kept] = [fewer, tried]
  }
  return kept
}

/** Blocks in which somebody could be of use at one of these stations. */
function usefulBlocks(problem: WeekProblem, leads: (station: Station) => boolean): number[] {
  return [...problem.blocks.keys()].filter(block =>
    problem.stations.some(station => leads(station) && canUse(problem, station, block) > 0),
  )
}

/** The first of each that get her together. */
function blocksWithoutTeacher(problem: WeekProblem, { blocks }: Together): number[] {
  const ofTables = usefulBlocks(problem, ({ lead }) => lead.kind === 'teacher')
  const without = ofTables.filter(block => !problem.blocks[block].hasTeacher)
  return without.filter((block, at) => !without.slice(0, at).some(other => blocks[other] === blocks[block]))
}

const blocksWith = (some: readonly number[], { blocks }: Together): number[] =>
  [...blocks.keys()].filter(block => some.some(one => blocks[one] === blocks[block]))

function withTeacher(problem: WeekProblem, blocks: readonly number[], asked: readonly Asked[]): Trial {
  const withHer = problem.blocks.map((block, at) =>
    blocks.includes(at) ? { ...block, hasTeacher: true } : block,
  )
  return { change: { kind: 'teacher', blocks }, changed: { ...problem, blocks: withHer }, asked }
}

/** The adults that stations name, and a further one where a station takes anybody. */
function adultsAsked({ stations, adults }: WeekProblem): number[] {
  const named = stations.flatMap(({ lead }) => (lead.kind === 'adult' ? [lead.adult ?? adults.length] : []))
  return [...new Set(named)].toSorted((a, b) => a - b)
}

function blocksWithout(problem: WeekProblem, adult: number): number[] {
  const ofStations = usefulBlocks(
    problem,
    ({ lead }) => lead.kind === 'adult' && (lead.adult === null || lead.adult === adult),
  )
  return ofStations.filter(block => !problem.adults[adult]?.here.includes(block))
}

function withAdult(
  problem: WeekProblem,
  adult: number,
  blocks: readonly number[],
  asked: readonly Asked[],
): Trial {
  const here = [...(problem.adults[adult]?.here ?? []), ...blocks]
  const adults = problem.adults.toSpliced(adult, 1, { here })
  return { change: { kind: 'adult', adult, blocks }, changed: { ...problem, adults }, asked }
}

/** One of the blocks that could be added, each in turn; then two, and so on, on the days with the fewest. */
function* moreBlocks(
  problem: WeekProblem,
  spare: readonly SpareBlock[],
  asked: readonly Asked[],
): Generator<Trial> {
  const countOf = (at: number) => problem.blocks.filter(({ day }) => day === spare[at].day).length
  const places = [...spare.keys()].toSorted((a, b) => countOf(a) - countOf(b) || a - b)
  for (const at of places) yield withBlocks(problem, spare, [at], asked)
  for (let many = 2; many <= Math.min(places.length, MOST_MORE_BLOCKS); many++) {
    yield withBlocks(problem, spare, places.slice(0, many), asked)
  }
}

function withBlocks(
  problem: WeekProblem,
  spare: readonly SpareBlock[],
  places: readonly number[],
  asked: readonly Asked[],
): Trial {
  let changed = problem
  let moved = asked
  const added: number[] = []
  for (const at of places) {
    const withOne = addBlock(changed, spare[at])
    changed = withOne.problem
    added.push(withOne.block)
    moved = moved.map(one =>
      one.kind === 'everybody' ? { kind: 'everybody', block: withOne.placeOf(one.block) } : one,
    )
  }
  const nowhere = problem.groups.map(() => NOWHERE)
  const fit = (week: Week) =>
    added.reduce<Week>((cells, block) => {
      const at = block * nowhere.length
      return Int32Array.of(...cells.subarray(0, at), ...nowhere, ...cells.subarray(at))
    }, week)
  return { change: { kind: 'blocks', spare: places }, changed, asked: moved, fit }
}
