import { parentPort, workerData } from 'node:worker_threads'
import { seal, unseal, WrongPassphrase } from '../exchange/sealed-file.ts'
import { UnreadableFile } from '../exchange/unreadable-file.ts'

/** What the worker is started with. */
export type SealingTask =
  | { readonly kind: 'seal'; readonly text: string; readonly passphrase: string }
  | { readonly kind: 'unseal'; readonly bytes: Uint8Array; readonly passphrase: string }

/** What it answers. */
export type SealingAnswer =
  | { readonly kind: 'seal'; readonly bytes: Uint8Array }
  | { readonly kind: 'unseal'; readonly text: string }
  | {
      readonly kind: 'refused'
      readonly isWrongPassphrase: boolean
      readonly message: string
      readonly remedy: string
    }

async function answer(task: SealingTask): Promise<SealingAnswer> {
  try {
    return task.kind === 'seal'
      ? { kind: 'seal', bytes: await seal(task.text, task.passphrase) }
      : { kind: 'unseal', text: await unseal(task.bytes, task.passphrase) }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const { message, remedy } = error
    return { kind: 'refused', isWrongPassphrase: error instanceof WrongPassphrase, message, remedy }
  }
}

const port = parentPort
if (port) {
  // The task is handed over by sealing.ts alone.
  port.postMessage(await answer(workerData as SealingTask))
}
