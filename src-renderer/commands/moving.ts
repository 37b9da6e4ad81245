import type { StudentId } from '../../src-main/contract/ids.ts'
import { called } from '../design/move-words.ts'
import { locking } from '../state/locking.ts'
import { moving } from '../state/moving.svelte.ts'
import { workspace } from '../state/workspace.svelte.ts'
import type { Command } from './command.ts'

/** What is done with the chosen students, or with the one who has the focus. */
export function movingCommands(meant: readonly StudentId[]): Command[] {
  const { board, students, seats } = workspace
  const who =
    meant.length > 0 ? called(meant.map(id => students.get(id)?.label ?? '')) : 'the chosen students'
  const seated = locking.seated(meant)
  const groups = board?.groups ?? []
  const nowhere =
    groups.length === 0 ? 'There are no groups yet.' : meant.length === 0 ? 'Choose a student first.' : null
  const notSeated = nowhere ?? (seated.length === 0 ? 'They sit in no group.' : null)
  return [
    {
      id: 'move-to',
      name: `Move ${who} to…`,
      general: 'Move to…',
      section: 'Move students',
      shortcuts: ['M'],
      alsoCalled: ['menu', 'put into a group'],
      unavailable: nowhere,
      run: () => moving.start(meant, 'choose'),
    },
    {
      id: 'lock',
      name: `${locking.allLocked(meant) ? 'Unlock' : 'Lock'} ${who}`,
      general: 'Lock: keep in the group when grouping again',
      section: 'Move students',
      shortcuts: ['L'],
      alsoCalled: ['keep here', 'lock', 'unlock'],
      unavailable: notSeated,
      run: () => locking.toggle(meant),
    },
    {
      id: 'take-out',
      name: `Take ${who} out of the groups`,
      section: 'Move students',
      alsoCalled: ['remove from group', 'no group'],
      unavailable: notSeated,
      run: () => moving.put(meant, null),
    },
    ...groups.map(({ id, letter, name }): Command => ({
      id: `move-to:${id}`,
      name: `Move ${who} to group ${letter}`,
      section: 'Move students',
      detail: name,
      oneOfMany: true,
      unavailable:
        nowhere ?? (meant.every(student => seats.get(student)?.group.id === id) ? 'They sit there.' : null),
      run: () => moving.put(meant, id),
    })),
  ]
}
