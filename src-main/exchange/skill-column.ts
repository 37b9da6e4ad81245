import { findLevels } from './level-words.ts'
import { guessScale, type Scale, type ScoreSample } from './scale.ts'
import { decimalMark, readCell, type CellReading } from './score-cell.ts'

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
 * @param said.scale the scale that is known already, if any
 * @param said.outOf the most points there were to get, where the file says so
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
    readonly outOf?: number | undefined
    readonly isPart?: boolean | undefined
    readonly levelNames?: readonly string[] | undefined
    readonly numberedNames?: readonly string[] | undefined
  },
): SkillColumn {
  const { scale, outOf } = said
  const mark = decimalMark(cells, delimiter)
  const readings = cells.map(cell => readCell(cell, mark))
  const scores = readings.filter(reading => reading.kind === 'score')
  const filled = cells.filter((cell, at) => cell !== '' && readings[at].kind !== 'notAssessed')
  const levels =
    !said.numberedNames && scores.length * 2 < filled.length
      ? findLevels(filled, header, said.levelNames)
      : null
  if (!levels) {
    const all =
      outOf !== undefined && scores.every(({ percent, value }) => !percent && value <= outOf) ? outOf : null
    const points: Scale | null = all === null ? null : { kind: 'points', minimum: 0, maximum: all }
    return {
      // On another scale, as the class may have for this skill, 8 out of 10 is not 8.
      readings:
        all === null || !scale || scale.kind === 'level' || scale.kind === 'score'
          ? readings
          : readings.map(reading =>
              reading.kind === 'score' && reading.outOf === null ? { ...reading, outOf: all } : reading,
            ),
      scale: scale ?? points ?? (said.isPart ? pointsOf(scores) : guessScale(scores)),
      levelNames: scale?.kind === 'level' ? (said.numberedNames ?? null) : null,
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
    scale: scale?.kind === 'level' ? scale : own,
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
