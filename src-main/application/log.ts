import type { ProblemCode } from '../contract/problem.ts'

/**
 * One line of the log. There is no field for free text: a log is shown to people who must not read a student's name or
 * score, so it holds codes, names of operations, row ids and places in the program, and nothing else.
 */
export interface LogEntry {
  readonly event: 'start' | 'end' | 'problem' | 'crash'
  readonly version?: string
  /** Name of an operation of the contract. */
  readonly operation?: string
  readonly code?: ProblemCode
  /** See `placeOf`. */
  readonly place?: string
  /** Row ids that were asked about, by the name of the field. */
  readonly ids?: Readonly<Record<string, number>>
}

/** Where the application and its host write what happened; it never throws. */
export interface Log {
  write(entry: LogEntry): void
}

/** Row ids in an operation's input, by the name of the field: the only part of it that may be written down. */
export function idsIn(input: unknown): Record<string, number> {
  if (typeof input !== 'object' || input === null) return {}
  const fields = Object.entries(input as Record<string, unknown>)
  return Object.fromEntries(
    fields.filter(
      (field): field is [string, number] => /^[a-z]{1,20}Id$/i.test(field[0]) && Number.isInteger(field[1]),
    ),
  )
}

/**
 * Where an error comes from, without its words, which may name a student: its kind, its code, and the places in the
 * program where it was thrown. `NotSaved SQLITE_FULL at ledger.ts:169:13, moves.ts:40:20`.
 */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const kind = [error, error.cause].map(one => (one instanceof Error ? one.name : '')).filter(Boolean)
  const code = [error, error.cause].map(one =>
    one instanceof Error && 'code' in one && typeof one.code === 'string' ? one.code : '',
  )
  const reason = 'reason' in error && typeof error.reason === 'string' ? error.reason : ''
  const words = [...kind.slice(0, 1), reason, ...code].filter(word => /^\w{1,60}$/.test(word))
  const frames = [...(error.stack ?? '').matchAll(/^ +at .*?([\w.-]+\.(?:[cm]?js|ts)):(\d+):(\d+)\)?$/gm)]
  const places = frames.slice(0, 4).map(([, file, line, column]) => `${file}:${line}:${column}`)
  return words.join(' ') + (places.length > 0 ? ` at ${places.join(', ')}` : '')
}
