import { describe, expect, it } from 'vitest'
import { dayAfter } from '../../../src-main/contract/clock-words.ts'
import type { Input } from '../../../src-main/contract/contract.ts'
import type { DayBoard } from '../../../src-main/contract/rotation.ts'
import { cardsOf } from '../../../src-renderer/present/cards.ts'
import { WITHOUT_A_STATION } from '../../../src-renderer/design/block-words.ts'
import { placeIn, thereIn } from '../../../src-renderer/state/presenting/who-is-where.ts'
import { plantSecrets, SECRETS } from '../../fixtures/planted-secrets.ts'
import { ask, dump, open, temporaryFolder } from './open.ts'

const MONDAY = '2026-11-23'
const TUESDAY = '2026-11-24'

it('no day for the wall holds a score, level, detail, need, aim, rule or note of anybody', async () => {
  using folder = temporaryFolder()
  const before = open(folder.path)
  const { classId, planId } = await ask(before, 'createSampleClass', {})
  await before.close()
  plantSecrets(folder.path)
  // What is looked for is there to be found.
  const planted = dump(folder.path)
  const values = [
    '7391.25',
    '8123.5',
    '1931-03-07',
    'level',
    'open detail',
    'sensitive detail',
    'aim',
    'reason',
  ]
  expect(values.filter(value => !planted.includes(value))).toEqual([])

  const app = open(folder.path)
  const { students } = await ask(app, 'readClass', { classId })
  const days = Array.from({ length: 7 }, (_, at) => dayAfter(MONDAY, at))
  for (const day of days) {
    const [one] = students
    if (one) await ask(app, 'setAbsent', { planId, studentId: one.id, day, absent: true })
    const text = JSON.stringify(await ask(app, 'readDay', { planId, day }))
    expect(SECRETS.exec(text)?.[0], day).toBeUndefined()
  }
  expect(JSON.stringify(await ask(app, 'readDay', { planId, day: MONDAY }))).toContain('Hana')
  await app.close()
})

describe('who is pulled out', () => {
  /** The sample class on a Tuesday that has somebody in no group, and a way to pull that student out. */
  async function withUngrouped(folder: string) {
    const app = open(folder)
    const { planId } = await ask(app, 'createSampleClass', {})
    const { groups } = await ask(app, 'readPlan', { planId })
    const student = groups[0]?.members[0]
    if (!student) throw new Error('The sample class has no group.')
    const { studentId } = student
    await ask(app, 'moveStudents', { planId, studentIds: [studentId], groupId: null })
    const pullOut = (from: number, until: number) =>
      ask(app, 'addPullOut', {
        ...{ planId, weekday: 2, weeks: 'every', from, until },
        ...{ who: { kind: 'student', studentId }, name: 'Speech' },
      } satisfies Input<'addPullOut'>)
    return { app, planId, studentId, pullOut, read: () => ask(app, 'readDay', { planId, day: TUESDAY }) }
  }

  /** Of each block: where the board says that somebody is, and whether it can draw the student as a helper. */
  const told = (day: DayBoard, studentId: DayBoard['students'][number]['studentId']) =>
    day.blocks.map(block => ({
      place: placeIn(block, studentId),
      isOnCard: cardsOf(block).some(({ others }) => others.some(one => one.studentId === studentId)),
      canBePicked: thereIn(day, block).some(one => one.studentId === studentId),
    }))

  it('is in no block of that time, of any kind, and in the others as before', async () => {
    using folder = temporaryFolder()
    const { app, studentId, pullOut, read } = await withUngrouped(folder.path)
    const before = await read()
    const whole = before.blocks.findIndex(({ kind }) => kind === 'together')
    const turn = before.blocks.findIndex(({ kind }) => kind === 'rotation')
    const isThere = told(before, studentId)
    expect(isThere[turn]).toEqual({ place: WITHOUT_A_STATION, isOnCard: true, canBePicked: true })
    expect(isThere[whole]).toEqual({ place: 'Whole-class lesson', isOnCard: false, canBePicked: true })

    for (const at of [whole, turn]) {
      const { start, minutes } = before.blocks[at] ?? { start: 0, minutes: 0 }
      await pullOut(start, start + minutes)
    }
    const isOut = { place: null, isOnCard: false, canBePicked: false }
    expect(told(await read(), studentId)).toEqual(
      isThere.map((one, at) => (at === whole || at === turn ? isOut : one)),
    )
    await app.close()
  })

  it('is told to nobody: neither what for nor until when', async () => {
    using folder = temporaryFolder()
    const { app, pullOut, read } = await withUngrouped(folder.path)
    await pullOut(0, 1439)
    const { blocks } = await read()
    expect(blocks.every(({ notThere }) => notThere.length > 0)).toBe(true)
    const text = JSON.stringify(await read())
    for (const secret of ['Speech', 'Band', 'pullOut', '1439']) expect(text).not.toContain(secret)
    await app.close()
  })

  it('is not on the board at all when absent, nor among those who are elsewhere', async () => {
    using folder = temporaryFolder()
    const { app, planId, studentId, pullOut, read } = await withUngrouped(folder.path)
    await pullOut(0, 1439)
    await ask(app, 'setAbsent', { planId, studentId, day: TUESDAY, absent: true })
    expect(JSON.stringify(await read())).not.toMatch(new RegExp(`"studentId":${studentId}\\b`))
    expect((await read()).blocks.filter(({ notThere }) => notThere.includes(studentId))).toEqual([])
    await app.close()
  })

  it('has somebody of a group who is away from every rotation asked in the lesson of the whole class', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withUngrouped(folder.path)
    const before = await read()
    const [rotation] = before.blocks.filter(({ kind }) => kind === 'rotation')
    const one = rotation?.stations.flatMap(({ groups }) => groups.flatMap(({ students }) => students))[0]
    if (!rotation || !one) throw new Error('The sample class has no rotation on Tuesday.')
    await ask(app, 'addPullOut', {
      ...{ planId, weekday: 2, weeks: 'every', from: rotation.start, until: 1439 },
      ...{ who: { kind: 'student', studentId: one.studentId }, name: 'Speech' },
    } satisfies Input<'addPullOut'>)
    const day = await read()
    const lesson = day.blocks[0]
    if (!lesson) throw new Error('Nothing is on.')
    expect(lesson.kind).toBe('together')
    expect(thereIn(day, lesson)).toContainEqual(one)
    expect(placeIn(rotation, one.studentId)).not.toBeNull()
    expect(day.blocks.slice(1).map(block => placeIn(block, one.studentId))).toEqual(
      day.blocks.slice(1).map(() => null),
    )
    await app.close()
  })
})
