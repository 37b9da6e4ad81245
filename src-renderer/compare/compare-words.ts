import type { StudentId } from '../../src-main/contract/ids.ts'
import type { BrokenRule, Group, GroupingMode } from '../../src-main/contract/plans.ts'
import type { ComparedPlan, PlanComparison, PlanLine } from '../../src-main/contract/scenarios.ts'
import { count, listed } from '../design/words.ts'

/** A change smaller than this many percent of the whole fit cannot be seen in the groups. */
const SAME = 0.5
const MUCH = 8
const NAMED_RULES = 2

type Names = (student: StudentId) => string

/** How well groups answer a question, in the question's words; null where nothing can be measured. */
export function answeredInWords(mode: GroupingMode, answered: number | null): string | null {
  if (answered === null) return null
  const share = `${Math.round(answered * 100)} %`
  switch (mode) {
    case 'similar':
      return `${share} more alike than the class`
    case 'mixed':
      return `${share} of all differences inside the groups`
    case 'focus':
      return `${share} of the needs met by a focus skill`
    case 'interest':
      return `${share} share their group’s interest`
    case 'random':
      return null
  }
}

/** "6 groups · 64 % more alike than the class · 1 rule not kept · copied from Winter" */
export function planInOneLine(line: PlanLine): string {
  const { groupCount, mode, answered, brokenCount, unplacedCount, copiedFrom } = line
  return [
    groupCount === 0 ? 'no groups yet' : count(groupCount, 'group'),
    groupCount === 0 ? '' : mode === 'random' ? 'drawn by lot' : (answeredInWords(mode, answered) ?? ''),
    brokenCount > 0 ? `${count(brokenCount, 'rule or size', 'rules or sizes')} not kept` : '',
    unplacedCount > 0 ? `${unplacedCount} in no group` : '',
    copiedFrom === null ? '' : `copied from ${copiedFrom}`,
  ]
    .filter(Boolean)
    .join('\u00a0· ')
}

/**
 * What two plans are called beside each other: "Winter" and "Scenario B" where the second is "Winter, scenario B".
 */
export function shortNames([left, right]: readonly [string, string]): [string, string] {
  const rest = (name: string, stem: string) => {
    const after = name.startsWith(`${stem}, `) ? name.slice(stem.length + 2) : ''
    return after === '' ? name : after.slice(0, 1).toLocaleUpperCase('en') + after.slice(1)
  }
  return [rest(left, right), rest(right, left)]
}

/** What changes from the left plan to the right one, in one sentence. */
export function verdict(comparison: PlanComparison, name: Names): string {
  const { left, right, movedCount } = comparison
  const [leftName, rightName] = shortNames([left.name, right.name])
  if (left.groups.length === 0 || right.groups.length === 0) {
    const without = [left, right].filter(plan => plan.groups.length === 0).map(plan => plan.name)
    return `${listed(without)} ${without.length === 1 ? 'has' : 'have'} no groups yet.`
  }
  const out = right.unplaced.filter(id => !left.unplaced.includes(id)).length
  const seated = left.unplaced.filter(id => !right.unplaced.includes(id)).length
  if (movedCount + out + seated === 0) {
    return `Nobody moves: ${leftName} and ${rightName} seat everybody in the same groups.`
  }
  const moves = [
    movedCount > 0 ? `moves ${count(movedCount, 'student')}` : '',
    seated > 0 ? `seats ${seated} more` : '',
    out > 0 ? `leaves ${out} in no group` : '',
  ].filter(Boolean)
  const parts = [
    `${rightName} ${listed(moves)}`,
    fitChange(comparison),
    ...ruleChanges(left, right, leftName, name),
  ]
  return `${parts.filter(Boolean).join('; ')}.`
}

/** "groups fit a little better (3 %)", or in the shares of the question asked; '' where nothing can be said. */
function fitChange({ left, right, fitChangePercent }: PlanComparison): string {
  const mode = left.request.mode
  if (mode !== 'similar') {
    const [was, is] = [answeredInWords(mode, left.answered), answeredInWords(mode, right.answered)]
    if (was === null || is === null) return ''
    return was === is ? `still ${is}` : `${is}, instead of ${Math.round((left.answered ?? 0) * 100)} %`
  }
  if (fitChangePercent === null) return ''
  return `groups ${fitInWords(fitChangePercent)}`
}

