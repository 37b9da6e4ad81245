import { describe, expect, it } from 'vitest'
import { stationFrom } from '../../../src-main/application/rotation-state.ts'
import type { Input } from '../../../src-main/contract/contract.ts'
import type { RotationBoard } from '../../../src-main/contract/rotation.ts'
import { ask, temporaryFolder } from './open.ts'
import {
  blockAt,
  cellAt,
  found,
  refusal,
  stationIn,
  stationOf,
  TUESDAY,
  weekOf,
  withSample,
} from './rotation-of-sample.ts'

describe('the week of the sample class', () => {
  it('is a literacy block that keeps every rule and meets every demand', async () => {
    using folder = temporaryFolder()
    const { app, read } = await withSample(folder.path)
    const board = await read()
    const { conflicts, unmet, cells, meetings } = weekOf(board)
    expect(conflicts).toEqual([])
    expect(unmet).toEqual([])
    expect(board.demands.length).toBeGreaterThanOrEqual(6)
    expect(cells).toHaveLength(15 * 6)
    expect(cells.every(({ stationId }) => stationId !== null)).toBe(true)
    expect(meetings).toHaveLength(15)
    expect(
      meetings.filter(({ aim, moves, materials, check }) => !(aim && moves && materials && check)),
    ).toEqual([])
    // What is about reading already follows the group's own card.
    expect(meetings.some(({ own }) => !own.aim)).toBe(true)
    // Who is furthest below mastery is with the teacher longest, who is there already least.
    expect(weekOf(board).groupTime.map(({ minutes }) => minutes)).toEqual([35, 60, 60, 35, 40, 55])
    const ends = [1, 5].map(day =>
      Math.max(...board.blocks.filter(b => b.weekday === day).map(b => b.start + b.minutes)),
    )
    expect(ends).toEqual([620, 595])
    await app.close()
  })

  it('does not count a meeting for a student who is at speech', async () => {
    using folder = temporaryFolder()
    const { app, planId, read, book } = await withSample(folder.path)
    const sami = found(book.students.find(({ label }) => label === 'Sami'))
    const before = await read()
    const group = found(before.groups.find(({ studentIds }) => studentIds.includes(sami.id)))
    const timeOf = (board: RotationBoard) => ({
      group: found(weekOf(board).groupTime[group.position]).visits,
      sami: found(weekOf(board).studentTime.find(({ studentId }) => studentId === sami.id)).visits,
    })
    expect(timeOf(before)).toEqual({ group: 3, sami: 3 })
    const cell = cellAt(before, 2, 545, group.position)
    await ask(app, 'placeGroup', { planId, cell, stationId: stationOf(before, 'Teacher table').id })
    const after = await read()
    expect(timeOf(after)).toEqual({ group: 4, sami: 3 })
    const meeting = weekOf(after).meetings.find(
      one => one.blockId === cell.blockId && one.position === group.position,
    )
    expect(meeting?.away).toEqual([sami.id])
    // It is said, and is no rule; somebody else was at the table then, which is one.
    expect(
      weekOf(after)
        .conflicts.filter(({ kind }) => kind === 'missed')
        .map(({ words, isRule, cells }) => ({ words, isRule, cells })),
    ).toEqual([
      {
        words: 'Group C is at the table on Tuesday 9:05; Sami is elsewhere then (Speech).',
        isRule: false,
        cells: [cell],
      },
    ])
    expect(
      weekOf(after)
        .conflicts.filter(({ isRule }) => isRule)
        .map(({ words }) => words),
    ).toEqual([
      `Teacher table takes 1 group at a time; ${['C', 'F'].join(' and ')} are there on Tuesday 9:05.`,
    ])
    await app.close()
  })
})

