import { expect, it } from 'vitest'
import { ask, temporaryFolder } from './open.ts'
import { found, weekOf, withSample } from './rotation-of-sample.ts'

it('leaves no step for undo where everything stays as it is', async () => {
  using folder = temporaryFolder()
  const { app, planId, read } = await withSample(folder.path)
  const [, second] = (await read()).stations
  await ask(app, 'removeStation', { stationId: found(second).id })
  await ask(app, 'noteMeeting', { planId, day: '2026-11-24', position: 0, start: 545, text: 'Well read.' })
  const board = await read()
  const { undo } = await ask(app, 'readHistory', {})
  const [adult] = board.adults
  const { id: adultId, name, hours } = found(adult)
  expect(hours.length).toBeGreaterThan(1)
  const [one, two] = board.stations
  const { week, meetings } = weekOf(board)
  const { blockId, position, aim, own } = found(meetings.find(meeting => meeting.own.aim))
  const [cell] = weekOf(board).cells

  await ask(app, 'updateAdult', { adultId, name, hours: hours.toReversed() })
  await ask(app, 'moveStation', { stationId: found(one).id, beforeId: found(two).id })
  await ask(app, 'moveStation', { stationId: found(board.stations.at(-1)).id, beforeId: null })
  await ask(app, 'updateMeeting', { planId, week, blockId, position, aim })
  await ask(app, 'noteMeeting', { planId, day: '2026-11-24', position: 0, start: 545, text: 'Well read.' })
  await ask(app, 'placeGroup', {
    ...{ planId, stationId: found(cell).stationId },
    cell: { week, blockId: found(cell).blockId, position: found(cell).position },
  })
  expect(own.aim).toBe(true)
  expect(await read()).toEqual(board)
  expect((await ask(app, 'readHistory', {})).undo).toBe(undo)

  // What differs is a step, and only that is written.
  await ask(app, 'updateAdult', { adultId, hours: hours.slice(1) })
  expect((await ask(app, 'readHistory', {})).undo).toBe(`change when ${name} is there`)
  await ask(app, 'undo', {})
  expect(await read()).toEqual(board)
  await app.close()
})

it('leaves no step where a meeting that waits for a text is let follow its group, as it does', async () => {
  using folder = temporaryFolder()
  const { app, planId, read } = await withSample(folder.path)
  const board = await read()
  const table = found(board.stations.find(({ kind }) => kind === 'table')).id
  const cell = found(
    weekOf(board).cells.find(one => one.position === 0 && one.stationId !== table && one.stationId !== null),
  )
  const key = { week: 'a' as const, blockId: cell.blockId, position: 0 }
  await ask(app, 'placeGroup', { planId, cell: key, stationId: table })
  const { undo } = await ask(app, 'readHistory', {})
  await ask(app, 'updateMeeting', { planId, ...key, aim: null })
  expect((await ask(app, 'readHistory', {})).undo).toBe(undo)
  await app.close()
})
