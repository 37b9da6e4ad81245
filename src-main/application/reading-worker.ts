import { parentPort } from 'node:worker_threads'
import { openFile, type OpenedFile } from '../exchange/open-file.ts'
import { packTable, type PackedTable } from '../exchange/packed-table.ts'
import { readSheets, type ReadingChoices } from '../exchange/read-file.ts'
import { UnreadableFile } from '../exchange/unreadable-file.ts'

/** What the reading thread is asked. The bytes are left out when it was asked about the same file before. */
export interface ReadingTask {
  readonly fileName: string
  /** The same for the same bytes. */
  readonly fingerprint: string
  readonly bytes: Uint8Array | null
  readonly choices: ReadingChoices
}

export type ReadingAnswer =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'table'; readonly table: PackedTable }
  | { readonly kind: 'unreadable'; readonly message: string; readonly remedy: string }
  /** The bytes are not known here any more. */
  | { readonly kind: 'bytesWanted' }

const OPENING_SHARE = 0.6

/** The file that was read last; a teacher who corrects guesses about it does not wait for it to be opened anew. */
let last: {
  fingerprint: string
  bytes: Uint8Array
  opened: { key: string; file: OpenedFile } | null
} | null = null

function read(task: ReadingTask, onProgress: (done: number) => void): ReadingAnswer {
  const { fileName, fingerprint, bytes, choices } = task
  if (bytes) last = { fingerprint, bytes, opened: null }
  if (last?.fingerprint !== fingerprint) return { kind: 'bytesWanted' }
  const key = `${choices.encoding ?? ''} ${choices.delimiter ?? ''}`
  if (last.opened?.key !== key) {
    const file = openFile(last.bytes, choices, done => onProgress(done * OPENING_SHARE))
    last.opened = { key, file }
  }
  onProgress(OPENING_SHARE)
  return { kind: 'table', table: packTable(readSheets(last.opened.file, fileName, choices)) }
}

function answer(task: ReadingTask, onProgress: (done: number) => void): ReadingAnswer {
  try {
    return read(task, onProgress)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { kind: 'unreadable', message: error.message, remedy: error.remedy }
  }
}

const port = parentPort
port?.on('message', (task: ReadingTask) => {
  const result = answer(task, done => port.postMessage({ kind: 'progress', done } satisfies ReadingAnswer))
  port.postMessage(
    result,
    result.kind === 'table'
      ? [result.table.values.buffer, result.table.states.buffer, result.table.ends.buffer]
      : [],
  )
})
