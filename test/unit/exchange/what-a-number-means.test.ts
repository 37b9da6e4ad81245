import { describe, expect, it } from 'vitest'
import { readFile, type ReadingChoices } from '../../../src-main/exchange/read-file.ts'
import type { Scale } from '../../../src-main/exchange/scale.ts'
import { decimalMark, readCell } from '../../../src-main/exchange/score-cell.ts'

const PERCENT: Scale = { kind: 'percent', minimum: 0, maximum: 100 }
const points = (maximum: number): Scale => ({ kind: 'points', minimum: 0, maximum })
const LEVELS: Scale = { kind: 'level', minimum: 1, maximum: 4 }
const RIT: Scale = { kind: 'score', minimum: 100, maximum: 350 }

/** The values of the column F, in the order of the cells; a text where a cell is odd, with the reason. */
function valuesOf(cells: readonly string[], choices: ReadingChoices = {}, above: readonly string[] = []) {
  const rows = ['Name\tF', ...above, ...cells.map((cell, at) => `Student ${'ABCDEFGH'[at]}\t${cell}`)]
  const table = readFile(new TextEncoder().encode(rows.join('\n')), 'x.tsv', choices)
  const reasons = table.remarks.filter(({ kind }) => kind === 'odd').map(({ message }) => message)
  return {
    scale: table.columns[1]?.scale,
    values: table.rows.map(row => row.cells[1]?.value),
    reasons: reasons.map(reason => reason.replace(/^.*cannot be taken as a score: /, '').replace(/\.$/, '')),
  }
}
const known = (scale: Scale): ReadingChoices => ({ knownScales: [{ skillName: 'F', scale }] })
const chosen = (scale: Scale): ReadingChoices => ({ columns: [{ index: 1, scale }] })

describe('a part of something', () => {
  it('is as much of the total that the skill has', () => {
    expect(valuesOf(['8/10', '5/10', '85%'], known(points(20))).values).toEqual([16, 10, 17])
    expect(valuesOf(['85%', '50%', '70%'], known(points(200))).values).toEqual([170, 100, 140])
    expect(valuesOf(['8/10', '15/20', '60%'], known(PERCENT)).values).toEqual([80, 75, 60])
  })

  it.each([
    ['levels', LEVELS, 'it is a part of 10 points, and this skill has levels'],
    ['scale scores', RIT, 'it is a part of 10 points, and this skill has scale scores'],
  ])('is none of %s', (_, scale, reason) => {
    for (const choices of [known(scale), chosen(scale)]) {
      expect(valuesOf(['8/10', '5/10'], choices)).toMatchObject({ reasons: [reason, reason] })
    }
    expect(valuesOf(['85%', '50%'], known(scale)).values).toEqual([null, null])
  })

  it('is a level where the total is the highest one', () => {
    expect(valuesOf(['3/4', '1/4', '2'], known(LEVELS)).values).toEqual([3, 1, 2])
  })

  it('makes plain numbers odd that could be of the same kind, however many they are', () => {
    expect(valuesOf(['7', '8', '9', '6', '8/10', '15/20']).values).toEqual([null, null, null, null, 80, 75])
  })

  it('sets no scale among numbers that are far above it', () => {
    expect(valuesOf(['70', '85', '90', '8/10', '15/20'])).toMatchObject({
      scale: PERCENT,
      values: [70, 85, 90, 80, 75],
    })
    expect(valuesOf(['170', '185', '190', '8/10', '15/20']).values).toEqual([170, 185, 190, null, null])
  })

  it('is not guessed of a number beside totals that differ; nothing is nothing', () => {
    const mixed = valuesOf(['8/10', '15/20', '7', '0', '4/5'])
    expect(mixed).toMatchObject({ scale: PERCENT, values: [80, 75, null, 0, 80] })
    expect(mixed.reasons).toEqual(['it does not say out of how many points, and others do'])
    expect(valuesOf(['8/10', '9/10', '7'], known(PERCENT)).values).toEqual([80, 90, null])
    expect(valuesOf(['8/10', '9/10', '7'])).toMatchObject({ scale: points(10), values: [8, 9, 7] })
  })
})

describe('a row that says how many points there were to get', () => {
  const OUT_OF = ['Points possible\t20']
  it('says so for every number under it, whatever scale the skill has', () => {
    expect(valuesOf(['18', '15', '7'], {}, OUT_OF)).toMatchObject({ scale: points(20), values: [18, 15, 7] })
    expect(valuesOf(['18', '15', '7'], known(PERCENT), OUT_OF).values).toEqual([90, 75, 35])
    expect(valuesOf(['18', '15', '7'], known(points(10)), OUT_OF).values).toEqual([9, 7.5, 3.5])
    expect(valuesOf(['18', '15', '7'], chosen(points(25)), OUT_OF).values).toEqual([18, 15, 7])
  })

  it('is not forgotten because of extra credit', () => {
    expect(valuesOf(['18', '22', '7'], {}, OUT_OF)).toMatchObject({
      scale: points(20),
      values: [18, null, 7],
      reasons: ['it is outside 0 to 20'],
    })
  })
})

