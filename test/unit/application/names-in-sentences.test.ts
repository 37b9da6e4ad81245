import { expect, it } from 'vitest'
import { namesIsolated } from '../../../src-main/contract/isolated.ts'
import { ask, open, temporaryFolder } from './open.ts'

const [NOA, DANA] = ['נועה', 'דנה']
const apart = (name: string) => `\u2068${name}\u2069`

it('sets names that are written from right to left apart, each for itself, and no others', () => {
  expect(namesIsolated(`move ${NOA} לוי to C`)).toBe(`move ${apart(`${NOA} לוי`)} to C`)
  expect(namesIsolated(`keep ${NOA} and ${DANA} apart`)).toBe(`keep ${apart(NOA)} and ${apart(DANA)} apart`)
  expect(namesIsolated(`${NOA}, ${DANA}, ${NOA}.`)).toBe(`${apart(NOA)}, ${apart(DANA)}, ${apart(NOA)}.`)
  expect(namesIsolated('move Hương to C')).toBe('move Hương to C')
  const once = namesIsolated(`${NOA} 2 is at ${DANA}-${NOA} on Monday 9:05.`)
  expect(once).toBe(`${apart(NOA)} 2 is at ${apart(`${DANA}-${NOA}`)} on Monday 9:05.`)
  expect(namesIsolated(once)).toBe(once)
})

it('answers sentences with such names set apart, and names as they are', async () => {
  using folder = temporaryFolder()
  const app = open(folder.path)
  const { planId } = await ask(app, 'createSampleClass', {})
  const before = await ask(app, 'readRotation', { planId })
  const table = before?.stations.find(({ kind }) => kind === 'table')
  if (!table) throw new Error('There is no table.')
  const told: unknown[] = []
  app.onEvent(event => event.type === 'changed' && told.push(event.history.undo))
  await ask(app, 'updateStation', { stationId: table.id, name: NOA })

  const label = `rename the station Teacher table to ${apart(NOA)}`
  expect((await ask(app, 'readHistory', {})).undo).toBe(label)
  expect(told).toEqual([label])
  expect((await ask(app, 'undo', {})).label).toBe(label)
  await ask(app, 'redo', {})

  const [cell] = before?.weeks[0]?.cells.filter(one => one.stationId === table.id) ?? []
  const other = before?.weeks[0]?.cells.find(
    one => one.blockId === cell?.blockId && one.position !== cell.position,
  )
  if (!other || !before?.weeks[0]) throw new Error('There is nobody else.')
  const { blockId, position } = other
  const key = { week: before.weeks[0].week, blockId, position }
  await ask(app, 'lockCells', { planId, cells: [key], locked: false })
  await ask(app, 'placeGroup', { planId, cell: key, stationId: table.id })
  const after = await ask(app, 'readRotation', { planId })
  expect(after?.stations.find(({ id }) => id === table.id)?.name).toBe(NOA)
  const words = after?.weeks[0]?.conflicts.map(conflict => conflict.words) ?? []
  expect(words.join(' ')).toContain(`${apart(NOA)} takes 1 group at a time`)

  const { adultId } = await ask(app, 'addAdult', { planId, name: 'Ms Bell', hours: [] })
  const refused = await app.call('updateStation', { stationId: table.id, leaderId: adultId })
  expect(refused).toMatchObject({
    ok: false,
    problem: { message: expect.stringContaining(`${apart(NOA)} is your own table`) as string },
  })
  await app.close()
})
