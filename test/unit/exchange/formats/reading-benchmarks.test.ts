import { describe, expect, it } from 'vitest'
import {
  columnOf,
  formatOf,
  messagesOf,
  readFixture,
  rowOf,
  scoresOf,
  sheetOf,
  skillsOf,
} from './read-fixture.ts'

describe('mCLASS', () => {
  const table = readFixture('mclass.csv')

  it('keeps score and benchmark level of each measure of the period', () => {
    expect(table.windows).toEqual(['MOY 2026-2027', 'BOY 2026-2027'])
    expect(scoresOf(table, '1002')).toEqual({
      'Composite': '419',
      'Composite, level': '3',
      'Letter Names (LNF)': '61',
      'Letter Names (LNF), level': '3',
      'Phonemic Awareness (PSF)': '36',
      'Phonemic Awareness (PSF), level': '3',
      'Letter Sounds (NWF-CLS)': '49',
      'Letter Sounds (NWF-CLS), level': '3',
      'Decoding (NWF-WRC)': '13',
      'Decoding (NWF-WRC), level': '3',
      'Word Reading (WRF)': '14',
      'Word Reading (WRF), level': '3',
    }) // prettier-ignore
    expect(columnOf(table, 'Composite, level')).toMatchObject({
      scale: { kind: 'level', minimum: 1, maximum: 4 },
      masteryThreshold: 3,
    })
  })

  it('takes “Tested Out” and “Discontinued” for no numbers', () => {
    expect(scoresOf(table, '1005')['Letter Names (LNF)']).toBe('Tested Out')
    expect(scoresOf(table, '1003')['Word Reading (WRF)']).toBe('Discontinued')
    expect(scoresOf(table, '1003')).not.toHaveProperty('Word Reading (WRF), level')
  })

  it('makes no skill of errors, of which fewer are better', () => {
    expect(skillsOf(table).join()).not.toMatch(/Error|Incorrect|RAN/)
  })

  it('takes the newest benchmark of the period', () => {
    expect(rowOf(table, '1006', 'Composite')).toBe(17)
    expect(messagesOf(table)).toContain(
      'Lindiwe Nkosi has 2 results in DIBELS in MOY 2026-2027 (rows 15 and 17): the newest, row 17 of 2027-01-25, counts.',
    )
  })

  it('reads the mathematics export too, whose overall result is only a level', () => {
    const math = readFixture('mclass-math.csv')
    expect(skillsOf(math).slice(0, 3)).toEqual([
      'Overall, level',
      'Num. Identification',
      'Num. Identification, level',
    ])
    expect(scoresOf(math, '1004')).toMatchObject({ 'Counting': '88', 'Counting, level': '3' }) // prettier-ignore
  })
})

describe('DIBELS 8', () => {
  it('gathers each student’s own grade, and says that there are several', () => {
    const table = readFixture('dibels-8.csv')
    expect(scoresOf(table, '1007')).toEqual({
      'Composite': '382',
      'Nonsense Words, letter sounds (NWF-CLS)': '50',
      'Nonsense Words, words read (NWF-WRC)': '15',
      'Word Reading Fluency (WRF)': '14',
      'Oral Reading, words correct (ORF)': '31',
      'Oral Reading, accuracy (ORF)': '88',
      'Maze, adjusted': '7',
    }) // prettier-ignore
    expect(scoresOf(table, '1001')['Letter Naming Fluency (LNF)']).toBe('40')
    expect(scoresOf(table, '1005')['Letter Naming Fluency (LNF)']).toBe('80')
    expect(table.windows).toEqual(['Beginning'])
    expect(messagesOf(table)).toEqual([
      'The file holds students of several grades; their scores stand in one column a measure.',
      'Row 6: scores of more than one grade; those of the highest count.',
    ])
  })

  it('knows accuracy in percent from accuracy as a part of one', () => {
    const read = (accuracy: string) =>
      columnOf(
        formatOf('dibels-8').read([
          sheetOf(
            `Last,First,Student_ID,LNF_1st_Middle,ORF-Accuracy_1st_Middle,Composite_1st_Middle\nLi,Ana,1,20,${accuracy},400\n`,
          ),
        ]),
        'Oral Reading, accuracy (ORF)',
      )?.scale
    expect(read('97')).toEqual({ kind: 'percent', minimum: 0, maximum: 100 })
    expect(read('0.97')).toEqual({ kind: 'score', minimum: 0, maximum: 1 })
  })

  it('reads the benchmark status of the kindergarten export', () => {
    const table = readFixture('dibels-8-kindergarten.csv')
    expect(scoresOf(table, '1003')).toMatchObject({ 'Composite': '298', 'Composite, level': '2' }) // prettier-ignore
    expect(columnOf(table, 'Composite')?.masteryThreshold).toBe(306)
    expect(skillsOf(table)).toHaveLength(12)
    expect(scoresOf(table, '1006')).not.toHaveProperty('Phonemic Segmentation Fluency (PSF)')
  })
})

