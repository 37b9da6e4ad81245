import { parentPort, workerData } from 'node:worker_threads'
import { loadLinearSolver } from '../rotation/linear-solver.ts'
import { proposeWeek, type Proposal } from '../rotation/propose-week.ts'
import { timeLeftOf } from '../rotation/time-limits.ts'
import type { Week, WeekProblem } from '../rotation/week-problem.ts'

/** What the worker is started with. */
export interface RotationTask {
  readonly problem: WeekProblem
  readonly seed: number
  /** As it is now. */
  readonly present: Week
}

/**
 * Long enough for most proofs that demands cannot hold together, and for what would help; but a week that meets every
 * demand is not kept back for long to prove that no better one exists.
 */
const SECONDS = { toDecide: 10, toImprove: 1.5 }

function answer({ problem, seed, present }: RotationTask): Promise<Proposal> {
  const secondsLeft = timeLeftOf(() => performance.now() / 1000, SECONDS)
  return proposeWeek(problem, { seed, present, loadSolver: loadLinearSolver, secondsLeft })
}

const port = parentPort
if (port) {
  // The task is handed over by rotation-run.ts alone.
  port.postMessage(await answer(workerData as RotationTask))
}
