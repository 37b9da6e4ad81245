import { findConflicts, type Cell, type Conflict } from './conflicts.ts'
import { ANYWHERE, type Week, type WeekProblem } from './week-problem.ts'

export interface Swapped {
  readonly week: Week
  /** Conflicts that were not there before, and those that are gone. */
  readonly added: readonly Conflict[]
  readonly resolved: readonly Conflict[]
}

/**
 * Exchanges the stations of two cells: two groups in one block, two blocks of one group, or any two. It is done even if
 * it breaks a rule, and says so: the teacher decides.
 *
 * @returns null if one of the cells is locked, or a group is away or in a break in it
 */
export function swapCells(problem: WeekProblem, week: Week, one: Cell, other: Cell): Swapped | null {
  const canChange = ({ block, group }: Cell) =>
    problem.blocks[block].kind === 'work' &&
    !problem.groups[group].away.includes(block) &&
    !problem.locked.some(lock => lock.block === block && lock.group === group && lock.station !== ANYWHERE)
  if (!canChange(one) || !canChange(other)) return null
  const place = ({ block, group }: Cell) => block * problem.groups.length + group
  const swapped = week.slice()
  swapped[place(one)] = week[place(other)]
  swapped[place(other)] = week[place(one)]
  return { week: swapped, ...compareConflicts(findConflicts(problem, week), findConflicts(problem, swapped)) }
}

/** A conflict is the same if it says the same, wherever it is shown. */
function compareConflicts(
  before: readonly Conflict[],
  after: readonly Conflict[],
): { readonly added: Conflict[]; readonly resolved: Conflict[] } {
  const named = (conflicts: readonly Conflict[]) =>
    new Map(conflicts.map(conflict => [JSON.stringify({ ...conflict, cells: [] }), conflict]))
  const [old, now] = [named(before), named(after)]
  return {
    added: [...now].flatMap(([name, conflict]) => (old.has(name) ? [] : [conflict])),
    resolved: [...old].flatMap(([name, conflict]) => (now.has(name) ? [] : [conflict])),
  }
}
