import { clockTime, weekdayName } from '../../src-main/contract/clock-words.ts'
import type { Block, Conflict, TableTime } from '../../src-main/contract/rotation.ts'
import { count } from '../design/words.ts'
import type { Effect } from '../state/carrying.svelte.ts'

/** "Monday 9:05" */
export function whenInWords({ weekday, start }: Pick<Block, 'weekday' | 'start'>): string {
  return `${weekdayName(weekday)} ${clockTime(start)}`
}

/** Everything about a cell, for who does not see it: "Teacher table, group B, Monday 9:05, locked. Library takes … Viktor is at Band." */
export function cellInWords(about: {
  station: string | null
  letter: string
  block: Block
  isLocked: boolean
  conflicts: readonly Conflict[]
  /** In sentences; see `pulledOutOf`. */
  pulledOut: readonly string[]
}): string {
  const { station, letter, block, isLocked, conflicts, pulledOut } = about
  const words = [
    station ?? 'No station',
    `group ${letter}`,
    whenInWords(block),
    ...(isLocked ? ['locked'] : []),
  ]
  // That the table is missed says who is elsewhere.
  const others = conflicts.some(({ kind }) => kind === 'missed') ? [] : pulledOut
  return [`${words.join(', ')}.`, ...conflicts.map(one => one.words), ...others].join(' ')
}

/** The worst and the best a drop would do, in a line; the rest is counted. */
export function effectInWords({ worse, better }: Effect): string {
  const [first, ...others] = worse
  if (first) return others.length > 0 ? `${first.words} And ${others.length} more.` : first.words
  const [mended] = better
  return mended ? `Mends: ${mended.words}` : 'Nothing would be wrong.'
}

/** How a place looks while a cell is in the air. */
export function effectTone(effect: Effect): 'rule' | 'worse' | 'better' | 'same' {
  if (effect.worse.some(({ isRule }) => isRule)) return 'rule'
  if (effect.worse.length > 0) return 'worse'
  return effect.better.length > 0 ? 'better' : 'same'
}

/** "3 visits, 55 min" */
export function tableTimeInWords({ visits, minutes }: TableTime): string {
  return visits === 0 ? 'never with you' : `${count(visits, 'visit')}, ${minutes} min`
}

/** A sentence with one full stop at its end, also where its last word is a shortened name: "Not there: Amina D." */
export function stopped(words: string): string {
  return words.endsWith('.') ? words : `${words}.`
}