describe('conflicts say what, where and why', () => {
  async function conflictsAfter(
    change: (here: Awaited<ReturnType<typeof withSample>>, board: RotationBoard) => Promise<unknown>,
  ) {
    using folder = temporaryFolder()
    const here = await withSample(folder.path)
    await change(here, await here.read())
    const { conflicts, unmet } = weekOf(await here.read())
    await here.app.close()
    return [...conflicts.filter(({ isRule }) => isRule), ...unmet].map(({ words }) => words)
  }

  it('an adult who is not there', async () => {
    const words = await conflictsAfter(async ({ app, planId }, board) =>
      ask(app, 'placeGroup', {
        planId,
        cell: cellAt(board, 5, 540, 1),
        stationId: stationOf(board, 'Reading lab').id,
      }),
    )
    expect(words).toEqual([
      'Reading lab is led by Ms. Ortiz, reading specialist, who is not there on Friday 9:00.',
    ])
  })

  it('a block without the teacher', async () => {
    const words = await conflictsAfter(async ({ app }, board) =>
      ask(app, 'updateBlock', { blockId: blockAt(board, 1, 545).id, hasTeacher: false }),
    )
    expect(words).toEqual(['The teacher is not there on Monday 9:05; C cannot be at Teacher table.'])
  })

  it('a station that is not to be visited, groups apart, changes a day, a whole group away, a student without a group', async () => {
    const words = await conflictsAfter(async ({ app, planId, book }, board) => {
      const stationId = stationOf(board, 'Word study').id
      const ben = found(book.students.find(({ label }) => label === 'Ben'))
      await ask(app, 'addDemand', { planId, terms: { kind: 'mustNotVisit', position: 3, stationId } })
      await ask(app, 'addDemand', { planId, terms: { kind: 'apart', positions: [2, 5] } })
      await ask(app, 'placeGroup', {
        planId,
        cell: cellAt(board, 1, 565, 5),
        stationId: found(stationIn(board, cellAt(board, 1, 565, 2))),
      })
      await ask(app, 'addPullOut', {
        ...{ planId, weekday: 4, weeks: 'every', from: 545, until: 555 },
        ...{ who: { kind: 'group', position: 0 }, name: 'Choir' },
      })
      await ask(app, 'addDemand', {
        planId,
        terms: { kind: 'tableVisits', who: { kind: 'student', studentId: ben.id }, least: 1 },
      })
      await ask(app, 'moveStudents', { planId, studentIds: [ben.id], groupId: null })
    })
    expect(words).toContain(
      'C and F are not to be at one station; both are at Read to myself on Monday 9:25.',
    )
    expect(words).toContain('Group A is pulled out on Thursday 9:05 (Choir).')
    expect(words).toContain(
      'Ben sits in no group, so “Ben at the table at least once a week” does not count. Put the student in a group, or remove the demand.',
    )
    expect(words.filter(one => one.startsWith('Group D is not to be at Word study'))).toHaveLength(2)
  })

  it('more changes a day than were asked for', async () => {
    const words = await conflictsAfter(async ({ app, planId }) =>
      ask(app, 'addDemand', { planId, terms: { kind: 'mostChanges', most: 1 } }),
    )
    expect(words).toContain('Group B changes its station twice on Monday; at most 1 was asked for.')
    expect(words).toHaveLength(30)
  })
})

