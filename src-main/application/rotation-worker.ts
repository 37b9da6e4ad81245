import { parentPort, workerData } from 'node:worker_threads'
import { fillWeek } from '../rotation/fill-week.ts'
import { loadLinearSolver } from '../rotation/linear-solver.ts'
import { proposeWeek, type Proposal } from '../rotation/propose-week.ts'
import type { WeekProblem } from '../rotation/week-problem.ts'

/** What the worker is started with. */
export interface RotationTask {
  readonly problem: WeekProblem
  readonly seed: number
}

/** A week that meets every demand is not kept back for long to prove that no better one exists. */
const MILLISECONDS_TO_IMPROVE = 1500
/** Long enough for most proofs that demands cannot hold together, and for what would help. */
const MILLISECONDS_TO_PROVE = 10_000

async function answer({ problem, seed }: RotationTask): Promise<Proposal> {
  const started = performance.now()
  const isMet = fillWeek(problem, seed).conflicts.length === 0
  const most = isMet ? MILLISECONDS_TO_IMPROVE : MILLISECONDS_TO_PROVE
  return proposeWeek(problem, {
    seed,
    loadSolver: loadLinearSolver,
    shouldStop: () => performance.now() - started > most,
  })
}

const port = parentPort
if (port) {
  // The task is handed over by rotation-run.ts alone.
  port.postMessage(await answer(workerData as RotationTask))
}
