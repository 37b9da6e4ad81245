import { describe, expect, it } from 'vitest'
import type { CellKey, RotationBoard } from '../../../src-main/contract/rotation.ts'
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

  it('changes no locked visit before it is unlocked, and says so before a drop', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const board = await read()
    const [cell, other] = [cellAt(board, 1, 545, 0), cellAt(board, 1, 545, 2)]
    const stationId = stationIn(board, other) ?? null
    await ask(app, 'lockCells', { planId, cells: [cell], locked: true })
    const before = await read()
    const message = 'A’s visit on Monday 9:05 is locked.'
    const refused = { ok: false, problem: { code: 'invalidInput', message, remedy: 'Unlock it first (L).' } }
    expect(await app.call('placeGroup', { planId, cell, stationId })).toMatchObject(refused)
    expect(await app.call('placeGroup', { planId, cell, stationId: null })).toMatchObject(refused)
    expect(await app.call('swapCells', { planId, one: cell, other })).toMatchObject(refused)
    expect(await app.call('swapCells', { planId, one: other, other: cell })).toMatchObject(refused)
    expect(await app.call('clearCells', { planId, cells: [other, cell] })).toMatchObject(refused)
    expect(await read()).toEqual(before)

    const said = { worse: [{ words: `${message} Unlock it first (L).`, isRule: true }], better: [] }
    const own = await ask(app, 'previewCell', { planId, cell })
    for (const one of [...own.stations, ...own.swaps]) expect(one).toMatchObject(said)
    const { swaps } = await ask(app, 'previewCell', { planId, cell: other })
    const locked = swaps.filter(one => JSON.stringify(one).includes('is locked'))
    expect(locked).toEqual([{ cell, ...said }])

    await ask(app, 'lockCells', { planId, cells: [cell], locked: false })
    await ask(app, 'swapCells', { planId, one: cell, other })
    expect(stationIn(await read(), cell)).toBe(stationId)
    await app.close()
  })

  it('warns of no station where that is a remark afterwards', async () => {
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

  it('a block that goes to another day takes nothing along from either', async () => {
    using folder = temporaryFolder()
    const { app, read } = await withSample(folder.path)
    const before = await read()
    const blockId = blockAt(before, 1, 545).id
    const move = { blockId, weekday: 2, start: 800 }
    expect(await refusal(app, 'updateBlock', { ...move, movesFollowing: true })).toBe(
      'A block that goes to another day takes nothing with it.',
    )
    expect(await read()).toEqual(before)
    await ask(app, 'updateBlock', move)
    // But for the names that the app gave: those follow the order.
    const others = (board: RotationBoard) =>
      board.blocks.filter(({ id }) => id !== blockId).map(block => ({ ...block, name: '' }))
    expect(others(await read())).toEqual(others(before))
    await app.close()
  })

  it('offers what a new block could do where it would overlap', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const { id, ...block } = blockAt(await read(), 1, 545)
    const answer = await app.call('addBlock', { ...block, planId, start: 550 })
    expect(answer).toMatchObject({
      ok: false,
      problem: { remedy: 'Choose other times, or move the other block first.' },
    })
    expect((await read()).blocks.filter(one => one.id === id)).toHaveLength(1)
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
    const cell = { week: 'a' as const, blockId: second.blockId, position: 0 }
    await ask(app, 'updateMeeting', { planId, ...cell, aim: 'Find the twist.' })
    const free = cellAt(board, 5, 570, 0)
    await ask(app, 'placeGroup', { planId, cell: { ...cell }, stationId: null })
    await ask(app, 'placeGroup', { planId, cell: free, stationId: second.stationId })
    const moved = async () =>
      found(weekOf(await read()).meetings.find(one => one.blockId === free.blockId && one.position === 0))
    expect((await moved()).aim).toBe('Find the twist.')
    const { groups } = await ask(app, 'readPlan', { planId })
    await ask(app, 'updateGroup', { groupId: found(groups[0]).id, aim: 'New aim.' })
    await ask(app, 'updateMeeting', { planId, ...free, aim: null })
    expect((await moved()).aim).toBe('New aim.')
    await app.close()
  })

  it('a meeting keeps its aim also when it is put in at its new time before it is taken out at the old one', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const board = await read()
    const meetings = async () => weekOf(await read()).meetings.filter(({ position }) => position === 0)
    const aims = async () =>
      new Map((await meetings()).map(({ blockId, aim, own }) => [blockId, own.aim ? aim : null]))
    const [first, ...others] = await meetings()
    const { blockId, stationId } = found(first)
    const old = { week: 'a' as const, blockId, position: 0 }
    for (const one of [found(first), ...others])
      await ask(app, 'updateMeeting', { planId, ...old, blockId: one.blockId, aim: null })
    await ask(app, 'updateMeeting', { planId, ...old, aim: 'Find the twist.' })
    const before = await aims()
    const put = (cell: CellKey, to: typeof stationId | null) =>
      ask(app, 'placeGroup', { planId, cell, stationId: to })
    const [added, another] = [cellAt(board, 5, 540, 0), cellAt(board, 5, 570, 0)]
    await put(added, stationId)
    // What is done for others meanwhile changes nothing about it.
    await put(cellAt(board, 5, 540, 1), null)
    expect([(await aims()).get(blockId), (await aims()).get(added.blockId)]).toEqual([
      ...['Find the twist.', null],
    ])
    await put(old, null)
    expect((await aims()).get(added.blockId)).toBe('Find the twist.')
    // Those that were there all along take nothing.
    expect([...(await aims()).values()].filter(aim => aim !== null)).toHaveLength(1)

    // It goes on from there: taken out it waits for the next, and is as before when all is undone.
    await put(added, null)
    expect([...(await aims()).values()].filter(aim => aim !== null)).toEqual([])
    await put(another, stationId)
    expect((await aims()).get(another.blockId)).toBe('Find the twist.')
    for (let step = 0; step < 5; step++) await ask(app, 'undo', {})
    expect(await aims()).toEqual(before)
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
      const cell = { week: 'a' as const, blockId: one.blockId, position: 2 }
      await ask(app, 'updateMeeting', { planId, ...cell, aim: aimOf(one) })
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
  })

  it('what is written waits with its group while that is away for a regroup, and is about the same meetings then', async () => {
    using folder = temporaryFolder()
    const { app, planId, read, book } = await withSample(folder.path)
    const regroup = async (groupCount: number) => {
      const { request } = await ask(app, 'readPlan', { planId })
      await ask(app, 'updateRequest', {
        planId,
        request: { ...request, groupCount, sizeMin: 1, sizeMax: 20 },
      })
      const seats = book.students.map(({ id }, at) => ({ studentId: id, position: at % groupCount }))
      await ask(app, 'adoptGroups', { planId, seats })
    }
    const meetings = async () => weekOf(await read()).meetings.filter(({ position }) => position === 5)
    const [first, ...others] = await meetings()
    const aimOf = (one: { blockId: number }) => `What block ${one.blockId} is about`
    for (const one of [found(first), ...others]) {
      const { blockId, position } = one
      await ask(app, 'updateMeeting', { planId, week: 'a', blockId, position, aim: aimOf(one) })
    }
    await regroup(3)
    expect(await meetings()).toEqual([])
    await ask(app, 'removeBlock', { blockId: found(first).blockId })
    await regroup(6)
    expect((await meetings()).map(({ aim }) => aim)).toEqual(others.map(aimOf))
    expect(others.length).toBeGreaterThan(0)
    await app.close()
  })

  it('what is written about a meeting that is not there any more is refused, and goes to no other', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const [first, second] = weekOf(await read()).meetings.filter(({ position }) => position === 2)
    const cell = { week: 'a' as const, blockId: found(first).blockId, position: 2 }
    const meeting = { planId, ...cell }
    const gone = {
      ok: false,
      problem: { code: 'notFound', message: 'That meeting is not there any more.' },
    }
    await ask(app, 'placeGroup', { planId, cell, stationId: null })
    const before = await read()
    expect(await app.call('updateMeeting', { ...meeting, aim: 'Lost.' })).toMatchObject(gone)
    expect(await app.call('updateMeeting', { ...meeting, position: 24, aim: 'Lost.' })).toMatchObject(gone)
    expect(await app.call('updateMeeting', { ...meeting, week: 'b', aim: 'Lost.' })).toMatchObject(gone)
    expect(await read()).toEqual(before)
    await ask(app, 'updateMeeting', { ...meeting, blockId: found(second).blockId, aim: 'Find the twist.' })
    expect(weekOf(await read()).meetings.find(({ position }) => position === 2)?.aim).toBe('Find the twist.')
    await app.close()
  })

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
