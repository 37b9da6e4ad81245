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

describe('from where on a student has a skill', () => {
  it('is half of the file where no cut score is known, and says so; the teacher may know better', () =>
    withApplication(async app => {
      const input = fixture('nwea-map-growth.csv')
      const preview = await ask(app, 'previewImport', input)
      const column = preview.columns.find(({ skillName }) => skillName === 'Mathematics RIT')
      expect(column?.mastery).toEqual({ value: 196, from: 'half' })
      expect(preview.remarks.map(({ message }) => message)).toContainEqual(
        expect.stringMatching(
          /^No cut score is known for Mathematics RIT, .* and \d+ more: half of those in the file/,
        ),
      )
      const index = column?.index ?? 0
      const said = (masteryThreshold: number) => ({
        ...input,
        choices: { columns: [{ index, masteryThreshold }] },
      })
      const outside = await ask(app, 'previewImport', said(20))
      expect(outside.ready).toBe(false)
      expect(outside.remarks[0]?.message).toBe(
        'Mathematics RIT: nobody can have it from 20, for its scale goes from 100 to 350.',
      )
      const { classId } = await ask(app, 'importScores', said(201))
      expect((await skillNamed(app, classId, 'Mathematics RIT')).masteryThreshold).toBe(201)

      // The next class of that kind is asked nothing anew.
      const next = await ask(app, 'previewImport', input)
      expect(next.columns[index]?.mastery).toEqual({ value: 201, from: 'teacher' })
      expect(next.remembered?.columns).toMatchObject([{ index, masteryThreshold: true, scale: false }])
      const again = await ask(app, 'previewImport', { ...input, classId })
      expect(again.columns[index]?.mastery).toEqual({ value: 201, from: 'class' })
    }))
})

const QUIZ = [
  'Timestamp,Email Address,Name,Halves,Halves [Score],Thirds,Thirds [Score],Area,Area [Score]',
  '2026-11-12 9:00:00,ana@x.example,Ana Li,a,1.00 / 1,b,2.00 / 3,c,0.00 / 2',
  '2026-11-12 9:01:00,ben@x.example,Ben Ko,a,0.00 / 1,b,-- / 3,c,2.00 / 2',
].join('\n')

describe('questions of a quiz', () => {
  it('of one skill are one score, also in the next quiz, on the scale of the class', () =>
    withApplication(async app => {
      const first = await ask(app, 'previewImport', file('quiz.csv', QUIZ, null))
      expect(first.source.format?.hasQuestions).toBe(true)
      const places = ['Halves', 'Thirds'].map(
        name => first.columns.find(({ ownName }) => ownName === name)?.index ?? -1,
      )
      const columns = places.map(index => ({ index, skillName: 'Fractions' }))
      const preview = await ask(app, 'previewImport', file('quiz.csv', QUIZ, null, { columns }))
      expect(preview.effect).toMatchObject({ newSkills: 2, newScores: 4 })
      expect(places.map(index => preview.columns[index]?.joined)).toEqual([
        { columns: 2, maximum: 4 },
        { columns: 2, maximum: 4 },
      ])
      expect(preview.remarks.map(({ message }) => message)).toContain(
        '1 student has no points in some of the columns of Fractions: there the others count.',
      )
      const { classId } = await ask(app, 'importScores', file('quiz.csv', QUIZ, null, { columns }))
      expect(await skillNamed(app, classId, 'Fractions')).toMatchObject({
        scale: { kind: 'points', minimum: 0, maximum: 4 },
        masteryThreshold: 3.2,
      })
      const scores = async () =>
        (await ask(app, 'readClass', { classId })).students.map(student => student.scores)
      expect(await scores()).toEqual([
        [3, 0],
        [0, 2],
      ])
      const again = await ask(app, 'previewImport', file('quiz.csv', QUIZ, classId))
      expect(again.remembered?.columns.map(({ skillName }) => skillName)).toEqual([true, true])
      expect(again.nothingNew).toBe(true)

      // Another quiz has one of the questions, and a new one: 2 of 3 points are 2.67 of 4.
      const next = QUIZ.replaceAll('Halves', 'Fifths').replaceAll('11-12', '12-03')
      const later = await ask(app, 'previewImport', file('next.csv', next, classId))
      const thirds = later.columns.find(({ ownName }) => ownName === 'Thirds')
      expect(thirds).toMatchObject({ skillName: 'Fractions', joined: null })
      expect(later.rows[0]?.cells[thirds?.index ?? -1]?.value).toBeCloseTo(8 / 3)
      await ask(app, 'importScores', file('next.csv', next, classId))
      // What was said of a question that the next quiz had not is still known.
      const third = await ask(app, 'previewImport', file('quiz.csv', QUIZ, null))
      expect(third.columns.filter(({ joined }) => joined).map(({ ownName }) => ownName)).toEqual([
        'Halves',
        'Thirds',
      ])
    }))

  it('of a plain table are joined by giving them one name; what has no points is not', () =>
    withApplication(async app => {
      const items = 'Name,Q1,Q2,Rank\nAna,1,3,85%\nBen,0,1,60%'
      const joined = [1, 2].map(index => ({ index, skillName: 'Fractions', role: 'skill' as const }))
      const { classId } = await ask(app, 'importScores', file('items.csv', items, null, { columns: joined }))
      const book = await ask(app, 'readClass', { classId })
      expect(book.skills.map(({ name, scale }) => [name, scale.maximum])).toContainEqual(['Fractions', 4])
      expect(book.students.map(({ scores }) => scores[0])).toEqual([4, 1])
      const all = [1, 2, 3].map(index => ({ index, skillName: 'Fractions', role: 'skill' as const }))
      const refused = await ask(app, 'previewImport', file('items.csv', items, null, { columns: all }))
      expect(refused.remarks[0]).toMatchObject({
        severity: 'stop',
        message: '3 columns are the skill Fractions, but Rank has no points that could be added.',
      })
    }))

  it('that a file itself calls the same stay two', () =>
    withApplication(async app => {
      const twice = 'Name,Quiz,Quiz\nAna,8/10,9/10\nBen,5/10,4/10'
      const { columns } = await ask(app, 'previewImport', file('twice.csv', twice, null))
      expect(columns.map(({ skillName, joined }) => [skillName, joined])).toEqual([
        ['Name', null],
        ['Quiz', null],
        ['Quiz (2)', null],
      ])
    }))
})

