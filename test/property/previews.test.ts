import fc from 'fast-check'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DATABASE_NAME, type Application } from '../../src-main/application/application.ts'
import { sizedFaults, type SizedFault } from '../../src-main/application/rotation-conflicts.ts'
import { numberWeeks } from '../../src-main/application/rotation-problem.ts'
import { mustReadRotation } from '../../src-main/application/rotation-state.ts'
import type { CellKey } from '../../src-main/contract/rotation.ts'
import type { PlanId } from '../../src-main/contract/ids.ts'
import { seededRandom } from '../../src-main/grouping/random.ts'
import { openStorage, type Storage } from '../../src-main/storage/storage.ts'
import { ask, temporaryFolder } from '../unit/application/open.ts'
import { found, withSample } from '../unit/application/rotation-of-sample.ts'

/** The faults that are larger in one week than in another, as a drop says them, judged from all there is. */
function larger(faults: readonly SizedFault[], others: readonly SizedFault[]) {
  const sizeOf = (name: string) => others.find(one => one.name === name)?.size ?? 0
  const worse = faults.filter(({ name, size }) => size > sizeOf(name))
  const conflicts = worse.flatMap(one => one.conflicts)
  const unmet = worse.flatMap(one => (one.unmet ? [{ words: one.unmet.words, isRule: true }] : []))
  return [
    ...conflicts.filter(({ isRule }) => isRule),
    ...unmet,
    ...conflicts.filter(({ isRule }) => !isRule),
  ].map(({ words, isRule }) => ({ words, isRule }))
}

/** Every fault of week A as the database has it now. */
function faultsNow(storage: Storage, planId: PlanId): SizedFault[] {
  const state = mustReadRotation(storage, planId)
  return sizedFaults(state, numberWeeks(state, ['a']))
}

/** Makes of the sample's week one in which everything that can be wrong is wrong somewhere. */
async function spoil(app: Application, planId: PlanId, below: (limit: number) => number): Promise<CellKey[]> {
  const board = found(await ask(app, 'readRotation', { planId }))
  const { students } = await ask(app, 'readPlan', { planId }).then(({ classId }) =>
    ask(app, 'readClass', { classId }),
  )
  const one = <T>(list: readonly T[]) => found(list[below(list.length)])
  const cells = found(board.weeks[0]).cells.map(({ blockId, position }) => ({
    week: 'a' as const,
    ...{ blockId, position },
  }))
  for (let at = 0; at < 40; at++) {
    const stationId = below(5) === 0 ? null : one(board.stations).id
    await ask(app, 'placeGroup', { planId, cell: one(cells), stationId })
  }
  const rotations = board.blocks.filter(({ kind }) => kind === 'rotation')
  for (let at = 0; at < 3; at++) {
    const { weekday, start } = one(rotations)
    const who =
      at === 0
        ? ({ kind: 'group', position: below(6) } as const)
        : ({ kind: 'student', studentId: one(students).id } as const)
    const hours = { weekday, weeks: 'every' as const, from: start, until: start + 20 }
    await ask(app, 'addPullOut', { planId, ...hours, who, name: `Band ${at}` })
    await ask(app, 'updateBlock', { blockId: one(rotations).id, hasTeacher: below(2) === 0 })
  }
  const position = below(5)
  await app.call('addDemand', { planId, terms: { kind: 'mostChanges', most: below(2) } })
  await app.call('addDemand', { planId, terms: { kind: 'apart', positions: [position, position + 1] } })
  const stationId = one(board.stations).id
  await app.call('addDemand', { planId, terms: { kind: 'mustNotVisit', position, stationId } })
  await app.call('addDemand', { planId, terms: { kind: 'mustVisit', position, stationId, least: 3 } })
  const who = { kind: 'student' as const, studentId: one(students).id }
  await app.call('addDemand', { planId, terms: { kind: 'tableVisits', who, least: 4 } })
  return [one(cells), one(cells)]
}

it('what a drop is said to do is what it does: the whole week judged anew after it tells the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async seed => {
      using folder = temporaryFolder()
      const { app, planId } = await withSample(folder.path)
      const { below } = seededRandom(seed)
      const lifted = await spoil(app, planId, below)
      const previews = await Promise.all(
        lifted.map(async cell => ({ cell, ...(await ask(app, 'previewCell', { planId, cell })) })),
      )
      await app.close()

      const storage = openStorage(join(folder.path, DATABASE_NAME), () => new Date(0))
      const before = faultsNow(storage, planId)
      const slots = storage.rotations.slotsOf(planId)
      const stationAt = ({ blockId, position }: CellKey) =>
        slots.find(one => one.week === 'a' && one.blockId === blockId && one.position === position)
          ?.stationId ?? null
      const put = (cell: CellKey, stationId: number | null) =>
        storage.rotations.putSlot({ ...cell, stationId, locked: 0 })
      for (const { cell, stations, swaps } of previews) {
        const own = stationAt(cell)
        const drops = [
          ...stations.map(one => ({ ...one, other: null })),
          ...swaps.map(one => ({ ...one, other: one.cell, stationId: stationAt(one.cell) })),
        ]
        expect(drops.length).toBeGreaterThan(50)
        for (const { other, stationId, worse, better } of drops) {
          put(cell, stationId)
          if (other) put(other, own)
          const after = faultsNow(storage, planId)
          expect({ worse, better }).toEqual({ worse: larger(after, before), better: larger(before, after) })
          put(cell, own)
          if (other) put(other, stationId)
        }
      }
      storage.close()
    }),
    { numRuns: 3 },
  )
})
