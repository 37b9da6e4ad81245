import type { Skill } from '../../src-main/contract/classes.ts'
import type { GroupingRequest } from '../../src-main/contract/plans.ts'
import { count } from '../design/words.ts'

const NAMED_SKILLS = 3
const LONGEST_NAMES = 64

/** The skills of a request as the sentence says them: "all 10 skills", "Fractions and Place value (double)". */
export function skillsInWords(request: GroupingRequest, skills: readonly Skill[]): string {
  const names = new Map(skills.map(s => [s.id, s.name]))
  const counted = request.skills.filter(s => names.has(s.skillId))
  if (counted.length === 0) return 'no skills yet'
  const weighted = counted.some(s => s.weight !== 1)
  if (counted.length === skills.length && skills.length > 1) {
    return `all ${skills.length} skills${weighted ? ', some counting more' : ''}`
  }
  const words = counted.map(s => `${names.get(s.skillId) ?? ''}${s.weight === 1 ? '' : ` ×${s.weight}`}`)
  const shown = words.slice(0, NAMED_SKILLS).join(', ')
  if (words.length <= NAMED_SKILLS && shown.length <= LONGEST_NAMES) return shown
  return `${words[0] ?? ''} and ${count(words.length - 1, 'more skill')}`
}

/** Says what is wrong when the students cannot fit into the groups asked for; null when they can. */
export function placesProblem(request: GroupingRequest, studentCount: number): string | null {
  if (studentCount === 0) return null
  const { groupCount, sizeMin, sizeMax } = request
  if (studentCount > groupCount * sizeMax) {
    return `${count(groupCount, 'group')} of at most ${sizeMax} have only ${groupCount * sizeMax} places for ${count(studentCount, 'student')}.`
  }
  if (studentCount < groupCount * sizeMin) {
    return `${count(groupCount, 'group')} of at least ${sizeMin} need ${groupCount * sizeMin} students; the class has ${studentCount}.`
  }
  return null
}
