import { Worker } from 'node:worker_threads'
import { WrongPassphrase } from '../exchange/sealed-file.ts'
import { UnreadableFile } from '../exchange/unreadable-file.ts'
import type { SealingAnswer, SealingTask } from './sealing-worker.ts'

/** Deriving a key takes a second or two; a file may ask for four times as much, and a computer be slow. */
const LONGEST_MILLISECONDS = 120_000

/**
 * Seals or opens a file in a worker thread, so that the window stays alive meanwhile.
 *
 * @param worker file of the worker's bundle
 * @throws WrongPassphrase, UnreadableFile
 */
export async function askSealing<K extends SealingTask['kind']>(
  worker: URL,
  task: SealingTask & { kind: K },
): Promise<SealingAnswer & { kind: K }> {
  const thread = new Worker(worker, { workerData: task })
  const timer = setTimeout(() => void thread.terminate(), LONGEST_MILLISECONDS)
  try {
    const answer = await new Promise<SealingAnswer>((resolve, reject) => {
      thread.on('message', resolve)
      thread.on('error', reject)
      thread.on('exit', () => reject(new Error('Sealing ended without an answer.')))
    })
    if (answer.kind === 'refused') {
      const Refusal = answer.isWrongPassphrase ? WrongPassphrase : UnreadableFile
      throw new Refusal(answer.message, answer.remedy)
    }
    // The worker answers a task with its own kind, or refuses it.
    return answer as SealingAnswer & { kind: K }
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
