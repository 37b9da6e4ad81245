import { describe, expect, it } from 'vitest'
import { findLevels } from '../../../src-main/exchange/level-words.ts'
import { readFile, type ReadingChoices } from '../../../src-main/exchange/read-file.ts'
import { readCell } from '../../../src-main/exchange/score-cell.ts'

const read = (rows: readonly string[], choices: ReadingChoices = {}) =>
  readFile(new TextEncoder().encode(rows.join('\n')), 'quiz.csv', choices)

const skillNames = (table: ReturnType<typeof read>) =>
  table.columns.filter(column => column.role === 'skill').map(column => column.skillName)

describe('column names', () => {
  it('are found under several titles', () => {
    const table = read([
      'Quarterly report',
      'Teacher:,Ms O',
      '',
      'Student,Fractions,Area',
      'Ana,80,70',
      'Ben,60,50',
    ])
    expect(table.headerRow).toBe(4)
    expect(skillNames(table)).toEqual(['Fractions', 'Area'])
  })

  it('are joined with headings over them', () => {
    const table = read([
      ',,Math,,Reading',
      'Name,ID,Fractions,Area,Fluency',
      'Ana,1,80,70,60',
      'Ben,2,60,50,40',
    ])
    expect(skillNames(table)).toEqual(['Math: Fractions', 'Math: Area', 'Reading: Fluency'])
  })

  it('are joined with finer ones under them', () => {
    const table = read(['Name,Math,,Reading', ',Fractions,Area,Fluency', 'Ana,80,70,60', 'Ben,60,50,40'])
    expect(skillNames(table)).toEqual(['Math: Fractions', 'Math: Area', 'Reading: Fluency'])
    expect(table.rows).toHaveLength(2)
  })

  it('stay as they are where the first row is a student without a name', () => {
    const table = read(['Name,Fractions,Area', ',80,70', 'Ben,60,50'])
    expect(skillNames(table)).toEqual(['Fractions', 'Area'])
    expect(table.remarks[0]?.message).toBe('Row 2 has scores but no name; it is left out.')
  })
})

describe('rows that are nobody', () => {
  it('what there was to get is no student, also further down', () => {
    const table = read(['Name,Quiz', 'Weight,2', 'Points possible,20', 'Ana,18', 'Ben,15'])
    expect(table.rows.map(row => row.fullName)).toEqual(['Weight', 'Ana', 'Ben'])
    expect(table.remarks[0]?.message).toContain('“Points possible”, is about the class')
  })

  it('the points there were to get set the scale, and the average at the foot is left out', () => {
    const table = read([
      'Name,Quiz,Test',
      'Points possible,12,40',
      'Ana,9,31',
      'Max,12,12',
      'Class average,10,21',
    ])
    expect(table.rows.map(row => row.fullName)).toEqual(['Ana', 'Max'])
    expect(table.columns.slice(1).map(column => column.scale)).toEqual([
      { kind: 'points', minimum: 0, maximum: 12 },
      { kind: 'points', minimum: 0, maximum: 40 },
    ])
    expect(table.remarks[0]?.message).toContain('“Class average”, is about the class')
  })
})

