import { describe, expect, it } from 'vitest'
import type { Application } from '../../../src-main/application/application.ts'
import { ask, open, temporaryFolder } from './open.ts'

/** The sample class with a copy of its plan. */
async function withCopy(app: Application) {
  const { classId, planId } = await ask(app, 'createSampleClass', {})
  const { planId: copyId } = await ask(app, 'createPlan', { classId, name: 'Second try', copyOf: planId })
  const board = await ask(app, 'readPlan', { planId })
  const copy = await ask(app, 'readPlan', { planId: copyId })
  const { students, rules } = await ask(app, 'readClass', { classId })
  const compare = () => ask(app, 'comparePlans', { planId, otherPlanId: copyId })
  const move = (at: number, to: number) => {
    const student = copy.groups[at]?.members[0]?.studentId
    const group = copy.groups[to]?.id
    if (student === undefined || group === undefined) throw new Error('no such group')
    return ask(app, 'moveStudents', { planId: copyId, studentIds: [student], groupId: group }).then(
      () => student,
    )
  }
  return { classId, planId, copyId, board, copy, students, rules, compare, move }
}

describe('comparing plans', () => {
  it('sees that nothing moves in a copy', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const { compare, board } = await withCopy(app)
    const { pairs, movedCount, fitChangePercent, sameQuestion, left, right } = await compare()
    expect({ movedCount, fitChangePercent, sameQuestion }).toEqual({
      movedCount: 0,
      fitChangePercent: 0,
      sameQuestion: true,
    })
    expect(pairs.every(({ leave, join }) => leave.length + join.length === 0)).toBe(true)
    expect(pairs.map(pair => [pair.left, pair.right])).toEqual(board.groups.map((_, at) => [at, at]))
    expect(left.answered).toBe(right.answered)
    expect(left.answered).toBeCloseTo(1 - board.fit.within / board.fit.total)
    await app.close()
  })

  it('names who moves from where to where, what that does to the fit, and the rule and limit that break', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const { copyId, copy, rules, compare } = await withCopy(app)
    const apart = rules.find(({ kind }) => kind === 'apart')
    if (!apart) throw new Error('no rule')
    const seat = (id: number) => copy.groups.findIndex(g => g.members.some(m => m.studentId === id))
    const [first, second] = apart.students
    const to = copy.groups[seat(second)]
    if (!to) throw new Error('no group')
    await ask(app, 'moveStudents', { planId: copyId, studentIds: [first], groupId: to.id })
    const { pairs, movedCount, fitChangePercent, left, right } = await compare()
    expect(movedCount).toBe(1)
    expect(pairs[seat(first)]).toMatchObject({ leave: [first], join: [] })
    expect(pairs[seat(second)]).toMatchObject({ leave: [], join: [first] })
    expect(left.brokenRules).toEqual([])
    expect(right.brokenRules).toContainEqual({
      kind: 'apart',
      ruleId: apart.id,
      students: [...apart.students],
      groupId: to.id,
    })
    const board = await ask(app, 'readPlan', { planId: copyId })
    expect(fitChangePercent).toBeCloseTo(((board.fit.within - left.fit.within) / left.fit.within) * 100)
    await app.close()
  })

  it('measures both plans by the question of the first, and says that the second asks another', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const { planId, copyId, copy, compare, move } = await withCopy(app)
    await move(0, 1)
    const same = await compare()
    const skills = copy.request.skills.slice(0, 1)
    await ask(app, 'updateRequest', {
      planId: copyId,
      request: { ...copy.request, mode: 'mixed', skills, groupCount: 5 },
    })
    const now = await compare()
    expect(now.sameQuestion).toBe(false)
    expect(now.fitChangePercent).toBe(same.fitChangePercent)
    expect(now.right.groups).toEqual(same.right.groups)
    expect(now.right.request.groupCount).toBe(5)
    const back = await ask(app, 'comparePlans', { planId: copyId, otherPlanId: planId })
    expect(back.movedCount).toBe(1)
    expect(back.fitChangePercent).not.toBeCloseTo(same.fitChangePercent ?? 0)
    await app.close()
  })

  it('compares plans with other numbers of groups, and classes that changed since', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const { classId, copyId, copy, students, compare, move } = await withCopy(app)
    await ask(app, 'updateRequest', { planId: copyId, request: { ...copy.request, groupCount: 5 } })
    await ask(app, 'proposeGroups', { planId: copyId })
    const fewer = await compare()
    expect(fewer.pairs).toHaveLength(6)
    expect(fewer.pairs.filter(({ right }) => right === null)).toHaveLength(1)
    const leaving = fewer.pairs.reduce((sum, { leave }) => sum + leave.length, 0)
    expect(leaving).toBe(fewer.movedCount)

    await ask(app, 'undo', {})
    const { studentId } = await ask(app, 'addStudent', { classId, fullName: 'Zoe New' })
    const gone = students.at(-1)
    if (!gone) throw new Error('nobody')
    await ask(app, 'removeStudent', { classId, studentId: gone.id })
    const moved = await move(0, 1)
    await ask(app, 'moveStudents', { planId: copyId, studentIds: [moved], groupId: null })
    const now = await compare()
    expect(now.left.unplaced).toEqual([studentId])
    expect([...now.right.unplaced].sort((a, b) => a - b)).toEqual([moved, studentId].sort((a, b) => a - b))
    expect(now.movedCount).toBe(0)
    expect(now.pairs[0]?.leave).toEqual([moved])
    expect(JSON.stringify(now)).not.toContain(`"studentId":${gone.id},`)
    await app.close()
  })

  it('refuses a plan of another class, and the same plan twice, in words', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const { planId } = await withCopy(app)
    const other = await ask(app, 'createClass', { name: 'Owls' })
    expect(await app.call('comparePlans', { planId, otherPlanId: other.planId })).toMatchObject({
      ok: false,
      problem: { code: 'invalidInput', message: expect.stringContaining('of Owls') as string },
    })
    expect(await app.call('comparePlans', { planId, otherPlanId: planId })).toMatchObject({
      problem: { message: 'Before the winter break cannot be compared with itself.' },
    })
    expect(await app.call('adoptScenario', { planId, fromPlanId: other.planId })).toMatchObject({ ok: false })
    await app.close()
  })

  it('tells every plan in one line', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const { classId, planId, copyId, board } = await withCopy(app)
    await ask(app, 'createPlan', { classId, name: 'Empty', copyOf: null })
    const student = board.groups[0]?.members[0]
    if (!student) throw new Error('nobody')
    const lines = await ask(app, 'readPlanLines', { classId })
    expect(lines).toMatchObject([
      { planId, groupCount: 6, mode: 'similar', brokenCount: 0, unplacedCount: 0, copiedFrom: null },
      { planId: copyId, groupCount: 6, copiedFrom: 'Before the winter break' },
      { name: 'Empty', groupCount: 0, answered: null, brokenCount: 0, unplacedCount: 0 },
    ])
    expect(lines[0]?.answered).toBeCloseTo(1 - board.fit.within / board.fit.total)
    await ask(app, 'removePlan', { planId })
    expect((await ask(app, 'readPlanLines', { classId }))[0]).toMatchObject({
      planId: copyId,
      copiedFrom: null,
    })
    await app.close()
  })
})

