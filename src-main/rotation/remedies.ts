import { addBlock } from './add-block.ts'
import { askOnly, everythingAsked, nameOf, type Asked } from './asked.ts'
import { Decider, type Decision } from './decide.ts'
import type { Loosened } from './fewest-missing.ts'
import type { LinearSolver } from './linear-solver.ts'
import { successiveBlocks } from './successive-blocks.ts'
import type { Demand, Station, WeekProblem } from './week-problem.ts'
import type { Work } from './work.ts'

/** A change that lets a contradiction hold. */
export type Change =
  /** One thing is given up. */
  | { readonly kind: 'giveUp'; readonly asked: Asked }
  /** A demand's least or most becomes this. */
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
  /** One more block on each of these days (see `addBlock`). */
  | { readonly kind: 'blocks'; readonly days: readonly number[] }

export interface Remedy {
  readonly change: Change
  /** The whole problem with the change made. */
  readonly changed: WeekProblem
  /** Everything else that was asked can hold with it too; null = not known. */
  readonly solvesAll: boolean | null
}

const MOST_MORE_ROOM = 3
const MOST_MORE_BLOCKS = 5

/** A possible remedy: a problem, and what of it has to hold. */
interface Trial {
  readonly change: Change
  readonly changed: WeekProblem
  readonly asked: readonly Asked[]
}

/**
 * What would resolve a contradiction, each by the smallest step of its kind, each something that can be done, and each
 * tried: with it the contradiction's demands do hold. Those that let everything hold come first.
 *
 * @param asked a contradiction of the problem
 * @param loosened the problem with the fewest visits less, if that lets everything hold
 */
export function findRemedies(
  problem: WeekProblem,
  asked: readonly Asked[],
  loosened: Loosened | null,
  solver: LinearSolver,
  seed: number,
  work: Work,
): Remedy[] {
  const decide = (on: WeekProblem, what: readonly Asked[]): Decision =>
    new Decider(on, solver, seed, work).decide(what)
  const holds = ({ changed, asked: what }: Trial) => decide(changed, what) === 'possible'
  const trials: (Trial | null)[] = [
    fewerVisits(loosened, asked),
    ...asked.map(one => firstThat(holds, [giveUp(problem, one, asked)])),
    ...asked.flatMap(one => loosen(problem, one, asked).map(steps => firstThat(holds, steps))),
    ...problem.stations.map((_, station) => firstThat(holds, moreRoom(problem, station, asked))),
    fewestBlocks(holds, blocksWithoutTeacher(problem), blocks => withTeacher(problem, blocks, asked)),
    ...adultsAsked(problem).map(adult =>
      fewestBlocks(holds, blocksWithout(problem, adult), blocks => withAdult(problem, adult, blocks, asked)),
    ),
    firstThat(holds, moreBlocks(problem, asked)),
  ]
  const remedies = trials.flatMap(trial => {
    if (!trial) return []
    const { change, changed } = trial
    const given = change.kind === 'giveUp' ? nameOf(change.asked) : ''
    const decision = decide(
      changed,
      everythingAsked(changed).filter(one => nameOf(one) !== given),
    )
    const solvesAll = decision === 'unknown' ? null : decision === 'possible'
    return [{ change, changed: given === '' ? changed : without(problem, given), solvesAll }]
  })
  const rank = ({ solvesAll }: Remedy) => (solvesAll === true ? 0 : 1)
  return remedies.toSorted((a, b) => rank(a) - rank(b))
}

function without(problem: WeekProblem, name: string): WeekProblem {
  return askOnly(
    problem,
    everythingAsked(problem).filter(one => nameOf(one) !== name),
  )
}

function firstThat(holds: (trial: Trial) => boolean, trials: Iterable<Trial>): Trial | null {
  for (const trial of trials) if (holds(trial)) return trial
  return null
}

function giveUp(problem: WeekProblem, given: Asked, asked: readonly Asked[]): Trial {
  const rest = asked.filter(one => nameOf(one) !== nameOf(given))
  return { change: { kind: 'giveUp', asked: given }, changed: problem, asked: rest }
}

