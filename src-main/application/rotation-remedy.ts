import type { ValidInput } from '../contract/contract.ts'
import type { DemandId } from '../contract/ids.ts'
import type { DemandRelief, RemedyChange } from '../contract/rotation-proposal.ts'
import type { DemandTerms, Hours } from '../contract/rotation.ts'
import { sameDemand } from '../contract/same-demand.ts'
import { MOST_HOURS } from '../contract/station-choices.ts'
import { NotFound } from '../storage/errors.ts'
import type { Context } from './context.ts'
import { mustFit, valuesOf } from './rotation-blocks.ts'
import { mustHaveCell, slotOf } from './rotation-cells.ts'
import { blockIn, changeRotation, refused, stationIn, weeksIn } from './rotation-change.ts'
import { demandValues, type RotationState } from './rotation-state.ts'
import { stationValues } from './rotation-stations.ts'
import { cellInWords, demandInWords, listed, small, stationName, whenOf } from './rotation-words.ts'

/**
 * Does what would help, as one step. The week is not filled by it.
 *
 * @throws NotFound, OperationError when what it is about is not there any more
 */
export function applyRemedy(context: Context, { planId, change }: ValidInput<'applyRemedy'>) {
  return changeRotation(context, 'applyRemedy', planId, state => ({
    result: {},
    label: carryOut(context, state, change),
  }))
}

/** Writes it, and says it in words. */
function carryOut({ storage: { rotations } }: Context, state: RotationState, change: RemedyChange): string {
  switch (change.kind) {
    case 'demands':
      return relieve(rotations, state, change.demands)
    case 'unlock': {
      const { cell } = change
      mustHaveCell(state, cell)
      rotations.putSlot({ ...cell, stationId: slotOf(state, cell).stationId, locked: 0 })
      return `unlock ${cellInWords(state, cell)}`
    }
    case 'room': {
      const station = stationIn(state, change.stationId)
      const { capacity } = change
      if (capacity <= station.capacity) throw changedMeanwhile(station.name)
      rotations.updateStation(station.id, stationValues({ ...station, capacity }))
      return `let ${capacity} ${capacity === 1 ? 'group' : 'groups'} be at ${stationName(state, station.id)} at a time`
    }
    case 'teacher': {
      const blocks = [...new Set(change.blockIds)].map(id => blockIn(state, id))
      for (const block of blocks) rotations.updateBlock(block.id, valuesOf({ ...block, hasTeacher: true }))
      return `have the teacher there on ${listed(blocks.map(whenOf))}`
    }
    case 'adult': {
      const adult = state.adults.find(({ id }) => id === change.adultId)
      if (!adult) throw new NotFound('adult')
      const places = change.places.map(({ blockId, weeks }) => ({
        ...blockIn(state, blockId),
        weeks: weeksIn(state, weeks),
      }))
      const hours = places.map(({ weekday, weeks, start, minutes }) => ({
        ...{ weekday, weeks },
        ...{ from: start, until: start + minutes },
      }))
      rotations.setHours(adult.id, joined([...adult.hours, ...hours], adult.name))
      return `have ${adult.name} there on ${listed(places.map(whenOf))}`
    }
    case 'nowhere': {
      for (const cell of change.cells) {
        mustHaveCell(state, cell)
        // Whoever was locked since then is to be where that says.
        if (slotOf(state, cell).locked) throw changedMeanwhile(cellInWords(state, cell))
        rotations.putSlot({ ...cell, stationId: null, locked: 1 })
      }
      return `leave ${listed(change.cells.map(cell => cellInWords(state, cell)))} at no station`
    }
    case 'blocks': {
      const added = change.blocks.map(block => ({
        ...block,
        weeks: weeksIn(state, block.weeks),
        ...{ kind: 'rotation' as const, hasTeacher: true, name: nextName(state, block.weekday) },
      }))
      mustFit([...state.blocks, ...added])
      for (const block of added) rotations.insertBlock(state.plan.plan.id, valuesOf(block))
      return `add one more rotation on ${listed(added.map(whenOf))}`
    }
  }
}

/** "Rotation 5" after "Rotation 4"; no name where the day's last rotation has no number. */
function nextName({ blocks }: RotationState, weekday: number): string {
  const last = blocks.findLast(block => block.weekday === weekday && block.kind === 'rotation')
  const [, name, number] = /^(.*\D)(\d{1,3})$/.exec(last?.name ?? '') ?? []
  return name === undefined ? '' : `${name}${Number(number) + 1}`
}

