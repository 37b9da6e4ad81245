import type { Scale } from '../scale.ts'
import type { HeadedTable } from './headed-table.ts'
import type { Ladder } from './ladder.ts'
import type { Measure } from './pivot.ts'

/** A measure with its place in the file. */
export interface Measured {
  readonly measure: Measure
  readonly at: number
}

/** Columns that belong together: a score, and in words how good it is. */
export interface ScoreAndLevel {
  readonly name: string
  readonly scale: Scale | ((numbers: readonly number[]) => Scale)
  /** Place of the score; -1 where there are only levels. */
  readonly scoreAt: number
  /** Place of the level; -1 where there is none. */
  readonly levelAt: number
  readonly ladder: Ladder
}

/** A skill for the score, and one for the level beside it that says which scores are good enough. */
export function scoreAndLevel(table: HeadedTable, columns: ScoreAndLevel): Measured[] {
  const { name, scale, scoreAt, levelAt, ladder } = columns
  const level: Measure | null =
    levelAt < 0 ? null : { name: `${name}, level`, header: table.headers[levelAt], ladder }
  const score: Measure | null =
    scoreAt < 0
      ? null
      : { name, header: table.headers[scoreAt], scale, ...(level ? { judgedBy: level } : {}) }
  return [
    ...(score ? [{ measure: score, at: scoreAt }] : []),
    ...(level ? [{ measure: level, at: levelAt }] : []),
  ]
}

/** To be said wherever both are made. */
export const TWICE = {
  row: null,
  column: null,
  message: 'Where the file says a level beside a score, both are here, each as a skill of its own.',
  remedy: 'If you group by one of them only, ignore the other, or leave it out of the plan.',
} as const
