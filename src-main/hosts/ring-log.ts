import { appendFileSync, chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Log, LogEntry } from '../application/log.ts'

const FILES = 5
const MOST_BYTES = 1_000_000

/** Everything that may stand in a line: names and numbers of the program's own, and punctuation of places in it. */
const HARMLESS = /^[\w.:,/ -]{0,400}$/

/**
 * The log of a host: lines of JSON in `log/horseshoe.0.jsonl` of the data folder (0 = newest), five files of 1 MB at
 * most, readable by this user alone. It stays on the computer.
 */
export class RingLog implements Log {
  readonly #folder: string
  readonly #mostBytes: number
  readonly #now: () => Date

  /** @param dataDirectory the data folder; it is there already */
  constructor(dataDirectory: string, now: () => Date = () => new Date(), mostBytes = MOST_BYTES) {
    this.#folder = join(dataDirectory, 'log')
    this.#now = now
    this.#mostBytes = mostBytes
  }

  write(entry: LogEntry): void {
    const line = `${JSON.stringify({ at: this.#now().toISOString(), ...harmless(entry) })}\n`
    try {
      if (!existsSync(this.#folder)) mkdirSync(this.#folder, { mode: 0o700 })
      const newest = this.#file(0)
      if (existsSync(newest) && statSync(newest).size + line.length > this.#mostBytes) this.#turn()
      appendFileSync(newest, line, { mode: 0o600 })
      if (process.platform !== 'win32' && (statSync(newest).mode & 0o077) !== 0) chmodSync(newest, 0o600)
    } catch (error) {
      // The disk is full or may not be written: that is told where it matters, and a log must not make it worse.
      if (!(error instanceof Error && 'syscall' in error)) throw error
    }
  }

  #file(age: number): string {
    return join(this.#folder, `horseshoe.${age}.jsonl`)
  }

  #turn(): void {
    rmSync(this.#file(FILES - 1), { force: true })
    for (let age = FILES - 2; age >= 0; age--) {
      if (existsSync(this.#file(age))) renameSync(this.#file(age), this.#file(age + 1))
    }
  }
}

/** A text that could hold anybody's words is left out, whoever wrote it. */
function harmless(entry: LogEntry): LogEntry {
  const fields = Object.entries(entry).map(([field, value]: [string, unknown]) => [
    field,
    typeof value === 'string' && !HARMLESS.test(value) ? 'left out' : value,
  ])
  return Object.fromEntries(fields) as LogEntry
}

/** Writes the end of a program that nobody foresaw, and lets it end as it would. */
export function logCrashes(log: Log, place: (error: unknown) => string): void {
  process.on('uncaughtExceptionMonitor', error => log.write({ event: 'crash', place: place(error) }))
}
