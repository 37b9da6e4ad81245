import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { decode } from '../../../../src-main/exchange/decode.ts'
import type { Format, FormatTable, Sheet } from '../../../../src-main/exchange/format.ts'
import { KNOWN_FORMATS } from '../../../../src-main/exchange/known-formats.ts'
import { tabulate } from '../../../../src-main/exchange/tabulate.ts'

const FIXTURES = resolve(import.meta.dirname, '../../../fixtures/exchange')

/** Which format each fixture is of. */
export const FIXTURE_FORMATS: readonly (readonly [file: string, formatId: string])[] = [
  ['nwea-map-growth.csv', 'nwea-map-growth'],
  ['nwea-map-growth-older.tsv', 'nwea-map-growth'],
  ['i-ready-reading.csv', 'i-ready-reading'],
  ['i-ready-mathematics.csv', 'i-ready-mathematics'],
  ['renaissance-star-math.csv', 'renaissance-star-math'],
  ['renaissance-star-reading.csv', 'renaissance-star-reading'],
  ['renaissance-star-360.csv', 'renaissance-star-360'],
  ['mclass.csv', 'mclass'],
  ['mclass-math.csv', 'mclass'],
  ['dibels-8.csv', 'dibels-8'],
  ['dibels-8-kindergarten.csv', 'dibels-8'],
  ['acadience-reading.csv', 'acadience-reading'],
  ['fastbridge-areading.csv', 'fastbridge'],
  ['fastbridge-earlyreading.csv', 'fastbridge'],
  ['aimswebplus.csv', 'aimswebplus'],
  ['istation.csv', 'istation'],
  ['ixl.csv', 'ixl'],
  ['wida-access.csv', 'wida-access'],
  ['google-classroom.csv', 'google-classroom'],
  ['canvas-gradebook.csv', 'canvas-gradebook'],
  ['google-forms-quiz.csv', 'google-forms-quiz'],
  ['microsoft-forms-quiz.csv', 'microsoft-forms-quiz'],
]

export function sheetOf(text: string): Sheet {
  return { name: '', lines: tabulate(text).lines }
}

export function fixtureSheet(file: string): Sheet {
  return sheetOf(decode(readFileSync(resolve(FIXTURES, file))).text)
}

export function formatOf(id: string): Format {
  const format = KNOWN_FORMATS.find(known => known.id === id)
  if (!format) throw new Error(`no format ${id}`)
  return format
}

export function readFixture(file: string, window?: string): FormatTable {
  const id = FIXTURE_FORMATS.find(([name]) => name === file)?.[1] ?? ''
  return formatOf(id).read([fixtureSheet(file)], window)
}

export function skillsOf({ columns }: FormatTable): string[] {
  return columns.flatMap(({ role, skillName }) => (role === 'skill' ? [skillName ?? ''] : []))
}

export function columnOf({ columns }: FormatTable, skill: string) {
  return columns.find(column => column.skillName === skill)
}

/** The cells of the student with this id, by skill; blank ones are left out. */
export function scoresOf(table: FormatTable, id: string): Record<string, string> {
  const idAt = table.columns.findIndex(({ role }) => role === 'externalId')
  const line = table.lines.find(({ cells }) => cells[idAt] === id)
  return Object.fromEntries(
    table.columns.flatMap(({ role, skillName }, at) => {
      const cell = line?.cells[at] ?? ''
      return role === 'skill' && cell !== '' ? [[skillName ?? '', cell]] : []
    }),
  )
}

/** Line of the file that a student's score came from. */
export function rowOf(table: FormatTable, id: string, skill: string): number | undefined {
  const idAt = table.columns.findIndex(({ role }) => role === 'externalId')
  const at = table.columns.findIndex(({ skillName }) => skillName === skill)
  const line = table.lines.find(({ cells }) => cells[idAt] === id)
  return line?.cellRows?.[at] ?? line?.row
}

export function messagesOf({ remarks }: FormatTable): string[] {
  return remarks.map(({ message }) => message)
}
