import { findLevels } from './level-words.ts'
import { areNoPoints, guessScale, type Scale, type ScoreSample } from './scale.ts'
import { decimalMark, readCell, type CellReading } from './score-cell.ts'

type Score = CellReading & { kind: 'score' }

/** What the cells of one skill say, and on which scale. */
export interface SkillColumn {
  readonly readings: readonly CellReading[]
  readonly scale: Scale
  /** What the levels are called, lowest first; null where nothing says it. */
  readonly levelNames: readonly string[] | null
  readonly masteryThreshold: number | null
}

/**
 * Reads a column of scores, or of levels in words.
 *
 * @param cells one a row
 * @param delimiter what stood between the cells of the file, a hint at the decimal mark
 * @param said.scale the scale that is known already, if any; a scale score reaches as far as it is seen to
 * @param said.isFixed the scale is not to reach further
 * @param said.outOf the most points there were to get, where the file says so for the whole column
 * @param said.isPart true when its points are added to those of other columns
 * @param said.levelNames the levels its words were taken for before
 * @param said.numberedNames what the numbers in its cells are called, where the file's format knows
 */
export function readSkillColumn(
  cells: readonly string[],
  header: string,
  delimiter: string,
  said: {
    readonly scale?: Scale | undefined
    readonly isFixed?: boolean | undefined
    readonly outOf?: number | undefined
    readonly isPart?: boolean | undefined
    readonly levelNames?: readonly string[] | undefined
    readonly numberedNames?: readonly string[] | undefined
  },
): SkillColumn {
  const mark = decimalMark(cells, delimiter)
  const readings = cells.map(cell => outOfAll(readCell(cell, mark), said.outOf))
  const scores = readings.filter(isScore)
  const filled = cells.filter((cell, at) => cell !== '' && readings[at].kind !== 'notAssessed')
  const levels =
    !said.numberedNames && scores.length * 2 < filled.length
      ? findLevels(filled, header, said.levelNames)
      : null
  if (!levels) {
    const scale = scaleOf(scores, said)
    return {
      readings: isOfManyTotals(scores, scale) ? readings.map(plainIsOdd) : readings,
      scale,
      levelNames: scale.kind === 'level' ? (said.numberedNames ?? null) : null,
      masteryThreshold: null,
    }
  }
  const own: Scale = { kind: 'level', minimum: 1, maximum: levels.names.length }
  return {
    readings: readings.map((reading, at): CellReading => {
      if (reading.kind === 'notAssessed') return reading
      const level = levels.levelOf(cells[at])
      return level === null
        ? { kind: 'odd', why: 'it is none of the levels in this column' }
        : { kind: 'score', value: level, outOf: null, percent: false }
    }),
    scale: said.scale?.kind === 'level' ? said.scale : own,
    levelNames: levels.names,
    masteryThreshold: levels.masteryThreshold,
  }
}

/** Small numbers that are to be added are points; nobody had more than the best. */
function pointsOf(scores: readonly ScoreSample[]): Scale {
  const guess = guessScale(scores)
  const isSaid = scores.some(({ outOf }) => outOf !== null)
  if (isSaid || (guess.kind !== 'points' && guess.kind !== 'level')) return guess
  const best = scores.reduce((most, { value }) => Math.max(most, value), 1)
  return { kind: 'points', minimum: 0, maximum: best }
}

const isScore = (reading: CellReading): reading is Score => reading.kind === 'score'

/** A plain number is points where the file says for the column how many there were to get. */
function outOfAll(reading: CellReading, outOf: number | undefined): CellReading {
  const isPlain = isScore(reading) && !reading.percent && reading.outOf === null
  return isPlain && outOf !== undefined ? { ...reading, outOf } : reading
}

function scaleOf(
  scores: readonly Score[],
  {
    scale,
    isFixed,
    isPart,
  }: {
    readonly scale?: Scale | undefined
    readonly isFixed?: boolean | undefined
    readonly isPart?: boolean | undefined
  },
): Scale {
  if (!scale) return isPart === true ? pointsOf(scores) : guessScale(scores)
  if (scale.kind !== 'score' || isFixed === true) return scale
  const values = scores.filter(({ percent, outOf }) => !percent && outOf === null).map(({ value }) => value)
  const isBeyond = values.some(value => value < scale.minimum || value > scale.maximum)
  if (!isBeyond) return scale
  const seen = guessScale(values.map(value => ({ value, percent: false, outOf: null })))
  return {
    kind: 'score',
    minimum: Math.min(scale.minimum, seen.minimum),
    maximum: Math.max(scale.maximum, seen.maximum),
  }
}

/** True where cells say totals of their own, so that a number without one could be out of any. */
function isOfManyTotals(scores: readonly Score[], { kind, maximum }: Scale): boolean {
  if (kind !== 'percent' && kind !== 'points') return false
  return (
    !areNoPoints(scores) &&
    !scores.some(({ percent }) => percent) &&
    scores.some(({ outOf }) => outOf !== null && outOf !== maximum)
  )
}

/** Nothing is nothing, out of however many. */
function plainIsOdd(reading: CellReading): CellReading {
  const isPlain = isScore(reading) && reading.outOf === null && reading.value !== 0
  return isPlain ? { kind: 'odd', why: 'it does not say out of how many points, and others do' } : reading
}
