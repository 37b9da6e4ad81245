import type { StudentId } from '../../src-main/contract/ids.ts'
import type { CellKey, RotationBoard } from '../../src-main/contract/rotation.ts'
import { rotation } from '../state/rotation.svelte.ts'
import { workspace } from '../state/workspace.svelte.ts'
import { stopped } from './cell-words.ts'

/**
 * Who of a group is pulled out of a block, a sentence for each: "Viktor is at Band."
 *
 * @param absent of whom nothing is said
 */
export function pulledOut(
  board: RotationBoard | null,
  { week, blockId, position }: CellKey,
  absent: ReadonlySet<StudentId> = new Set(),
): readonly string[] {
  const students = board?.groups[position]?.studentIds ?? []
  const away = board?.weeks.find(one => one.week === week)?.away ?? []
  return away
    .filter(one => one.blockId === blockId && students.includes(one.studentId) && !absent.has(one.studentId))
    .map(({ studentId, pullOutId }) => {
      const label = workspace.students.get(studentId)?.label ?? ''
      const pullOut = board?.pullOuts.find(({ id }) => id === pullOutId)
      return stopped(`${label} is at ${pullOut?.name ?? ''}`)
    })
}

/** The same in the week that is shown. */
export function pulledOutOf({ blockId, position }: Omit<CellKey, 'week'>): readonly string[] {
  const { board, week } = rotation
  return week ? pulledOut(board, { week: week.week, blockId, position }) : []
}
