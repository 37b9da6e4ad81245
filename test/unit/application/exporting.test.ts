import { strFromU8, unzipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Application } from '../../../src-main/application/application.ts'
import type { Output } from '../../../src-main/contract/contract.ts'
import { readClassDocument, writeClassDocument } from '../../../src-main/exchange/class-document.ts'
import { seal, unseal } from '../../../src-main/exchange/sealed-file.ts'
import { ask, dump, open, temporaryFolder } from './open.ts'

const PASSPHRASE = 'tami-kelo-sobu-dare'
const VECTOR = readFileSync(join(import.meta.dirname, '../../fixtures/sample-class-1.horseshoe'))
const content = VECTOR.toString('base64')
const fileName = 'Room 12.horseshoe'
const NAME = 'Grade 4 · Room 12 (sample)'

const text = (bytes: Uint8Array | undefined) => strFromU8(bytes ?? new Uint8Array())

/** Everything that a teacher sees of a class, without ids. */
async function inNames(app: Application, classId: Output<'createSampleClass'>['classId']) {
  const { name, students, skills, assessments, rules } = await ask(app, 'readClass', { classId })
  const who = (id: number) => students.find(student => student.id === id)?.fullName
  const { plans = [] } = (await ask(app, 'listClasses', {})).find(one => one.id === classId) ?? {}
  const boards = plans.map(async plan => {
    const { request, fit } = await ask(app, 'readPlan', { planId: plan.id })
    const { parts } = await ask(app, 'exportGroups', { planId: plan.id, kind: 'text' })
    const { mode, sizeMax, variety } = request
    return { name: plan.name, parts, fit, mode, sizeMax, variety, weights: request.skills.map(s => s.weight) }
  })
  return {
    name,
    students: students.map(({ fullName, callName, externalId, interests, scores }) => ({
      ...{ fullName, callName, externalId, interests, scores },
    })),
    skills: skills.map(skill => ({ ...skill, id: null })),
    assessments: assessments.map(assessment => ({ ...assessment, id: null })),
    rules: rules.map(({ kind, reason, students: pair }) => ({ kind, reason, pair: pair.map(who) })),
    plans: await Promise.all(boards),
  }
}

it('a class goes to another computer with everything in it, as one step that undo takes back', async () => {
  using here = temporaryFolder()
  using there = temporaryFolder()
  const mine = open(here.path)
  const { classId, planId } = await ask(mine, 'createSampleClass', {})
  await ask(mine, 'createPlan', { classId, name: 'Second try', copyOf: planId })
  const sealed = await ask(mine, 'sealClass', { classId, passphrase: PASSPHRASE })
  expect(sealed.fileName).toBe(`${NAME}.horseshoe`)

  const theirs = open(there.path)
  await ask(theirs, 'createClass', { name: 'My own' })
  const input = { fileName, content: sealed.content, passphrase: PASSPHRASE }
  const opened = await ask(theirs, 'openClassFile', input)
  expect(await inNames(theirs, opened.classId)).toEqual(await inNames(mine, classId))
  expect(await ask(theirs, 'readHistory', {})).toMatchObject({
    undo: `open the class ${NAME} from ${fileName}`,
  })
  await ask(theirs, 'undo', {})
  expect((await ask(theirs, 'listClasses', {})).map(one => one.name)).toEqual(['My own'])
  await Promise.all([mine.close(), theirs.close()])
})

it('opened twice it is a second class, named so', async () => {
  using folder = temporaryFolder()
  const app = open(folder.path)
  await ask(app, 'openClassFile', { fileName, content, passphrase: PASSPHRASE })
  await ask(app, 'openClassFile', { fileName, content, passphrase: PASSPHRASE })
  expect((await ask(app, 'listClasses', {})).map(one => [one.name, one.studentCount])).toEqual([
    [NAME, 28],
    [`${NAME} (2)`, 28],
  ])
  await app.close()
})

