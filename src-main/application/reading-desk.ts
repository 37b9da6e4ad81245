import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { OperationError } from '../contract/problem.ts'
import { unpackTable } from '../exchange/packed-table.ts'
import type { ReadingChoices } from '../exchange/read-file.ts'
import type { ScoreTable } from '../exchange/score-table.ts'
import { UnreadableFile } from '../exchange/unreadable-file.ts'
import type { ReadingAnswer, ReadingTask } from './reading-worker.ts'

const MOST_MILLISECONDS = 20_000
const MOST_MEGABYTES = 1500
/** A thread that nobody asks any more gives its memory back. */
const IDLE_MILLISECONDS = 60_000
/** A file that is read as one before it is read up to three times. */
const KEPT_TABLES = 3

/** The thread ended without an answer. */
export class ReadingFailed extends Error {
  override readonly name = 'ReadingFailed'
}

/**
 * Reads files in a thread of its own, one after the other, so that no file can stop the program: a reading that takes
 * too long or too much memory is ended with words, and one that nobody wants any more can be cancelled.
 */
export class ReadingDesk {
  readonly #worker: URL
  readonly #mostMilliseconds: number
  #thread: Worker | null = null
  /** Fingerprint of the file that the thread has. */
  #held: string | null = null
  #cancel: (() => void) | null = null
  #queue: Promise<unknown> = Promise.resolve()
  #cancelled = 0
  #idle: NodeJS.Timeout | undefined
  /** What was read last: what is imported is what was looked at. */
  #tables: readonly { readonly key: string; readonly table: ScoreTable }[] = []

  /** @param worker file of the bundle of `reading-worker.ts` */
  constructor(worker: URL, mostMilliseconds = MOST_MILLISECONDS) {
    this.#worker = worker
    this.#mostMilliseconds = mostMilliseconds
  }

  /**
   * Reads a file.
   *
   * @param onProgress hears how much is done, 0 to 1
   * @throws UnreadableFile; OperationError `cancelled`; ReadingFailed
   */
  read(
    bytes: Uint8Array,
    fileName: string,
    choices: ReadingChoices,
    onProgress: (done: number) => void,
  ): Promise<ScoreTable> {
    const round = this.#cancelled
    const reading = this.#queue.then(() => {
      if (round !== this.#cancelled) throw cancelled()
      return this.#readNow(bytes, fileName, choices, onProgress)
    })
    this.#queue = reading.catch(() => undefined)
    return reading
  }

  /** Ends what is being read or waits to be read. */
  cancel(): void {
    this.#cancelled++
    this.#cancel?.()
  }

  /** Returns what throws `cancelled` if `cancel` was called since. @throws OperationError `cancelled` */
  watchForCancel(): () => void {
    const round = this.#cancelled
    return () => {
      if (round !== this.#cancelled) throw cancelled()
    }
  }

  /** Cancels, and resolves when the thread is gone. */
  async close(): Promise<void> {
    this.cancel()
    await this.#queue
    await this.#drop()
  }

  async #readNow(
    bytes: Uint8Array,
    fileName: string,
    choices: ReadingChoices,
    onProgress: (done: number) => void,
  ): Promise<ScoreTable> {
    clearTimeout(this.#idle)
    const fingerprint = createHash('sha256').update(bytes).digest('hex')
    const task = { fileName, fingerprint, choices }
    const key = JSON.stringify(task)
    const known = this.#tables.find(other => other.key === key)
    if (known) return known.table
    try {
      let answer = await this.#ask({ ...task, bytes: this.#held === fingerprint ? null : bytes }, onProgress)
      if (answer.kind === 'bytesWanted') answer = await this.#ask({ ...task, bytes }, onProgress)
      this.#held = fingerprint
      if (answer.kind === 'table') {
        const table = unpackTable(answer.table)
        this.#tables = [{ key, table }, ...this.#tables].slice(0, KEPT_TABLES)
        return table
      }
      if (answer.kind === 'unreadable') throw new UnreadableFile(answer.message, answer.remedy)
      throw new ReadingFailed('The file could not be handed to the reading thread.')
    } finally {
      this.#idle = setTimeout(() => void this.#drop(), IDLE_MILLISECONDS).unref()
    }
  }

  async #ask(task: ReadingTask, onProgress: (done: number) => void): Promise<ReadingAnswer> {
    const thread = (this.#thread ??= this.#start())
    const { promise, resolve, reject } = Promise.withResolvers<ReadingAnswer>()
    const timer = setTimeout(() => reject(tooLong(this.#mostMilliseconds)), this.#mostMilliseconds)
    this.#cancel = () => reject(cancelled())
    const onMessage = (answer: ReadingAnswer) => {
      if (answer.kind === 'progress') onProgress(answer.done)
      else resolve(answer)
    }
    const onError = (cause: unknown) => {
      const isMemory = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
      reject(isMemory ? tooMuch() : new ReadingFailed('The file could not be read.', { cause }))
    }
    const onExit = () => reject(new ReadingFailed('The reading ended without an answer.'))
    thread.on('message', onMessage).on('error', onError).on('exit', onExit)
    thread.postMessage(task)
    try {
      return await promise
    } catch (error) {
      // Without an answer it may still be at work.
      await this.#drop()
      throw error
    } finally {
      clearTimeout(timer)
      this.#cancel = null
      thread.off('message', onMessage).off('error', onError).off('exit', onExit)
    }
  }

  #start(): Worker {
    this.#held = null
    const thread = new Worker(this.#worker, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES } })
    // Somebody has to listen, also between two questions.
    thread.on('error', () => undefined)
    thread.unref()
    return thread
  }

  async #drop(): Promise<void> {
    const thread = this.#thread
    this.#thread = null
    this.#held = null
    this.#tables = []
    await thread?.terminate()
  }
}

const cancelled = () =>
  new OperationError({ code: 'cancelled', message: 'Cancelled. Nothing was imported.', remedy: '' })

const tooLong = (milliseconds: number) =>
  new UnreadableFile(
    `After ${Math.round(milliseconds / 1000)} seconds the file is still not read, so it was given up.`,
    'Export fewer classes or columns at a time, or save it as CSV.',
  )

const tooMuch = () =>
  new UnreadableFile(
    'The file needs more memory than there is for it.',
    'Export fewer classes or columns at a time, or save it as CSV.',
  )
