import { Worker } from 'node:worker_threads'
import type { Proposal } from '../rotation/propose-week.ts'
import type { RotationTask } from './rotation-worker.ts'

/** Who or what ended a search before its answer. */
interface Stopped {
  readonly kind: 'stopped'
  readonly by: 'teacher' | 'time'
}

export interface RotationRun {
  readonly result: Promise<Proposal | Stopped>
  /** Ends the search at once, without an answer. */
  stop(): void
  /** It was stopped, be it after its answer. */
  readonly isStopped: boolean
}

/**
 * The worker ends by itself long before, when its work is done (`MOST_WORK`): how far it comes is no matter of time. This
 * is for a computer, or a proof, that hangs; it leaves everything as it was.
 */
const MOST_MILLISECONDS = 180_000

/**
 * Proposes a week in a worker thread, so that the window stays alive meanwhile. The thread is gone when the result is
 * there.
 *
 * @param worker file of the worker's bundle
 * @param mostMilliseconds then it is stopped
 */
export function startRotationRun(
  worker: URL,
  task: RotationTask,
  mostMilliseconds: number = MOST_MILLISECONDS,
): RotationRun {
  const thread = new Worker(worker, { workerData: task })
  const { promise, resolve, reject } = Promise.withResolvers<Proposal | Stopped>()
  const limit = setTimeout(() => resolve({ kind: 'stopped', by: 'time' }), mostMilliseconds)
  thread.on('message', resolve)
  thread.on('error', reject)
  thread.on('exit', () => reject(new Error('The search for a week ended without an answer.')))
  let isStopped = false
  return {
    result: promise.finally(async () => {
      clearTimeout(limit)
      await thread.terminate()
    }),
    stop() {
      isStopped = true
      resolve({ kind: 'stopped', by: 'teacher' })
    },
    get isStopped() {
      return isStopped
    },
  }
}
