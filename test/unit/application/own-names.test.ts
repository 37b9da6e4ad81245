import { describe, expect, it } from 'vitest'
import { ask, open, temporaryFolder } from './open.ts'
import { found } from './rotation-of-sample.ts'

/** A plan whose days have four rotations of 20 minutes from 8:30, and what a Monday is called now. */
async function begin(folder: string) {
  const app = open(folder)
  const { planId } = await ask(app, 'createClass', { name: 'Small' })
  await ask(app, 'startRotation', { planId, start: 510, minutes: 20 })
  const monday = async () =>
    found(await ask(app, 'readRotation', { planId })).blocks.filter(({ weekday }) => weekday === 1)
  const names = async () => (await monday()).map(({ name }) => name)
  const ids = (await monday()).map(({ id }) => id)
  const change = (
    at: number,
    part: { kind?: 'rotation' | 'break' | 'together'; name?: string; start?: number },
  ) => ask(app, 'updateBlock', { blockId: found(ids[at]), ...part })
  return { app, planId, ids, names, change }
}

describe('names that are the app’s own', () => {
  it('follow the kind and the order, and come back with both', async () => {
    using folder = temporaryFolder()
    const { app, names, change } = await begin(folder.path)
    const first = ['Rotation 1', 'Rotation 2', 'Rotation 3', 'Rotation 4']
    expect(await names()).toEqual(first)
    await change(2, { kind: 'break' })
    expect(await names()).toEqual(['Rotation 1', 'Rotation 2', '', 'Rotation 3'])
    expect((await ask(app, 'readHistory', {})).undo).toBe('make Rotation 3 on Monday a break')
    await change(2, { kind: 'rotation' })
    expect(await names()).toEqual(first)
    await ask(app, 'undo', {})
    await ask(app, 'undo', {})
    expect(await names()).toEqual(first)
    await change(0, { start: 700 })
    expect(await names()).toEqual(first)
    await app.close()
  })

  it('follow when one is removed, in each week by itself', async () => {
    using folder = temporaryFolder()
    const { app, planId, ids, names, change } = await begin(folder.path)
    await ask(app, 'setAlternation', { planId, weekAFrom: '2026-11-23' })
    await ask(app, 'updateBlock', { blockId: found(ids[1]), weeks: 'b' })
    // The third one is the third in week B still.
    expect(await names()).toEqual(['Rotation 1', 'Rotation 2', 'Rotation 3', 'Rotation 4'])
    await ask(app, 'removeBlock', { blockId: found(ids[0]) })
    expect(await names()).toEqual(['Rotation 1', 'Rotation 2', 'Rotation 3'])
    await change(1, { kind: 'together' })
    expect(await names()).toEqual(['', 'Rotation 1', 'Rotation 2'])
    await app.close()
  })

  it('are none that the teacher typed, also where they read like one', async () => {
    using folder = temporaryFolder()
    const { app, ids, names, change } = await begin(folder.path)
    await change(1, { name: 'Snack' })
    await change(3, { name: 'Rotation 9' })
    await change(1, { kind: 'break' })
    expect(await names()).toEqual(['Rotation 1', 'Snack', 'Rotation 2', 'Rotation 9'])
    await change(0, { name: '' })
    await ask(app, 'removeBlock', { blockId: found(ids[1]) })
    expect(await names()).toEqual(['', 'Rotation 2', 'Rotation 9'])
    await app.close()
  })
})