describe('adopting a scenario', () => {
  it('takes over seats, names, aims and locks as one step, and leaves the scenario as it is', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const { planId, copyId, copy, compare, move } = await withCopy(app)
    const moved = await move(0, 1)
    await ask(app, 'lockStudents', { planId: copyId, studentIds: [moved], locked: true })
    const [first] = copy.groups
    if (!first) throw new Error('no groups')
    await ask(app, 'updateGroup', { groupId: first.id, name: 'Oak', aim: 'Say why.' })
    const scenario = await ask(app, 'readPlan', { planId: copyId })
    const before = await ask(app, 'readPlan', { planId })

    expect(await ask(app, 'adoptScenario', { planId, fromPlanId: copyId })).toEqual({ movedCount: 1 })
    const after = await ask(app, 'readPlan', { planId })
    const seen = (board: typeof after) =>
      board.groups.map(({ letter, name, aim, needs, spread, members }) => [
        [letter, name, aim, needs, spread],
        members.map(({ studentId, locked }) => [studentId, locked]),
      ])
    expect(seen(after)).toEqual(seen(scenario))
    expect(after).toMatchObject({ name: before.name, purpose: before.purpose, request: before.request })
    expect((await compare()).movedCount).toBe(0)
    expect(await ask(app, 'readPlan', { planId: copyId })).toEqual(scenario)

    const { undo } = await ask(app, 'readHistory', {})
    await ask(app, 'adoptScenario', { planId, fromPlanId: copyId })
    await ask(app, 'undo', {})
    expect(undo).toBe('take the groups of Second try into Before the winter break')
    expect(await ask(app, 'readPlan', { planId })).toEqual(before)
    await app.close()
  })

  it('refuses a plan without groups', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const { classId, planId } = await withCopy(app)
    const empty = await ask(app, 'createPlan', { classId, name: 'Empty', copyOf: null })
    expect(await app.call('adoptScenario', { planId, fromPlanId: empty.planId })).toMatchObject({
      problem: { message: 'Empty has no groups yet.' },
    })
    await app.close()
  })
})