describe('hours', () => {
  it('of an adult count together: a block is covered by two pieces of it', async () => {
    using folder = temporaryFolder()
    const { app, read } = await withSample(folder.path)
    const { id: adultId, hours } = found((await read()).adults[0])
    const middle = (one: (typeof hours)[number]) => one.from + 7
    const pieces = hours.flatMap(one => [
      { ...one, from: middle(one) - 2 },
      { ...one, until: middle(one) },
    ])
    await ask(app, 'updateAdult', { adultId, hours: pieces })
    const { conflicts } = weekOf(await read())
    expect(conflicts).toEqual([])
    expect(
      found(
        (await ask(app, 'readDay', { planId: (await read()).planId, day: TUESDAY })).blocks[1],
      ).stations.find(({ name }) => name === 'Reading lab')?.adult,
    ).toBe('Ms. Ortiz, reading specialist')
    const withGap = hours.flatMap(one => [
      { ...one, until: middle(one) },
      { ...one, from: middle(one) + 1 },
    ])
    await ask(app, 'updateAdult', { adultId, hours: withGap })
    expect(weekOf(await read()).conflicts.length).toBeGreaterThan(0)
    await app.close()
  })

  it('of several pull-outs count together, and what overlaps counts once', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const board = await read()
    const position = 0
    const student = found(found(board.groups[position]).studentIds[0])
    const { id: blockId } = blockAt(board, 2, 545)
    const pull = (from: number, until: number, who: Input<'addPullOut'>['who'], name: string) =>
      ask(app, 'addPullOut', { planId, weekday: 2, weeks: 'every', from, until, who, name })
    const away = async () => {
      const { away: all, conflicts } = weekOf(await read())
      return {
        students: all.filter(one => one.blockId === blockId).map(({ studentId }) => studentId),
        words: conflicts.map(({ words }) => words),
      }
    }
    const before = await away()
    await pull(545, 551, { kind: 'student', studentId: student }, 'Speech')
    await pull(549, 553, { kind: 'student', studentId: student }, 'Band')
    expect(await away()).toEqual(before)
    await pull(553, 556, { kind: 'group', position }, 'Choir')
    expect((await away()).students.sort()).toEqual([...before.students, student].sort())
    await pull(556, 565, { kind: 'group', position }, 'Drama')
    expect((await away()).words).toEqual(['Group A is pulled out on Tuesday 9:05 (Choir and Drama).'])
    await app.close()
  })

  it('of each student by themselves leave nobody to come to the table', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const board = await read()
    // Two visits are asked of every group, and this one has no more.
    const { position } = found(weekOf(board).groupTime.find(({ visits }) => visits === 2))
    const { blockId } = found(weekOf(board).meetings.find(one => one.position === position))
    const { weekday, start, minutes } = found(board.blocks.find(({ id }) => id === blockId))
    const { letter, studentIds } = found(board.groups[position])
    const said = async () => {
      const { conflicts, unmet, groupTime } = weekOf(await read())
      const rules = conflicts.filter(({ isRule }) => isRule).map(({ kind, words }) => `${kind}: ${words}`)
      return {
        rules,
        unmet: unmet.map(({ words }) => words),
        time: groupTime.find(one => one.position === position),
      }
    }
    const before = await said()
    for (const [at, studentId] of studentIds.entries()) {
      expect(await said()).toEqual(before)
      const hours = { weekday, weeks: 'every', from: start, until: start + minutes } as const
      const name = at === 0 ? 'Choir' : 'Band'
      await ask(app, 'addPullOut', { planId, ...hours, who: { kind: 'student', studentId }, name })
    }
    const after = await said()
    expect(after.rules).toEqual([
      expect.stringMatching(
        new RegExp(`^away: Group ${letter} is pulled out on .* \\(Choir and Band\\)\\.$`),
      ),
    ])
    expect(after.unmet).toEqual([
      `Group ${letter} is once at the table in the week; 2 visits were asked for.`,
    ])
    const { visits = 0, minutes: all = 0 } = before.time ?? {}
    expect(after.time).toEqual({ position, visits: visits - 1, minutes: all - minutes })
    await app.close()
  })
})

it('a table is led by the teacher alone', async () => {
  using folder = temporaryFolder()
  const { app, planId, read } = await withSample(folder.path)
  const board = await read()
  const leaderId = found(board.adults[0]).id
  const lab = stationOf(board, 'Reading lab')
  const refused = (name: string) => `${name} is your own table: nobody else can lead it.`
  const { id: stationId, ...second } = stationOf(board, 'Teacher table')
  expect(await refusal(app, 'updateStation', { stationId, leaderId })).toBe(refused('Teacher table'))
  expect(await refusal(app, 'addStation', { planId, ...second, name: 'Second table', leaderId })).toBe(
    refused('Second table'),
  )
  expect(lab.leaderId).toBe(leaderId)
  await ask(app, 'updateStation', { stationId: lab.id, kind: 'table' })
  expect(stationOf(await read(), 'Reading lab').leaderId).toBeNull()
  await app.close()
})

