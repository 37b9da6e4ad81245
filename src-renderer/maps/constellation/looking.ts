import type { GroupId, StudentId } from '../../../src-main/contract/ids.ts'
import { moving } from '../../state/moving.svelte.ts'
import { selection } from '../../state/selection.svelte.ts'
import { workspace } from '../../state/workspace.svelte.ts'

/** With more chosen students than this nobody looks at their groups one by one. */
const MOST_LOOKED_AT = 12

/**
 * The groups that somebody looks at now: of the chosen, pointed and picked-up students, under the pointer, and the
 * best place.
 */
export function groupsLookedAt(pointed: StudentId | null): ReadonlySet<GroupId> {
  const students = [
    ...(selection.students.size <= MOST_LOOKED_AT ? selection.list : []),
    ...moving.students,
    ...(pointed === null ? [] : [pointed]),
  ]
  const groups = new Set(students.flatMap(id => workspace.seats.get(id)?.group.id ?? []))
  if (moving.over !== null && moving.over !== 'out') groups.add(moving.over)
  const best = moving.best
  if (best !== null) groups.add(best)
  return groups
}
