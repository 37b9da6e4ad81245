import type { Skill, Student } from '../../../src-main/contract/classes.ts'
import { levelName } from '../../design/score-name.ts'
import type { Gathering, RowOrder, SkillSummary } from './gatherings.ts'

const format = new Intl.NumberFormat('en', { maximumFractionDigits: 1, useGrouping: false })

/** "62", "3.5": a score as a cell shows it. */
export function plainNumber(value: number): string {
  return format.format(value)
}

/** The name, beginning with what the teacher says aloud: "Amina Yusuf"; "Bo, Robert Lind"; "Rosa S. 2, Rosa Santos". */
export function calledFirst({ callName, label, fullName }: Student): string {
  // Of several who would be called the same, only the number on the cards tells them apart.
  if (/ \d+$/.test(label) && !fullName.endsWith(label)) return `${label}, ${fullName}`
  return `${fullName} `.startsWith(`${callName} `) ? fullName : `${callName}, ${fullName}`
}

/** "62, below mastery of 80"; "Below Benchmark, below mastery of At Benchmark"; "not assessed". */
export function scoreInWords(skill: Skill, value: number | null): string {
  if (value === null) return 'not assessed'
  const standing =
    value < skill.masteryThreshold ? 'below' : value === skill.masteryThreshold ? 'at' : 'above'
  return `${nameOf(skill, value)}, ${standing} mastery of ${nameOf(skill, skill.masteryThreshold)}`
}

const nameOf = (skill: Skill, value: number) => levelName(skill, value) ?? plainNumber(value)

/** "group C", "in no group", '' while there are no groups. */
export function seatInWords({ group, key }: Gathering): string {
  return group ? `group ${group.letter}` : key === 'out' ? 'in no group' : ''
}

/** What a cell says when it has the focus. */
export function cellInWords(student: Student, skill: Skill, value: number | null, at: Gathering): string {
  return [calledFirst(student), `${skill.name}: ${scoreInWords(skill, value)}`, seatInWords(at)]
    .filter(Boolean)
    .join(', ')
}

/** "3 of 5 below mastery of 80, mean 71.4"; who was not assessed is not counted. */
export function summaryInWords(skill: Skill, { below, assessed, mean }: SkillSummary): string {
  if (mean === null) return 'nobody assessed'
  return `${below} of ${assessed} below mastery of ${nameOf(skill, skill.masteryThreshold)}, mean ${plainNumber(mean)}`
}

/** What is said when rows were put into an order. */
export function orderInWords(order: RowOrder, skillName: string): string {
  if (!order) return 'Rows by name.'
  return `Rows by ${skillName}, ${order.down ? 'highest' : 'lowest'} first.`
}