it('a station that needs no adult any more is led by nobody, and one that is led needs her', async () => {
  using folder = temporaryFolder()
  const { app, planId, read } = await withSample(folder.path)
  const lab = () => read().then(board => stationOf(board, 'Reading lab'))
  const { id: stationId, leaderId } = await lab()
  const missing = async () =>
    weekOf(await read()).conflicts.filter(({ words }) => words.includes('Reading lab is led by'))
  await ask(app, 'updateAdult', { adultId: found(leaderId), hours: [] })
  expect(await missing()).not.toEqual([])
  await ask(app, 'updateStation', { stationId, needsAdult: false })
  expect(await lab()).toMatchObject({ needsAdult: false, leaderId: null })
  expect(await missing()).toEqual([])
  await ask(app, 'updateStation', { stationId, leaderId })
  expect(await lab()).toMatchObject({ needsAdult: true, leaderId })
  const own = { name: 'Second lab', icon: 'screen', kind: 'technology', capacity: 1, materials: '' } as const
  await ask(app, 'addStation', { planId, ...own, needsAdult: false, leaderId })
  expect(stationOf(await read(), 'Second lab')).toMatchObject({ needsAdult: true, leaderId })
  await app.close()
})

it('a station that was stored as led by an adult whom it does not need is said to need her', () => {
  const stored = {
    id: 1,
    planId: 1,
    name: 'Lab',
    icon: 'screen',
    capacity: 1,
    materials: '',
    needsAdult: 0,
  } as const
  const read = (row: { kind: 'technology' | 'table'; leaderId: number | null }) => {
    const { needsAdult, leaderId } = stationFrom({ ...stored, ...row })
    return { needsAdult, leaderId }
  }
  expect(read({ kind: 'technology', leaderId: 2 })).toEqual({ needsAdult: true, leaderId: 2 })
  expect(read({ kind: 'technology', leaderId: null })).toEqual({ needsAdult: false, leaderId: null })
  expect(read({ kind: 'table', leaderId: 2 })).toEqual({ needsAdult: false, leaderId: null })
})

it('says of which week an unmet demand is where weeks alternate', async () => {
  using folder = temporaryFolder()
  const { app, planId, read } = await withSample(folder.path)
  await ask(app, 'addDemand', {
    planId,
    terms: { kind: 'tableVisits', who: { kind: 'group', position: 2 }, least: 9 },
  })
  await ask(app, 'addDemand', { planId, terms: { kind: 'mostChanges', most: 0 } })
  const said = async () =>
    (await read()).weeks.map(({ unmet, conflicts }) => [
      unmet[0]?.words,
      conflicts.find(({ kind }) => kind === 'mostChanges')?.words,
    ])
  const demand = (when: string) => `Group C is 3 times at the table ${when}; 9 visits were asked for.`
  const changes = (when: string) => `Group A changes its station twice on ${when}; at most 0 were asked for.`
  expect(await said()).toEqual([[demand('in the week'), changes('Monday')]])
  await ask(app, 'setAlternation', { planId, weekAFrom: '2026-11-16' })
  expect(await said()).toEqual(
    ['A', 'B'].map(week => [demand(`in week ${week}`), changes(`Monday in week ${week}`)]),
  )
  await app.close()
})

