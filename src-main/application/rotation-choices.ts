import type { ValidInput } from '../contract/contract.ts'
import type { CellChoices, CellKey } from '../contract/rotation.ts'
import { NOWHERE } from '../rotation/week-problem.ts'
import type { Context } from './context.ts'
import { mustHaveCell } from './rotation-cells.ts'
import { faultsOf } from './rotation-conflicts.ts'
import { numberWeeks } from './rotation-problem.ts'
import { mustReadRotation } from './rotation-state.ts'

type Said = CellChoices['swaps'][number]['worse']

/** What every drop of a cell would do to its week. */
export function previewCell({ storage }: Context, { planId, cell }: ValidInput<'previewCell'>): CellChoices {
  const state = mustReadRotation(storage, planId)
  mustHaveCell(state, cell)
  const weeks = numberWeeks(state, [cell.week])
  const { filled, places } = weeks
  const width = state.plan.groups.length
  const here = places.findIndex(({ block }) => block.id === cell.blockId) * width + cell.position
  const said = (week: Int32Array): Said => {
    const { conflicts, unmet } = faultsOf(state, weeks, week)
    return [
      ...conflicts.filter(({ isRule }) => isRule),
      ...unmet.map(({ words }) => ({ words, isRule: true })),
      ...conflicts.filter(({ isRule }) => !isRule),
    ].map(({ words, isRule }) => ({ words, isRule }))
  }
  const now = said(filled)
  const effect = (changes: readonly (readonly [at: number, station: number])[]) => {
    const week = filled.slice()
    for (const [at, station] of changes) week[at] = station
    const then = said(week)
    return { worse: without(then, now), better: without(now, then) }
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

function without(some: Said, others: Said): Said {
  const known = new Set(others.map(({ words }) => words))
  return some.filter(({ words }) => !known.has(words))
}
