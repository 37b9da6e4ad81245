import { Worker } from 'node:worker_threads'
import type { GroupingProblem } from '../grouping/problem.ts'
import type { EngineAnswer, EngineProgress, EngineQuestion, WorkerTask } from './grouping-worker.ts'

export type RunResult = EngineAnswer | { readonly kind: 'cancelled' }

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
 * Asks the engine in a worker thread. Progress comes at most about 20 times a second. The thread is gone when
 * the result is there.
 *
 * @param worker file of the worker's bundle
 */
export function startGroupingRun(
  worker: URL,
  asked: { question: EngineQuestion; problem: GroupingProblem; seed: number },
  onProgress: (progress: EngineProgress) => void,
): GroupingRun {
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const task: WorkerTask = { ...asked, stop }
  const thread = new Worker(worker, { workerData: task })
  let cancel: () => void = () => undefined
  const result = new Promise<RunResult>((resolve, reject) => {
    cancel = () => resolve({ kind: 'cancelled' })
    thread.on('message', (message: EngineAnswer | EngineProgress) => {
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
