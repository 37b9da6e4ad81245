import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** Who has the database open. */
export interface Holder {
  readonly computer: string
  readonly isThisComputer: boolean
  readonly process: number
  readonly since: Date
}

/**
 * The file beside an open database, `horseshoe.db.open`, says who has it open. It is only for people: the truth is the
 * lock that SQLite holds. One that is found without a lock is left from an unclean end.
 */
export function openMarkOf(file: string): string {
  return `${file}.open`
}

/** Writes the mark, readable by this user alone. A full disk does not keep anybody from reading their data. */
export function writeOpenMark(file: string): void {
  const holder = { computer: hostname(), process: process.pid, since: new Date().toISOString() }
  try {
    writeFileSync(openMarkOf(file), JSON.stringify(holder), { mode: 0o600 })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code !== 'ENOSPC' && code !== 'EDQUOT' && code !== 'EFBIG') throw error
  }
}

export function removeOpenMark(file: string): void {
  rmSync(openMarkOf(file), { force: true })
}

/** What the mark says; null when it is not there or says nothing that is understood. */
export function readOpenMark(file: string): Holder | null {
  let said: unknown
  try {
    said = JSON.parse(readFileSync(openMarkOf(file), 'utf8'))
  } catch {
    // Not there, half written, or of another version: then nobody can be named.
    return null
  }
  if (typeof said !== 'object' || said === null) return null
  const { computer, process: number, since } = said as Record<string, unknown>
  if (typeof computer !== 'string' || typeof number !== 'number' || typeof since !== 'string') return null
  const date = new Date(since)
  if (Number.isNaN(date.getTime())) return null
  return { computer, isThisComputer: computer === hostname(), process: number, since: date }
}
