import { describe, expect, it } from 'vitest'
import { columnOf, formatOf, messagesOf, readFixture, scoresOf, sheetOf, skillsOf } from './read-fixture.ts'

describe('Google Classroom', () => {
  const table = readFixture('google-classroom.csv')

  it('takes the points of an assignment from the row above the students', () => {
    expect(skillsOf(table)).toEqual([
      'Fractions on a number line',
      'Equivalent fractions',
      'Word problems: sharing',
      'Exit ticket 4',
    ])
    expect(columnOf(table, 'Equivalent fractions')?.scale).toEqual({
      kind: 'points',
      minimum: 0,
      maximum: 8,
    })
    expect(table.lines).toHaveLength(8)
    expect(table.assessment).toEqual({ name: 'Google Classroom grades', heldOn: '2026-10-19' })
  })

  it('keeps two students of one name apart by their addresses', () => {
    expect(scoresOf(table, 'mia.chen@school.example')['Exit ticket 4']).toBe('1')
    expect(scoresOf(table, 'mia.chen2@school.example')['Exit ticket 4']).toBe('3.5')
  })

  it('says which column has no points', () => {
    expect(messagesOf(table)).toEqual(['Without points, so no scores: Survey.'])
  })

  it('leaves a student whose name is Date a student', () => {
    const dates = formatOf('google-classroom').read([
      sheetOf(
        'Last Name,First Name,Email Address,Quiz\nPoints,,,10\nDate,Ana,a@b.example,7\nLi,Bo,b@b.example,8\n',
      ),
    ])
    expect(scoresOf(dates, 'a@b.example')).toEqual({ Quiz: '7' })
  })
})

describe('Canvas', () => {
  const table = readFixture('canvas-gradebook.csv')

  it('reads assignments out of their points, without totals, and lets extra credit be', () => {
    expect(skillsOf(table)).toEqual(['Fractions quiz', 'Decimals quiz', 'Lab: pendulum'])
    expect(columnOf(table, 'Fractions quiz')?.scale).toEqual({ kind: 'points', minimum: 0, maximum: 11 })
    expect(columnOf(table, 'Decimals quiz')?.scale).toEqual({ kind: 'points', minimum: 0, maximum: 12 })
    expect(scoresOf(table, '1002')['Decimals quiz']).toBe('EX')
  })

  it('knows students by the id of the school, which all but the test student have', () => {
    expect(table.columns[0]).toEqual({ header: 'SIS User ID', role: 'externalId' })
    expect(table.lines).toHaveLength(8)
    expect(messagesOf(table)).toEqual([
      'Row 12 is left out: the test student of Canvas.',
      'Without points, so no scores: Practice.',
      'Hidden from students in Canvas, and read all the same: Lab: pendulum.',
    ])
  })

  it('reads names in two columns as well', () => {
    const apart = formatOf('canvas-gradebook').read([
      sheetOf(
        'LastName,FirstName,ID,SIS Login ID,Section,Quiz (1)\n    Points Possible,,,,,10\nLi,Ana,1,ana,A,7\n',
      ),
    ])
    expect(apart.columns.slice(0, 3).map(({ role }) => role)).toEqual([
      'externalId',
      'givenName',
      'familyName',
    ])
    expect(apart.lines[0].cells.slice(0, 3)).toEqual(['1', 'Ana', 'Li'])
  })
})

describe('Google Forms', () => {
  it('makes a skill of each question, by its points', () => {
    const table = readFixture('google-forms-quiz.csv')
    expect(skillsOf(table)).toEqual([
      'What is 3/4 of 12?',
      'Which fraction is larger, 2/3 or 3/5?',
      'Shade 5/8',
      'Explain your strategy',
    ])
    expect(columnOf(table, 'Explain your strategy')?.scale).toEqual({
      kind: 'points',
      minimum: 0,
      maximum: 3,
    })
    expect(scoresOf(table, 'lindiwe.nkosi@school.example')).toEqual({
      'What is 3/4 of 12?': '0.00 / 1',
      'Which fraction is larger, 2/3 or 3/5?': '1.00 / 1',
      'Shade 5/8': '1.00 / 2',
    })
    expect(messagesOf(table)).toEqual([
      'Each question is a skill here, by its points; the answers themselves are not read.',
      'Mia Chen has 2 results (rows 4 and 9): the newest, row 9 of 2026-11-12, counts.',
    ])
  })

  it('keeps the total of a sheet that has nothing else, and says how to get more', () => {
    const total = formatOf('google-forms-quiz').read([
      sheetOf(
        'Timestamp,Score,What is your name?,What is the name of this shape?\n11/2/2026 9:00:00,17 / 20,Ana Li,cube\n11/2/2026 9:01:00,12 / 20,Ana Li,cone\n',
      ),
    ])
    expect(skillsOf(total)).toEqual(['Quiz score'])
    expect(columnOf(total, 'Quiz score')?.scale).toEqual({ kind: 'points', minimum: 0, maximum: 20 })
    expect(total.lines.map(({ cells }) => cells)).toEqual([
      ['Ana Li', '17 / 20'],
      ['Ana Li', '12 / 20'],
    ])
    expect(messagesOf(total)).toEqual([
      'This sheet holds only the total of the quiz, not the points of each question.',
    ])
  })
})

describe('Microsoft Forms', () => {
  it('makes a skill of each question, and finds the name in the question that asks for it', () => {
    const table = readFixture('microsoft-forms-quiz.csv')
    expect(skillsOf(table)).toEqual([
      'What is photosynthesis?',
      'Name two gases in air',
      'Label the parts of a flower',
    ])
    expect(table.columns[0]).toEqual({ header: 'Your full name', role: 'fullName' })
    expect(columnOf(table, 'Label the parts of a flower')?.scale).toEqual({
      kind: 'points',
      minimum: 0,
      maximum: 5,
    })
  })

  it('does not mix two anonymous students of one name', () => {
    const { lines } = readFixture('microsoft-forms-quiz.csv')
    expect(lines.filter(({ cells }) => cells[0] === 'Mia Chen').map(({ cells }) => cells.slice(2))).toEqual([
      ['0', '1', '2'],
      ['1', '2', '3'],
    ])
  })
})