/** "fit a little better (3 %)" */
export function fitInWords(changePercent: number): string {
  const size = Math.abs(changePercent)
  if (size <= SAME) return 'fit as well'
  const how = size >= MUCH ? 'much' : 'a little'
  const shown = size < 10 ? Math.round(size * 10) / 10 : Math.round(size)
  return `fit ${how} ${changePercent < 0 ? 'better' : 'worse'} (${shown.toLocaleString('en')} %)`
}

type BrokenPair = Exclude<BrokenRule, { kind: 'size' }>
const pairRules = ({ brokenRules }: Pick<ComparedPlan, 'brokenRules'>) =>
  brokenRules.flatMap((rule): BrokenPair[] => (rule.kind === 'size' ? [] : [rule]))

/** Which pair rules one of the plans keeps and the other does not. */
function ruleChanges(left: ComparedPlan, right: ComparedPlan, leftName: string, name: Names): string[] {
  const without = (rules: readonly BrokenPair[], others: readonly BrokenPair[]) =>
    rules.filter(({ ruleId }) => others.every(other => other.ruleId !== ruleId))
  const [broken, mended] = [
    without(pairRules(right), pairRules(left)),
    without(pairRules(left), pairRules(right)),
  ]
  return [
    mended.length > 0 ? `it keeps ${rulesInWords(mended, name)}, which ${leftName} does not` : '',
    broken.length > 0 ? `it does not keep ${rulesInWords(broken, name)}, as ${leftName} does` : '',
  ]
}

/** "Ben and Elif apart", "2 rules" */
function rulesInWords(rules: readonly BrokenPair[], name: Names): string {
  if (rules.length > NAMED_RULES) return count(rules.length, 'rule')
  return listed(rules.map(({ students, kind }) => `${listed(students.map(name))} ${kind}`))
}

/** Everything that a plan's groups do not keep, in short sentences; all sizes are one of them. */
export function notKept({ brokenRules, groups, request }: ComparedPlan, name: Names): string[] {
  const letter = (id: Group['id']) => groups.find(group => group.id === id)?.letter ?? ''
  const pairs = pairRules({ brokenRules }).map(rule =>
    rule.kind === 'apart'
      ? `${listed(rule.students.map(name))} are both in ${letter(rule.groupId)}, and are to be kept apart.`
      : `${listed(rule.students.map(name))} are to be kept together.`,
  )
  const sizes = brokenRules.flatMap(rule =>
    rule.kind === 'size' ? [`${letter(rule.groupId)} has ${rule.size}`] : [],
  )
  const { sizeMin, sizeMax } = request
  const asked = sizeMin === sizeMax ? String(sizeMin) : `${sizeMin} to ${sizeMax}`
  return sizes.length > 0 ? [...pairs, `${listed(sizes)}, not ${asked}.`] : pairs
}

const ALIKE = 0.6
const MIXED = 0.3
/** Less than this much likeness nobody would see. */
const TELLING = 0.05

/** "very alike" */
export function likenessInWords(likeness: number): string {
  return likeness >= ALIKE ? 'very alike' : likeness >= MIXED ? 'alike' : 'mixed'
}

/** What has become of a group, in a few words: "1 more · first need now Inference · less alike"; '' = nothing. */
export function groupChange(
  before: Group,
  after: Group,
  skill: (id: Group['needs'][number]) => string,
): string {
  const size = after.members.length - before.members.length
  const [was, is] = [before.needs[0], after.needs[0]]
  const likeness = after.likeness - before.likeness
  return [
    size > 0 ? `${size} more` : size < 0 ? `${-size} fewer` : '',
    was === is ? '' : is === undefined ? 'no first need any more' : `first need now ${skill(is)}`,
    Math.abs(likeness) < TELLING || Math.min(before.members.length, after.members.length) < 2
      ? ''
      : likeness > 0
        ? 'more alike'
        : 'less alike',
  ]
    .filter(Boolean)
    .join(' · ')
}
