import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Application } from '../../src-main/application/application.ts'
import type { Input } from '../../src-main/contract/contract.ts'
import type { ClassId } from '../../src-main/contract/ids.ts'
import { csvFile } from '../../src-main/exchange/csv-cell.ts'
import { ask, open, temporaryFolder } from '../unit/application/open.ts'

/** Names of people, some of whom are called as formulas, lists or objects are. */
const person = fc.oneof(
  fc.stringMatching(/^[A-ZÀ-Ý][a-zà-ÿ]{1,8} [A-ZÀ-Ý][a-zà-ÿ]{1,8}$/),
  fc.constantFrom(
    'مريم حسن',
    'Zoe\u0301 O’Neill',
    'Jean-Luc d’Arc',
    '=SUM(A1)',
    '+49 Ana',
    '-Ben',
    '@cy',
    "'=Dee",
  ),
  fc.constantFrom('__proto__', 'constructor', 'Li "Ana" Wu', 'Ben; Ko', '<b>Eve</b>', 'Max', 'Ñandú Ú'),
)
const word = fc.stringMatching(/^[A-Za-zÀ-ÿ]{1,10}$/)
const skillName = fc.oneof(
  fc.stringMatching(/^[A-Z][a-z]{2,9}( [a-z]{2,9})?$/),
  fc.constantFrom('=Fractions', 'A, b and c', '__proto__', '4.NF.A.1', 'Größe', 'Total', 'Notes', 'Date'),
)
const day = fc.constantFrom('2026-09-15', '2026-10-20', '2026-11-12', '2026-11-24')

/** A skill's scale, and how one of its scores is chosen by a number from 0 to 1. */
const KINDS = [
  { scale: { kind: 'percent', minimum: 0, maximum: 100 }, value: (at: number) => Math.round(at * 1000) / 10 },
  { scale: { kind: 'points', minimum: 0, maximum: 12 }, value: (at: number) => Math.round(at * 24) / 2 },
  { scale: { kind: 'level', minimum: 1, maximum: 4 }, value: (at: number) => 1 + Math.round(at * 3) },
  { scale: { kind: 'score', minimum: -50, maximum: 850 }, value: (at: number) => -50 + at * 900 },
] as const

const anyClass = fc.record({
  ids: fc.uniqueArray(fc.stringMatching(/^[A-Z0-9]{1,6}$/), { minLength: 6, maxLength: 6 }),
  students: fc.uniqueArray(
    fc.record({
      name: person,
      hasId: fc.boolean(),
      interests: fc.uniqueArray(word, { maxLength: 3, selector: one => one.toLowerCase() }),
      bornOn: fc.option(fc.constantFrom('2015-03-04', '2016-12-31')),
      details: fc.dictionary(fc.constantFrom('Homeroom', 'ELL status', 'House', 'constructor'), word, {
        maxKeys: 3,
      }),
    }),
    { minLength: 1, maxLength: 6, selector: one => one.name.normalize('NFKC').toLowerCase() },
  ),
  skills: fc.uniqueArray(fc.record({ name: skillName, kind: fc.nat(3), threshold: fc.nat(10) }), {
    minLength: 1,
    maxLength: 4,
    selector: one => one.name.toLowerCase(),
  }),
  assessments: fc.uniqueArray(fc.record({ name: word, heldOn: day, seed: fc.nat(1000) }), {
    minLength: 1,
    maxLength: 3,
    selector: one => one.heldOn,
  }),
})
type AnyClass = typeof anyClass extends fc.Arbitrary<infer T> ? T : never

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** Makes the class by importing a file for each assessment, as a teacher would, then writes what no file of those says. */
async function make(app: Application, { ids, students, skills, assessments }: AnyClass): Promise<ClassId> {
  let classId: ClassId | null = null
  for (const { name, heldOn, seed } of assessments) {
    const hasIds = students.some(({ hasId }) => hasId)
    const header = [...(hasIds ? ['Student ID'] : []), 'Student', ...skills.map(skill => skill.name)]
    const rows = students.map((student, row) => [
      ...(hasIds ? [(student.hasId && ids[row]) || ''] : []),
      student.name,
      ...skills.map((skill, column) => {
        const chance = ((seed + 1) * (row + 3) * (column + 7)) % 101
        // An assessment without any score is none.
        return chance % 4 === 0 && row + column > 0 ? '' : KINDS[skill.kind].value(chance / 100)
      }),
    ])
    const at = hasIds ? 2 : 1
    const columns = [
      ...(hasIds ? [{ index: 0, role: 'externalId' as const }] : []),
      { index: at - 1, role: 'fullName' as const },
      ...skills.map(({ kind }, index) => ({
        ...{ index: index + at, role: 'skill' as const, scale: KINDS[kind].scale },
      })),
    ]
    const choices = {
      headerRow: 1,
      layout: 'wide' as const,
      columns,
      asLastTime: false,
      oddCellsAccepted: true,
    }
    const input: Input<'importScores'> = {
      ...{ fileName: 'x.csv', content: base64(csvFile([header, ...rows])), classId },
      choices: { ...choices, assessmentName: name, heldOn, assessmentId: null, className: 'Owls' },
    }
    classId = (await ask(app, 'importScores', input)).classId
  }
  if (classId === null) throw new Error('no class')
  const book = await ask(app, 'readClass', { classId })
  for (const [at, skill] of book.skills.entries()) {
    const { minimum, maximum } = skill.scale
    const masteryThreshold = minimum + ((skills[at]?.threshold ?? 0) / 10) * (maximum - minimum)
    await ask(app, 'updateSkill', { skillId: skill.id, masteryThreshold, standardCode: `S.${at}` })
  }
  for (const student of book.students) {
    const given = students.find(one => one.name.replace(/\s+/g, ' ') === student.fullName)
    if (!given) continue
    const attributes = Object.entries(given.details).map(([name, value]) => ({
      ...{ name, value, isSensitive: name !== 'Homeroom' },
    }))
    const { interests, bornOn } = given
    await ask(app, 'updateStudent', { studentId: student.id, interests, bornOn, attributes })
  }
  return classId
}

