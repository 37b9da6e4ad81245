import type { ValidInput } from '../contract/contract.ts'
import type { CellChoices, CellKey } from '../contract/rotation.ts'
import { NOWHERE } from '../rotation/week-problem.ts'
import type { Context } from './context.ts'
import { lockOn, mustHaveCell } from './rotation-cells.ts'
import { sizedFaults, type SizedFault } from './rotation-conflicts.ts'
import { numberWeeks } from './rotation-problem.ts'
import { mustReadRotation } from './rotation-state.ts'

type Said = CellChoices['swaps'][number]['worse']

/**
 * What every drop of a cell would do to its week. A fault is compared with the same one now by its size, not by its
 * words: one visit missing instead of two is not a new fault.
 */
export function previewCell({ storage }: Context, { planId, cell }: ValidInput<'previewCell'>): CellChoices {
  const state = mustReadRotation(storage, planId)
  mustHaveCell(state, cell)
  const weeks = numberWeeks(state, [cell.week])
  const { filled, places } = weeks
  const width = state.plan.groups.length
  const here = places.findIndex(({ block }) => block.id === cell.blockId) * width + cell.position
  const locks = places.flatMap(({ block, week }) =>
    state.plan.groups.map((_, position) => lockOn(state, { week, blockId: block.id, position })),
  )
  const effect = (changes: readonly (readonly [at: number, station: number])[]) => {
    const lock = changes.map(([at]) => locks[at]).find(one => one !== null)
    if (lock) return { worse: [{ words: `${lock.message} ${lock.remedy}`, isRule: true }], better: [] }
    const week = filled.slice()
    for (const [at, station] of changes) week[at] = station
    // Whatever has to do with no touched block or group is as it was, and is not judged again.
    const part = {
      blocks: inOrder(changes.map(([at]) => Math.floor(at / width))),
      groups: inOrder(changes.map(([at]) => at % width)),
    }
    const now = sizedFaults(state, weeks, filled, part)
    const then = sizedFaults(state, weeks, week, part)
    return { worse: largerThan(now, then), better: largerThan(then, now) }
  }
  const stations = [...state.stations.keys(), NOWHERE].filter(station => station !== filled[here])
  const swaps = places.flatMap(({ block, week }, place) =>
    state.plan.groups.flatMap((_, position) => {
      const at = place * width + position
      if (filled[at] === filled[here]) return []
      const other: CellKey = { week, blockId: block.id, position }
      return [
        {
          cell: other,
          ...effect([
            [here, filled[at]],
            [at, filled[here]],
          ]),
        },
      ]
    }),
  )
  return {
    stations: stations.map(station => ({
      stationId: station === NOWHERE ? null : state.stations[station].id,
      ...effect([[here, station]]),
    })),
    swaps,
  }
}

const inOrder = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b)

/** The faults of one week that are larger than in the other, or not there; rules first, then demands. */
function largerThan(others: readonly SizedFault[], faults: readonly SizedFault[]): Said {
  const sizes = new Map(others.map(({ name, size }) => [name, size]))
  const larger = faults.filter(({ name, size }) => size > (sizes.get(name) ?? 0))
  const conflicts = larger.flatMap(fault => fault.conflicts)
  return [
    ...conflicts.filter(({ isRule }) => isRule),
    ...larger.flatMap(({ unmet }) => (unmet ? [{ words: unmet.words, isRule: true }] : [])),
    ...conflicts.filter(({ isRule }) => !isRule),
  ].map(({ words, isRule }) => ({ words, isRule }))
}
