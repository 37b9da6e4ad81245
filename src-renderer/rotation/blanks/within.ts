import { count } from '../../design/words.ts'

/** A whole number that a sentence takes, and what is said where another one was typed. */
export interface Taken {
  readonly number: number
  /** Empty = what was typed was taken. */
  readonly words: string
}

export interface Range {
  readonly minimum: number
  readonly maximum: number
  /** One of what is counted: "group". */
  readonly unit: string
}

/**
 * What becomes of a typed number: outside the range the nearest that can be, without a whole number what was there.
 *
 * @param typed NaN = no number
 * @param before what was there
 */
export function within(typed: number, before: number, { minimum, maximum, unit }: Range): Taken {
  if (!Number.isInteger(typed)) return { number: before, words: `A whole number is needed: ${before} stays.` }
  if (typed > maximum)
    return { number: maximum, words: `At most ${count(maximum, unit)}: set to ${maximum}.` }
  if (typed < minimum)
    return { number: minimum, words: `At least ${count(minimum, unit)}: set to ${minimum}.` }
  return { number: typed, words: '' }
}