/**
 * Hours of one day and the same weeks that touch or overlap, as one.
 *
 * @throws OperationError when there are more than an adult can have
 */
function joined(hours: readonly Hours[], name: string): Hours[] {
  const all: Hours[] = []
  for (const one of hours.toSorted((a, b) => a.weekday - b.weekday || a.from - b.from)) {
    const at = all.findLastIndex(({ weekday, weeks }) => weekday === one.weekday && weeks === one.weeks)
    if (at < 0 || all[at].until < one.from) all.push(one)
    else all[at] = { ...all[at], until: Math.max(all[at].until, one.until) }
  }
  if (all.length <= MOST_HOURS) return all
  throw refused(
    `${name} would be there at more than ${MOST_HOURS} different times.`,
    'Enter longer hours for the days instead.',
  )
}

type Rotations = Context['storage']['rotations']

/** Gives demands other numbers, or up. */
function relieve(rotations: Rotations, state: RotationState, reliefs: readonly DemandRelief[]): string {
  const said: string[] = []
  const asked = new Set(
    state.demands
      .filter(({ id }) => !reliefs.some(relief => relief.demandId === id))
      .map(({ terms }) => sameDemand(terms)),
  )
  for (const [demandId, own] of Map.groupBy(reliefs, relief => relief.demandId)) {
    const terms = state.demands.find(({ id }) => id === demandId)?.terms
    if (!terms) throw new NotFound('demand')
    said.push(...own.map(relief => reliefInWords(state, terms, relief)))
    // The same is not asked for twice.
    const left = termsLeft(state, terms, own).filter(one => !asked.has(sameDemand(one)))
    for (const one of left) asked.add(sameDemand(one))
    putInPlace(rotations, state, demandId, left)
  }
  return said.length > 2 ? `ask for less in ${said.length} demands` : listed(said)
}

/** The first takes the place of a demand, the others come after all there are. */
function putInPlace(
  rotations: Rotations,
  { plan }: RotationState,
  demandId: DemandId,
  [first, ...others]: readonly DemandTerms[],
): void {
  if (!first) return rotations.removeRow('rotation_demand', demandId)
  rotations.updateDemand(demandId, demandValues(first))
  for (const terms of others) rotations.insertDemand(plan.plan.id, demandValues(terms))
}

/** What is asked instead of a demand: nothing, the same with another number, or something else of each group. */
function termsLeft(
  { plan }: RotationState,
  terms: DemandTerms,
  reliefs: readonly DemandRelief[],
): readonly DemandTerms[] {
  const whole = reliefs.find(({ position }) => position === null)
  if (whole) return whole.times === null ? [] : [withTimes(terms, whole.times)]
  mustBeForAll(terms)
  const times = new Map(reliefs.map(relief => [relief.position, relief.times]))
  return [...plan.groups.keys()].flatMap(position => {
    const own: DemandTerms = { ...terms, who: { kind: 'group', position } }
    const relieved = times.get(position)
    if (relieved === undefined) return [own]
    return relieved === null ? [] : [withTimes(own, relieved)]
  })
}

function reliefInWords(state: RotationState, terms: DemandTerms, { position, times }: DemandRelief): string {
  if (position !== null) {
    mustBeForAll(terms)
    if (position >= state.plan.groups.length) throw changedMeanwhile('That demand')
  }
  const own: DemandTerms =
    position === null || terms.kind !== 'tableVisits' ? terms : { ...terms, who: { kind: 'group', position } }
  return times === null
    ? `no longer ask for ${small(demandInWords(state, own))}`
    : `ask for ${small(demandInWords(state, withTimes(own, times)))}`
}

/** @throws OperationError when a demand has no such number */
function withTimes(terms: DemandTerms, times: number): DemandTerms {
  if (terms.kind === 'mostChanges') return { ...terms, most: times }
  if ('least' in terms && times > 0) return { ...terms, least: times }
  throw changedMeanwhile('That demand')
}

function mustBeForAll(terms: DemandTerms): asserts terms is DemandTerms & { kind: 'tableVisits' } {
  if (terms.kind !== 'tableVisits' || terms.who.kind !== 'everyGroup') throw changedMeanwhile('That demand')
}

const changedMeanwhile = (what: string) =>
  refused(
    `${what} was changed meanwhile; nothing was done.`,
    'Fill the week again to see what would help now.',
  )