/** For a demand with numbers: step by step less of the least, more of the most, as long as it still asks for something. */
function loosen(problem: WeekProblem, one: Asked, asked: readonly Asked[]): Iterable<Trial>[] {
  if (one.kind !== 'demand') return []
  const demand = problem.demands[one.at]
  // What is never to be is not asked for a little less: it can only be given up.
  const isBan = demand.kind !== 'apart' && demand.kind !== 'changes' && demand.most === 0
  if (demand.kind === 'apart' || isBan) return []
  const trial = (kind: 'least' | 'most', visits: number): Trial => {
    const loosened: Demand = { ...demand, [kind]: visits }
    return {
      change: { kind, demand: one.at, visits },
      changed: { ...problem, demands: problem.demands.with(one.at, loosened) },
      asked,
    }
  }
  const least = demand.kind === 'changes' ? 0 : demand.least
  const fewer = Array.from({ length: Math.max(0, least - 1) }, (_, step) => trial('least', least - 1 - step))
  const { most } = demand
  if (most === null) return [fewer]
  // Without a least, as many as there can be is no limit.
  const highest = mostThereCanBe(problem, demand) - (least === 0 ? 1 : 0)
  const more = Array.from({ length: Math.max(0, highest - most) }, (_, step) =>
    trial('most', most + 1 + step),
  )
  return [fewer, more]
}

/** Visits, or changes of a day, if nothing but hours and absences is in the way. */
function mostThereCanBe(problem: WeekProblem, demand: Exclude<Demand, { kind: 'apart' }>): number {
  const { blocks, groups, students } = problem
  if (demand.kind === 'changes') {
    const ofDays = new Map<number, number>()
    for (const { from, to, isSameDay } of successiveBlocks(problem, demand.group)) {
      if (!isSameDay || !demand.blocks.includes(from) || !demand.blocks.includes(to)) continue
      ofDays.set(blocks[to].day, (ofDays.get(blocks[to].day) ?? 0) + 1)
    }
    return Math.max(0, ...ofDays.values())
  }
  const student = demand.kind === 'studentAtTable' ? students[demand.student] : null
  const group = demand.kind === 'studentAtTable' ? students[demand.student].group : demand.group
  if (group < 0) return 0
  const away = [...(student?.away ?? []), ...groups[group].away]
  return demand.blocks.filter(block => blocks[block].kind === 'work' && !away.includes(block)).length
}

/** Several demands with fewer visits; a single one is found by loosening it, and none is left without any. */
function fewerVisits(loosened: Loosened | null, asked: readonly Asked[]): Trial | null {
  if (!loosened || loosened.demands.length < 2 || loosened.demands.some(({ visits }) => visits === 0))
    return null
  return { change: { kind: 'leasts', demands: loosened.demands }, changed: loosened.problem, asked }
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

/** As few further blocks of somebody as hold: one, or all of them less every one that is not needed. */
function fewestBlocks(
  holds: (trial: Trial) => boolean,
  blocks: readonly number[],
  trial: (blocks: readonly number[]) => Trial,
): Trial | null {
  if (blocks.length === 0 || !holds(trial(blocks))) return null
  const single = blocks.find(block => holds(trial([block])))
  if (single !== undefined) return trial([single])
  let kept = blocks
  for (const block of blocks) {
    const fewer = kept.filter(other => other !== block)
    if (holds(trial(fewer))) kept = fewer
  }
  return trial(kept)
}

/** Blocks in which somebody could be of use at one of these stations. */
function usefulBlocks(problem: WeekProblem, leads: (station: Station) => boolean): number[] {
  return [...problem.blocks.keys()].filter(block =>
    problem.stations.some(station => leads(station) && canUse(problem, station, block) > 0),
  )
}

function blocksWithoutTeacher(problem: WeekProblem): number[] {
  const ofTables = usefulBlocks(problem, ({ lead }) => lead.kind === 'teacher')
  return ofTables.filter(block => !problem.blocks[block].hasTeacher)
}

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

/** One block more on one day, on each in turn; then two, and so on, on the days with the fewest. */
function* moreBlocks(problem: WeekProblem, asked: readonly Asked[]): Generator<Trial> {
  const countOf = (day: number) => problem.blocks.filter(block => block.day === day).length
  const days = [...new Set(problem.blocks.map(({ day }) => day))].toSorted(
    (a, b) => countOf(a) - countOf(b) || a - b,
  )
  for (const day of days) {
    const trial = withBlocks(problem, [day], asked)
    if (trial) yield trial
  }
  for (let many = 2; many <= Math.min(days.length, MOST_MORE_BLOCKS); many++) {
    const trial = withBlocks(problem, days.slice(0, many), asked)
    if (trial) yield trial
  }
}

function withBlocks(problem: WeekProblem, days: readonly number[], asked: readonly Asked[]): Trial | null {
  let changed = problem
  let moved = asked
  for (const day of days) {
    const added = addBlock(changed, day)
    if (!added) return null
    changed = added.problem
    moved = moved.map(one =>
      one.kind === 'everybody' ? { kind: 'everybody', block: added.placeOf(one.block) } : one,
    )
  }
  return { change: { kind: 'blocks', days }, changed, asked: moved }
}
