import { mean } from 'd3'
import type { ClassBook, Skill, Student } from '../../../src-main/contract/classes.ts'
import type { Group, PlanBoard } from '../../../src-main/contract/plans.ts'
import { skillsInOrder, type SkillColumn } from '../skill-order.ts'
import { classSpread, shareOfScale, type ClassSpread } from './class-spread.ts'

/** `same`: every panel in the same order. `needed`: what is most needed in the group comes first. */
export type SkillSorting = 'same' | 'needed'

export interface ScoredStudent {
  readonly student: Student
  readonly value: number
  /** Of the skill's own scale, 0 to 1. */
  readonly share: number
}

/** How the students of one panel stand in one skill. */
export interface SkillProfile {
  readonly skill: Skill
  /** From the lowest score up; equal scores in the order of the class. */
  readonly scored: readonly ScoredStudent[]
  readonly notAssessedCount: number
  readonly belowCount: number
  /** On the skill's own scale; null if nobody was assessed. */
  readonly mean: number | null
  readonly meanShare: number
  readonly thresholdShare: number
  /** The class to compare with; null if nobody in it was assessed. */
  readonly classSpread: ClassSpread | null
}

/** One of the small multiples: a group, those in no group, or, before there are groups, the class. */
export interface Panel {
  readonly kind: 'group' | 'unplaced' | 'class'
  readonly group: Group | null
  /** Place on the board, 0 = A; -1 where it is no group. */
  readonly position: number
  readonly name: string
  readonly students: readonly Student[]
  readonly profiles: readonly SkillProfile[]
  /** Students without any score: no row has a dot of them. */
  readonly unscored: readonly Student[]
}

/** The panels of a plan, in the order of the board; those in no group come last. O(n d log n). */
export function panelsOf(book: ClassBook, board: PlanBoard, sorting: SkillSorting): Panel[] {
  const columns = skillsInOrder(book, board)
  const spreads = new Map(
    columns.map(({ skill, column }) => [skill.id, classSpread(book.students, skill, column)]),
  )
  const byId = new Map(book.students.map(student => [student.id, student]))
  const panel = (
    part: Pick<Panel, 'kind' | 'group' | 'position' | 'name'>,
    students: readonly Student[],
  ): Panel => {
    const profiles = columns.map(column => profileOf(students, column, spreads.get(column.skill.id) ?? null))
    return {
      ...part,
      students,
      profiles: sorting === 'needed' ? mostNeededFirst(profiles, part.group) : profiles,
      unscored: students.filter(({ scores }) => scores.every(score => score === null)),
    }
  }
  if (board.groups.length === 0) {
    return [panel({ kind: 'class', group: null, position: -1, name: book.name }, book.students)]
  }
  const groups = board.groups.map((group, position) =>
    panel(
      { kind: 'group', group, position, name: group.name },
      group.members.flatMap(({ studentId }) => byId.get(studentId) ?? []),
    ),
  )
  const unplaced = board.unplaced.flatMap(id => byId.get(id) ?? [])
  return unplaced.length === 0
    ? groups
    : [...groups, panel({ kind: 'unplaced', group: null, position: -1, name: 'Not in a group' }, unplaced)]
}

function profileOf(
  students: readonly Student[],
  { skill, column }: SkillColumn,
  spread: ClassSpread | null,
): SkillProfile {
  const scored = students
    .flatMap(student => {
      const value = student.scores[column] ?? null
      return value === null ? [] : [{ student, value, share: shareOfScale(skill, value) }]
    })
    .sort((a, b) => a.value - b.value)
  const middle = mean(scored, ({ value }) => value) ?? null
  return {
    skill,
    scored,
    notAssessedCount: students.length - scored.length,
    belowCount: scored.filter(({ value }) => value < skill.masteryThreshold).length,
    mean: middle,
    meanShare: middle === null ? 0 : shareOfScale(skill, middle),
    thresholdShare: shareOfScale(skill, skill.masteryThreshold),
    classSpread: spread,
  }
}

/**
 * The needs that are named for the group come first, as named; then the skills by how far their students are
 * below mastery on average, as a share of the scale; what nobody was assessed in comes last.
 */
function mostNeededFirst(profiles: readonly SkillProfile[], group: Group | null): SkillProfile[] {
  const named = new Map(group?.needs.map((skillId, at) => [skillId, at]))
  const key = ({ skill, scored, mean, thresholdShare, meanShare }: SkillProfile) => ({
    named: named.get(skill.id) ?? named.size,
    known: mean === null ? 1 : 0,
    short: scored.reduce((sum, { share }) => sum + Math.max(0, thresholdShare - share), 0) / scored.length,
    above: meanShare - thresholdShare,
  })
  return profiles
    .map(profile => ({ profile, key: key(profile) }))
    .sort(
      ({ key: a }, { key: b }) =>
        a.named - b.named || a.known - b.known || b.short - a.short || a.above - b.above || 0,
    )
    .map(({ profile }) => profile)
}
