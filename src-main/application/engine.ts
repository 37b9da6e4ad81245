import type { ValidInput } from '../contract/contract.ts'
import type { Proof } from '../contract/plans.ts'
import { OperationError } from '../contract/problem.ts'
import { totalSpread } from '../grouping/fit.ts'
import { standardise } from '../grouping/standardise.ts'
import type { Context } from './context.ts'
import { startGroupingRun, type RunResult } from './grouping-run.ts'
import type { EngineQuestion } from './grouping-worker.ts'
import { metBefore } from './met-before.ts'
import { problemOf, type PlanState } from './plan-state.ts'

/** Asks the engine about a plan, off the main thread; one question a plan at a time. Windows hear its progress. */
export async function askEngine(
  context: Context,
  state: PlanState,
  question: EngineQuestion,
  seed: number = state.plan.seed,
): Promise<RunResult> {
  const { runs, groupingWorker, storage } = context
  const planId = state.plan.id
  if (runs.has(planId)) {
    throw new OperationError({
      code: 'groupingRunning',
      message: 'The groups of this plan are being worked on already.',
      remedy: 'Wait a moment, or stop that first.',
    })
  }
  mustBeAnswerable(state)
  const problem = problemOf(state, state.request.variety ? metBefore(storage, state) : [])
  const isByLikeness = problem.mode.kind === 'similar' && problem.variety === undefined
  const total = totalSpread(standardise(problem.scores, problem.weights))
  const run = startGroupingRun(
    groupingWorker,
    { question, problem, seed },
    ({ phase, progress, cost, bound }) =>
      context.emit({
        type: 'groupingProgress',
        planId,
        phase,
        progress,
        proof: cost === null ? null : proofOf(cost, bound),
        likeness: cost === null || !isByLikeness || total <= 0 ? null : 1 - cost / total,
      }),
  )
  runs.set(planId, run)
  try {
    const result = await run.result
    await storage.ledger.settled()
    return result
  } finally {
    runs.delete(planId)
  }
}

/** Ends a run; nothing happens when none is under way. */
export function stopGrouping({ runs }: Context, { planId, keep }: ValidInput<'stopGrouping'>) {
  runs.get(planId)?.stop(keep)
  return {}
}

/** What a cost and its bound prove. Percent are rounded up: no more is claimed than holds. */
export function proofOf(cost: number, bound: number | null): Proof {
  if (bound === null) return { kind: 'none' }
  if (cost <= bound) return { kind: 'proven' }
  if (bound <= 0) return { kind: 'none' }
  return { kind: 'within', percent: Math.ceil((cost / bound - 1) * 1000) / 10 }
}

/** The class or the question was changed while the engine worked on it: its answer is of no use then. */
export function mustBeAsAsked(now: PlanState, asked: PlanState): void {
  if (JSON.stringify(problemOf(now, [])) === JSON.stringify(problemOf(asked, []))) return
  throw new OperationError({
    code: 'invalidInput',
    message: 'The class or the question was changed while the groups were being made; nothing was written.',
    remedy: 'Press Group again.',
  })
}

function mustBeAnswerable({ book, request }: PlanState): void {
  if (book.students.length === 0) {
    throw new OperationError({
      code: 'invalidInput',
      message: 'There are no students in the class yet.',
      remedy: 'Import scores, or add students in the roster.',
    })
  }
  if (request.skills.length === 0 && request.mode !== 'random') {
    throw new OperationError({
      code: 'invalidInput',
      message: 'No skill counts yet.',
      remedy: 'Choose at least one skill in the sentence above the map.',
    })
  }
}
