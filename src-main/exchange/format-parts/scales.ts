import type { Scale } from '../scale.ts'

/** Words, letters or sounds read in a minute: no form has more. */
export const PER_MINUTE: Scale = { kind: 'score', minimum: 0, maximum: 300 }

/** Composite scores of DIBELS 8 and Acadience, with room above. */
export const COMPOSITE: Scale = { kind: 'score', minimum: 0, maximum: 1000 }

/** Accuracy in percent, or as a part of one where no number is above one. */
export function accuracy(numbers: readonly number[]): Scale {
  return numbers.length > 0 && numbers.every(number => number <= 1)
    ? { kind: 'score', minimum: 0, maximum: 1 }
    : { kind: 'percent', minimum: 0, maximum: 100 }
}
