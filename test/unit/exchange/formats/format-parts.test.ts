import { describe, expect, it } from 'vitest'
import { periodRank } from '../../../../src-main/exchange/format-parts/school-period.ts'
import { monthName, windowsByDay } from '../../../../src-main/exchange/format-parts/test-days.ts'
import { readUsDate } from '../../../../src-main/exchange/format-parts/us-date.ts'

describe('a date of the United States', () => {
  it.each([
    ['9/4/2026', '2026-09-04T00:00:00'],
    ['09/14/26', '2026-09-14T00:00:00'],
    ['25/12/2026', '2026-12-25T00:00:00'],
    ['2026-09-14', '2026-09-14T00:00:00'],
    ['2026-09-14T08:05:09.123Z', '2026-09-14T08:05:09'],
    ['9/14/2026 12:05:00 AM', '2026-09-14T00:05:00'],
    ['2026/09/14 3:14:15 PM GMT+2', '2026-09-14T15:14:15'],
    ['9/14/26 14:02', '2026-09-14T14:02:00'],
  ])('%s is %s', (text, moment) => {
    expect(readUsDate(text)).toBe(moment)
  })

  it.each(['', 'soon', '2/30/2026', '13/13/2026', '2026-02-29', '12', '1/2', '1/1/0001', '2026-09-141'])(
    '%s is none',
    text => {
      expect(readUsDate(text)).toBeNull()
    },
  )
})

it('test windows end where nobody is tested for four weeks', () => {
  const windows = windowsByDay([
    '2026-12-20',
    '2026-08-31',
    '2026-09-20',
    '2027-01-10',
    '2026-08-31',
    '2027-05-03',
  ])
  expect([...windows]).toEqual([
    ['2026-08-31', 'August to September 2026'],
    ['2026-09-20', 'August to September 2026'],
    ['2026-12-20', 'December 2026 to January 2027'],
    ['2027-01-10', 'December 2026 to January 2027'],
    ['2027-05-03', 'May 2027'],
  ])
  expect(monthName('2026-02-01')).toBe('February 2026')
})

it('windows without days follow the school year', () => {
  const names = ['Fall 2025-2026', 'Winter 2025-2026', 'Spring 2025-2026', 'Fall 2026-2027', 'MOY 2026-2027']
  expect([...names].sort((a, b) => periodRank(a) - periodRank(b))).toEqual(names)
  expect(periodRank('Starting')).toBeLessThan(periodRank('Current'))
})
