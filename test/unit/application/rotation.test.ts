import { describe, expect, it } from 'vitest'
import type { Application } from '../../../src-main/application/application.ts'
import type { Input, Output } from '../../../src-main/contract/contract.ts'
import type { CellKey, RotationBoard } from '../../../src-main/contract/rotation.ts'
import { ask, open, temporaryFolder } from './open.ts'

/** Tuesday of a week in which the sample's class works as every week. */
const TUESDAY = '2026-11-24'
const NOW = new Date(`${TUESDAY}T08:00:00`)

function found<T>(what: T | null | undefined): T {
  if (what === undefined || what === null) throw new Error('The sample class has changed.')
  return what
}

async function withSample(folder: string) {
  const app = open(folder, { now: () => NOW })
  const { classId, planId } = await ask(app, 'createSampleClass', {})
  const read = async () => found(await ask(app, 'readRotation', { planId }))
  return { app, classId, planId, read, book: await ask(app, 'readClass', { classId }) }
}

const weekOf = (board: RotationBoard) => found(board.weeks[0])
const stationOf = (board: RotationBoard, name: string) => found(board.stations.find(one => one.name === name))
const blockAt = (board: RotationBoard, weekday: number, start: number) =>
  found(board.blocks.find(one => one.weekday === weekday && one.start === start))
const cellAt = (board: RotationBoard, weekday: number, start: number, position: number): CellKey => ({
  week: 'a',
  blockId: blockAt(board, weekday, start).id,
  position,
})
const stationIn = (board: RotationBoard, cell: CellKey) =>
  weekOf(board).cells.find(one => one.blockId === cell.blockId && one.position === cell.position)?.stationId

async function refusal(app: Application, ...[operation, input]: Parameters<Application['call']>) {
  const answer = await app.call(operation, input)
  if (answer.ok) throw new Error('It was not refused.')
  return answer.problem.message
}

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
    expect(outcome).toMatchObject({ kind: 'met', uncounted: unmetIn(await read()) })
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
  }, 60_000)

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

