import type { ValidInput } from '../contract/contract.ts'
import { lockedProblem } from '../contract/locked-words.ts'
import { OperationError, type Problem } from '../contract/problem.ts'
import type { CellKey } from '../contract/rotation.ts'
import { groupLetter } from '../grouping/letters.ts'
import { NotFound } from '../storage/errors.ts'
import type { Context } from './context.ts'
import { blockIn, changeRotation, refused, stationIn } from './rotation-change.ts'
import { isIn, NO_SLOT, slotKey, type RotationState, type Slot } from './rotation-state.ts'
import { cellInWords, inWeek, whenInWeek } from './rotation-words.ts'

export function placeGroup(context: Context, { planId, cell, stationId }: ValidInput<'placeGroup'>) {
  return changeRotation(context, 'placeGroup', planId, state => {
    mustBeFree(state, cell)
    const station = stationId === null ? null : stationIn(state, stationId)
    put(context, cell, { ...slotOf(state, cell), stationId })
    const when = whenInWeek(state, blockIn(state, cell.blockId), cell.week)
    const letter = groupLetter(cell.position)
    const label = station ? `put ${letter} at ${station.name} on ${when}` : `put ${letter} nowhere on ${when}`
    return { result: {}, label }
  })
}

export function swapCells(context: Context, { planId, one, other }: ValidInput<'swapCells'>) {
  return changeRotation(context, 'swapCells', planId, state => {
    mustBeFree(state, one)
    mustBeFree(state, other)
    if (one.week !== other.week) {
      throw refused('Only places of one week can be swapped.', 'Put each group where it is to be.')
    }
    const [first, second] = [slotOf(state, one), slotOf(state, other)]
    put(context, one, { ...first, stationId: second.stationId })
    put(context, other, { ...second, stationId: first.stationId })
    return { result: {}, label: swapInWords(state, one, other) }
  })
}

/** "swap A and C on Monday 9:10", "swap A on Monday 9:10 with A on Friday 9:10" */
function swapInWords(state: RotationState, one: CellKey, other: CellKey): string {
  if (one.blockId !== other.blockId) {
    return `swap ${cellInWords(state, one)} with ${cellInWords(state, other)}`
  }
  const when = whenInWeek(state, blockIn(state, one.blockId), one.week)
  return `swap ${groupLetter(one.position)} and ${groupLetter(other.position)} on ${when}`
}

export function lockCells(context: Context, { planId, cells, locked }: ValidInput<'lockCells'>) {
  return changeRotation(context, 'lockCells', planId, state => {
    for (const cell of cells) {
      mustHaveCell(state, cell)
      put(context, cell, { ...slotOf(state, cell), locked })
    }
    return { result: {}, label: `${locked ? 'lock' : 'unlock'} ${cellsInWords(state, cells)}` }
  })
}

export function clearCells(context: Context, { planId, cells }: ValidInput<'clearCells'>) {
  return changeRotation(context, 'clearCells', planId, state => {
    const cleared = cells ?? allCells(state).filter(cell => !slotOf(state, cell).locked)
    for (const cell of cleared) {
      mustBeFree(state, cell)
      put(context, cell, { ...slotOf(state, cell), stationId: null })
    }
    return { result: {}, label: cells ? `clear ${cellsInWords(state, cells)}` : 'clear the week' }
  })
}

function cellsInWords(state: RotationState, cells: readonly CellKey[]): string {
  const [only, ...others] = cells
  if (!only) return 'no place in the week'
  if (others.length === 0) return cellInWords(state, only)
  const isOfOne = others.every(({ week }) => week === only.week)
  const where = isOfOne ? inWeek(state, only.week) || ' in the week' : ' in both weeks'
  return `${cells.length} places${where}`
}

/** Every cell of the week: weeks, then blocks by time, then groups. */
export function allCells({ weeks, blocks, plan }: RotationState): CellKey[] {
  return weeks.flatMap(week =>
    blocks
      .filter(block => block.kind === 'rotation' && isIn(block.weeks, week))
      .flatMap(({ id }) => plan.groups.map((_, position) => ({ week, blockId: id, position }))),
  )
}

export const slotOf = ({ slots }: RotationState, cell: CellKey): Slot => slots.get(slotKey(cell)) ?? NO_SLOT

/** @throws NotFound when the week has no such cell */
export function mustHaveCell(state: RotationState, { week, blockId, position }: CellKey): void {
  const block = blockIn(state, blockId)
  const isThere =
    block.kind === 'rotation' &&
    state.weeks.includes(week) &&
    isIn(block.weeks, week) &&
    position < state.plan.groups.length
  if (!isThere) throw new NotFound('place in the week')
}

/** Why a cell may not be changed by hand; null = it may. */
export function lockOn(state: RotationState, cell: CellKey): Problem | null {
  if (!slotOf(state, cell).locked) return null
  const when = whenInWeek(state, blockIn(state, cell.blockId), cell.week)
  return lockedProblem(groupLetter(cell.position), when)
}

/** @throws NotFound when the week has no such cell; OperationError when it is locked */
function mustBeFree(state: RotationState, cell: CellKey): void {
  mustHaveCell(state, cell)
  const problem = lockOn(state, cell)
  if (problem) throw new OperationError(problem)
}

function put({ storage }: Context, cell: CellKey, { stationId, locked }: Slot): void {
  storage.rotations.putSlot({ ...cell, stationId, locked: locked ? 1 : 0 })
}
