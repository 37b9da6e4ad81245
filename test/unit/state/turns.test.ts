import { expect, it } from 'vitest'
import { Turns } from '../../../src-renderer/state/turns.ts'

/** A change that is done when it is let go; `begun` says which have begun. */
function changes() {
  const begun: string[] = []
  const change = (name: string) => {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const act = async () => {
      begun.push(name)
      await promise
    }
    return { act, letGo: () => resolve(undefined) }
  }
  return { begun, change }
}

it('begins a change when the one before is done', async () => {
  const { begun, change } = changes()
  const turns = new Turns()
  const [first, second] = [change('first'), change('second')]
  const done = [turns.take(first.act), turns.take(second.act)]
  second.letGo()
  await Promise.resolve()
  await Promise.resolve()
  expect(begun).toEqual(['first'])
  first.letGo()
  await Promise.all(done)
  expect(begun).toEqual(['first', 'second'])
})

it('begins all that waits when the window ends, in its order', async () => {
  const { begun, change } = changes()
  const turns = new Turns()
  for (const name of ['first', 'second', 'third']) void turns.take(change(name).act)
  turns.hurry()
  await Promise.resolve()
  await Promise.resolve()
  expect(begun).toEqual(['first', 'second', 'third'])
})

it('goes on where one fails', async () => {
  const turns = new Turns()
  const failing = turns.take(() => Promise.reject(new Error('no')))
  const next = turns.take(() => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('no')
  await expect(next).resolves.toBe('done')
})
