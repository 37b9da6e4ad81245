import { parentPort, workerData } from 'node:worker_threads'
import { loadLinearSolver } from '../rotation/linear-solver.ts'
import { proposeWeek, type Proposal } from '../rotation/propose-week.ts'
import { stopWhenLate } from '../rotation/time-limits.ts'
import type { WeekProblem } from '../rotation/week-problem.ts'

/** What the worker is started with. */
export interface RotationTask {
  readonly problem: WeekProblem
  readonly seed: number
}

/**
 * Long enough for most proofs that demands cannot hold together, and for what would help; but a week that meets every
 * demand is not kept back for long to prove that no better one exists.
 */
const MILLISECONDS = { toDecide: 10_000, toImprove: 1500 }

function answer({ problem, seed }: RotationTask): Promise<Proposal> {
  const shouldStop = stopWhenLate(() => performance.now(), MILLISECONDS)
  return proposeWeek(problem, { seed, loadSolver: loadLinearSolver, shouldStop })
}

const port = parentPort
if (port) {
  // The task is handed over by rotation-run.ts alone.
  port.postMessage(await answer(workerData as RotationTask))
}