describe('Acadience Reading', () => {
  it('keeps score and status, of the newest period', () => {
    const table = readFixture('acadience-reading.csv')
    expect(table.windows).toEqual(['Middle of Year 2026-2027', 'Beginning of Year 2026-2027'])
    expect(scoresOf(table, '1002')).toMatchObject({
      'Letter Naming Fluency (LNF)': '61',
      'Phoneme Segmentation Fluency (PSF)': '61',
      'Phoneme Segmentation Fluency (PSF), level': '3',
      'Reading Composite': '169',
    })
    expect(columnOf(table, 'Reading Composite')).toMatchObject({
      scale: { kind: 'score', minimum: 0, maximum: 1000 },
      masteryThreshold: 169,
    })
    expect(rowOf(table, '1001', 'Reading Composite')).toBe(16)
  })
})

describe('FastBridge', () => {
  it('reads aReading of the newest period that holds scores', () => {
    const table = readFixture('fastbridge-areading.csv')
    expect(table.windows).toEqual(['Winter', 'Fall'])
    expect(scoresOf(table, '1002')).toEqual({ 'aReading': '487', 'aReading, risk': '3' }) // prettier-ignore
    expect(columnOf(table, 'aReading')).toMatchObject({
      scale: { kind: 'score', minimum: 350, maximum: 750 },
      masteryThreshold: 485,
    })
    expect(scoresOf(readFixture('fastbridge-areading.csv', 'Fall'), '1008')).toMatchObject({
      'aReading': '450',
    }) // prettier-ignore
    expect(table.assessment.heldOn).toBe('2027-01-16')
  })

  it('reads the composite and the subtests of earlyReading, words in a minute or items correct', () => {
    const table = readFixture('fastbridge-earlyreading.csv')
    expect(skillsOf(table).filter(name => !name.endsWith('risk'))).toEqual([
      'Early Reading English',
      'Concepts of Print',
      'Decodable Words',
      'Letter Names',
      'Letter Sounds',
    ])
    expect(scoresOf(table, '1002')).toMatchObject({ 'Concepts of Print': '8', 'Letter Names': '44' })
    expect(scoresOf(table, '1003')).not.toHaveProperty('Decodable Words')
  })
})

describe('levels and scores', () => {
  const acadience = (rows: string) =>
    formatOf('acadience-reading').read([
      sheetOf(
        `School Year,Benchmark Period,Student Number,Student Last Name,Student First Name,PSF Score,PSF Status,Reading Composite Score\n${rows}`,
      ),
    ])
  const PSF = 'Phoneme Segmentation Fluency (PSF)'

  it('has no threshold where the file contradicts itself, as two grades do', () => {
    const table = acadience(
      '2026,BOY,1,Li,Ana,40,At Benchmark,1\n2026,BOY,2,Ko,Ben,45,Below Benchmark,1\n2026,BOY,3,Ma,Cy,50,Above Benchmark,1\n',
    )
    expect(columnOf(table, PSF)).not.toHaveProperty('masteryThreshold')
  })

  it('has no threshold where nobody has reached the benchmark', () => {
    const table = acadience(
      '2026,BOY,1,Li,Ana,10,Below Benchmark,1\n2026,BOY,2,Ko,Ben,4,well_below benchmark,1\n',
    )
    expect(columnOf(table, PSF)).not.toHaveProperty('masteryThreshold')
    expect(scoresOf(table, '2')[`${PSF}, level`]).toBe('1')
  })

  it('names words that are no levels instead of guessing what they mean', () => {
    const table = acadience('2026,BOY,1,Li,Ana,10,Purple,1\n2026,BOY,2,Ko,Ben,4,Green,1\n')
    expect(skillsOf(table)).toEqual([PSF, 'Reading Composite'])
    expect(messagesOf(table)).toContain(
      'PSF Status: “Green”, “Purple” are no levels that are known; the column is left out.',
    )
  })
})