it('points of a row of points compare with those that the class has', () =>
  withApplication(async app => {
    const { classId } = await ask(app, 'importScores', file('a.csv', 'Name,Exit\nPoints,20\nAna,15', null))
    const next = await ask(app, 'previewImport', file('b.csv', 'Name,Exit\nPoints,10\nAna,8', classId))
    expect(next.rows[0]?.cells[1]).toMatchObject({ text: '8', value: 16 })
  }))

describe('a table with a row a student and skill', () => {
  const LONG = [
    'Who,What,Try,Mark,Rubric',
    'Ana Li,Area,one,3,40',
    'Ana Li,Halves,one,2,50',
    'Ben Ko,Area,one,1,60',
    'Ben Ko,Halves,one,4,70',
  ].join('\n')
  const skills = async (app: Application, choices: ImportChoices) => {
    const preview = await ask(app, 'previewImport', file('export.csv', LONG, null, choices))
    const named = preview.columns.filter(({ role }) => role === 'skill').map(({ skillName }) => skillName)
    return { ...preview, named }
  }

  it('is gathered by the columns that the teacher says, and so is the next one', () =>
    withApplication(async app => {
      const found = await skills(app, { layout: 'long' })
      expect(found.sheetColumns).toEqual(['Who', 'What', 'Try', 'Mark', 'Rubric'])
      const long = { person: 0, skill: 1, score: 4 }
      const said = await skills(app, { layout: 'long', long })
      expect(said).toMatchObject({ layout: 'long', long, named: ['Area', 'Halves'] })
      expect(said.rows.map(({ cells }) => cells.slice(1).map(cell => cell.value))).toEqual([
        [40, 50],
        [60, 70],
      ])
      const choices = { layout: 'long' as const, long }
      await ask(app, 'importScores', file('export.csv', LONG, null, choices))
      expect(await skills(app, {})).toMatchObject({ layout: 'long', long, named: ['Area', 'Halves'] })
      expect(await skills(app, { long: { score: 3 } })).toMatchObject({ long: { ...long, score: 3 } })
    }))

  it('asks for the columns where they cannot be told', () =>
    withApplication(async app => {
      const text = 'A,B\n1,2\n3,4'
      const preview = await ask(app, 'previewImport', file('x.csv', text, null, { layout: 'long' }))
      expect(preview).toMatchObject({ layout: 'long', long: null, ready: false })
      expect(preview.remarks.map(({ message }) => message)).toContain(
        'It cannot be told which column says the student, which the skill and which the score.',
      )
    }))
})