it('a wrong passphrase, a damaged file and another file change nothing and say so', async () => {
  using folder = temporaryFolder()
  let app = open(folder.path)
  await ask(app, 'createClass', { name: 'My own' })
  await app.close()
  const before = dump(folder.path)
  app = open(folder.path)
  const damaged = Buffer.from(VECTOR)
  damaged[damaged.length - 40] ^= 1
  const cases = [
    [{ content, passphrase: 'not this one' }, 'wrongPassphrase', 'does not open'],
    [{ content: damaged.toString('base64'), passphrase: PASSPHRASE }, 'unreadableFile', 'damaged'],
    [{ content: btoa('Name,Fractions'), passphrase: PASSPHRASE }, 'unreadableFile', 'not a class file'],
  ] as const
  for (const [input, code, words] of cases) {
    const answer = await app.call('openClassFile', { fileName, ...input })
    expect(answer).toMatchObject({ ok: false, problem: { code } })
    expect(answer.ok ? '' : answer.problem.message).toContain(words)
  }
  await app.close()
  expect(dump(folder.path)).toBe(before)
})

/** The sample class with one column changed, or a table more; quick to open. */
async function changedFile(table: string, column: string, value: string | number): Promise<string> {
  const { tables, ...document } = readClassDocument(await unseal(VECTOR, PASSPHRASE))
  const isThere = tables.some(({ name }) => name === table)
  const changed = tables.map(one => ({
    ...one,
    rows: one.rows.map(row =>
      row.map((cell, at) => (one.name === table && one.columns[at] === column ? value : cell)),
    ),
  }))
  const more = isThere ? [] : [{ name: table, columns: ['student_id', column], rows: [[1, value]] }]
  const text = writeClassDocument({ ...document, tablesVersion: 2, tables: [...changed, ...more] })
  return Buffer.from(await seal(text, PASSPHRASE, 4)).toString('base64')
}

it.each([
  ['an assessment on a day that is none', 'assessment', 'held_on', '2026-99-99'],
  ['a birth date that is none', 'birth_date', 'born_on', '2015-13-01'],
  ['a day of regrouping that is none', 'plan', 'regroup_on', '2026-00-00'],
  ['more groups than there can be', 'plan', 'group_count', 100_000],
  ['a text without end', 'class', 'name', 'x'.repeat(1_000_000)],
])(
  'a class that no window could show is not taken: %s',
  async (_, table, column, value) => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    await ask(app, 'createClass', { name: 'My own' })
    const input = { fileName, content: await changedFile(table, column, value), passphrase: PASSPHRASE }
    expect(await app.call('openClassFile', input)).toMatchObject({
      ok: false,
      problem: { code: 'unreadableFile', message: expect.stringContaining('no class in this file') },
    })
    expect((await ask(app, 'listClasses', {})).map(one => one.name)).toEqual(['My own'])
    await app.close()
  },
  60_000,
)

it('a passphrase that is too short protects nothing, and is refused', async () => {
  using folder = temporaryFolder()
  const app = open(folder.path)
  const { classId } = await ask(app, 'createSampleClass', {})
  const answer = await app.call('sealClass', { classId, passphrase: 'short' })
  expect(answer.ok ? '' : answer.problem.message).toContain('at least 10')
  await app.close()
})

it('everything is plain CSV with a README; what is sensitive only when it is asked for', async () => {
  using folder = temporaryFolder()
  const app = open(folder.path)
  const { classId } = await ask(app, 'createSampleClass', {})
  const { students, assessments } = await ask(app, 'readClass', { classId })
  const [first, second] = students
  const reason = 'They had a fight in October'
  await ask(app, 'addRule', { classId, kind: 'apart', students: [first.id, second.id], reason })
  const zipOf = async (withSensitive: boolean) => {
    const { fileName: name, content: zip } = await ask(app, 'takeEverything', { withSensitive })
    expect(name).toMatch(/^Horseshoe - \d{4}-\d\d-\d\d\.zip$/)
    return unzipSync(Buffer.from(zip, 'base64'))
  }
  const plain = await zipOf(false)
  const all = await zipOf(true)
  await app.close()

  expect([...plain['student.csv'].subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const scores = text(plain['score.csv']).trim().split('\r\n')
  expect(scores).toHaveLength(1 + assessments.reduce((sum, { scoreCount }) => sum + scoreCount, 0))
  const readme = text(plain['README.txt'])
  for (const name of Object.keys(plain)) if (name !== 'README.txt') expect(readme).toContain(`${name} (`)

  const everywhere = (files: Record<string, Uint8Array>) => Object.values(files).map(text).join('\n')
  expect(everywhere(plain)).not.toContain(reason)
  expect(everywhere(all)).toContain(reason)
  expect(everywhere(plain)).toContain(first.fullName)
})
