import { describe, expect, it } from 'vitest'
import { columnOf, messagesOf, readFixture, rowOf, scoresOf, skillsOf } from './read-fixture.ts'

describe('NWEA MAP Growth', () => {
  const table = readFixture('nwea-map-growth.csv')

  it('makes a skill of each subject and of each goal that is named in a row', () => {
    expect(skillsOf(table)).toEqual([
      'Mathematics RIT',
      'Operations and Algebraic Thinking',
      'Number and Operations',
      'Measurement and Data',
      'Geometry',
      'Language Arts Reading RIT',
      'Literary Text',
      'Informational Text',
      'Vocabulary Use and Functions',
    ])
    expect(columnOf(table, 'Geometry')).toMatchObject({
      scale: { kind: 'score', minimum: 100, maximum: 350 },
    })
    expect(columnOf(table, 'Geometry')).not.toHaveProperty('masteryThreshold')
  })

  it('shows the newest term, and another when asked', () => {
    expect(table.windows).toEqual(['Winter 2026-2027', 'Fall 2026-2027'])
    expect(table.assessment).toEqual({ name: 'NWEA MAP Growth, Winter 2026-2027', heldOn: '2027-01-28' })
    expect(scoresOf(table, '1001')['Mathematics RIT']).toBe('188')
    const fall = readFixture('nwea-map-growth.csv', 'Fall 2026-2027')
    expect(scoresOf(fall, '1001')).toEqual({
      'Mathematics RIT': '180',
      'Operations and Algebraic Thinking': '184',
      'Number and Operations': '175',
      'Measurement and Data': '182',
      'Geometry': '179',
    }) // prettier-ignore
    expect(fall.lines).toHaveLength(8)
    expect(readFixture('nwea-map-growth.csv', 'a term long gone')).toEqual(table)
  })

  it('knows the line of every score, and leaves a blank goal blank', () => {
    expect(rowOf(table, '1002', 'Mathematics RIT')).toBe(11)
    expect(rowOf(table, '1002', 'Literary Text')).toBe(18)
    expect(scoresOf(table, '1002')).not.toHaveProperty('Measurement and Data')
  })

  it('takes the newest of two tests in a term, and says so, and who was not tested', () => {
    expect(scoresOf(table, '1003')['Mathematics RIT']).toBe('184')
    expect(messagesOf(table)).toEqual([
      'This file holds no names, so new students are called by their id.',
      '1003 has 2 results in Mathematics in Winter 2026-2027 (rows 12 and 24): the newest, row 24 of 2027-01-28, counts.',
      '1 student of this file has no score in Winter 2026-2027: 1008.',
    ])
  })

  it('reads the older export, with names and a goal called constructor', () => {
    const older = readFixture('nwea-map-growth-older.tsv')
    expect(older.columns.slice(0, 3).map(({ role }) => role)).toEqual([
      'externalId',
      'givenName',
      'familyName',
    ])
    expect(scoresOf(older, '1001')).toMatchObject({ 'Mathematics RIT': '193' })
    expect(Object.entries(scoresOf(older, '1001'))).toContainEqual(['constructor', '192'])
  })
})

describe('i-Ready', () => {
  const reading = readFixture('i-ready-reading.csv')

  it('keeps the scale score of each domain and beside it the placement as levels', () => {
    expect(skillsOf(reading).slice(0, 4)).toEqual([
      'Reading overall',
      'Reading overall, placement',
      'Phonological Awareness',
      'Phonological Awareness, placement',
    ])
    expect(skillsOf(reading)).toHaveLength(16)
    expect(columnOf(reading, 'Vocabulary')).toMatchObject({
      scale: { kind: 'score', minimum: 100, maximum: 800 },
    })
    expect(columnOf(reading, 'Vocabulary, placement')).toMatchObject({
      scale: { kind: 'level', minimum: 1, maximum: 5 },
      masteryThreshold: 4,
      levelNames: expect.arrayContaining(['Early On Grade Level']) as unknown,
    })
    expect(skillsOf(reading).join()).not.toContain('Mid On Grade')
  })

  it('takes the lowest score that the file places on grade level as the threshold', () => {
    expect(columnOf(reading, 'Reading overall')?.masteryThreshold).toBe(518)
    expect(scoresOf(reading, '1002')).toMatchObject({
      'Reading overall': '518',
      'Reading overall, placement': '4',
    })
    expect(scoresOf(reading, '1007')).toMatchObject({
      'Reading overall': '508',
      'Reading overall, placement': '3',
    })
  })

  it('finds the diagnostics by their days and marks the baseline', () => {
    expect(reading.windows).toEqual(['December 2026', 'August to September 2026 (baseline)'])
    expect(reading.assessment.heldOn).toBe('2026-12-18')
    const fall = readFixture('i-ready-reading.csv', 'August to September 2026 (baseline)')
    expect(fall.lines).toHaveLength(8)
    expect(scoresOf(fall, '1008')['Reading overall']).toBe('425')
  })

  it('shows the placement in words, and does not take a domain that was tested out for a score', () => {
    expect(reading.columns.find(({ header }) => header === 'Phonics Placement')).toEqual({
      header: 'Phonics Placement',
      role: 'ignored',
    })
    expect(scoresOf(reading, '1005')).not.toHaveProperty('Phonics')
    expect(scoresOf(reading, '1005')['Phonics, placement']).toBe('Tested Out')
  })

  it('says of a diagnostic that was repeated which one counts', () => {
    expect(messagesOf(reading)).toContain(
      'Lindiwe Nkosi has 2 results in December 2026 (rows 15 and 17): the newest, row 17 of 2026-12-18, counts.',
    )
    expect(rowOf(reading, '1006', 'Phonics')).toBe(17)
  })

  it('tells mathematics by its domains', () => {
    expect(skillsOf(readFixture('i-ready-mathematics.csv')).filter(name => !name.includes('placement'))).toEqual([
      'Mathematics overall',
      'Number and Operations',
      'Algebra and Algebraic Thinking',
      'Measurement and Data',
      'Geometry',
    ]) // prettier-ignore
  })
})

