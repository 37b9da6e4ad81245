import type { RuleReference } from '../grouping/contradiction.ts'
import { totalSpread } from '../grouping/fit.ts'
import { groupLetter } from '../grouping/letters.ts'
import type { GivingUp } from '../grouping/rule-price.ts'
import { standardise } from '../grouping/standardise.ts'
import { pairRuleInWords } from './move-preview.ts'
import { locksOf, rulesInClass, weightsOf, type PlanState } from './plan-state.ts'

/** The rules that contradict each other, each as a sentence with names, and what giving it up would allow. */
export function describeContradiction(
  state: PlanState,
  givingUp: readonly GivingUp[],
): { words: string; givingUp: string | null }[] {
  const words = ruleWords(state)
  const profiles = standardise(
    state.book.students.map(student => student.scores),
    weightsOf(state),
  )
  const total = totalSpread(profiles)
  return givingUp.map(one => ({ words: words(one.rule), givingUp: allowedInWords(one, state, total) }))
}

/** "Without it: groups 72 % more alike than the class." null where nothing would be won by that alone. */
function allowedInWords(
  { rule, relaxed, cost }: GivingUp,
  { request }: PlanState,
  total: number,
): string | null {
  if (!relaxed) return null
  const how =
    rule.kind === 'sizeMax'
      ? `With up to ${relaxed.sizeMax} in a group`
      : rule.kind === 'sizeMin'
        ? `With at least ${relaxed.sizeMin} in a group`
        : rule.kind === 'groupCount'
          ? `With ${relaxed.groupCount} groups of at least ${relaxed.sizeMin}`
          : 'Without it'
  if (cost === null) return `${how} other rules still contradict each other.`
  const alike = request.mode === 'similar' && total > 0 ? Math.round((1 - cost / total) * 100) : 0
  const fit = alike > 0 ? `; groups ${alike} % more alike than the class` : ''
  return `${how} everything else can hold${fit}.`
}

function ruleWords(state: PlanState): (rule: RuleReference) => string {
  const { book, request } = state
  const label = (id: (typeof book.students)[number]['id']) =>
    book.students.find(s => s.id === id)?.label ?? ''
  const ofKind = (kind: 'together' | 'apart') => rulesInClass(book).filter(rule => rule.kind === kind)
  const locks = locksOf(state)
  const students = book.students.length
  return rule => {
    switch (rule.kind) {
      case 'groupCount':
        return request.groupCount === 1
          ? 'There is only 1 group.'
          : `There are only ${request.groupCount} groups.`
      case 'together':
      case 'apart':
        return pairRuleInWords(ofKind(rule.kind)[rule.at], label)
      case 'locked': {
        const { at, group } = locks[rule.at]
        return `${book.students[at].label} is locked in group ${groupLetter(group)}.`
      }
      case 'sizeMax': {
        const places = request.groupCount * request.sizeMax
        return places < students
          ? `${request.groupCount} groups of at most ${request.sizeMax} have ${places} places for ${students} students.`
          : `A group has at most ${request.sizeMax} students, and there are ${request.groupCount} groups.`
      }
      case 'sizeMin': {
        const needed = request.groupCount * request.sizeMin
        return needed > students
          ? `${request.groupCount} groups of at least ${request.sizeMin} need ${needed} students; the class has ${students}.`
          : `A group has at least ${request.sizeMin} students, and there are ${request.groupCount} groups.`
      }
    }
  }
}
