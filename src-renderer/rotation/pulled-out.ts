import type { CellKey } from '../../src-main/contract/rotation.ts'
import { rotation } from '../state/rotation.svelte.ts'
import { workspace } from '../state/workspace.svelte.ts'
import { stopped } from './cell-words.ts'

/** Who of a group is pulled out of a block, a sentence for each: "Viktor is at Band." */
export function pulledOutOf({ blockId, position }: Pick<CellKey, 'blockId' | 'position'>): readonly string[] {
  const { board, week } = rotation
  const students = board?.groups[position]?.studentIds ?? []
  return (week?.away ?? [])
    .filter(one => one.blockId === blockId && students.includes(one.studentId))
    .map(({ studentId, pullOutId }) => {
      const label = workspace.students.get(studentId)?.label ?? ''
      const pullOut = board?.pullOuts.find(({ id }) => id === pullOutId)
      return stopped(`${label} is at ${pullOut?.name ?? ''}`)
    })
}
