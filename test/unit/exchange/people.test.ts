import { describe, expect, it } from 'vitest'
import { isAttributeHeader, isSensitiveName } from '../../../src-main/exchange/attribute-columns.ts'
import { readBirthDates } from '../../../src-main/exchange/birth-dates.ts'
import { readFile } from '../../../src-main/exchange/read-file.ts'
import { areSimilarNames } from '../../../src-main/exchange/similar-names.ts'

const read = (text: string, choices = {}) => readFile(new TextEncoder().encode(text), 'list.csv', choices)

describe('attributes', () => {
  it.each([
    'ELL',
    'EL status',
    'English Learner',
    'isEnglishLearner',
    'IEP',
    'Special Education',
    '504 Plan',
  ])('are taken by themselves from a column named %s, and are sensitive', header => {
    expect(isAttributeHeader(header)).toBe(true)
    expect(isSensitiveName(header)).toBe(true)
    expect(read(`Name,${header}\nAmina Yusuf,Y\nBen Carter,N`)).toMatchObject({
      columns: [{ role: 'fullName' }, { role: 'attribute', attribute: { name: header, isSensitive: true } }],
      rows: [
        { attributes: [{ name: header, value: 'Y', isSensitive: true }] },
        { attributes: [{ name: header, value: 'N', isSensitive: true }] },
      ],
    })
  })

  it.each([
    'Free/Reduced Lunch',
    'Economically disadvantaged',
    'Race',
    'Ethnicity',
    'Gender',
    'Health notes',
  ])('are left in the file until the teacher takes them, and are sensitive then: %s', header => {
    const text = `Name,"${header}"\nAmina Yusuf,A\nBen Carter,B`
    expect(read(text).columns[1]).toMatchObject({ role: 'ignored', attribute: null })
    const taken = read(text, { columns: [{ index: 1, role: 'attribute' }] })
    expect(taken.columns[1]?.attribute).toEqual({ name: header, isSensitive: true })
  })

  it('of another name are not sensitive, may be called otherwise, and say nothing where the cell is empty', () => {
    const text = 'Name,Homeroom\nAmina Yusuf,12\nBen Carter,'
    const columns = [{ index: 1, role: 'attribute', attributeName: 'Room' }]
    expect(read(text, { columns }).rows.map(row => row.attributes)).toEqual([
      [{ name: 'Room', value: '12', isSensitive: false }],
      [],
    ])
    expect(
      read(text, { columns: [{ ...columns[0], isSensitive: true }] }).columns[1]?.attribute?.isSensitive,
    ).toBe(true)
  })

  it.each(['Skill EL', 'Elapsed time', 'Sentences', 'ELA score', 'Elements', 'EL level', 'English'])(
    'are not what a skill is called: %s',
    header => {
      expect(isAttributeHeader(header)).toBe(false)
      expect(read(`Name,${header}\nAmina Yusuf,80\nBen Carter,70`).columns[1]?.role).toBe('skill')
    },
  )
})

describe('birth dates', () => {
  it('are read where it is sure which number is the month', () => {
    expect(readBirthDates(['2016-03-04', '2016/3/4', '', 'soon', '2016-02-30', '1016-01-01'])).toEqual([
      '2016-03-04',
      '2016-03-04',
      null,
      null,
      null,
      null,
    ])
    expect(readBirthDates(['3/4/2016', '3/14/2016'])).toEqual(['2016-03-04', '2016-03-14'])
    expect(readBirthDates(['3.4.2016', '14.3.2016'])).toEqual(['2016-04-03', '2016-03-14'])
    expect(readBirthDates(['3/4/2016', '5/5/2016'])).toEqual([null, '2016-05-05'])
    expect(readBirthDates(['14/3/2016', '3/14/2016'])).toEqual([null, null])
  })

  it('that are left out are named by row, without the date', () => {
    const { remarks } = read(
      'Name,DOB,F\nAna Li,3/4/2016,80\nBen Ko,5/6/2016,70\nCy Ro,,60\nDi Ma,2016-01-02,50',
    )
    expect(remarks.map(({ message }) => message)).toEqual([
      'Row 2 and 1 more: the birth date is left out, for it is none, or day and month could be either.',
    ])
    expect(read('Name,DOB,F\nAna Li,2016-03-04,80\nCy Ro,,60').remarks).toEqual([])
  })

  it('come from the column that is named so', () => {
    const { rows } = read('Name,Date of birth,Fractions\nAmina Yusuf,2016-03-04,80')
    expect(rows[0]?.birthDate).toBe('2016-03-04')
    expect(read('Name,DOB,Fractions\nAmina Yusuf,04/13/2016,80').rows[0]?.birthDate).toBe('2016-04-13')
  })
})

describe('similar names', () => {
  it.each([
    ['Ben Carter', 'Benjamin Carter', true],
    ['Amina Yusuf', 'Amina Yusuf Haddad', true],
    ['Chloé Marchand', 'Cloe Marchand', true],
    ['Carter, Ben', 'Benjamin Carter', true],
    ['Amina Yusuf', 'Amina Yusfu', true],
    ['Ana Li', 'Ben Li', false],
    ['Ana Li', 'Ana Ko', false],
    ['Ana', 'Anna', false],
    ['Ben Carter', 'Amina Yusuf', false],
    ['Student 1234', 'Student 1235', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(areSimilarNames(one, other)).toBe(expected)
    expect(areSimilarNames(other, one)).toBe(expected)
  })
})