describe('a long table', () => {
  const LONG = [
    'Student,Skill,Score',
    'Ana Li,Fractions,80',
    'Ana Li,Area,70',
    'Ben Ko,Fractions,60',
    'Ben Ko,Area,absent',
    'Cy Ro,Area,90',
  ]

  it('keeps the score of another day where somebody was not assessed', () => {
    const dated = read([
      'Student,Skill,Score,Date',
      'Ana,F,8,2026-11-01',
      'Ana,F,,2026-11-20',
      'Ana,G,absent,2026-11-01',
      'Ana,G,4,2026-11-01',
      'Ben,F,5,2026-11-01',
      'Ben,F,6,2026-11-20',
      'Ben,G,absent,2026-11-20',
      'Ben,G,3,2026-11-01',
    ])
    expect(dated.rows.map(row => row.cells.slice(1).map(cell => cell.value))).toEqual([
      [8, 4],
      [6, 3],
    ])
    expect(dated.remarks.map(({ message }) => message)).toEqual([
      '1 older score is left out: of each skill a student’s newest is read.',
    ])
  })

  it('tells of its students what any of their rows says: birth dates and attributes, too', () => {
    const { rows, columns } = read([
      'Student,DOB,IEP,Hobbies,Skill,Score',
      'Ana,,yes,,F,8',
      'Ben,2016-04-15,no,chess,F,5',
      'Ana,2016-03-14,yes,,G,8',
      'Ben,2016-04-15,no,,G,5',
    ])
    expect(columns.slice(0, 4).map(({ role }) => role)).toEqual([
      ...['fullName', 'birthDate', 'attribute', 'interests'],
    ])
    expect(
      rows.map(({ birthDate, attributes, interests }) => [birthDate, attributes[0]?.value, interests]),
    ).toEqual([
      ['2016-03-14', 'yes', []],
      ['2016-04-15', 'no', ['chess']],
    ])
  })

  it.each([
    ['03/11/2026', '20/11/2026', '02/12/2026', '2026-12-02'],
    ['11/03/2026', '11/20/2026', '12/02/2026', '2026-12-02'],
    ['3.11.2026', '20.11.2026', '2.12.2026', '2026-12-02'],
  ])('reads the days of a column in one form: %s, %s, %s', (first, second, third, newest) => {
    const rows = [
      `Ana,F,1,${first}`,
      `Ana,F,3,${third}`,
      `Ana,F,2,${second}`,
      `Ben,F,4,${first}`,
      `Ben,F,4,${third}`,
    ]
    const {
      rows: students,
      heldOn,
      remarks,
    } = read(['Student,Skill,Score,Date', ...rows, `Ben,G,4,${first}`])
    expect(students.map(row => row.cells[1]?.value)).toEqual([3, 4])
    expect(heldOn).toBe(newest)
    expect(remarks.filter(({ message }) => message.includes('month first'))).toEqual([])
  })

  it('says how it reads days that could be either', () => {
    const rows = ['Ana,F,1,03/11/2026', 'Ana,F,2,04/10/2026', 'Ben,F,4,03/11/2026', 'Ben,G,4,03/11/2026']
    const { remarks } = read(['Student,Skill,Score,Date', ...rows])
    expect(remarks[0]?.message).toBe('Days such as 03/11/2026 are read with the month first.')
  })

  it('becomes a row a student, each score from its own line', () => {
    const table = read([...LONG, 'Cy Ro,Fractions,soon'])
    expect(table.layout).toBe('long')
    expect(skillNames(table)).toEqual(['Fractions', 'Area'])
    expect(
      table.rows.map(row => [row.row, row.fullName, ...row.cells.slice(1).map(cell => cell.value)]),
    ).toEqual([
      [2, 'Ana Li', 80, 70],
      [4, 'Ben Ko', 60, null],
      [6, 'Cy Ro', null, 90],
    ])
    expect(table.remarks[0]).toMatchObject({
      row: 6,
      message: expect.stringContaining('Row 7, Fractions: “soon”'),
    })
  })

  it('can be read as it stands', () => {
    const table = read(LONG, { layout: 'wide' })
    expect(table.layout).toBe('wide')
    expect(table.rows).toHaveLength(5)
  })

  it('takes the newest of each, or one day alone', () => {
    const rows = [
      'Last Name,First Name,ID,Standard,Points,Out of,Date',
      'Li,Ana,1,Fractions,6,10,11/02/2026',
      'Li,Ana,1,Fractions,8,10,11/20/2026',
      'Li,Ana,1,Area,3,5,11/02/2026',
      'Ko,Ben,2,Fractions,4,10,11/20/2026',
      'Ko,Ben,2,Area,5,5,11/20/2026',
    ]
    const table = read(rows)
    expect(table).toMatchObject({
      layout: 'long',
      windows: ['2026-11-20', '2026-11-02'],
      window: null,
      heldOn: '2026-11-20',
    })
    expect(table.rows.map(row => row.cells.slice(3).map(cell => cell.text))).toEqual([
      ['8/10', '3/5'],
      ['4/10', '5/5'],
    ])
    const before = read(rows, { window: '2026-11-02' })
    expect(before.rows.map(row => row.cells.slice(3).map(cell => cell.text))).toEqual([['6/10', '3/5']])
  })

  it('does not choose between two scores of one student and skill', () => {
    const table = read([...LONG, 'Cy Ro,Area,95', 'Ana Li,Area,70'])
    expect(table.rows[2]?.cells[2]).toEqual({ text: '90', state: 'odd', value: null })
    expect(table.remarks[0]?.message).toContain('row 7 says “95” for the same student and skill')
    expect(table.rows[0]?.cells[2]?.value).toBe(70)
  })

  it('is not made of a wide one whose students have namesakes', () => {
    const table = read(['Name,Subject,Fractions,Area', 'Ana,Math,80,70', 'Ana,Math,60,50', 'Ben,Math,70,60'])
    expect(table.layout).toBe('wide')
    expect(table.rows).toHaveLength(3)
  })
})

