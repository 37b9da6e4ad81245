import type { ClassBook, Student } from '../../src-main/contract/classes.ts'
import type { Group, Placement, PlanBoard } from '../../src-main/contract/plans.ts'
import { listed } from '../design/words.ts'

/** What a sentence about a place is said of: a board, or one of two that are compared. */
type SeatedBoard = Pick<PlanBoard, 'request' | 'groups' | 'fit'>

/** Why a student sits where they sit, in one sentence, by what was asked; null where chance or balance decided. */
export function whyHere(
  student: Student,
  placement: Placement,
  group: Group,
  board: SeatedBoard,
  book: ClassBook,
): string | null {
  switch (board.request.mode) {
    case 'similar':
      return whyAlike(placement, group, board, book)
    case 'focus': {
      const at = book.skills.findIndex(skill => skill.id === group.focusSkillId)
      const skill = book.skills[at]
      if (!skill) return null
      const score = student.scores[at] ?? null
      if (score === null) return `In ${group.letter} for ${skill.name}, though not assessed in it.`
      return score < skill.masteryThreshold
        ? `In ${group.letter} to work on ${skill.name}.`
        : `In ${group.letter} for its size: ${skill.name} is no need.`
    }
    case 'interest': {
      const shared = group.sharedInterest?.name
      if (shared === undefined) return null
      const likes = student.interests.some(name => name.toLowerCase() === shared.toLowerCase())
      return likes
        ? `In ${group.letter} for ${shared}.`
        : `In ${group.letter} without its interest, ${shared}.`
    }
    case 'mixed':
    case 'random':
      return null
  }
}

function whyAlike(placement: Placement, group: Group, board: SeatedBoard, book: ClassBook): string | null {
  const { nextBest, pulls, fitsNowhere } = placement
  const next = board.groups.find(other => other.id === nextBest?.groupId)
  if (!nextBest || !next) return null
  if (fitsNowhere) return `Unlike every group; nearest are ${group.letter} and ${next.letter}.`
  if (nextBest.fitChange < 0) {
    return `Nearer to ${next.letter} by scores; sits in ${group.letter} all the same.`
  }
  if (pulls.length === 0) return `Could as well sit in ${next.letter}.`
  const names = pulls.map(id => book.skills.find(skill => skill.id === id)?.name ?? '')
  const { within } = board.fit
  const worse = within > 0 ? `, fit ${((nextBest.fitChange / within) * 100).toFixed(1)} % worse` : ''
  return `In ${group.letter} for ${listed(names)}; next best ${next.letter}${worse}.`
}

/** How much is known about a student, and how sure the place is; null when everything is. */
export function howSure(
  { assessedShare, certainty }: Placement,
  mode: PlanBoard['request']['mode'],
): string | null {
  if (assessedShare >= 1 || mode === 'random') return null
  const share = `Assessed in ${Math.round(assessedShare * 100)} % of the skills that count`
  if (mode !== 'similar') return `${share}.`
  return certainty < 1
    ? `${share}: ${Math.round(certainty * 100)} % sure of the place.`
    : `${share}; the place is sure all the same.`
}
