import { Worker } from 'node:worker_threads'
import type { KeepingKind, KeepingQuestion, KeepingReply, KeepingTasks } from './keeping-worker.ts'
import { unpackError } from './packed-error.ts'

/** A thread that nobody asks any more gives its memory back. */
const IDLE_MILLISECONDS = 60_000

/**
 * Asks the thread that checks, encrypts, recovers and rewrites, so that the window stays alive meanwhile. Questions are
 * answered one after the other. The thread is started when it is needed.
 */
export class KeepingDesk {
  readonly #worker: URL
  #thread: Worker | null = null
  #queue: Promise<unknown> = Promise.resolve()
  #number = 0
  #idle: NodeJS.Timeout | undefined

  /** @param worker file of the bundle of `keeping-worker.ts` */
  constructor(worker: URL) {
    this.#worker = worker
  }

  /**
   * Asks one question.
   *
   * @throws UnreadableFile, WrongPassphrase, DatabaseUnusable, NotSaved as the thread does
   */
  ask<K extends KeepingKind>(kind: K, task: KeepingTasks[K]['task']): Promise<KeepingTasks[K]['answer']> {
    const asked = this.#queue.then(() => this.#askNow(kind, task))
    this.#queue = asked.catch(() => undefined)
    // The thread answers a question with the answer of its kind.
    return asked as Promise<KeepingTasks[K]['answer']>
  }

  /** Resolves when all that was asked until now is answered. */
  async idle(): Promise<void> {
    await this.#queue
  }

  /** Waits for what is under way, and resolves when the thread is gone. */
  async close(): Promise<void> {
    await this.#queue
    await this.#drop()
  }

  async #askNow(kind: KeepingKind, task: unknown): Promise<unknown> {
    clearTimeout(this.#idle)
    const thread = (this.#thread ??= this.#start())
    const number = ++this.#number
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const onMessage = (reply: KeepingReply) => {
      if (reply.number !== number) return
      if ('error' in reply) reject(unpackError(reply.error))
      else resolve(reply.answer)
    }
    const onEnd = () => reject(new Error('The keeping thread ended without an answer.'))
    thread.on('message', onMessage).on('error', onEnd).on('exit', onEnd)
    thread.ref()
    thread.postMessage({ number, kind, task } satisfies KeepingQuestion)
    try {
      return await promise
    } finally {
      thread.off('message', onMessage).off('error', onEnd).off('exit', onEnd)
      thread.unref()
      this.#idle = setTimeout(() => void this.#drop(), IDLE_MILLISECONDS).unref()
    }
  }

  #start(): Worker {
    const thread = new Worker(this.#worker)
    // Somebody has to listen, also between two questions; one that ended is started anew.
    thread.on('error', () => undefined)
    thread.on('exit', () => {
      if (this.#thread === thread) this.#thread = null
    })
    return thread
  }

  async #drop(): Promise<void> {
    clearTimeout(this.#idle)
    const thread = this.#thread
    this.#thread = null
    await thread?.terminate()
  }
}
