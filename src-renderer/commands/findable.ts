import type { ClassBook, Skill, Student } from '../../src-main/contract/classes.ts'
import type { SkillId, StudentId } from '../../src-main/contract/ids.ts'
import type { Group, PlanBoard } from '../../src-main/contract/plans.ts'
import { count, listed } from '../design/words.ts'
import { moving } from '../state/moving.svelte.ts'
import type { Command, Section } from './command.ts'
import { plainText, type Searchable } from './rank.ts'
import type { Shortcut } from './shortcut.ts'
import { showGroup } from './show-group.ts'
import { showStudent } from './show-student.ts'

/** Something the palette finds. */
export interface Findable extends Searchable {
  /** Stays the same while the words change: "student:12". */
  readonly id: string
  readonly kind: 'student' | 'move' | 'group' | 'command'
  readonly title: string
  readonly detail: string
  /** The group that is meant, or that a student sits in. */
  readonly group: { readonly letter: string; readonly position: number } | null
  /** The kind of command it is; null for people and groups. */
  readonly section: Section | null
  readonly shortcut: Shortcut | null
  readonly unavailable: string | null
  readonly run: () => void | Promise<void>
  /** For a student: the list of groups to move to. */
  readonly move?: Findable
}

/** Everybody of a class, as the palette finds them: by name, by what they are called, by their group's letter. */
export function findableStudents(
  book: ClassBook,
  seats: ReadonlyMap<StudentId, { group: Group; position: number }>,
): Findable[] {
  return book.students.map(student => findableStudent(student, seats.get(student.id) ?? null))
}

function findableStudent(
  { id, fullName, label }: Student,
  seat: { group: Group; position: number } | null,
): Findable {
  const group = seat && { letter: seat.group.letter, position: seat.position }
  const common = {
    detail: fullName === label || fullName.startsWith(`${label} `) ? '' : label,
    group,
    section: null,
    shortcut: null,
  }
  const texts = [
    plainText(fullName),
    plainText(label),
    ...(group ? [plainText(`group ${group.letter}`)] : []),
  ]
  return {
    ...common,
    id: `student:${id}`,
    kind: 'student',
    title: fullName,
    texts,
    unavailable: null,
    run: () => showStudent(id),
    move: {
      ...common,
      id: `move:${id}`,
      detail: '',
      kind: 'move',
      section: 'Move students',
      title: `Move ${label} to…`,
      texts,
      unavailable: null,
      run: async () => {
        await showStudent(id)
        await moving.start([id], 'choose')
      },
    },
  }
}

/** The groups of a plan, as the palette finds them: by letter, name, needs and aim. */
export function findableGroups(board: PlanBoard, skills: ReadonlyMap<SkillId, Skill>): Findable[] {
  return board.groups.map((group, position) => {
    const needs = group.needs.map(skill => skills.get(skill)?.name ?? '')
    return {
      id: `group:${group.id}`,
      kind: 'group',
      title: `Group ${group.letter}: ${group.name}`,
      texts: [`group ${group.letter}`, group.letter, group.name, ...needs, group.aim].map(plainText),
      detail: needs.length > 0 ? `needs ${listed(needs)}` : count(group.members.length, 'student'),
      group: { letter: group.letter, position },
      section: null,
      shortcut: null,
      unavailable: null,
      run: () => showGroup(group),
    }
  })
}

/** A command as the palette finds it. */
export function findableCommand(command: Command): Findable {
  return {
    id: command.id,
    kind: 'command',
    title: command.name,
    texts: [command.name, ...(command.alsoCalled ?? [])].map(plainText),
    detail: command.detail ?? '',
    group: null,
    section: command.section,
    shortcut: command.shortcuts?.[0] ?? null,
    unavailable: command.unavailable,
    run: command.run,
  }
}
