import { describe, expect, it } from 'vitest'
import { ask, temporaryFolder } from './open.ts'
import { cellAt, found, refusal, stationIn, stationOf, weekOf, withSample } from './rotation-of-sample.ts'

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
      ask(app, 'proposeRotation', { planId }),
      ask(app, 'placeGroup', { planId, cell, stationId }),
    ])
    expect(answer).toEqual({ kind: 'stopped', by: 'change' })
    const after = await read()
    expect(stationIn(after, cell)).toBe(stationId)
    expect(weekOf(after).cells.filter(one => one.stationId !== null)).toHaveLength(1)
    await app.close()
  })

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
  })

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
  })

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
    expect(help).toMatch(/Ask for less: .*group D at Reading lab at least \d times a week/)
    expect(await read()).toEqual(before)
    const filled = await ask(app, 'proposeRotation', { planId, asFarAsPossible: true })
    if (filled.kind !== 'impossible') throw new Error(filled.kind)
    expect(filled.unmet.length).toBeGreaterThan(0)
    const { conflicts, unmet } = weekOf(await read())
    const left = [...conflicts.filter(one => one.isRule || one.kind === 'nowhere'), ...unmet]
    expect(filled.unmet.map(({ words }) => words).sort()).toEqual(left.map(({ words }) => words).sort())
    await app.close()
  })

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
