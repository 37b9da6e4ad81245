import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFile } from '../../../src-main/exchange/read-file.ts'
import { defaultMasteryThreshold, median } from '../../../src-main/exchange/scale.ts'
import { readCell } from '../../../src-main/exchange/score-cell.ts'
import { UnreadableFile } from '../../../src-main/exchange/unreadable-file.ts'

const read = (text: string, fileName = 'quiz.csv', choices = {}) =>
  readFile(new TextEncoder().encode(text), fileName, choices)

describe('a cell', () => {
  it.each([
    ['85', 85, null],
    ['85%', 85, null],
    [' 85 % ', 85, null],
    ['8/10', 8, 10],
    ['7,5 / 20', 7.5, 20],
    ['3.5', 3.5, null],
    ['-2', -2, null],
    ['−2', -2, null],
    ['８５', 85, null],
  ])('%s is a score', (text, value, outOf) => {
    expect(readCell(text, '.')).toMatchObject({ kind: 'score', value, outOf })
  })

  it('3,5 is three and a half', () => {
    expect(readCell('3,5', ',')).toMatchObject({ kind: 'score', value: 3.5 })
  })

  it.each(['', '-', '–', 'N/A', 'n/a', '#N/A', 'absent', 'ABS', 'abs.', 'exempt', 'Not assessed'])(
    '“%s” is not assessed',
    text => expect(readCell(text, '.').kind).toBe('notAssessed'),
  )

  it.each(['banana', '8/0', '12-11-2026', '1.2.3', '=1+1', '9'.repeat(12)])('“%s” is odd', text =>
    expect(readCell(text, '.').kind).toBe('odd'),
  )

  it('1,234 is not guessed where decimals have a point', () => {
    expect(readCell('1,234', '.')).toEqual({ kind: 'odd', why: 'it could be 1.234 or 1234' })
    expect(readCell('1,234', ',')).toMatchObject({ value: 1.234 })
  })
})

