import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Application } from '../../../src-main/application/application.ts'
import type { Input, Output } from '../../../src-main/contract/contract.ts'
import { GroupsFileKind } from '../../../src-main/contract/exporting.ts'
import type { ClassId } from '../../../src-main/contract/ids.ts'
import { ask, open, temporaryFolder } from './open.ts'

type Choices = Input<'previewImport'>['choices']
type Preview = Output<'previewImport'>

const file = (
  text: string,
  classId: ClassId | null,
  choices: Choices = {},
  fileName = 'list 2026-11-12.csv',
) => ({
  fileName,
  content: Buffer.from(text).toString('base64'),
  classId,
  choices,
})
const states = (preview: Preview) => preview.people.map(({ state, name, changes }) => [state, name, changes])

/** Every text in a written file, unpacked where it is a zip. */
function inside({ content }: Output<'exportGroups'>): readonly string[] {
  const bytes = Buffer.from(content, 'base64')
  if (!bytes.subarray(0, 2).equals(Buffer.from('PK'))) return [bytes.toString()]
  return Object.values(unzipSync(bytes)).map(part => strFromU8(part))
}

async function withClass(
  text: string,
  use: (app: Application, classId: ClassId) => Promise<void>,
): Promise<void> {
  using folder = temporaryFolder()
  const app = open(folder.path)
  const { classId } = await ask(app, 'importScores', file(text, null))
  await use(app, classId)
  await app.close()
}

