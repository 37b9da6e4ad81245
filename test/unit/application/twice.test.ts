import { strToU8, zipSync } from 'fflate'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Application } from '../../../src-main/application/application.ts'
import type { Input } from '../../../src-main/contract/contract.ts'
import type { ClassId } from '../../../src-main/contract/ids.ts'
import { FIXTURE_FORMATS } from '../exchange/formats/read-fixture.ts'
import { writeWorkbook } from '../exchange/write-workbook.ts'
import { ask, dump, open, temporaryFolder } from './open.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures/exchange')
const ROSTER = join(FIXTURES, 'one-roster')

const formats = FIXTURE_FORMATS.map(([file]) => [file, readFileSync(join(FIXTURES, file))] as const)
const roster = zipSync(
  Object.fromEntries(
    readdirSync(ROSTER).map(file => [file, new Uint8Array(readFileSync(join(ROSTER, file)))]),
  ),
)

/** A file of each way in which scores lie in files of no known kind. */
const layouts: readonly (readonly [name: string, content: string | Uint8Array])[] = [
  ['wide.csv', 'Name,ID,Fractions,Spelling\nAna Li,1,80%,7/10\nBen Ko,2,absent,4/10\nBen Ko,3,70%,9/10'],
  ['namesakes.csv', 'Name,Fractions,Area\nRosa Santos,80,\nRosa Santos,80,70\nAna Li,,60'],
  [
    'people.csv',
    'Name;DOB;ELL status;Homeroom;Interests;F\nAna Li;2016-03-14;yes;12;chess/music;3,5\nBen Ko;2015-12-01;;12;;4',
  ],
  [
    'headings.csv',
    'Report of Room 12\n\n,,Math,,Reading\nName,ID,Fractions,Area,Fluency\nAna,1,80,70,Secure\nBen,2,60,50,Emerging\nAverage,,70,60,',
  ],
  ['points.csv', 'Name,Quiz,Test\nPoints possible,12,40\nAna,9,31\nBen,7,12\nClass average,8,21'],
  ['levels.csv', 'Name,Oral,Written\nAna,Novice,A-\nBen,Basic,B+\nCy,Advanced,C\nDi,Basic,A'],
  ['scores.csv', 'Name,Fluency\nAna,88.5\nBen,212\nCy,-3'],
  [
    'long.csv',
    'Student,DOB,Skill,Score,Out of,Date\nAna,2016-03-14,F,6,10,2026-11-02\nAna,2016-03-14,F,8,10,2026-11-20\nAna,2016-03-14,G,3,5,2026-11-02\nBen,2015-12-01,F,4,10,2026-11-20\nBen,2015-12-01,G,5,5,2026-11-20',
  ],
  ['no header.csv', 'Ana Li,80,70\nBen Ko,60,50\nCy Ro,40,30'],
  ['only a list.csv', 'Name\nAna Li\nBen Ko'],
  [
    'two sheets.xlsx',
    writeWorkbook([
      { name: 'About', rows: [['Room', '12']] },
      {
        name: 'Scores',
        rows: [
          ['Name', 'F', 'G', 'H'],
          ['Ana', 80, { percent: 0.7 }, { formula: 'B2*2', value: 160 }],
          ['Ben', 0.1 + 0.2, { percent: 0.07 }, { formula: 'B3*2' }],
        ],
      },
    ]),
  ],
  [
    'texts.zip',
    zipSync({ 'a/scores.csv': strToU8('Name,F\nAna,80\nBen,70'), 'a/notes.txt': strToU8('x,y\n1,2') }),
  ],
]

/** Imports a file, and for a known kind every window of it, each as it is proposed; answers what was asked about. */
async function importAll(app: Application, fileName: string, content: string | Uint8Array) {
  const base64 = Buffer.from(content).toString('base64')
  let classId: ClassId | null = null
  const looked = async (window: string | undefined) => {
    const choices = { oddCellsAccepted: true, ...(window === undefined ? {} : { window }) }
    const input = { fileName, content: base64, classId, choices }
    return { input, preview: await ask(app, 'previewImport', input) }
  }
  const { windows } = (await looked(undefined)).preview
  const wanted = windows.length === 0 ? [undefined] : windows
  for (const window of wanted) {
    const { input } = await looked(window)
    classId = (await ask(app, 'importScores', input)).classId
  }
  return { wanted, looked }
}

// One program for all files, each in a class of its own: threads and databases are started in other tests.
describe('a file that is read twice changes nothing', () => {
  const folder = temporaryFolder()
  const inputs: Input<'importScores'>[] = []
  let app: Application
  beforeAll(() => {
    app = open(folder.path)
  })
  afterAll(async () => {
    await app.close()
    folder[Symbol.dispose]()
  })

  it.each([...formats, ['one-roster.zip', roster] as const, ...layouts])(
    'today: %s',
    async (fileName, content) => {
      const { wanted, looked } = await importAll(app, fileName, content)
      for (const window of wanted) {
        const { input, preview } = await looked(window)
        expect(preview.people.filter(({ state }) => state === 'new' || state === 'changed')).toEqual([])
        expect(preview).toMatchObject({ nothingNew: true, questions: [] })
        expect(preview.effect).toMatchObject({ newStudents: 0, newSkills: 0, newScores: 0, changedScores: 0 })
        inputs.push(input)
      }
    },
  )

  it('nor on another day', async () => {
    expect(inputs.length).toBeGreaterThan(formats.length + layouts.length)
    await app.close()
    const before = dump(folder.path)
    app = open(folder.path)
    for (const input of inputs) await ask(app, 'importScores', input)
    await app.close()
    expect(dump(folder.path)).toBe(before)
    app = open(folder.path)
  })
})