describe('demands', () => {
  const unmetIn = (board: RotationBoard) => weekOf(board).unmet.map(({ words }) => words)

  it('say that they do not count where their group has no students, and where there is none', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const { groups, stations, demands } = await read()
    for (const { id } of demands) await ask(app, 'removeDemand', { demandId: id })
    const stationId = found(stations.find(({ kind }) => kind !== 'table')).id
    const [group, other] = [found(groups[5]), found(groups[0])]
    await ask(app, 'addDemand', {
      planId,
      terms: { kind: 'mustVisit', position: 5, stationId, least: 30 },
    })
    await ask(app, 'addDemand', { planId, terms: { kind: 'apart', positions: [0, 5] } })
    await ask(app, 'moveStudents', { planId, studentIds: group.studentIds, groupId: other.id })
    const [visits, apart] = (await read()).demands.map(({ words }) => words)
    expect(unmetIn(await read())).toEqual(
      [visits, apart].map(
        words =>
          `Group F has no students now, so “${words}” does not count. Give it students, name another group, or remove the demand.`,
      ),
    )
    const outcome = await ask(app, 'proposeRotation', { planId })
    expect(outcome).toMatchObject({ kind: 'met', uncounted: unmetIn(await read()).map(words => ({ words })) })
    const { request } = await ask(app, 'readPlan', { planId })
    const fewer = { ...request, groupCount: 4, sizeMin: 4, sizeMax: 10 }
    await ask(app, 'updateRequest', { planId, request: fewer })
    await ask(app, 'proposeGroups', { planId })
    expect((await read()).groups).toHaveLength(4)
    expect(unmetIn(await read())).toEqual(
      [visits, apart].map(
        words =>
          `There is no group F now, so “${words}” does not count. Name another group, or remove the demand.`,
      ),
    )
    await app.close()
  })

  it('are refused of a group that is not there, and where the same is asked for already', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const { demands } = await read()
    const ofGroup = (position: number) =>
      ({ kind: 'tableVisits', who: { kind: 'group', position }, least: 40 }) as const
    const [first, second] = [found(demands[0]), found(demands[1])]
    expect(await refusal(app, 'addDemand', { planId, terms: ofGroup(11) })).toBe('There is no group L now.')
    expect(await refusal(app, 'updateDemand', { demandId: first.id, terms: ofGroup(11) })).toBe(
      'There is no group L now.',
    )
    const already = `“${first.words}” is asked for already.`
    expect(await refusal(app, 'addDemand', { planId, terms: first.terms })).toBe(already)
    expect(await refusal(app, 'updateDemand', { demandId: second.id, terms: first.terms })).toBe(already)
    await ask(app, 'updateDemand', { demandId: first.id, terms: first.terms })
    await ask(app, 'addDemand', { planId, terms: { kind: 'apart', positions: [0, 1] } })
    expect(await refusal(app, 'addDemand', { planId, terms: { kind: 'apart', positions: [1, 0] } })).toMatch(
      / is asked for already\.$/,
    )
    await app.close()
  })
})

describe('pull-outs', () => {
  const at = { weekday: 2, weeks: 'every', from: 545, until: 565, name: 'Band' } as const
  const ofGroup = (position: number) => ({ ...at, who: { kind: 'group', position } as const })

  it('are refused of a group that is not there', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const { pullOutId } = await ask(app, 'addPullOut', { planId, ...ofGroup(5) })
    const before = await read()
    for (const [operation, input] of [
      ['addPullOut', { planId, ...ofGroup(6) }],
      ['updatePullOut', { pullOutId, ...ofGroup(11) }],
    ] as const) {
      const letter = operation === 'addPullOut' ? 'G' : 'L'
      expect(await app.call(operation, input)).toMatchObject({
        ok: false,
        problem: {
          code: 'invalidInput',
          message: `There is no group ${letter} now.`,
          remedy: 'Name a group that is there: A, B, C, D, E and F.',
        },
      })
    }
    expect(await read()).toEqual(before)
    const { classId } = await ask(app, 'createClass', { name: 'New' })
    const { planId: empty } = await ask(app, 'createPlan', { classId, name: 'New', copyOf: null })
    await ask(app, 'startRotation', { planId: empty })
    expect(await refusal(app, 'addPullOut', { planId: empty, ...ofGroup(0) })).toBe(
      'There is no group A now.',
    )
    await app.close()
  })

  it('of a group that is gone stay, and their time can still be changed, but not to another that is not there', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const { pullOutId } = await ask(app, 'addPullOut', { planId, ...ofGroup(5) })
    const { request } = await ask(app, 'readPlan', { planId })
    const fewer = { ...request, groupCount: 4, sizeMin: 4, sizeMax: 10 }
    await ask(app, 'updateRequest', { planId, request: fewer })
    await ask(app, 'proposeGroups', { planId })
    const kept = async () => (await read()).pullOuts.find(({ id }) => id === pullOutId)
    expect([(await read()).groups.length, (await kept())?.who]).toEqual([4, ofGroup(5).who])
    await ask(app, 'updatePullOut', { pullOutId, ...ofGroup(5), until: 560 })
    expect(await kept()).toMatchObject({ who: ofGroup(5).who, until: 560 })
    expect(await refusal(app, 'updatePullOut', { pullOutId, ...ofGroup(4) })).toBe('There is no group E now.')
    await ask(app, 'updatePullOut', { pullOutId, ...ofGroup(3) })
    expect((await kept())?.who).toEqual(ofGroup(3).who)
    await app.close()
  })
})