describe('a gradebook of which the points are known', () => {
  const CANVAS = `Student,ID,SIS User ID,SIS Login ID,Section,Quiz (12)
    Points Possible,,,,,20
"Li, Ana",1,11,ana,A,18
"Ko, Ben",2,12,ben,A,8`
  const quiz = (choices: ReadingChoices, text = CANVAS) => {
    const { columns, rows, source } = readFile(new TextEncoder().encode(text), 'x.csv', choices)
    expect(source.format?.id).toBe('canvas-gradebook')
    const column = columns.find(({ role }) => role === 'skill')
    return { scale: column?.scale, values: rows.map(row => row.cells[column?.index ?? 0]?.value) }
  }
  const knownQuiz = (scale: Scale) => ({ knownScales: [{ skillName: 'Quiz', scale }] })

  it('means as much of a hundred where the skill has percent', () => {
    expect(quiz(knownQuiz(PERCENT))).toEqual({ scale: PERCENT, values: [90, 40] })
  })

  it('keeps its own points where the skill has others: they may be another quiz, or with extra credit', () => {
    expect(quiz(knownQuiz(points(10)))).toEqual({ scale: points(20), values: [18, 8] })
    expect(quiz(knownQuiz(LEVELS))).toEqual({ scale: points(20), values: [18, 8] })
    const extra = CANVAS.replace(',18', ',22')
    expect(quiz({}, extra)).toEqual({ scale: points(22), values: [22, 8] })
    expect(quiz(knownQuiz(points(22)), extra)).toEqual({ scale: points(22), values: [22, 8] })
    expect(quiz(knownQuiz(points(20)), extra)).toEqual({ scale: points(20), values: [null, 8] })
  })
})

describe('a scale score', () => {
  it('reaches as far as it is seen to, and is no percent because it is low', () => {
    expect(valuesOf(['60', '75', '90'], known({ kind: 'score', minimum: 40, maximum: 130 }))).toMatchObject({
      scale: { kind: 'score', minimum: 40, maximum: 130 },
      values: [60, 75, 90],
    })
    expect(valuesOf(['20', '200'], known({ kind: 'score', minimum: 40, maximum: 130 }))).toMatchObject({
      scale: { kind: 'score', minimum: 0 },
      values: [20, 200],
    })
  })

  it('that the teacher set does not reach further', () => {
    expect(valuesOf(['20', '200'], chosen(RIT)).values).toEqual([null, 200])
  })
})

describe('a scale that was set for such a file before', () => {
  it('counts less than the one that the skill has, and more than a guess', () => {
    const before = { columns: [{ index: 1, scaleBefore: points(10) }] }
    expect(valuesOf(['8', '6'], before).scale).toEqual(points(10))
    expect(valuesOf(['8/10', '6/10'], { ...before, ...known(PERCENT) })).toMatchObject({
      scale: PERCENT,
      values: [80, 60],
    })
  })
})

describe('marks in a number', () => {
  it.each(['8¹', '10²', '7½', '8₂', '③'])('%s is odd: what is small is not a part of it', text => {
    expect(readCell(text, '.').kind).toBe('odd')
    expect(readCell(text, ',').kind).toBe('odd')
  })

  it('say by the grouped numbers of a column what the others mean', () => {
    expect(decimalMark(['1.234,5', '2.345', '3,5'], ';')).toBe(',')
    expect(readCell('2.345', ',')).toEqual({ kind: 'odd', why: 'it could be 2.345 or 2345' })
    expect(valuesOf(['1.234,5', '2.345', '3,5']).values).toEqual([1234.5, null, 3.5])
    expect(decimalMark(['1,234.5', '33.333'], ',')).toBe('.')
    expect(valuesOf(['33.333', '66.667', '100']).values).toEqual([33.333, 66.667, 100])
    expect(decimalMark(['33.333', '2,5', '1.5'], ',')).toBe('.')
  })

  it('are not guessed in points either', () => {
    expect(readCell('1,234/2,000', '.')).toEqual({ kind: 'odd', why: 'it could be 1.234 or 1234' })
    expect(readCell('7,5/10', '.')).toMatchObject({ kind: 'score', value: 7.5, outOf: 10 })
  })
})