/** All of a class that an import can bring, without ids. */
async function seen(app: Application, classId: ClassId) {
  const { students, skills, assessments } = await ask(app, 'readClass', { classId })
  const secrets = new Map((await ask(app, 'readSensitive', { classId })).map(one => [one.studentId, one]))
  return {
    students: students.map(({ id, fullName, callName, externalId, interests, attributes, scores }) => ({
      ...{ fullName, callName, externalId, interests: [...interests].sort(), scores },
      ...{ attributes, bornOn: secrets.get(id)?.bornOn ?? null, secrets: secrets.get(id)?.attributes ?? [] },
    })),
    skills: skills.map(({ name, scale, masteryThreshold, standardCode }) => ({
      ...{ name, scale, masteryThreshold, standardCode },
    })),
    assessments: assessments.map(({ name, heldOn, scoreCount }) => ({ name, heldOn, scoreCount })),
  }
}

const nobodyChanges = {
  newStudents: 0,
  newSkills: 0,
  newScores: 0,
  changedScores: 0,
  newInterests: 0,
  newDetails: 0,
}

describe('export, then import', () => {
  it('of everything gives the same class, on a computer that has nothing, and changes nothing where it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyClass, async given => {
        using here = temporaryFolder()
        using there = temporaryFolder()
        const mine = open(here.path)
        const theirs = open(there.path)
        const classId = await make(mine, given)
        const { fileName, content } = await ask(mine, 'takeEverything', { withSensitive: true })

        const input = { fileName, content }
        const first = await ask(theirs, 'previewImport', { ...input, classId: null, choices: {} })
        expect(first.source.format?.id).toBe('horseshoe-everything')
        expect(first.windows).toHaveLength(given.assessments.length)
        let copy: ClassId | null = null
        // Two tests with the same scores would be one, unless somebody says that each is new.
        for (const window of first.windows.toReversed()) {
          copy = (
            await ask(theirs, 'importScores', {
              ...input,
              classId: copy,
              choices: { window, assessmentId: null },
            })
          ).classId
          const again = await ask(mine, 'previewImport', { ...input, classId, choices: { window } })
          expect(again.effect).toMatchObject(nobodyChanges)
          expect(again).toMatchObject({ questions: [], nothingNew: true })
        }
        if (copy === null) throw new Error('no window')
        expect(await seen(theirs, copy)).toEqual(await seen(mine, classId))
        await Promise.all([mine.close(), theirs.close()])
      }),
      { numRuns: 12 },
    )
  })

  it('of groups, in every form that is a table, finds every student of the class again', async () => {
    await fc.assert(
      fc.asyncProperty(anyClass, async given => {
        using folder = temporaryFolder()
        const app = open(folder.path)
        const classId = await make(app, given)
        const [plan] = (await ask(app, 'listClasses', {}))[0]?.plans ?? []
        if (!plan) throw new Error('no plan')
        const { request } = await ask(app, 'readPlan', { planId: plan.id })
        const sizes = { groupCount: Math.min(2, given.students.length), sizeMin: 1, sizeMax: 6 }
        await ask(app, 'updateRequest', { planId: plan.id, request: { ...request, ...sizes } })
        await ask(app, 'proposeGroups', { planId: plan.id })
        for (const kind of ['csv', 'oneRoster'] as const) {
          const { fileName, content } = await ask(app, 'exportGroups', { planId: plan.id, kind })
          const { effect, questions } = await ask(app, 'previewImport', {
            fileName,
            content,
            classId,
            choices: {},
          })
          expect(questions).toEqual([])
          expect(effect).toMatchObject({ ...nobodyChanges, knownStudents: given.students.length })
        }
        await app.close()
      }),
      { numRuns: 12 },
    )
  })
})
