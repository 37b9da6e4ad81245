import type { RuleReference } from '../grouping/contradiction.ts'
import { groupLetter } from '../grouping/letters.ts'
import { pairRuleInWords } from './move-preview.ts'
import { locksOf, rulesInClass, type PlanState } from './plan-state.ts'

/** The rules that contradict each other, each as a sentence with names. */
export function describeContradiction(state: PlanState, rules: readonly RuleReference[]): string[] {
  const { book, request } = state
  const label = (id: (typeof book.students)[number]['id']) =>
    book.students.find(s => s.id === id)?.label ?? ''
  const ofKind = (kind: 'together' | 'apart') => rulesInClass(book).filter(rule => rule.kind === kind)
  const locks = locksOf(state)
  const students = book.students.length
  return rules.map(rule => {
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
  })
}
