import type { ValidInput } from '../contract/contract.ts'
import type { LeftUnmet, RotationOutcome } from '../contract/rotation-proposal.ts'
import type { UnmetDemand } from '../contract/rotation.ts'
import { measureWeek } from '../rotation/measure.ts'
import type { Proposal } from '../rotation/propose-week.ts'
import { NOWHERE } from '../rotation/week-problem.ts'
import { demandsOfAbsentGroups } from './absent-groups.ts'
import { carryMeetings } from './carry-meetings.ts'
import type { Context } from './context.ts'
import { obstaclesInWords } from './obstacle-words.ts'
import { refused } from './rotation-change.ts'
import { slotOf } from './rotation-cells.ts'
import { faultsOf } from './rotation-conflicts.ts'
import { numberWeeks, type NumberedWeeks } from './rotation-problem.ts'
import { startRotationRun, type RotationRun } from './rotation-run.ts'
import { mustReadRotation, type RotationState } from './rotation-state.ts'
import { sparePlaces, type SparePlace } from './spare-blocks.ts'

type Asked = ValidInput<'proposeRotation'>

/**
 * Fills a plan's week, or both, off the main thread, and puts it on the screen in one step. That the demands are met is
 * counted anew in what is about to be written; what is not met is said.
 *
 * @throws OperationError when there are no groups, stations or blocks yet, it is being filled already, or the rotation was
 *   removed meanwhile
 */
export async function proposeRotation(context: Context, asked: Asked): Promise<RotationOutcome> {
  const { rotationWorker, rotationRuns } = context
  const { planId } = asked
  if (rotationRuns.has(planId)) {
    throw refused('The week of this plan is being filled already.', 'Wait a moment, or stop that first.')
  }
  const before = read(context, asked)
  mustBeFillable(before)
  const { seed } = before.state.plan.plan
  const { problem, filled, together } = before.weeks
  const spare = before.spare.map(one => one.spare)
  const run = startRotationRun(rotationWorker, { problem, seed, present: filled, spare, together })
  const outcome = answered(context, asked, before, run)
  rotationRuns.set(planId, { stop: run.stop, ended: Promise.allSettled([outcome]) })
  try {
    return await outcome
  } finally {
    rotationRuns.delete(planId)
  }
}

/** Ends a run; nothing happens when none is under way. */
export function stopRotation({ rotationRuns }: Context, { planId }: ValidInput<'stopRotation'>) {
  rotationRuns.get(planId)?.stop()
  return {}
}

async function answered(
  context: Context,
  asked: Asked,
  before: Read,
  run: RotationRun,
): Promise<RotationOutcome> {
  const proposal = await run.result
  if (proposal.kind === 'stopped') return proposal
  await context.storage.ledger.settled()
  // It may have been stopped after its answer came: until it is written, that holds.
  if (run.isStopped) return { kind: 'stopped', by: 'teacher' }
  const now = read(context, asked)
  if (asText(now) !== asText(before)) return { kind: 'stopped', by: 'change' }
  return outcomeOf(context, asked, now, proposal)
}

/** What was asked, and who was where: a cell that was changed by hand meanwhile is not written over. */
const asText = ({ weeks: { problem, filled, together }, spare }: Read): string =>
  JSON.stringify([problem, [...filled], together, spare.map(one => one.spare)])

interface Read {
  readonly state: RotationState
  readonly weeks: NumberedWeeks
  readonly spare: readonly SparePlace[]
}

function read({ storage }: Context, { planId, week }: Asked): Read {
  const state = mustReadRotation(storage, planId)
  if (week !== null && !state.weeks.includes(week)) {
    throw refused('Weeks do not alternate in this rotation.', 'Fill the one week there is.')
  }
  const weeks = week === null ? state.weeks : [week]
  return { state, weeks: numberWeeks(state, weeks), spare: sparePlaces(state, weeks) }
}

function outcomeOf(
  context: Context,
  asked: Asked,
  { state, weeks, spare }: Read,
  proposal: Proposal,
): RotationOutcome {
  const { conflicts, unmet } = faultsOf(state, weeks, proposal.week)
  const broken = conflicts.filter(({ isRule, kind }) => isRule || kind === 'nowhere')
  const ofDemand = ({ demandId, words }: UnmetDemand): LeftUnmet => ({ demandId, words })
  const left = [...broken.map(({ words }): LeftUnmet => ({ demandId: null, words })), ...unmet.map(ofDemand)]
  const uncounted = demandsOfAbsentGroups(state).map(ofDemand)
  const asFarAsPossible = () => {
    const isFilled = asked.asFarAsPossible
    return { isFilled, changedCount: isFilled ? fill(context, asked, state, weeks, proposal.week) : 0 }
  }
  // That everything is met is said by nobody but who counted it here.
  if (proposal.kind === 'unproven' || (proposal.kind === 'met' && left.length > 0)) {
    return { kind: 'notProven', ...asFarAsPossible(), unmet: [...left, ...uncounted] }
  }
  switch (proposal.kind) {
    case 'met':
      return {
        kind: 'met',
        changedCount: fill(context, asked, state, weeks, proposal.week),
        isBest: proposal.isBest,
        repeats: measureWeek(weeks.problem, proposal.week).repeats,
        uncounted,
        wishes: conflicts.filter(({ isRule }) => !isRule).map(({ words }) => words),
      }
    case 'impossible': {
      const { contradiction, remedies } = proposal
      return {
        kind: 'impossible',
        ...obstaclesInWords(state, weeks, spare, contradiction, remedies),
        ...asFarAsPossible(),
        unmet: asked.asFarAsPossible ? [...left, ...uncounted] : [],
      }
    }
  }
}

/** Writes a filled week as one step. Answers how many cells have another station now. */
function fill(
  { storage, change }: Context,
  { planId, week, asFarAsPossible }: Asked,
  state: RotationState,
  { places, filled }: NumberedWeeks,
  proposed: Int32Array,
): number {
  const width = state.plan.groups.length
  const changes = [...proposed.keys()].filter(at => proposed[at] !== filled[at])
  if (changes.length === 0) return 0
  return change(() => {
    for (const at of changes) {
      const place = places[Math.floor(at / width)]
      const cell = { week: place.week, blockId: place.block.id, position: at % width }
      const stationId = proposed[at] === NOWHERE ? null : state.stations[proposed[at]].id
      storage.rotations.putSlot({ ...cell, stationId, locked: slotOf(state, cell).locked ? 1 : 0 })
    }
    carryMeetings(storage, state)
    const what = week === null ? 'the week' : `week ${week.toUpperCase()}`
    return {
      result: changes.length,
      entry: {
        name: 'proposeRotation',
        label: `fill ${what} of ${state.plan.plan.name}${asFarAsPossible ? ' as far as possible' : ''}`,
        classId: state.plan.plan.classId,
        planId,
      },
    }
  })
}

function mustBeFillable({ state, weeks }: Read): void {
  if (state.plan.groups.length === 0) {
    throw refused('There are no groups yet.', 'Make groups first; then their week can be filled.')
  }
  if (state.stations.length === 0) throw refused('There are no stations yet.', 'Add stations first.')
  if (weeks.places.length === 0) throw refused('There are no blocks of rotation yet.', 'Add blocks first.')
}
