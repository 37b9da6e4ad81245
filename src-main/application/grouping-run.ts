import { Worker } from 'node:worker_threads'
import type { GroupingProblem } from '../grouping/problem.ts'
import type { WorkerMessage, WorkerTask } from './grouping-worker.ts'

export type RunResult = Exclude<WorkerMessage, { kind: 'progress' }> | { readonly kind: 'cancelled' }
export type RunProgress = Extract<WorkerMessage, { kind: 'progress' }>

/** The worker ended without an answer. */
export class GroupingFailed extends Error {
  override readonly name = 'GroupingFailed'
}

export interface GroupingRun {
  /** Fails with `GroupingFailed`. */
  readonly result: Promise<RunResult>
  /** Ends the run soon; `keep` answers the best groups so far, else `cancelled`. */
  stop(keep: boolean): void
}

/**
 * Runs the search in a worker thread. Progress comes at most about 20 times a second. The thread is gone when
 * the result is there.
 *
 * @param worker file of the worker's bundle
 */
export function startGroupingRun(
  worker: URL,
  problem: GroupingProblem,
  seed: number,
  onProgress: (progress: RunProgress) => void,
): GroupingRun {
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const task: WorkerTask = { problem, seed, stop }
  const thread = new Worker(worker, { workerData: task })
  let cancel: () => void = () => undefined
  const result = new Promise<RunResult>((resolve, reject) => {
    cancel = () => resolve({ kind: 'cancelled' })
    thread.on('message', (message: WorkerMessage) => {
      if (message.kind === 'progress') onProgress(message)
      else resolve(message)
    })
    thread.on('error', error => reject(new GroupingFailed('The search for groups failed.', { cause: error })))
    thread.on('exit', () => reject(new GroupingFailed('The search for groups ended without an answer.')))
  }).finally(() => thread.terminate())
  return {
    result,
    stop: keep => {
      if (keep) Atomics.store(stop, 0, 1)
      else cancel()
    },
  }
}