describe('a score file', () => {
  it('finds the header under title rows, and rows keep their line in the file', () => {
    const table = read('Fractions report\nRoom 12\n\nName,Fractions\n\nAna Li,80\n"Ben\nKo",70\nCy,60')
    expect(table.headerRow).toBe(4)
    expect(table.rows.map(row => [row.row, row.fullName])).toEqual([
      [6, 'Ana Li'],
      [7, 'Ben Ko'],
      [9, 'Cy'],
    ])
  })

  it('takes names in any form, and the given name for what a student is called', () => {
    const parts = read('Last Name,First Name,Fractions\nSilva,Maria José,80\nKo,Ben,70')
    expect(parts.rows[0]).toMatchObject({ fullName: 'Maria José Silva', callName: 'Maria' })
    const turned = read('Student;Score\n"Silva, Maria";80\n"Ko, Ben";70')
    expect(turned.rows[0]).toMatchObject({ fullName: 'Maria Silva', callName: 'Maria' })
    const ids = read('Student ID,Fractions\n1001,80\n1002,70')
    expect(ids.rows[0]).toMatchObject({ fullName: '1001', externalId: '1001' })
  })

  it('guesses scales, and a choice overrules the guess', () => {
    const text =
      'Name,Percent,Points,Level,RIT,Mixed\nAna,85,8/10,3,201,3/4\nBen,40,5/10,1,187,9/10\nCy,66,1/10,4,215,1/2'
    const scales = read(text).columns.map(column => column.scale)
    expect(scales.slice(1)).toEqual([
      { kind: 'percent', minimum: 0, maximum: 100 },
      { kind: 'points', minimum: 0, maximum: 10 },
      { kind: 'level', minimum: 1, maximum: 4 },
      { kind: 'score', minimum: 180, maximum: 220 },
      { kind: 'percent', minimum: 0, maximum: 100 },
    ])
    expect(read(text).rows[0]?.cells[5]?.value).toBe(75)
    const chosen = read(text, 'quiz.csv', {
      columns: [
        { index: 4, role: 'skill', skillName: 'Map', scale: { kind: 'score', minimum: 100, maximum: 350 } },
      ],
    })
    expect(chosen.columns[4]).toMatchObject({ skillName: 'Map', scale: { minimum: 100, maximum: 350 } })
  })

  it('does not take notes, teachers or grades for skills, and keeps interests', () => {
    const table = read(
      'Name,Grade,Teacher,Interests,Fractions,Notes\nAna,4,Ms O,chess; art,80,ok\nBen,4,Ms O,art,70,\nCy,4,Ms O,,60,',
    )
    expect(table.columns.map(column => column.role)).toEqual([
      'fullName',
      'ignored',
      'ignored',
      'interests',
      'skill',
      'ignored',
    ])
    expect(table.rows[0]?.interests).toEqual(['chess', 'art'])
  })

  it.each([
    ['Last,First', 'Ant,Amy', ['familyName', 'givenName']],
    ['Name,Vorname', 'Ant,Amy', ['familyName', 'givenName']],
    ['Name,Preferred name', 'Amy Ant,Am', ['fullName', 'givenName']],
    ['Name,First', 'Amy Ant,80', ['fullName', 'skill']],
    ['"Last, First",Quiz', '"Ant, Amy",80', ['fullName', 'skill']],
  ])('knows who is meant under %s', (header, row, roles) => {
    const table = read(`${header},Fractions\n${row},80`)
    expect(table.columns.slice(0, 2).map(column => column.role)).toEqual(roles)
    expect(table.rows[0].fullName).toBe('Amy Ant')
  })

  it('does not take a hundred for points because of one fraction', () => {
    const table = read('Name,Fractions\nA,80\nB,1/2\nC,60\nD,95')
    expect(table.columns[1].scale).toMatchObject({ kind: 'percent', maximum: 100 })
    expect(table.columns[1].oddCount).toBe(0)
    const scores = read('Name,Fractions\nA,185\nB,1/2\nC,160\nD,195')
    expect(scores.rows.map(row => row.cells[1].value)).toEqual([185, null, 160, 195])
    expect(scores.remarks[0].message).toContain('“1/2” cannot be taken as a score: it is a part of 2 points')
    expect(read('Name,Quiz\nA,8\nB,7/10\nC,6').columns[1].scale).toMatchObject({
      kind: 'points',
      maximum: 10,
    })
  })

  it('names row, column and value of what it cannot take', () => {
    const table = read('Name,Fractions\nAna,80\nBen,130%\nCy,soon\n,50')
    expect(table.remarks.map(remark => remark.message)).toEqual([
      'Row 3, Fractions: “130%” cannot be taken as a score: it is outside 0 to 100.',
      'Row 4, Fractions: “soon” cannot be taken as a score: it is not a score.',
      'Row 5 has scores but no name; it is left out.',
    ])
  })

  it('tells two columns of one name apart, and stops at two students of one id', () => {
    const table = read('Name,ID,Fractions,Fractions\nAna,7,80,81\nBen,7,70,71')
    expect(table.columns.slice(2).map(column => column.skillName)).toEqual(['Fractions', 'Fractions (2)'])
    expect(table.remarks.find(remark => remark.kind === 'stop')?.message).toBe(
      'Row 3 has the same student id as row 2: 7.',
    )
  })

  it('reads a file without a header row when told or when it starts with scores', () => {
    const table = read('Ana Li,80,70\nBen Ko,60,50')
    expect(table.headerRow).toBe(0)
    expect(table.rows).toHaveLength(2)
    expect(table.columns[1]).toMatchObject({ role: 'skill', skillName: 'Column 2' })
  })

  it('takes name and day of the assessment from the file’s name', () => {
    expect(read('Name,F\nA,80', 'Fractions quiz 2026-11-12.csv')).toMatchObject({
      assessmentName: 'Fractions quiz',
      heldOn: '2026-11-12',
    })
    expect(read('Name,F\nA,80', 'scores_20261112.csv')).toMatchObject({
      assessmentName: 'scores',
      heldOn: '2026-11-12',
    })
    expect(read('Name,F\nA,80', 'term 2026-02-31.csv').heldOn).toBeNull()
  })

  it('treats __proto__ and constructor as names like any other', () => {
    const table = read('Name,__proto__,constructor\nAna,80,70\nBen,60,50')
    expect(table.columns.slice(1).map(column => column.skillName)).toEqual(['__proto__', 'constructor'])
    expect(({} as Record<string, unknown>)['80']).toBeUndefined()
  })

  it.each([
    ['', 'The file is empty.'],
    ['Name,F\n"Ana,80\nBen,70', 'Row 2: a quotation mark is opened and not closed'],
    ['<html><table></table></html>', 'This is a web page or XML'],
    ['%PDF-1.7', 'This is a PDF'],
    ['PK\u0003\u0004', 'The file is damaged'],
  ])('refuses what is no table, and says what to do: %s', (text, message) => {
    expect(() => read(text)).toThrow(UnreadableFile)
    expect(() => read(text)).toThrow(message)
  })
})

it('a skill is had from where a teacher would say so', () => {
  expect(defaultMasteryThreshold({ kind: 'percent', minimum: 0, maximum: 100 })).toBe(80)
  expect(defaultMasteryThreshold({ kind: 'points', minimum: 0, maximum: 10 })).toBe(8)
  expect(defaultMasteryThreshold({ kind: 'level', minimum: 1, maximum: 4 })).toBe(3)
  const rit = { kind: 'score', minimum: 100, maximum: 350 } as const
  expect(defaultMasteryThreshold(rit)).toBe(225)
  expect([median([]), median([203, 181, 196]), median([203, 181, 196, 188])]).toEqual([null, 196, 192])
})

const DATA = resolve(import.meta.dirname, '../../../../shared/data')
describe.runIf(existsSync(DATA))('real data', () => {
  it.each([
    ['fraction-subtraction.csv', 536, 8],
    ['timss07-grade4-math.csv', 698, 15],
    ['timss03-grade8-math.csv', 757, 13],
    ['ecpe-grammar.csv', 2922, 3],
  ])('%s is read whole', (file, students, skills) => {
    const table = readFile(readFileSync(resolve(DATA, file)), file)
    expect(table.rows).toHaveLength(students)
    expect(table.columns.filter(column => column.role === 'skill')).toHaveLength(skills)
    expect(table.remarks).toEqual([])
  })
})
