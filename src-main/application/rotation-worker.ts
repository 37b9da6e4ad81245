import { parentPort, workerData } from 'node:worker_threads'
import type { SpareBlock } from '../rotation/add-block.ts'
import { loadLinearSolver } from '../rotation/linear-solver.ts'
import { proposeWeek, type Proposal } from '../rotation/propose-week.ts'
import type { Together } from '../rotation/remedies.ts'
import type { Week, WeekProblem } from '../rotation/week-problem.ts'

/** What the worker is started with. */
export interface RotationTask {
  readonly problem: WeekProblem
  readonly seed: number
  /** As it is now. */
  readonly present: Week
  /** Blocks that could be added. */
  readonly spare: readonly SpareBlock[]
  readonly together: Together
}

function answer({ problem, seed, present, spare, together }: RotationTask): Promise<Proposal> {
  return proposeWeek(problem, { seed, present, spare, together, loadSolver: loadLinearSolver })
}

const port = parentPort
if (port) {
  // The task is handed over by rotation-run.ts alone.
  port.postMessage(await answer(workerData as RotationTask))
}