describe('the same students again', () => {
  const FIRST = 'ID,Name,Fractions\n1,Amina Yusuf,80\n2,Ben Carter,60\n3,Wren Okafor,40'

  it('are told by their id: new, changed, unchanged, missing; nobody goes, and a name changes only if wanted', () =>
    withClass(FIRST, async (app, classId) => {
      const text = 'ID,Name,Fractions\n1,Amina Yusuf,80\n2,Benjamin Carter,65\n4,Zoe New,70'
      const preview = await ask(app, 'previewImport', file(text, classId))
      expect(states(preview)).toEqual([
        ['unchanged', 'Amina Yusuf', ''],
        ['changed', 'Ben Carter', '1 corrected score'],
        ['new', 'Zoe New', '1 new score'],
        ['missing', 'Wren Okafor', ''],
      ])
      expect(preview.renames).toEqual([{ from: 'Ben Carter', to: 'Benjamin Carter' }])
      expect(preview.questions).toEqual([])

      await ask(app, 'importScores', file(text, classId))
      const names = async () => (await ask(app, 'readClass', { classId })).students.map(one => one.fullName)
      expect(await names()).toEqual(['Amina Yusuf', 'Ben Carter', 'Wren Okafor', 'Zoe New'])
      expect((await ask(app, 'previewImport', file(text, classId))).nothingNew).toBe(true)

      const taking = file(text, classId, { takeNames: true })
      expect(states(await ask(app, 'previewImport', taking))[1]).toEqual([
        'changed',
        'Ben Carter',
        'new name Benjamin Carter',
      ])
      await ask(app, 'importScores', taking)
      expect(await names()).toEqual(['Amina Yusuf', 'Benjamin Carter', 'Wren Okafor', 'Zoe New'])
      expect((await ask(app, 'previewImport', taking)).nothingNew).toBe(true)
    }))

  it('of one name stay two, are asked about once, and the answer is there the next time', () =>
    withClass('Name,Fractions\nRosa Santos,80\nRosa Santos,40', async (app, classId) => {
      const { students } = await ask(app, 'readClass', { classId })
      const [high, low] = students
      if (!high || !low) throw new Error('nobody')
      const second = 'Name,Fractions\nRosa Santos,45\nRosa Santos,85'
      const asked = await ask(app, 'previewImport', file(second, classId, {}, 'b 2026-11-19.csv'))
      expect(asked).toMatchObject({
        ready: false,
        questions: [{ doubt: 'sameName', isRemembered: false }, {}],
      })
      const matches = [
        { row: 2, studentId: low.id },
        { row: 3, studentId: high.id },
      ]
      await ask(app, 'importScores', file(second, classId, { matches }, 'b 2026-11-19.csv'))

      const third = await ask(
        app,
        'previewImport',
        file('Name,Fractions\nRosa Santos,50\nRosa Santos,90', classId, {}, 'c 2026-11-26.csv'),
      )
      expect(third.ready).toBe(true)
      expect(third.questions).toMatchObject([
        { row: 2, isRemembered: true, answer: low.id },
        { row: 3, isRemembered: true, answer: high.id },
      ])
      // Three rows of the name are another question than two.
      const more = 'Name,Fractions\nRosa Santos,50\nRosa Santos,90\nRosa Santos,70'
      expect((await ask(app, 'previewImport', file(more, classId))).questions).toMatchObject([
        { isRemembered: false },
        { isRemembered: false },
        { isRemembered: false },
      ])
      await ask(app, 'undo', {})
      const again = await ask(app, 'previewImport', file(second, classId, {}, 'b 2026-11-19.csv'))
      expect(again.questions.every(question => !question.isRemembered)).toBe(true)
    }))

  it('are told apart by birth date, and one whose birth date differs is asked about', () =>
    withClass(
      'Name,DOB,Fractions\nRosa Santos,2016-02-03,80\nRosa Santos,2016-08-09,40\nBen Carter,2016-01-01,60',
      async (app, classId) => {
        const { students } = await ask(app, 'readClass', { classId })
        const text =
          'Name,DOB,Fractions\nRosa Santos,2016-08-09,45\nRosa Santos,2016-02-03,85\nBen Carter,2016-01-10,61'
        const preview = await ask(app, 'previewImport', file(text, classId, {}, 'b 2026-11-19.csv'))
        expect(preview.questions).toMatchObject([{ row: 4, doubt: 'otherBirthDate' }])
        const ben = students.find(student => student.fullName === 'Ben Carter')
        const matches = [{ row: 4, studentId: ben?.id ?? null }]
        await ask(app, 'importScores', file(text, classId, { matches }, 'b 2026-11-19.csv'))
        const after = await ask(app, 'readClass', { classId })
        expect(after.students.map(({ id, scores }) => [id, scores])).toEqual([
          [ben?.id, [61]],
          [students[1]?.id, [85]],
          [students[2]?.id, [45]],
        ])
      },
    ))

  it('are asked about where the id is one student’s and the name another’s: it may number the rows', () =>
    withClass('No.,Name,Fractions\n1,Ana Li,80\n2,Ben Ko,60', async (app, classId) => {
      const { students } = await ask(app, 'readClass', { classId })
      const text = 'No.,Name,Fractions\n1,Ben Ko,61\n2,Ana Li,81\n3,Cy Ro,41'
      const preview = await ask(app, 'previewImport', file(text, classId, {}, 'b 2026-11-19.csv'))
      const [ana, ben] = students.map(student => student.id)
      expect(preview).toMatchObject({
        ready: false,
        questions: [
          { row: 2, doubt: 'otherName', candidates: [{ studentId: ana }, { studentId: ben }] },
          { row: 3, doubt: 'otherName', candidates: [{ studentId: ben }, { studentId: ana }] },
        ],
      })
      const matches = [
        { row: 2, studentId: ben ?? null },
        { row: 3, studentId: ana ?? null },
      ]
      await ask(app, 'importScores', file(text, classId, { matches }, 'b 2026-11-19.csv'))
      const after = (await ask(app, 'readClass', { classId })).students
      expect(after.map(({ fullName, scores, externalId }) => [fullName, scores, externalId])).toEqual([
        ['Ana Li', [81], '1'],
        ['Ben Ko', [61], '2'],
        ['Cy Ro', [41], '3'],
      ])
      const again = await ask(app, 'previewImport', file(text, classId, {}, 'b 2026-11-19.csv'))
      expect(again).toMatchObject({
        nothingNew: true,
        questions: [{ isRemembered: true }, { isRemembered: true }],
      })
      const ignored = { columns: [{ index: 0, role: 'ignored' as const }] }
      const byName = await ask(app, 'previewImport', file(text, classId, ignored, 'b 2026-11-19.csv'))
      expect(byName).toMatchObject({ nothingNew: true, questions: [] })
    }))

  it('are never given an id that is another’s', () =>
    withClass('ID,Name,Fractions\n7,Ana Li,80\n,Ben Ko,60', async (app, classId) => {
      const [, ben] = (await ask(app, 'readClass', { classId })).students
      const text = 'ID,Name,Fractions\n7,Ben Ko,61'
      const asked = await ask(app, 'previewImport', file(text, classId))
      expect(asked.questions).toMatchObject([{ doubt: 'otherName' }])
      await ask(
        app,
        'importScores',
        file(text, classId, { matches: [{ row: 2, studentId: ben?.id ?? null }] }),
      )
      const ids = (await ask(app, 'readClass', { classId })).students.map(({ externalId }) => externalId)
      expect(ids).toEqual(['7', null])
    }))

  it('are not twenty times the same: a wrong column of names stands in the way', () =>
    withClass('Name,Fractions\nAna Li,80', async (app, classId) => {
      const rows = Array.from({ length: 30 }, (_, at) => `4B,Student ${at},${at + 50}`).join('\n')
      const { remarks, ready } = await ask(app, 'previewImport', file(`Name,Pupil,F\n${rows}`, classId))
      expect(ready).toBe(false)
      expect(remarks[0]).toMatchObject({ severity: 'stop', message: '“4B” is the name in 30 rows.' })
    }))

  it('whose name is only similar are asked about, and remembered', () =>
    withClass('Name,Fractions\nBen Carter,80\nAmina Yusuf,40', async (app, classId) => {
      const text = 'Name,Fractions\nBenjamin Carter,85\nAmina Yusuf,45'
      const preview = await ask(app, 'previewImport', file(text, classId, {}, 'b 2026-11-19.csv'))
      expect(preview.questions).toMatchObject([
        { doubt: 'similarName', name: 'Benjamin Carter', candidates: [{ label: 'Ben Carter' }] },
      ])
      const studentId = preview.questions[0]?.candidates[0]?.studentId ?? null
      const matches = [{ row: 2, studentId }]
      await ask(app, 'importScores', file(text, classId, { matches }, 'b 2026-11-19.csv'))
      const next = file(text.replace('85', '86'), classId, {}, 'c 2026-11-26.csv')
      expect(await ask(app, 'previewImport', next)).toMatchObject({
        ready: true,
        questions: [{ isRemembered: true, answer: studentId }],
      })
      expect((await ask(app, 'readClass', { classId })).students).toHaveLength(2)
    }))
})

