import type { ClassBook } from '../contract/classes.ts'
import type { GroupingRequest } from '../contract/plans.ts'
import { groupLetter } from '../grouping/letters.ts'
import type { GroupRow, GroupValues } from '../storage/groupings.ts'
import type { PlanRow } from '../storage/plans.ts'
import type { SkillValues } from '../storage/skills.ts'
import type { StudentRow } from '../storage/students.ts'

const NAMED = 3

/** "Amina", "Amina and Ben", "Amina, Ben and Cem", "Amina, Ben and 4 more". */
export function namesInWords(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  if (names.length <= NAMED) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
}

/** "write the aim", or "clear the aim" when nothing is left of it. */
const written = (what: string, text: string): string => `${text === '' ? 'clear' : 'write'} ${what}`

const MODES: Record<GroupingRequest['mode'], string> = {
  similar: 'similar needs',
  mixed: 'mixed strengths',
  focus: 'one focus skill each',
  interest: 'shared interests',
  random: 'groups drawn by lot',
}

/** What was changed in a plan's question, in words: "ask for 5 groups", "leave Fractions out". */
export function questionChangeInWords(
  before: GroupingRequest,
  after: GroupingRequest,
  skills: ClassBook['skills'],
): string {
  const changes: string[] = []
  if (before.mode !== after.mode) changes.push(`ask for ${MODES[after.mode]}`)
  if (before.variety !== after.variety)
    changes.push(after.variety ? 'ask for new partners' : 'no longer ask for new partners')
  if (before.groupCount !== after.groupCount)
    changes.push(`ask for ${after.groupCount} ${after.groupCount === 1 ? 'group' : 'groups'}`)
  if (before.sizeMin !== after.sizeMin || before.sizeMax !== after.sizeMax)
    changes.push(
      after.sizeMin === after.sizeMax
        ? `ask for groups of ${after.sizeMin}`
        : `ask for groups of ${after.sizeMin} to ${after.sizeMax}`,
    )
  changes.push(...skillChanges(before, after, skills))
  return changes.length > 2
    ? `${changes.slice(0, 2).join(', ')} and more`
    : changes.join(' and ') || 'change the question'
}

function skillChanges(
  before: GroupingRequest,
  after: GroupingRequest,
  skills: ClassBook['skills'],
): string[] {
  const [old, now] = [before, after].map(
    request => new Map(request.skills.map(({ skillId, weight }) => [skillId, weight])),
  )
  const named = (which: (id: (typeof skills)[number]['id']) => boolean) =>
    skills.filter(({ id }) => which(id)).map(({ name }) => name)
  const joined = named(id => now.has(id) && !old.has(id))
  const left = named(id => old.has(id) && !now.has(id))
  const weighed = skills.flatMap(({ id, name }) => {
    const [was, is] = [old.get(id), now.get(id)]
    return was !== undefined && is !== undefined && was !== is ? [`${name} ×${is}`] : []
  })
  return [
    joined.length > 0 ? `count ${namesInWords(joined)}` : '',
    left.length > 0 ? `leave ${namesInWords(left)} out` : '',
    weighed.length > 0 ? `weigh ${namesInWords(weighed)}` : '',
  ].filter(Boolean)
}

type PlanTexts = Pick<PlanRow, 'name' | 'purpose' | 'successCriteria' | 'regroupOn'>

/** "rename the plan Winter to Spring" */
export function planChangeInWords(before: PlanTexts, after: PlanTexts): string {
  const changes = [
    before.name !== after.name ? `rename the plan ${before.name} to ${after.name}` : '',
    before.purpose !== after.purpose ? `${written('the purpose', after.purpose)} of ${before.name}` : '',
    before.successCriteria !== after.successCriteria
      ? `${written('how we will know', after.successCriteria)} in ${before.name}`
      : '',
    before.regroupOn !== after.regroupOn
      ? after.regroupOn === null
        ? `set no regroup date for ${before.name}`
        : `regroup ${before.name} on ${after.regroupOn}`
      : '',
  ].filter(Boolean)
  return changes.length === 1 ? changes[0] : `change the plan ${before.name}`
}

/** "write the aim of group A, Maple" */
export function groupChangeInWords(before: GroupRow, after: GroupValues, focus: string | null): string {
  const group = `group ${groupLetter(before.position)}, ${before.name}`
  const changes = [
    before.name !== after.name ? `rename ${group} to ${after.name}` : '',
    before.focusSkillId !== after.focusSkillId ? `set the focus of ${group} to ${focus ?? 'none'}` : '',
    before.aim !== after.aim ? `${written('the aim', after.aim)} of ${group}` : '',
    before.moves !== after.moves ? `${written('the teacher’s moves', after.moves)} for ${group}` : '',
    before.materials !== after.materials ? `${written('the materials', after.materials)} for ${group}` : '',
  ].filter(Boolean)
  return changes.length === 1 ? changes[0] : `change ${group}`
}

/** "set the mastery threshold of Fractions to 80" */
export function skillChangeInWords(before: SkillValues, after: SkillValues): string {
  const { name } = before
  const changes = [
    name !== after.name ? `rename the skill ${name} to ${after.name}` : '',
    before.scaleKind !== after.scaleKind ||
    before.scaleMinimum !== after.scaleMinimum ||
    before.scaleMaximum !== after.scaleMaximum
      ? `change the scale of ${name}`
      : '',
    before.masteryThreshold !== after.masteryThreshold
      ? `set the mastery threshold of ${name} to ${after.masteryThreshold}`
      : '',
    before.standardCode !== after.standardCode
      ? after.standardCode === null
        ? `take the standard of ${name} away`
        : `make ${name} the standard ${after.standardCode}`
      : '',
  ].filter(Boolean)
  return changes.join(' and ') || `change the skill ${name}`
}

/** "rename Ben Carter to Benjamin Carter"; never what is known about him. */
export function studentChangeInWords(
  before: StudentRow,
  after: StudentRow,
  { interests, details }: { readonly interests: boolean; readonly details: boolean },
): string {
  const { fullName } = before
  const changes = [
    fullName !== after.fullName ? `rename ${fullName} to ${after.fullName}` : '',
    before.callName !== after.callName ? `call ${fullName} ${after.callName}` : '',
  ].filter(Boolean)
  if (changes.length > 0) return changes.join(' and ')
  // What is known about a student may be sensitive; these words stand beside the undo button.
  if (details) return `write what is known about ${fullName}`
  return interests ? `write what ${fullName} likes` : `change ${fullName}`
}