describe('changing the week by hand', () => {
  it('calls nothing worse that gets smaller, and nothing mended that gets larger', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const board = await read()
    const position = 2
    for (const { blockId } of weekOf(board).meetings.filter(one => one.position === position)) {
      await ask(app, 'placeGroup', { planId, cell: { week: 'a', blockId, position }, stationId: null })
    }
    const never = 'Group C is never at the table in the week; 2 visits were asked for.'
    const once = 'Group C is once at the table in the week; 2 visits were asked for.'
    const cell = cellAt(board, 1, 545, position)
    const stationId = stationOf(board, 'Teacher table').id
    const about = (said: { words: string }[]) =>
      said.map(({ words }) => words).filter(words => words.startsWith('Group C is'))
    const at = async (station: typeof stationId | null) =>
      found((await ask(app, 'previewCell', { planId, cell })).stations.find(one => one.stationId === station))
    const first = await at(stationId)
    expect(first.worse).toEqual([])
    expect(about(first.better)).toEqual([never])
    await ask(app, 'placeGroup', { planId, cell, stationId })
    expect(weekOf(await read()).unmet.map(({ words }) => words)).toContain(once)
    const back = await at(null)
    expect(about(back.worse)).toEqual([never])
    expect(back.better).toEqual([])
    await app.close()
  })

  it('says before a drop what each would do, and a swap does just that', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const board = await read()
    const [one, other] = [cellAt(board, 1, 565, 4), cellAt(board, 1, 565, 0)]
    const { swaps, stations } = await ask(app, 'previewCell', { planId, cell: one })
    expect(stations).toHaveLength(board.stations.length)
    expect(stations.at(-1)?.stationId).toBeNull()
    const swap = found(
      swaps.find(({ cell }) => cell.blockId === other.blockId && cell.position === other.position),
    )
    expect(swap.worse.map(({ words }) => words)).toContain(
      'Group E is once at the table in the week; 2 visits were asked for.',
    )
    const [before, partner] = [stationIn(board, one), stationIn(board, other)]
    await ask(app, 'swapCells', { planId, one, other })
    const after = await read()
    expect([stationIn(after, one), stationIn(after, other)]).toEqual([partner, before])
    const said = [...weekOf(after).conflicts, ...weekOf(after).unmet].map(({ words }) => words)
    expect(said.sort()).toEqual(swap.worse.map(({ words }) => words).sort())
    await app.close()
  })

  it('moves what follows a block of one week in that week alone, and says so', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    await ask(app, 'setAlternation', { planId, weekAFrom: '2026-11-23' })
    const blockId = blockAt(await read(), 1, 545).id
    await ask(app, 'updateBlock', { blockId, weeks: 'a' })
    const before = await read()
    const starts = (board: RotationBoard, week: 'a' | 'b') =>
      board.blocks
        .filter(one => one.weekday === 1 && (one.weeks === 'every' || one.weeks === week))
        .map(({ start }) => start)
    const stations = (board: RotationBoard, week: number) =>
      found(board.weeks[week]).cells.map(one => one.stationId)
    await ask(app, 'updateBlock', { blockId, minutes: 25, movesFollowing: true })
    const after = await read()
    const moved = starts(before, 'a').map(start => (start > 545 ? start + 5 : start))
    expect(starts(after, 'a')).toEqual(moved)
    expect(starts(after, 'b')).toEqual(starts(before, 'b'))
    expect([0, 1].map(week => stations(after, week))).toEqual([0, 1].map(week => stations(before, week)))
    expect((await ask(app, 'readHistory', {})).undo).toBe(
      'let Rotation 1 on Monday take 25 minutes, and in week A what follows',
    )
    await ask(app, 'undo', {})
    expect(await read()).toEqual(before)
    await ask(app, 'updateBlock', { blockId, name: 'First', movesFollowing: true })
    expect((await read()).blocks).toHaveLength(before.blocks.length)
    await app.close()
  })

  it('warns of no station only where that is a remark afterwards: not of a locked cell', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const cell = cellAt(await read(), 1, 545, 0)
    const words = 'A has no station on Monday 9:05.'
    const worseAtNone = async () => {
      const { stations } = await ask(app, 'previewCell', { planId, cell })
      return found(stations.at(-1)).worse.map(one => one.words)
    }
    const saidAfter = async () => {
      await ask(app, 'placeGroup', { planId, cell, stationId: null })
      return weekOf(await read()).conflicts.map(one => one.words)
    }
    expect(await worseAtNone()).toContain(words)
    expect(await saidAfter()).toContain(words)
    await ask(app, 'undo', {})
    await ask(app, 'lockCells', { planId, cells: [cell], locked: true })
    expect(await worseAtNone()).not.toContain(words)
    expect(await saidAfter()).not.toContain(words)
    await app.close()
  })

  it('moves the blocks after one, and refuses two at one time', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const board = await read()
    const blockId = blockAt(board, 1, 545).id
    expect(await refusal(app, 'updateBlock', { blockId, minutes: 30 })).toBe(
      'On Monday two blocks would overlap: Rotation 1, 9:05 to 9:35 and Rotation 2, 9:25 to 9:45.',
    )
    expect(await read()).toEqual(board)
    await ask(app, 'updateBlock', { blockId, minutes: 30, movesFollowing: true })
    const monday = (await read()).blocks.filter(({ weekday }) => weekday === 1)
    expect(monday.map(({ start, minutes }) => [start, minutes])).toEqual([
      [525, 20],
      [545, 30],
      [575, 20],
      [595, 5],
      [600, 20],
      [620, 10],
    ])
    await ask(app, 'shortenDay', { planId, weekday: 1, end: 600 })
    const short = (await read()).blocks.filter(({ weekday }) => weekday === 1)
    expect(found(short.at(-1)).start + found(short.at(-1)).minutes).toBe(600)
    expect(short.find(({ kind }) => kind === 'break')?.minutes).toBe(5)
    expect(await refusal(app, 'shortenDay', { planId, weekday: 1, end: 540 })).toContain(
      'less than 5 minutes',
    )
    await app.close()
  })

  it('counts no time at the table for a group that is pulled out then, nor for its students', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const before = await read()
    // Two visits are asked of every group, and this one has no more.
    const { position } = found(weekOf(before).groupTime.find(one => one.visits === 2))
    const { blockId } = found(weekOf(before).meetings.find(one => one.position === position))
    const block = found(before.blocks.find(({ id }) => id === blockId))
    const visits = (board: RotationBoard) => {
      const students = new Set(found(board.groups[position]).studentIds)
      const { groupTime, studentTime } = weekOf(board)
      return {
        group: found(groupTime[position]).visits,
        students: studentTime.filter(({ studentId }) => students.has(studentId)).map(one => one.visits),
      }
    }
    await ask(app, 'addPullOut', {
      ...{ planId, weekday: block.weekday, weeks: 'every', from: block.start, until: block.start + 20 },
      ...{ who: { kind: 'group', position }, name: 'Choir' },
    })
    const after = await read()
    expect(visits(after)).toEqual({
      group: visits(before).group - 1,
      students: visits(before).students.map(count => count - 1),
    })
    // What the minutes say is what the demand is measured by.
    expect(weekOf(after).unmet.map(({ who }) => who)).toContainEqual({ kind: 'group', position })
    await app.close()
  })

  it('a meeting keeps its aim when it moves, and follows its group where nothing was written', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const board = await read()
    const second = found(
      weekOf(board).meetings.find(({ position, ordinal }) => position === 0 && ordinal === 1),
    )
    await ask(app, 'updateMeeting', { planId, week: 'a', position: 0, ordinal: 1, aim: 'Find the twist.' })
    const cell = { week: 'a' as const, blockId: second.blockId, position: 0 }
    const free = cellAt(board, 5, 570, 0)
    await ask(app, 'placeGroup', { planId, cell: { ...cell }, stationId: null })
    await ask(app, 'placeGroup', { planId, cell: free, stationId: second.stationId })
    const moved = async () =>
      found(weekOf(await read()).meetings.find(one => one.blockId === free.blockId && one.position === 0))
    const { aim, ordinal } = await moved()
    expect(aim).toBe('Find the twist.')
    const { groups } = await ask(app, 'readPlan', { planId })
    await ask(app, 'updateGroup', { groupId: found(groups[0]).id, aim: 'New aim.' })
    await ask(app, 'updateMeeting', { planId, week: 'a', position: 0, ordinal, aim: null })
    expect((await moved()).aim).toBe('New aim.')
    await app.close()
  })

  it('a meeting keeps what is written about it when one before it goes, comes back, or the week is filled', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const meetings = async () => weekOf(await read()).meetings.filter(({ position }) => position === 2)
    const [first, ...others] = await meetings()
    const { ordinal, blockId, stationId } = found(first)
    const put = (to: typeof stationId | null) =>
      ask(app, 'placeGroup', { planId, cell: { week: 'a', blockId, position: 2 }, stationId: to })
    const aimOf = (one: { blockId: number }) => `What block ${one.blockId} is about`
    for (const one of [found(first), ...others]) {
      const { ordinal: at } = one
      await ask(app, 'updateMeeting', { planId, week: 'a', position: 2, ordinal: at, aim: aimOf(one) })
    }
    const isRight = async () => (await meetings()).every(one => one.aim === aimOf(one))
    expect([ordinal, others.length > 0, await isRight()]).toEqual([0, true, true])
    await put(null)
    expect(await meetings()).toHaveLength(others.length)
    expect(await isRight()).toBe(true)
    await put(stationId)
    expect(await meetings()).toHaveLength(others.length + 1)
    expect(await isRight()).toBe(true)
    // What a removed block's meeting was about is for the next new one.
    await ask(app, 'removeBlock', { blockId })
    expect(await isRight()).toBe(true)
    await ask(app, 'undo', {})
    expect(await isRight()).toBe(true)
    const kept = (await meetings()).map(one => one.blockId)
    await ask(app, 'proposeRotation', { planId })
    for (const one of await meetings()) if (kept.includes(one.blockId)) expect(one.aim).toBe(aimOf(one))
    await app.close()
  }, 60_000)

  it('weeks that alternate begin alike, go their own way, and become one again', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const before = await read()
    expect(await app.call('setAlternation', { planId, weekAFrom: TUESDAY })).toMatchObject({ ok: false })
    await ask(app, 'setAlternation', { planId, weekAFrom: '2026-11-16' })
    const both = await read()
    expect(both.thisWeek).toBe('b')
    expect(both.weeks.map(({ cells }) => cells)).toEqual([weekOf(before).cells, weekOf(before).cells])
    await ask(app, 'shortenDay', { planId, weekday: 4, weeks: 'b', end: 600 })
    const split = await read()
    expect(split.weeks.map(({ cells }) => cells.length)).toEqual([90, 90])
    expect(split.weeks.map(({ cells }) => cells.map(({ stationId }) => stationId))).toEqual(
      both.weeks.map(({ cells }) => cells.map(({ stationId }) => stationId)),
    )
    await ask(app, 'setAlternation', { planId, weekAFrom: null })
    const after = await read()
    expect(after.blocks.every(({ weeks }) => weeks === 'every')).toBe(true)
    expect(weekOf(after).cells.map(({ stationId }) => stationId)).toEqual(
      weekOf(before).cells.map(({ stationId }) => stationId),
    )
    await app.close()
  })

  it('outlives a regroup and goes with a copy of the plan, without the notes', async () => {
    using folder = temporaryFolder()
    const { app, planId, classId, read } = await withSample(folder.path)
    const before = await read()
    await ask(app, 'proposeGroups', { planId })
    expect(weekOf(await read()).cells).toEqual(weekOf(before).cells)
    const { planId: copyId } = await ask(app, 'createPlan', { classId, name: 'Copy', copyOf: planId })
    const copy = found(await ask(app, 'readRotation', { planId: copyId }))
    const names = (board: RotationBoard) =>
      weekOf(board).cells.map(({ stationId }) => board.stations.find(({ id }) => id === stationId)?.name)
    expect(names(copy)).toEqual(names(before))
    expect(copy.demands.map(({ words }) => words)).toEqual(before.demands.map(({ words }) => words))
    expect(copy.stations.find(({ leaderId }) => leaderId !== null)?.leaderId).toBe(copy.adults[0]?.id)
    expect(await ask(app, 'readMeetingNotes', { planId: copyId })).toEqual([])
    expect(await ask(app, 'readMeetingNotes', { planId })).toHaveLength(2)
    await app.close()
  })
})

