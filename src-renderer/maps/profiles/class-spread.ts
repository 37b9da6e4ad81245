import { mean, quantileSorted } from 'd3'
import type { Skill, Student } from '../../../src-main/contract/classes.ts'

/** Where the class stands in a skill: shares of the skill's scale, 0 to 1, and the mean on the scale itself. */
export interface ClassSpread {
  readonly least: number
  readonly lowerQuarter: number
  readonly upperQuarter: number
  readonly most: number
  readonly mean: number
  readonly meanShare: number
}

/** How far up a skill's own scale a value stands, 0 to 1; what lies outside the scale stands at its end. */
export function shareOfScale({ scale }: Skill, value: number): number {
  const share = (value - scale.minimum) / (scale.maximum - scale.minimum)
  return Number.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0
}

/** The spread of everybody who was assessed in a skill; null if nobody was. */
export function classSpread(students: readonly Student[], skill: Skill, column: number): ClassSpread | null {
  const values = students.flatMap(({ scores }) => scores[column] ?? []).sort((a, b) => a - b)
  const middle = mean(values)
  if (middle === undefined) return null
  const share = (value: number | undefined) => shareOfScale(skill, value ?? middle)
  return {
    least: share(values[0]),
    lowerQuarter: share(quantileSorted(values, 0.25)),
    upperQuarter: share(quantileSorted(values, 0.75)),
    most: share(values.at(-1)),
    mean: middle,
    meanShare: share(middle),
  }
}
