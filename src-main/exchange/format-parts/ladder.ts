import type { Scale } from '../scale.ts'
import { headerKey } from './headed-table.ts'

/** Levels that a format writes in words. */
export interface Ladder {
  /** Lowest first; the first is level 1. */
  readonly names: readonly string[]
  /** Other words for a level, with its number. */
  readonly also: readonly (readonly [string, number])[]
  /** The level from which on a student has the skill, where the format says so. */
  readonly hadFrom: number | null
}

/** Number of the level that a text means, 1 = lowest; null when it is none of them. */
export function levelNumber(ladder: Ladder, text: string): number | null {
  const key = headerKey(text)
  const at = ladder.names.findIndex(name => headerKey(name) === key)
  if (at >= 0) return at + 1
  return ladder.also.find(([word]) => headerKey(word) === key)?.[1] ?? null
}

export function ladderScale({ names }: Ladder): Scale {
  return { kind: 'level', minimum: 1, maximum: names.length }
}

/** Benchmark status of mCLASS, DIBELS 8 and Acadience. */
export const BENCHMARK: Ladder = {
  names: ['Well Below Benchmark', 'Below Benchmark', 'At Benchmark', 'Above Benchmark'],
  also: [
    ['Well Below', 1],
    ['Intensive', 1],
    ['Intensive Support', 1],
    ['At Risk', 1],
    ['Below', 2],
    ['Strategic', 2],
    ['Strategic Support', 2],
    ['Some Risk', 2],
    ['At', 3],
    ['At or Above Benchmark', 3],
    ['Core', 3],
    ['Core Support', 3],
    ['Minimal Risk', 3],
    ['Above', 4],
    ['Negligible Risk', 4],
  ],
  hadFrom: 3,
}