describe('proposing a week', () => {
  it('gives a group whose locked station was removed another one', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const board = await read()
    const cell = cellAt(board, 1, 545, 0)
    const { id: stationId } = found(
      board.stations.find(({ kind, leaderId }) => kind !== 'table' && leaderId === null),
    )
    await ask(app, 'placeGroup', { planId, cell, stationId })
    await ask(app, 'lockCells', { planId, cells: [cell], locked: true })
    await ask(app, 'removeStation', { stationId })
    const lock = weekOf(await read()).cells.find(
      one => one.blockId === cell.blockId && one.position === cell.position,
    )
    expect(lock).toMatchObject({ stationId: null, locked: false })
    await ask(app, 'undo', {})
    const again = weekOf(await read()).cells.find(
      one => one.blockId === cell.blockId && one.position === cell.position,
    )
    expect(again).toMatchObject({ stationId, locked: true })
    await app.close()
  })

  it('does not write over what was changed by hand meanwhile', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    await ask(app, 'clearCells', { planId, cells: null })
    const board = await read()
    const cell = cellAt(board, 1, 545, 0)
    const stationId = stationOf(board, 'Teacher table').id
    const [answer] = await Promise.all([
      app.call('proposeRotation', { planId }),
      ask(app, 'placeGroup', { planId, cell, stationId }),
    ])
    expect(answer).toMatchObject({ ok: false })
    const after = await read()
    expect(stationIn(after, cell)).toBe(stationId)
    expect(weekOf(after).cells.filter(one => one.stationId !== null)).toHaveLength(1)
    await app.close()
  }, 60_000)

  it('changes little in a week in which everything holds, and nothing in one it has filled', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const outcome = await ask(app, 'proposeRotation', { planId })
    if (outcome.kind !== 'met') throw new Error('Everything held before.')
    expect(outcome.changedCount).toBeLessThan(10)
    const after = await read()
    expect(await ask(app, 'proposeRotation', { planId })).toMatchObject({ kind: 'met', changedCount: 0 })
    expect(await read()).toEqual(after)
    await app.close()
  }, 60_000)

  it('meets all demands, leaves locked cells, and is the same again', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const board = await read()
    await ask(app, 'clearCells', { planId, cells: null })
    const locked = cellAt(board, 1, 545, 0)
    const stationId = stationOf(board, 'Teacher table').id
    await ask(app, 'placeGroup', { planId, cell: locked, stationId })
    await ask(app, 'lockCells', { planId, cells: [locked], locked: true })
    const outcome = await ask(app, 'proposeRotation', { planId })
    expect(outcome).toMatchObject({ kind: 'met', changedCount: 89, wishes: [] })
    const after = await read()
    expect(weekOf(after).conflicts).toEqual([])
    expect(weekOf(after).unmet).toEqual([])
    expect(stationIn(after, locked)).toBe(stationId)
    expect(await ask(app, 'proposeRotation', { planId })).toMatchObject({ kind: 'met', changedCount: 0 })
    await app.close()
  }, 60_000)

  it('says which demands cannot hold together and what would help; changes nothing unless asked to', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const { demandId } = await ask(app, 'addDemand', {
      planId,
      terms: {
        kind: 'mustVisit',
        position: 3,
        stationId: stationOf(await read(), 'Reading lab').id,
        least: 9,
      },
    })
    const before = await read()
    const outcome = await ask(app, 'proposeRotation', { planId })
    if (outcome.kind !== 'impossible') throw new Error(outcome.kind)
    expect(outcome).toMatchObject({ week: 'a', isSmallest: true, changedCount: 0, unmet: [] })
    expect(outcome.obstacles.find(one => one.demandId === demandId)).toMatchObject({
      words: 'Group D at Reading lab at least 9 times a week',
    })
    const help = [...outcome.remedies, ...outcome.obstacles.flatMap(({ remedies }) => remedies)]
      .map(({ words }) => words)
      .join('\n')
    expect(help).toContain('Give it up')
    expect(help).toMatch(/Ask for \d visits a week/)
    expect(await read()).toEqual(before)
    const filled = await ask(app, 'proposeRotation', { planId, asFarAsPossible: true })
    if (filled.kind !== 'impossible') throw new Error(filled.kind)
    expect(filled.unmet.length).toBeGreaterThan(0)
    const { conflicts, unmet } = weekOf(await read())
    const left = [...conflicts.filter(one => one.isRule || one.kind === 'nowhere'), ...unmet]
    expect(filled.unmet.sort()).toEqual(left.map(({ words }) => words).sort())
    await app.close()
  }, 120_000)

  it('asks for groups, and for blocks, where there are none', async () => {
    using folder = temporaryFolder()
    const { app, planId, classId } = await withSample(folder.path)
    const { planId: bareId } = await ask(app, 'createPlan', { classId, name: 'Bare', copyOf: null })
    expect(await refusal(app, 'proposeRotation', { planId: bareId })).toBe('Bare has no rotation yet.')
    await ask(app, 'startRotation', { planId: bareId })
    expect(await refusal(app, 'startRotation', { planId: bareId })).toBe('Bare has a rotation already.')
    expect(await refusal(app, 'proposeRotation', { planId: bareId })).toBe('There are no groups yet.')
    const started = found(await ask(app, 'readRotation', { planId: bareId }))
    expect([started.stations.length, started.blocks.length]).toEqual([5, 20])
    for (const weekday of [1, 2, 3, 4, 5]) await ask(app, 'removeDay', { planId, weekday })
    expect(await refusal(app, 'proposeRotation', { planId })).toBe('There are no blocks of rotation yet.')
    await app.close()
  })
})

