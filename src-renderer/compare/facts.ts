import type { Skill } from '../../src-main/contract/classes.ts'
import type { ComparedPlan, PlanComparison } from '../../src-main/contract/scenarios.ts'
import { count, dayInWords } from '../design/words.ts'
import { modeInWords } from '../plan/mode-words.ts'
import { skillsInWords } from '../plan/request-words.ts'
import { answeredInWords } from './compare-words.ts'

/** One thing in which two plans may differ, in words. */
export interface Fact {
  readonly name: string
  /** Of the left and of the right plan. */
  readonly values: readonly [string, string]
}

/** How well the plans fit, and everything that was asked or written differently in them. */
export function differences({ left, right }: PlanComparison, skills: readonly Skill[]): Fact[] {
  const mode = left.request.mode
  const fit = [left, right].map(plan => answeredInWords(mode, plan.answered))
  const fact = (name: string, tell: (plan: ComparedPlan) => string): Fact[] => {
    const values = [tell(left), tell(right)] as const
    return values[0] === values[1] ? [] : [{ name, values }]
  }
  return [
    ...(fit[0] !== null && fit[1] !== null && fit[0] !== undefined && fit[1] !== undefined
      ? [{ name: 'Fit', values: [fit[0], fit[1]] as const }]
      : []),
    ...fact('Question', plan => questionInWords(plan, skills)),
    ...fact('Purpose', plan => plan.purpose || 'None yet'),
    ...fact('How we will know', plan => plan.successCriteria || 'Not said yet'),
    ...fact('Regroup on', plan => (plan.regroupOn === null ? 'No date' : dayInWords(plan.regroupOn))),
  ]
}

/** "6 groups of 4 to 6 with similar needs in all 10 skills" */
export function questionInWords({ request }: ComparedPlan, skills: readonly Skill[]): string {
  const { groupCount, sizeMin, sizeMax, mode } = request
  const sizes = sizeMin === sizeMax ? String(sizeMin) : `${sizeMin} to ${sizeMax}`
  const how = mode === 'random' ? modeInWords(request) : `with ${modeInWords(request)}`
  const by = mode === 'random' ? '' : ` in ${skillsInWords(request, skills)}`
  return `${count(groupCount, 'group')} of ${sizes} ${how}${by}`
}

/** What the fit of both plans is measured by, where that is not plain; '' where it is. */
export function measuredBy({ left, right, sameQuestion }: PlanComparison, skills: readonly Skill[]): string {
  if (left.groups.length === 0 || right.groups.length === 0) return ''
  if (left.request.mode === 'random')
    return `${left.name} was drawn by lot, so there is no fit to compare. Swap the plans to measure both by ${right.name}.`
  const asked = sameQuestion
    ? ''
    : `The plans ask different questions. Both are measured by that of ${left.name}: ${modeInWords(left.request)} in ${skillsInWords(left.request, skills)}.`
  const unseated = new Set([...left.unplaced, ...right.unplaced]).size
  const who = unseated > 0 ? 'The fit counts only who sits in a group in both plans.' : ''
  return [asked, who].filter(Boolean).join(' ')
}
