import type { Skill, Student } from '../../../src-main/contract/classes.ts'
import { scoreName } from '../../design/score-name.ts'
import { count } from '../../design/words.ts'
import type { Panel, SkillProfile } from './panels.ts'

const FINE_SCALE = 20

/** A mean on a skill's scale: with a decimal where the scale is short ("2.4" of 4), whole otherwise ("64"). */
export function meanInWords({ scale }: Skill, value: number): string {
  const maximumFractionDigits = scale.maximum - scale.minimum <= FINE_SCALE ? 1 : 0
  return value.toLocaleString('en', { maximumFractionDigits })
}

/** "Inference: mean 64, class 71; 4 of 5 below mastery, 2 not assessed". */
export function skillSentence(profile: SkillProfile, kind: Panel['kind']): string {
  const { skill, scored, mean, classSpread, belowCount, notAssessedCount } = profile
  const ofClass = classSpread && kind !== 'class' ? `class ${meanInWords(skill, classSpread.mean)}` : ''
  if (mean === null) {
    return `${skill.name}: ${notAssessedCount === 0 ? 'nobody here' : 'nobody assessed'}${ofClass && `; ${ofClass}`}`
  }
  const means = [`mean ${meanInWords(skill, mean)}`, ofClass].filter(Boolean).join(', ')
  const missing = notAssessedCount > 0 ? `, ${notAssessedCount} not assessed` : ''
  return `${skill.name}: ${means}; ${belowCount} of ${scored.length} below mastery${missing}`
}

/** A dot, as it is read aloud: starts with the name that is seen elsewhere. */
export function dotSentence(student: Student, skill: Skill, value: number): string {
  const below = value < skill.masteryThreshold ? ', below mastery' : ''
  return `${student.label}, ${skill.name} ${scoreName(skill, value)}${below}`
}

/** How a panel is called, read aloud: "Group B, Willow, 5 students". */
export function panelName({ kind, group, name, students }: Panel): string {
  const size = count(students.length, 'student')
  return kind === 'group' && group ? `Group ${group.letter}, ${name}, ${size}` : `${name}, ${size}`
}