describe('what is known about students', () => {
  const SECRET = 'Speaks Tigrinya at home'
  const LIST = `Name,ELL status,Race,Homeroom,DOB,Fractions\nAmina Yusuf,${SECRET},Blue,12,2016-03-04,80\nBen Carter,,Green,12,,60`
  const columns = [{ index: 3, role: 'attribute' as const }]

  it('comes from any column; what is sensitive comes only when it is asked for', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const preview = await ask(app, 'previewImport', file(LIST, null, { columns }))
    expect(preview.effect.newDetails).toBe(4)
    expect(JSON.stringify(preview)).not.toContain(SECRET)
    expect(JSON.stringify(preview)).not.toContain('Blue')
    expect(JSON.stringify(preview)).not.toContain('2016-03-04')
    expect(preview.rows[0]?.cells[1]).toEqual({ text: '', state: 'hidden', value: null, row: null })

    const { classId, planId } = await ask(app, 'importScores', file(LIST, null, { columns }))
    const book = await ask(app, 'readClass', { classId })
    expect(book.attributes).toEqual([
      { name: 'ELL status', isSensitive: true },
      { name: 'Homeroom', isSensitive: false },
    ])
    expect(book.students.map(student => student.attributes)).toEqual([
      [{ name: 'Homeroom', value: '12' }],
      [{ name: 'Homeroom', value: '12' }],
    ])
    await ask(app, 'proposeGroups', { planId })
    const outputs = [
      book,
      await ask(app, 'readPlan', { planId }),
      ...(await Promise.all(
        GroupsFileKind.options.map(async kind => inside(await ask(app, 'exportGroups', { planId, kind }))),
      )),
      await ask(app, 'listClasses', {}),
      await ask(app, 'readHistory', {}),
    ]
    for (const output of outputs) {
      expect(JSON.stringify(output)).not.toContain(SECRET)
      expect(JSON.stringify(output)).not.toContain('2016-03-04')
    }
    expect(await ask(app, 'readSensitive', { classId })).toEqual([
      {
        studentId: book.students[0]?.id,
        attributes: [{ name: 'ELL status', value: SECRET }],
        bornOn: '2016-03-04',
      },
    ])
    const again = await ask(app, 'previewImport', file(LIST, classId, { columns }))
    expect(again.nothingNew).toBe(true)
    await app.close()
  })

  it('is written by hand, marked for the whole class, and taken away; its words say nothing of it', () =>
    withClass(LIST, async (app, classId) => {
      const [amina, ben] = (await ask(app, 'readClass', { classId })).students
      if (!amina || !ben) throw new Error('nobody')
      const attributes = [{ name: 'House', value: 'Oak', isSensitive: false }]
      await ask(app, 'updateStudent', { studentId: amina.id, attributes })
      await ask(app, 'updateStudent', {
        studentId: ben.id,
        attributes: [{ name: 'House', value: 'Elm', isSensitive: true }],
      })
      expect((await ask(app, 'readHistory', {})).undo).toBe('write what is known about Ben Carter')
      const sensitive = await ask(app, 'readSensitive', { classId })
      expect(sensitive.map(one => one.attributes.map(({ value }) => value))).toEqual([
        [SECRET, 'Oak'],
        ['Elm'],
      ])
      await ask(app, 'updateStudent', {
        studentId: amina.id,
        attributes: [{ name: 'House', value: '', isSensitive: true }],
        bornOn: null,
      })
      expect((await ask(app, 'readSensitive', { classId }))[0]).toMatchObject({
        attributes: [{ name: 'ELL status' }],
        bornOn: null,
      })
      // A file cannot make public what was marked.
      const text = 'Name,House\nBen Carter,Ash'
      const choices = { columns: [{ index: 1, role: 'attribute' as const, isSensitive: false }] }
      await ask(app, 'importScores', file(text, classId, choices))
      expect(JSON.stringify(await ask(app, 'readClass', { classId }))).not.toContain('Ash')
    }))
})