describe('levels in words', () => {
  it.each([
    [['Secure', 'Emerging', 'Developing'], ['Emerging', 'Developing', 'Secure'], 3],
    [['emerging', 'EXCEEDS'], ['emerging', 'Developing', 'Proficient', 'EXCEEDS'], 3],
    [
      ['Emerging', 'Developing', 'Proficient', 'Secure', 'Exceeds'],
      ['Emerging', 'Developing', 'Proficient', 'Secure', 'Exceeds'],
      3,
    ],
    [
      ['Meets Expectations', 'Approaching Expectations'],
      ['Does Not Meet', 'Approaching Expectations', 'Meets Expectations', 'Exceeds'],
      3,
    ],
    [['At Benchmark', 'Well Below Benchmark'], ['Well Below Benchmark', 'Below', 'At Benchmark', 'Above'], 3],
    [['3 - Proficient', '1 - Beginning'], ['Beginning', 'Level 2', 'Proficient', 'Level 4'], null],
    [['Level 2', 'Level 4'], ['Level 1', 'Level 2', 'Level 3', 'Level 4'], null],
    [['A', 'B', 'F'], ['F', 'D', 'C', 'B', 'A'], 4],
    [['B+', 'C-'], ['F', 'D-', 'D', 'D+', 'C-', 'C', 'C+', 'B-', 'B', 'B+', 'A-', 'A', 'A+'], 8],
  ])('%s', (cells, names, masteryThreshold) => {
    expect(findLevels(cells, 'Fractions')).toMatchObject({ names, masteryThreshold })
  })

  it.each([
    [['A', 'B', 'D'], 'Question 3'],
    [['A', 'B', 'C'], 'Group'],
    [['Ana', 'Ben', 'Cy'], 'Fractions'],
    [['Approaching', 'Progressing'], 'Fractions'],
    [['very good', 'ok'], 'Comment'],
  ])('%s under “%s” are none', (cells, header) => expect(findLevels(cells, header)).toBeNull())

  it('are read onto a level scale that keeps their names', () => {
    const table = read([
      'Name,Fractions',
      'Ana,Secure',
      'Ben,Emerging',
      'Cy,absent',
      'Di,banana',
      'Ed,Developing',
    ])
    expect(table.columns[1]).toMatchObject({
      role: 'skill',
      scale: { kind: 'level', minimum: 1, maximum: 3 },
      levelNames: ['Emerging', 'Developing', 'Secure'],
      masteryThreshold: 3,
    })
    expect(table.rows.map(row => row.cells[1]?.value)).toEqual([3, 1, null, null, 2])
    expect(table.remarks[0]?.message).toContain(
      '“banana” cannot be taken as a score: it is none of the levels',
    )
  })
})

describe('cells that spreadsheets write', () => {
  it.each([
    ['1,234,567', 1234567],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1.234.567', 1234567],
    ['1\u202f234', 1234],
    ['1\u00a0234,5', 1234.5],
    ['8 out of 10', 8],
  ])('%s is a score', (text, value) => expect(readCell(text, '.')).toMatchObject({ kind: 'score', value }))

  it.each(['2026-11-12', '8-Oct', 'Aug-10', '10/08/2026', '12.11.26', '10-Aug-26'])(
    '%s is a date, and odd',
    text => {
      expect(readCell(text, '.')).toMatchObject({ kind: 'odd', why: expect.stringContaining('it is a date') })
    },
  )
})
