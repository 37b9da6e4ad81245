import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Sheet } from '../../../src-main/exchange/format.ts'
import { oneRoster } from '../../../src-main/exchange/formats/one-roster.ts'
import { tabulate } from '../../../src-main/exchange/tabulate.ts'
import { UnreadableFile } from '../../../src-main/exchange/unreadable-file.ts'

const FOLDER = resolve(import.meta.dirname, '../../fixtures/exchange/one-roster')

/** The zip as the reader gets it, without some files. */
const zip = (...without: string[]): Sheet[] =>
  readdirSync(FOLDER)
    .filter(name => !without.includes(name))
    .map(name => ({
      name: `export/${name}`,
      lines: tabulate(readFileSync(join(FOLDER, name), 'utf8'), ',').lines,
    }))

const sheet = (name: string, text: string): Sheet => ({ name, lines: tabulate(text, ',').lines })
const cellsOf = (window?: string) => oneRoster.read(zip(), window).lines.map(line => line.cells)

describe('a OneRoster zip', () => {
  it('is known by its files and their columns, in any folder, and other files are not', () => {
    expect(oneRoster.recognise(zip())).toBe(1)
    expect(oneRoster.recognise(zip('manifest.csv'))).toBe(1)
    expect(oneRoster.recognise([sheet('', 'Name,Fractions\nAmina,80')])).toBe(0)
    expect(oneRoster.recognise([sheet('users.csv', 'Name,Fractions\nAmina,80')])).toBe(0)
  })

  it('holds classes to choose from: those that have students', () => {
    const { windows, assessment } = oneRoster.read(zip())
    expect(windows).toEqual(['Mathematics 4', 'Reading 4'])
    expect(assessment).toEqual({ name: 'Mathematics 4', heldOn: '2026-11-12' })
    expect(oneRoster.read(zip(), 'Reading 4').assessment).toEqual({ name: 'Reading 4', heldOn: '2026-11-13' })
  })

  it('gives the class’s students with their ids, as they want to be called, and nobody else', () => {
    expect(cellsOf().map(cells => cells.slice(0, 4))).toEqual([
      ['u-1', 'Amina', 'Yusuf', ''],
      ['u-2', 'Ben', 'Carter', ''],
      ['u-3', 'Rosa', 'Santos', '2016-02-03'],
      ['u-4', 'Rosa', 'Santos', '2016-08-09'],
    ])
    // The enrolment names no role; roles.csv does.
    expect(cellsOf('Reading 4')).toEqual([['u-1', 'Amina', 'Yusuf', '77']])
  })

  it('makes a skill of every line item, on its own points; the newest result counts, exempt is not assessed', () => {
    const { columns, lines, remarks } = oneRoster.read(zip())
    expect(columns.slice(4)).toEqual([
      { header: 'Fractions', role: 'skill', outOf: 20, scale: { kind: 'points', minimum: 0, maximum: 20 } },
      { header: 'Place value', role: 'skill', scale: { kind: 'points', minimum: 1, maximum: 4 } },
    ])
    expect(lines.map(line => line.cells.slice(4))).toEqual([
      ['18', ''],
      ['', '2'],
      ['', ''],
      ['7.5', ''],
    ])
    expect(remarks.map(remark => remark.message)).toEqual([
      'Results of one person who is not enrolled in Mathematics 4 are left out.',
    ])
  })

  it('of version 1.1 has the roles in users.csv, and may hold no results', () => {
    const old = [
      sheet(
        'users.csv',
        'sourcedId,status,enabledUser,role,givenName,familyName\nu,active,true,student,Amina,Yusuf',
      ),
      sheet('classes.csv', 'sourcedId,status,title\nc,active,Owls'),
      sheet('enrollments.csv', 'sourcedId,status,classSourcedId,userSourcedId,role\ne,active,c,u,'),
    ]
    expect(oneRoster.recognise(old)).toBe(1)
    expect(oneRoster.read(old)).toMatchObject({
      windows: ['Owls'],
      lines: [{ cells: ['u', 'Amina', 'Yusuf'] }],
      assessment: { name: 'Owls', heldOn: null },
    })
  })

  it('tells classes of one title apart', () => {
    const twice = [
      sheet('users.csv', 'sourcedId,role,givenName,familyName\nu,student,Amina,Yusuf'),
      sheet('classes.csv', 'sourcedId,title,classCode\nc,Maths,1\nd,Maths,2'),
      sheet('enrollments.csv', 'sourcedId,classSourcedId,userSourcedId,role\ne,c,u,student\nf,d,u,student'),
    ]
    expect(oneRoster.read(twice).windows).toEqual(['Maths', 'Maths (2)'])
  })

  it.each([
    ['enrollments.csv', 'This OneRoster zip has no enrollments.csv.'],
    ['classes.csv', 'This OneRoster zip has no classes.csv.'],
  ])('without %s is refused in words', (file, words) => {
    expect(() => oneRoster.read(zip(file))).toThrow(words)
    expect(() => oneRoster.read(zip(file))).toThrow(UnreadableFile)
  })
})