describe('skills', () => {
  const LIST = 'Name,Fractions,Fraction test,Levels\nAmina Yusuf,80,,3\nBen Carter,60,65,2\nWren Okafor,,40,4'

  it('that are the same are merged: scores, plans and focus of both, asked about where they differ', () =>
    withClass(LIST, async (app, classId) => {
      const book = await ask(app, 'readClass', { classId })
      const [kept, merged, levels] = book.skills.map(skill => skill.id)
      if (!kept || !merged || !levels) throw new Error('no skills')
      expect(await ask(app, 'previewMerge', { keptId: kept, mergedId: merged })).toEqual({
        obstacle: null,
        movedScores: 1,
        conflicts: [{ assessment: 'list', heldOn: '2026-11-12', student: 'Ben', kept: 60, merged: 65 }],
      })
      expect(await app.call('mergeSkills', { keptId: kept, mergedId: merged })).toMatchObject({
        ok: false,
        problem: { remedy: 'Say whose score counts. Nothing was changed.' },
      })
      expect((await ask(app, 'previewMerge', { keptId: kept, mergedId: levels })).obstacle).toBe(
        'Their scales differ: Fractions has percent 0 to 100, Levels has levels 1 to 4. A number would mean something else.',
      )
      expect(await app.call('mergeSkills', { keptId: kept, mergedId: levels })).toMatchObject({ ok: false })
      expect(await app.call('mergeSkills', { keptId: kept, mergedId: kept })).toMatchObject({ ok: false })
      expect(await ask(app, 'readClass', { classId })).toEqual(book)

      const [plan] = (await ask(app, 'listClasses', {}))[0]?.plans ?? []
      if (!plan) throw new Error('no plan')
      await ask(app, 'proposeGroups', { planId: plan.id })
      const [group] = (await ask(app, 'readPlan', { planId: plan.id })).groups
      if (!group) throw new Error('no group')
      await ask(app, 'updateGroup', { groupId: group.id, focusSkillId: merged })

      await ask(app, 'mergeSkills', { keptId: kept, mergedId: merged, conflicts: 'merged' })
      const after = await ask(app, 'readClass', { classId })
      expect(after.skills).toMatchObject([
        { name: 'Fractions', alsoCalled: ['Fraction test'] },
        { name: 'Levels' },
      ])
      expect(after.students.map(student => student.scores)).toEqual([
        [80, 3],
        [65, 2],
        [40, 4],
      ])
      const board = await ask(app, 'readPlan', { planId: plan.id })
      expect(board.groups[0]?.focusSkillId).toBe(kept)
      expect(board.request.skills.map(skill => skill.skillId)).toEqual([kept, levels])

      // A file that still says the old name finds the skill.
      const next = 'Name,Fraction test\nAmina Yusuf,90'
      const preview = await ask(app, 'previewImport', file(next, classId, {}, 'next 2026-12-01.csv'))
      expect(preview.effect.newSkills).toBe(0)
      expect(preview.remarks[0]?.message).toContain('is the skill Fractions, which was called so before')
    }))

  it('that were renamed are found by files that say the old name', () =>
    withClass(LIST, async (app, classId) => {
      const [skill] = (await ask(app, 'readClass', { classId })).skills
      if (!skill) throw new Error('no skill')
      await ask(app, 'updateSkill', { skillId: skill.id, name: 'Equivalent fractions' })
      expect((await ask(app, 'previewImport', file(LIST, classId))).nothingNew).toBe(true)
      await ask(app, 'updateSkill', { skillId: skill.id, name: 'Fractions' })
      expect((await ask(app, 'readClass', { classId })).skills[0]?.alsoCalled).toEqual([
        'Equivalent fractions',
      ])
    }))
})

