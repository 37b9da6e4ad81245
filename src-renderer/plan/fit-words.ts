import type { PlanBoard } from '../../src-main/contract/plans.ts'
import { count } from '../design/words.ts'

/** How good the groups on the board are, in the words of what was asked. */
export function fitInWords({ request, fit, groups }: PlanBoard): string {
  const { within, total } = fit
  switch (request.mode) {
    case 'similar':
      return `Groups are ${percent(1 - within / total, total)} more alike than the class.`
    case 'mixed':
      return `${percent(within / total, total)} of all differences lie inside the groups.`
    case 'focus': {
      const without = groups.filter(group => group.focusSkillId === null).length
      return without === 0
        ? 'Every group has its focus skill.'
        : `${count(without, 'group has', 'groups have')} no focus skill yet.`
    }
    case 'interest': {
      const placed = groups.reduce((sum, group) => sum + group.members.length, 0)
      const sharing = groups.reduce((sum, group) => sum + (group.sharedInterest?.count ?? 0), 0)
      return `${sharing} of ${count(placed, 'student')} share their group’s interest.`
    }
    case 'random':
      return 'Drawn by lot; every grouping that keeps the rules was equally likely.'
  }
}

/** "64 % more alike than the class" */
export function likenessInWords(likeness: number | null): string | null {
  return likeness === null ? null : `${percent(likeness, 1)} more alike than the class`
}

function percent(share: number, total: number): string {
  return total > 0 ? `${Math.round(share * 100)} %` : '100 %'
}
