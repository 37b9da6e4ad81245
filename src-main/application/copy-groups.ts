import type { PlanId } from '../contract/ids.ts'
import type { Context } from './context.ts'

/**
 * Puts a plan's groups on another plan's board: seats, locks, names, focus skills, aims, moves and materials; inside
 * a change. What was on that board stays in its history. Nothing happens when there are no groups to copy.
 */
export function copyGroups(
  { storage, now }: Pick<Context, 'storage' | 'now'>,
  from: PlanId,
  to: PlanId,
): void {
  const source = storage.groupings.current(from)
  if (source === null) return
  const { mode, seed } = storage.plans.read(from)
  const copy = storage.groupings.insert(to, now().toISOString(), mode, seed)
  const groups = new Map(
    storage.groupings
      .groupsOf(source)
      .map(
        ({ id, position, name, focusSkillId, aim, moves, materials }) =>
          [
            id,
            storage.groupings.insertGroup(copy, position, { name, focusSkillId, aim, moves, materials }),
          ] as const,
      ),
  )
  for (const { studentId, groupId, locked } of storage.groupings.membersOf(source)) {
    const group = groups.get(groupId)
    if (group !== undefined) storage.groupings.seat(copy, studentId, group, locked === 1)
  }
}
