import { Worker } from 'node:worker_threads'
import type { Proposal } from '../rotation/propose-week.ts'
import type { RotationTask } from './rotation-worker.ts'

/**
 * Proposes a week in a worker thread, so that the window stays alive meanwhile. The thread is gone when the answer is
 * there.
 *
 * @param worker file of the worker's bundle
 */
export async function askRotation(worker: URL, task: RotationTask): Promise<Proposal> {
  const thread = new Worker(worker, { workerData: task })
  try {
    return await new Promise<Proposal>((resolve, reject) => {
      thread.on('message', resolve)
      thread.on('error', reject)
      thread.on('exit', () => reject(new Error('The search for a week ended without an answer.')))
    })
  } finally {
    await thread.terminate()
  }
}
