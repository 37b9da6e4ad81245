import type { StudentId } from '../../src-main/contract/ids.ts'
import { count } from '../design/words.ts'
import { choosing } from '../state/choosing.ts'
import { notices } from '../state/notices.svelte.ts'
import { selection } from '../state/selection.svelte.ts'
import { workspace } from '../state/workspace.svelte.ts'
import type { Command } from './command.ts'

/** Choosing many students at once, and letting go of them. */
export function choosingCommands(meant: readonly StudentId[]): Command[] {
  const { book, board, students } = workspace
  const nobody = book?.students.length ? null : 'Nobody is in this class yet.'
  const [first] = meant
  const need = first === undefined ? undefined : students.get(first)?.needs[0]
  return [
    {
      id: 'choose-all',
      name: 'Choose everybody',
      section: 'Choose students',
      shortcuts: ['Mod+A'],
      views: ['map', 'groups'],
      alsoCalled: ['select all'],
      unavailable: nobody,
      run: () => choosing.all(),
    },
    {
      id: 'choose-same-need',
      name: 'Choose all with the same need',
      section: 'Choose students',
      alsoCalled: ['select similar'],
      unavailable:
        nobody ??
        (first === undefined
          ? 'Choose a student first.'
          : need === undefined
            ? 'The student is below mastery in no skill.'
            : null),
      run: () => {
        if (first !== undefined) choosing.sameNeed(first)
      },
    },
    {
      id: 'let-go',
      name: 'Let go of the chosen students',
      section: 'Choose students',
      shortcuts: ['Escape'],
      quiet: true,
      alsoCalled: ['deselect', 'clear selection', 'choose nobody'],
      unavailable: selection.list.length > 0 ? null : 'Nobody is chosen.',
      run: () => {
        selection.clear()
        notices.speak('Nobody is chosen now.')
      },
    },
    ...(book?.skills ?? []).map(({ id, name }): Command => {
      const needing = book?.students.filter(({ needs }) => needs.includes(id)).length ?? 0
      return {
        id: `need:${id}`,
        name: `Choose all who need ${name}`,
        section: 'Choose students',
        alsoCalled: [name, `skill ${name}`],
        detail: needing > 0 ? count(needing, 'student') : '',
        oneOfMany: true,
        unavailable: needing > 0 ? null : 'Nobody is below mastery in it.',
        run: () => choosing.need(id),
      }
    }),
    ...(board?.groups ?? []).map((group): Command => ({
      id: `choose-group:${group.id}`,
      name: `Choose all of group ${group.letter}`,
      section: 'Choose students',
      alsoCalled: [`select group ${group.letter}`],
      detail: count(group.members.length, 'student'),
      oneOfMany: true,
      unavailable: group.members.length > 0 ? null : 'Nobody sits in this group.',
      run: () => choosing.group(group),
    })),
  ]
}
