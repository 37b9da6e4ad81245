/** What a skill's numbers mean; the same shape as in the contract. */
export interface Scale {
  readonly kind: 'percent' | 'points' | 'level' | 'score'
  readonly minimum: number
  readonly maximum: number
}

/** What was seen in a skill column. */
export interface ScoreSample {
  readonly value: number
  readonly outOf: number | null
  readonly percent: boolean
}

const HIGHEST_LEVEL = 6

/**
 * Guesses a column's scale: any `%` means percent; `8/10` means points out of the one total (percent when totals
 * differ), unless most are plain numbers above it; whole numbers up to 6 with at most 6 different values are levels;
 * anything within 0 to 100 that goes above 20 is percent; up to 20 it is points of the next of 10 or 20; anything else
 * is a score between round numbers around what was seen.
 */
export function guessScale(samples: readonly ScoreSample[]): Scale {
  if (samples.length === 0) return { kind: 'percent', minimum: 0, maximum: 100 }
  if (samples.some(sample => sample.percent)) return { kind: 'percent', minimum: 0, maximum: 100 }
  if (areNoPoints(samples)) return guessScale(samples.filter(({ outOf }) => outOf === null))
  const totals = new Set(samples.flatMap(sample => (sample.outOf === null ? [] : [sample.outOf])))
  if (totals.size === 1) return { kind: 'points', minimum: 0, maximum: [...totals][0] ?? 100 }
  if (totals.size > 1) return { kind: 'percent', minimum: 0, maximum: 100 }

  const values = samples.map(sample => sample.value)
  const low = values.reduce((least, value) => Math.min(least, value), Infinity)
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity)
  const whole = values.every(value => Number.isInteger(value))
  if (whole && low >= 0 && high >= 2 && high <= HIGHEST_LEVEL) {
    return { kind: 'level', minimum: low === 0 ? 0 : 1, maximum: Math.max(4, high) }
  }
  if (low >= 0 && high <= 100 && high > 20) return { kind: 'percent', minimum: 0, maximum: 100 }
  if (low >= 0 && high <= 20) return { kind: 'points', minimum: 0, maximum: high <= 10 ? 10 : 20 }
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, high - low))))
  const minimum = Math.floor(low / step) * step
  const maximum = Math.ceil(high / step) * step
  return { kind: 'score', minimum, maximum: maximum > minimum ? maximum : minimum + step }
}

/** True for a few `1/2` among plain numbers like 85, which are not points out of 2 then. */
export function areNoPoints(samples: readonly ScoreSample[]): boolean {
  const highestTotal = samples.reduce((most, { outOf }) => Math.max(most, outOf ?? 0), 0)
  const beyond = samples.filter(({ value, outOf }) => outOf === null && value > highestTotal)
  return highestTotal > 0 && beyond.length * 2 > samples.length
}

/**
 * Turns a reading into a value on the column's scale: points out of another total, and percent, become as much of
 * this one.
 *
 * @returns null where that has no meaning: a part of something is no level and no scale score
 */
export function onScale({ value, outOf, percent }: ScoreSample, { kind, maximum }: Scale): number | null {
  if (percent) {
    if (kind === 'percent') return value
    return kind === 'points' ? (value / 100) * maximum : null
  }
  if (outOf === null || outOf === maximum) return value
  if (kind === 'percent') return Math.round((value / outOf) * 1e6) / 1e4
  return kind === 'points' ? (value / outOf) * maximum : null
}

/**
 * From where on a student has a skill, until the teacher says otherwise: 80 % of percent and points; level 3 where
 * there are four, the level above the middle otherwise; the middle of a scale score, of which nothing is known (where
 * there are scores, `median` is the better choice).
 */
export function defaultMasteryThreshold({ kind, minimum, maximum }: Scale): number {
  if (kind === 'level') return maximum === 4 ? 3 : Math.floor((minimum + maximum) / 2) + 1
  if (kind === 'score') return (minimum + maximum) / 2
  return hundredth(minimum + 0.8 * (maximum - minimum))
}

/** What half of the values are at or above, to two decimals; null without any. O(n log n). */
export function median(values: readonly number[]): number | null {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length / 2
  if (half === 0) return null
  return hundredth(Number.isInteger(half) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[Math.floor(half)])
}

const hundredth = (value: number) => Math.round(value * 100) / 100
