import { parentPort, workerData } from 'node:worker_threads'
import type { RuleReference } from '../grouping/contradiction.ts'
import type { GroupingProblem } from '../grouping/problem.ts'
import { searchSimilar } from '../grouping/similar.ts'

/** What the worker is started with. `stop` is shared memory: 0 = go on, 1 = end with the best so far. */
export interface WorkerTask {
  readonly problem: GroupingProblem
  readonly seed: number
  readonly stop: Int32Array
}

/** What the worker says. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: number; readonly within: number }
  | {
      readonly kind: 'grouped'
      readonly groups: Int32Array
      readonly within: number
      readonly stopped: boolean
    }
  | { readonly kind: 'contradiction'; readonly rules: readonly RuleReference[] }
  | { readonly kind: 'unknown' }

const REPORT_MILLISECONDS = 50

/** Runs one search to its end, or until it is told to stop. */
function run({ problem, seed, stop }: WorkerTask, post: (message: WorkerMessage) => void): void {
  const search = searchSimilar(problem, seed)
  let reported = -Infinity
  for (let step = search.next(); ; step = search.next()) {
    if (step.done) {
      const result = step.value
      post(result.kind === 'grouped' ? { ...result, stopped: false } : result)
      return
    }
    const { progress, within, groups } = step.value
    if (Atomics.load(stop, 0) === 1) {
      post({ kind: 'grouped', groups, within, stopped: true })
      return
    }
    const now = performance.now()
    if (now - reported > REPORT_MILLISECONDS) {
      reported = now
      post({ kind: 'progress', progress, within })
    }
  }
}

const port = parentPort
// The task is handed over by grouping-run.ts alone.
if (port) run(workerData as WorkerTask, message => port.postMessage(message))
