import type { ValidInput } from '../contract/contract.ts'
import type { DemandId } from '../contract/ids.ts'
import type { DemandRelief, RemedyChange } from '../contract/rotation-proposal.ts'
import type { DemandTerms } from '../contract/rotation.ts'
import { sameDemand } from '../contract/same-demand.ts'
import { NotFound } from '../storage/errors.ts'
import type { Context } from './context.ts'
import { valuesOf } from './rotation-blocks.ts'
import { mustHaveCell, slotOf } from './rotation-cells.ts'
import { blockIn, changeRotation, refused, stationIn } from './rotation-change.ts'
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
      rotations.updateStation(station.id, stationValues({ ...station, capacity }))
      return `let ${capacity} ${capacity === 1 ? 'group' : 'groups'} be at ${stationName(state, station.id)} at a time`
    }
    case 'teacher': {
      const blocks = change.blockIds.map(id => blockIn(state, id))
      for (const block of blocks) rotations.updateBlock(block.id, valuesOf({ ...block, hasTeacher: true }))
      return `have the teacher there on ${listed(blocks.map(whenOf))}`
    }
    case 'adult': {
      const adult = state.adults.find(({ id }) => id === change.adultId)
      if (!adult) throw new NotFound('adult')
      const places = change.places.map(({ blockId, weeks }) => ({ ...blockIn(state, blockId), weeks }))
      const hours = places.map(({ weekday, weeks, start, minutes }) => ({
        ...{ weekday, weeks },
        ...{ from: start, until: start + minutes },
      }))
      rotations.setHours(adult.id, [...adult.hours, ...hours])
      return `have ${adult.name} there on ${listed(places.map(whenOf))}`
    }
  }
}

type Rotations = Context['storage']['rotations']

/** Gives demands other numbers, or up. */
function relieve(rotations: Rotations, state: RotationState, reliefs: readonly DemandRelief[]): string {
  const said: string[] = []
  const others = state.demands
    .filter(({ id }) => !reliefs.some(relief => relief.demandId === id))
    .map(({ terms }) => sameDemand(terms))
  for (const [demandId, own] of Map.groupBy(reliefs, relief => relief.demandId)) {
    const terms = state.demands.find(({ id }) => id === demandId)?.terms
    if (!terms) throw new NotFound('demand')
    said.push(...own.map(relief => reliefInWords(state, terms, relief)))
    // The same is not asked for twice.
    const left = termsLeft(state, terms, own).filter(one => !others.includes(sameDemand(one)))
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
  if (position !== null) mustBeForAll(terms)
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
  throw changedMeanwhile()
}

function mustBeForAll(terms: DemandTerms): asserts terms is DemandTerms & { kind: 'tableVisits' } {
  if (terms.kind !== 'tableVisits' || terms.who.kind !== 'everyGroup') throw changedMeanwhile()
}

const changedMeanwhile = () =>
  refused(
    'That demand was changed meanwhile; nothing was done.',
    'Fill the week again to see what would help now.',
  )
