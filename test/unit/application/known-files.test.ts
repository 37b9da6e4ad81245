import { strFromU8, unzipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Application } from '../../../src-main/application/application.ts'
import type { ClassId } from '../../../src-main/contract/ids.ts'
import type { ImportChoices } from '../../../src-main/contract/importing.ts'
import { ask, open, temporaryFolder } from './open.ts'

const FIXTURES = resolve(import.meta.dirname, '../../fixtures/exchange')
const PASSPHRASE = 'tami-kelo-sobu-dare'

const file = (
  name: string,
  text: string | Uint8Array,
  classId: ClassId | null,
  choices: ImportChoices = {},
) => ({
  fileName: name,
  content: Buffer.from(text).toString('base64'),
  classId,
  choices,
})
const fixture = (name: string, classId: ClassId | null = null) =>
  file(name, readFileSync(resolve(FIXTURES, name)), classId)

async function withApplication(work: (app: Application) => Promise<void>): Promise<void> {
  using folder = temporaryFolder()
  const app = open(folder.path)
  await work(app)
  await app.close()
}

async function skillNamed(app: Application, classId: ClassId, name: string) {
  const { skills } = await ask(app, 'readClass', { classId })
  const skill = skills.find(one => one.name === name)
  if (!skill) throw new Error(`no skill ${name}`)
  return skill
}

const PLACEMENTS = [
  '3 or More Grade Levels Below',
  '2 Grade Levels Below',
  '1 Grade Level Below',
  'Early On Grade Level',
  'Mid or Above Grade Level',
]

describe('the names of levels', () => {
  it('are kept with the skill, come back with undo, and go with the class and with everything', () =>
    withApplication(async app => {
      const { classId } = await ask(app, 'importScores', fixture('i-ready-reading.csv'))
      const named = await skillNamed(app, classId, 'Phonics, placement')
      expect(named).toMatchObject({
        scale: { kind: 'level', minimum: 1, maximum: 5 },
        levelNames: PLACEMENTS,
      })
      expect((await skillNamed(app, classId, 'Phonics')).levelNames).toBeNull()

      await ask(app, 'undo', {})
      expect(await ask(app, 'listClasses', {})).toEqual([])
      await ask(app, 'redo', {})
      expect(await skillNamed(app, classId, 'Phonics, placement')).toEqual(named)

      const { content } = await ask(app, 'sealClass', { classId, passphrase: PASSPHRASE })
      const input = { fileName: 'x.horseshoe', content, passphrase: PASSPHRASE }
      const copy = await ask(app, 'openClassFile', input)
      expect((await skillNamed(app, copy.classId, named.name)).levelNames).toEqual(PLACEMENTS)

      const all = await ask(app, 'takeEverything', { withSensitive: false })
      const zip = unzipSync(new Uint8Array(Buffer.from(all.content, 'base64')))
      expect(strFromU8(zip['skill_level.csv'] ?? new Uint8Array())).toContain(
        `${named.id},"Phonics, placement",4,Early On Grade Level`,
      )
    }))

  it('of an ordinary column of words are kept too, and mean the same in the next file', () =>
    withApplication(async app => {
      const words = 'Name,Reading\nAna,Novice\nBen,Basic\nCy,Advanced'
      const { classId } = await ask(app, 'importScores', file('one.csv', words, null))
      expect(await skillNamed(app, classId, 'Reading')).toMatchObject({
        levelNames: ['Novice', 'Basic', 'Advanced'],
      })
      const next = file('two.csv', 'Code,Name,Reading\n1,Ana,Basic\n2,Ben,Advanced', classId)
      const { columns, rows } = await ask(app, 'previewImport', next)
      expect(columns[2]?.levelNames).toEqual(['Novice', 'Basic', 'Advanced'])
      expect(rows.map(({ cells }) => cells[2]?.value)).toEqual([2, 3])
    }))

  it('that no list knows are understood where the skill has them', () =>
    withApplication(async app => {
      const { classId } = await ask(app, 'importScores', fixture('i-ready-reading.csv'))
      const text =
        'Name,"Phonics, placement"\nZoë Okafor,Mid or Above Grade Level\nMateo Álvarez,2 Grade Levels Below'
      const { rows } = await ask(app, 'previewImport', file('notes.csv', text, classId))
      expect(rows.map(({ cells }) => cells[1]?.value)).toEqual([5, 2])
    }))

  it('are not mixed up: a level of the same name at another place is another scale', () =>
    withApplication(async app => {
      const three = 'Name,Reading\nAna,Below\nBen,At\nCy,Above'
      const { classId } = await ask(app, 'importScores', file('one.csv', three, null))
      const four = 'Name,Reading\nAna,Well Below\nBen,Below\nCy,At\nDee,Above'
      const { remarks, ready } = await ask(app, 'previewImport', file('two.csv', four, classId))
      expect(ready).toBe(false)
      expect(remarks[0]).toMatchObject({
        severity: 'stop',
        message: 'Reading: “Below” is level 2 in this file and level 1 in the class.',
      })
    }))

  it('keep skills apart that cannot be merged', () =>
    withApplication(async app => {
      const text = 'Name,One,Two,Three\nAna,Emerging,Novice,1\nBen,Developing,Basic,2\nCy,Secure,Advanced,3'
      const choices = { columns: [{ index: 3, scale: { kind: 'level', minimum: 1, maximum: 3 } }] } as const
      const { classId } = await ask(
        app,
        'importScores',
        file('one.csv', text, null, { columns: [...choices.columns] }),
      )
      const [one, two, three] = (await ask(app, 'readClass', { classId })).skills
      if (!one || !two || !three) throw new Error('three skills were imported')
      expect((await ask(app, 'previewMerge', { keptId: one.id, mergedId: two.id })).obstacle).toBe(
        'Their levels differ: level 1 of One is “Emerging”, of Two “Novice”.',
      )
      await ask(app, 'mergeSkills', { keptId: three.id, mergedId: one.id, conflicts: 'kept' })
      expect((await skillNamed(app, classId, 'Three')).levelNames).toEqual([
        'Emerging',
        'Developing',
        'Secure',
      ])
    }))
})

it('a remark names the line that the cell came from', () =>
  withApplication(async app => {
    const lines = readFileSync(resolve(FIXTURES, 'nwea-map-growth.csv'), 'utf8').split('\n')
    const header = lines[0]?.split(',') ?? []
    const [subject, rit] = [header.indexOf('Subject'), header.indexOf('TestRITScore')]
    const at = lines.findLastIndex(line => line.split(',')[subject] === 'Language Arts Reading')
    const cells = lines[at]?.split(',') ?? []
    cells[rit] = '999'
    lines[at] = cells.join(',')
    const preview = await ask(app, 'previewImport', file('map.csv', lines.join('\n'), null))
    expect(preview.remarks.map(({ message }) => message)).toContain(
      `Row ${at + 1}, Language Arts Reading RIT: “999” cannot be taken as a score: it is outside 100 to 350.`,
    )
  }))