describe('Renaissance Star', () => {
  it.each([
    ['renaissance-star-math.csv', 'Star Math', '844'],
    ['renaissance-star-reading.csv', 'Star Reading', '794'],
  ])('%s: scaled score, percentile, category', (file, test, score) => {
    const table = readFixture(file)
    expect(scoresOf(table, '1001')).toEqual({
      [test]: score,
      [`${test} percentile`]: '36',
      [`${test} category`]: '3',
    })
    expect(table.columns.filter(({ role }) => role === 'skill').map(({ scale }) => scale)).toEqual([
      { kind: 'score', minimum: 0, maximum: 1400 },
      { kind: 'score', minimum: 1, maximum: 99 },
      { kind: 'level', minimum: 1, maximum: 4 },
    ])
    expect(table.windows).toEqual(['Winter 2026-2027', 'Fall 2026-2027'])
    expect(rowOf(table, '1004', test)).toBe(16)
    expect(messagesOf(table)[0]).toBe('Row 17 is left out: deactivated tests.')
  })

  it('360 keeps the tests apart and leaves reading quizzes out', () => {
    const table = readFixture('renaissance-star-360.csv')
    expect(skillsOf(table)).toEqual([
      'Star Math',
      'Star Math percentile',
      'Star Math category',
      'Star Reading',
      'Star Reading percentile',
      'Star Reading category',
    ])
    expect(scoresOf(table, '1003')).toMatchObject({ 'Star Math': '756', 'Star Reading': '682' })
    expect(rowOf(table, '1003', 'Star Reading')).toBe(7)
    expect(messagesOf(table)).toContain(
      'Rows 17, 18, 19 are left out: no scaled score, as reading quizzes have none.',
    )
  })
})

describe('aimswebPlus', () => {
  const table = readFixture('aimswebplus.csv')

  it('turns a row a measure into a column a measure', () => {
    expect(skillsOf(table)).toEqual([
      'Concepts & Applications',
      'Concepts & Applications, risk',
      'Math Composite',
      'Math Composite, risk',
      'Number Sense Fluency',
      'Number Sense Fluency, risk',
    ])
    expect(table.lines).toHaveLength(6)
    expect(table.windows).toEqual(['Winter 2026-2027', 'Fall 2026-2027'])
    expect(rowOf(table, '1001', 'Number Sense Fluency')).toBe(3)
  })

  it('takes the newest of a measure alone, and leaves progress monitoring out', () => {
    expect(scoresOf(table, '1005')).toMatchObject({
      'Concepts & Applications': '43',
      'Number Sense Fluency': '83',
    })
    expect(messagesOf(table)[0]).toBe('Row 41 is left out: progress monitoring.')
  })
})

describe('Istation', () => {
  it('has a window a month, and the level beside the score', () => {
    const table = readFixture('istation.csv')
    expect(table.windows).toEqual(['October 2026', 'September 2026'])
    expect(scoresOf(table, '1004')).toMatchObject({
      'Reading: Vocabulary': '247',
      'Reading: Vocabulary, level': '3',
    })
    expect(columnOf(table, 'Reading: Vocabulary, level')?.scale).toEqual({
      kind: 'level',
      minimum: 1,
      maximum: 5,
    })
    expect(scoresOf(table, '1002')).not.toHaveProperty('Reading: Spelling')
    expect(rowOf(table, '1003', 'Reading: Overall')).toBe(16)
  })
})

describe('IXL', () => {
  it('reads the diagnostic as it is, or as it was at the start', () => {
    const table = readFixture('ixl.csv')
    expect(table.windows).toEqual(['Current', 'Starting'])
    expect(scoresOf(table, '1001')).toEqual({ 'Math diagnostic': '324', 'ELA diagnostic': '294' })
    expect(scoresOf(table, '1006')).toEqual({ 'Math diagnostic': '312' })
    expect(scoresOf(readFixture('ixl.csv', 'Starting'), '1008')).toMatchObject({ 'Math diagnostic': '260' })
    expect(messagesOf(table)).toEqual(['1 student of this file has no score in Current: Hye-jin Park.'])
  })
})

describe('WIDA ACCESS', () => {
  it('reads proficiency levels with their tenths', () => {
    const table = readFixture('wida-access.csv')
    expect(skillsOf(table)).toEqual([
      'Listening proficiency',
      'Speaking proficiency',
      'Reading proficiency',
      'Writing proficiency',
      'Overall English proficiency',
    ])
    expect(columnOf(table, 'Reading proficiency')).toMatchObject({
      scale: { kind: 'level', minimum: 1, maximum: 6 },
    })
    expect(scoresOf(table, '1001')['Listening proficiency']).toBe('2.8')
    expect(scoresOf(table, '1004')['Speaking proficiency']).toBe('N/A')
    expect(table.windows).toEqual([])
    expect(table.assessment).toEqual({ name: 'WIDA ACCESS', heldOn: null })
  })
})
