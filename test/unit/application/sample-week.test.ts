import { expect, it } from 'vitest'
import { ask, open, temporaryFolder } from './open.ts'

it('the sample’s week holds all that is asked, and no group is at the table twice on a day', async () => {
  using folder = temporaryFolder()
  const app = open(folder.path)
  try {
    const { planId } = await ask(app, 'createSampleClass', {})
    const board = await ask(app, 'readRotation', { planId })
    expect(board?.weeks).toMatchObject([{ conflicts: [], unmet: [] }])
    const weekdays = new Map(board?.blocks.map(({ id, weekday }) => [id, weekday]))
    const visits = board?.weeks[0]?.meetings.map(
      ({ position, blockId }) => `group ${position} on day ${weekdays.get(blockId)}`,
    )
    expect(visits).toHaveLength(15)
    expect(visits).toEqual([...new Set(visits)])
  } finally {
    await app.close()
  }
})