describe('lists of standards', () => {
  it('are found by code, words and headings, replaced by name, and leave their codes with the skills', () =>
    withClass('Name,Fractions\nAmina Yusuf,80', async (app, classId) => {
      const content = (text: string) => Buffer.from(text).toString('base64')
      const list =
        'code,name,parent\n4.NF.A.1,Explain equivalent fractions,4.NF\n4.NF,Fractions,\n4.MD.A.1,Know units,'
      const made = await ask(app, 'importStandards', { fileName: 'Maths.csv', content: content(list) })
      expect(made).toMatchObject({ name: 'Maths', standardCount: 3 })
      const search = async (query: string) =>
        (await ask(app, 'searchStandards', { query })).found.map(standard => standard.code)
      expect(await search('')).toEqual(['4.NF', '4.NF.A.1', '4.MD.A.1'])
      expect(await search('4.nf.a')).toEqual(['4.NF.A.1'])
      expect(await search('FRACTIONS explain')).toEqual(['4.NF.A.1'])
      expect(await search('nowhere')).toEqual([])
      expect((await ask(app, 'searchStandards', { query: 'equivalent' })).found).toEqual([
        { code: '4.NF.A.1', statement: 'Explain equivalent fractions', under: ['Fractions'], list: 'Maths' },
      ])
      const [skill] = (await ask(app, 'readClass', { classId })).skills
      if (!skill) throw new Error('no skill')
      await ask(app, 'updateSkill', { skillId: skill.id, standardCode: '4.NF.A.1' })
      await ask(app, 'importStandards', { fileName: 'maths.csv', content: content('code,name\nB,Two') })
      expect((await ask(app, 'listStandards', {})).map(({ standardCount }) => standardCount)).toEqual([1])
      expect((await ask(app, 'readClass', { classId })).skills[0]?.standardCode).toBe('4.NF.A.1')
      expect(
        await app.call('importStandards', { fileName: 'x.json', content: content('{"a":1}') }),
      ).toMatchObject({ ok: false, problem: { code: 'unreadableFile' } })
    }))
})