describe('a day on the wall', () => {
  const names = (day: Output<'readDay'>) =>
    day.blocks.flatMap(({ stations }) =>
      stations.flatMap(({ groups }) => groups.flatMap(({ students }) => students.map(({ name }) => name))),
    )

  it('shows who is there, without who is absent or pulled out', async () => {
    using folder = temporaryFolder()
    const { app, planId, book } = await withSample(folder.path)
    const student = (label: string) => found(book.students.find(one => one.label === label)).id
    const before = await ask(app, 'readDay', { planId, day: TUESDAY })
    expect(before).toMatchObject({ weekday: 2, week: 'a', nextDay: '2026-11-25' })
    expect(before.blocks.map(({ kind }) => kind)).toEqual([
      'together',
      'rotation',
      'rotation',
      'break',
      'rotation',
      'together',
    ])
    const count = (label: string, day: Output<'readDay'>) => names(day).filter(name => name === label).length
    expect([count('Ben', before), count('Sami', before)]).toEqual([3, 2])
    expect(found(before.blocks[1]).stations.find(({ name }) => name === 'Reading lab')?.adult).toBe(
      'Ms. Ortiz, reading specialist',
    )
    await ask(app, 'setAbsent', { planId, studentId: student('Ben'), day: TUESDAY, absent: true })
    const after = await ask(app, 'readDay', { planId, day: TUESDAY })
    expect(count('Ben', after)).toBe(0)
    expect((await ask(app, 'readAbsent', { planId, day: TUESDAY })).studentIds).toEqual([student('Ben')])
    expect(count('Ben', await ask(app, 'readDay', { planId, day: '2026-11-25' }))).toBe(3)
    await ask(app, 'setAbsent', { planId, studentId: student('Ben'), day: TUESDAY, absent: false })
    expect(await ask(app, 'readDay', { planId, day: TUESDAY })).toEqual(before)
    const saturday = await ask(app, 'readDay', { planId, day: '2026-11-28' })
    expect(saturday).toMatchObject({ blocks: [], nextDay: '2026-11-30' })
    await app.close()
  })

  it('names the adult where the group is, not at a station that stays empty', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const board = await read()
    const { weekday, start } = blockAt(board, 2, 545)
    for (const { id, leaderId } of board.stations) {
      if (leaderId !== null)
        await ask(app, 'updateStation', { stationId: id, leaderId: null, needsAdult: false })
    }
    const station = {
      ...{ planId, icon: 'star' as const, kind: 'other' as const, capacity: 1, needsAdult: true },
      ...{ materials: '', leaderId: null },
    }
    await ask(app, 'addStation', { ...station, name: 'Empty' })
    const { stationId } = await ask(app, 'addStation', { ...station, name: 'Used' })
    await ask(app, 'placeGroup', { planId, cell: cellAt(board, weekday, start, 0), stationId })
    const day = await ask(app, 'readDay', { planId, day: TUESDAY })
    const block = found(day.blocks.find(one => one.start === start))
    const adultAt = (name: string) => block.stations.find(one => one.name === name)?.adult
    expect(adultAt('Used')).toBe(found(board.adults[0]).name)
    expect(adultAt('Empty')).toBeNull()
    await app.close()
  })

  it('holds no score, level, attribute, aim, rule, pull-out or demand: nothing but names, stations, materials and times', async () => {
    using folder = temporaryFolder()
    const { app, planId, book, read } = await withSample(folder.path)
    const planted = 'ZZPLANTED'
    const ben = found(book.students.find(({ label }) => label === 'Ben'))
    await ask(app, 'updateStudent', {
      studentId: ben.id,
      interests: [`${planted} 1`],
      attributes: [
        { name: `${planted} 2`, value: `${planted} 3`, isSensitive: true },
        { name: `${planted} 4`, value: `${planted} 5`, isSensitive: false },
      ],
      bornOn: '2016-03-04',
    })
    const { groups } = await ask(app, 'readPlan', { planId })
    const texts = { aim: `${planted} 6`, moves: `${planted} 7`, materials: `${planted} 8` }
    for (const { id } of groups) await ask(app, 'updateGroup', { groupId: id, ...texts })
    await ask(app, 'updatePlan', { planId, purpose: `${planted} 9`, successCriteria: `${planted} 10` })
    for (const { position, ordinal } of weekOf(await read()).meetings) {
      await ask(app, 'updateMeeting', {
        planId,
        week: 'a',
        position,
        ordinal,
        aim: planted,
        moves: planted,
        materials: planted,
        check: planted,
      })
    }
    await ask(app, 'noteMeeting', { planId, day: TUESDAY, position: 0, start: 545, text: planted })
    await ask(app, 'addPullOut', {
      planId,
      weekday: 2,
      weeks: 'every',
      from: 545,
      until: 550,
      who: { kind: 'student', studentId: ben.id },
      name: planted,
    } satisfies Input<'addPullOut'>)
    for (const { id } of book.skills)
      await ask(app, 'updateSkill', { skillId: id, name: `${planted} skill ${id}` })
    const text = JSON.stringify(await ask(app, 'readDay', { planId, day: TUESDAY }))
    expect(text).toContain('Ben')
    expect(text).not.toContain(planted)
    expect(text).not.toContain('2016-03-04')
    const keys = new Set([...text.matchAll(/"(\w+)":/g)].map(([, key]) => key))
    expect([...keys].sort()).toEqual([
      'adult',
      'blockId',
      'blocks',
      'day',
      'groups',
      'icon',
      'isTable',
      'kind',
      'letter',
      'materials',
      'minutes',
      'name',
      'nextDay',
      'notThere',
      'planId',
      'start',
      'stationId',
      'stations',
      'studentId',
      'students',
      'ungrouped',
      'week',
      'weekday',
      'withoutStation',
    ])
    await app.close()
  })
})

it('whoever leaves the class leaves the rotation: absences, pull-outs and demands', async () => {
  using folder = temporaryFolder()
  const { app, planId, classId, book, read } = await withSample(folder.path)
  const sami = found(book.students.find(({ label }) => label === 'Sami'))
  await ask(app, 'setAbsent', { planId, studentId: sami.id, day: TUESDAY, absent: true })
  await ask(app, 'removeStudent', { classId, studentId: sami.id })
  const { pullOuts, demands } = await read()
  expect(pullOuts.map(({ name }) => name)).toEqual(['Band'])
  expect(demands.some(({ words }) => words.includes('Sami') || words.includes('a student'))).toBe(false)
  expect((await ask(app, 'readAbsent', { planId, day: TUESDAY })).studentIds).toEqual([])
  await app.close()
})
