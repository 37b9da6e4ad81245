import { describe, expect, it } from 'vitest'
import type { Input, Output } from '../../../src-main/contract/contract.ts'
import { WITHOUT_A_STATION } from '../../../src-renderer/design/block-words.ts'
import { isolated } from '../../../src-main/contract/isolated.ts'
import { cardsOf } from '../../../src-renderer/present/cards.ts'
import { PaperWeek } from '../../../src-renderer/print/week/paper-week.ts'
import { ask, temporaryFolder } from './open.ts'
import { blockAt, cellAt, found, TUESDAY, weekOf, withSample } from './rotation-of-sample.ts'

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

  it('says of a group that is pulled out that it is elsewhere, as paper does, and to no class why', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await withSample(folder.path)
    const cell = cellAt(await read(), 2, 545, 1)
    await ask(app, 'placeGroup', { planId, cell, stationId: null })
    const [block] = (await ask(app, 'readDay', { planId, day: TUESDAY })).blocks.filter(
      ({ blockId }) => blockId === cell.blockId,
    )
    const places = async () => {
      const board = await read()
      const { blocks } = await ask(app, 'readDay', { planId, day: TUESDAY })
      const onWall = cardsOf(found(blocks.find(({ blockId }) => blockId === cell.blockId)))
      return {
        onWall: onWall
          .filter(({ groups }) => groups.some(({ letter }) => letter === 'B'))
          .map(({ name, isElsewhere, groups }) => ({
            ...{ name, isElsewhere },
            students: groups.flatMap(({ students }) => students).length,
          })),
        onPaper: new PaperWeek(board, 'a', new Map()).place(cell.blockId, 1),
        isToldWhy: JSON.stringify(blocks).includes('Speech'),
      }
    }
    const size = found((await read()).groups[1]).studentIds.length
    expect(await places()).toEqual({
      onWall: [{ name: WITHOUT_A_STATION, isElsewhere: false, students: size }],
      onPaper: isolated(WITHOUT_A_STATION),
      isToldWhy: false,
    })
    const { start, minutes } = found(block)
    await ask(app, 'addPullOut', {
      ...{ planId, weekday: 2, weeks: 'every', from: start, until: start + minutes },
      ...{ who: { kind: 'group', position: 1 }, name: 'Speech' },
    } satisfies Input<'addPullOut'>)
    expect(await places()).toEqual({
      onWall: [{ name: 'Elsewhere', isElsewhere: true, students: 0 }],
      onPaper: 'elsewhere',
      isToldWhy: false,
    })
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
    for (const { position, blockId } of weekOf(await read()).meetings) {
      await ask(app, 'updateMeeting', {
        planId,
        week: 'a',
        position,
        blockId,
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
      'elsewhere',
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
