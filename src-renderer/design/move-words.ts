import type { MoveConsequence } from '../../src-main/contract/plans.ts'
import { fitInWords } from './consequence-words.ts'
import { count, listed } from './words.ts'

const NAMED = 2

/** "Amina", "Amina and Ben", "3 students": whom a sentence is about. */
export function called(labels: readonly string[]): string {
  return labels.length <= NAMED ? listed(labels) : count(labels.length, 'student')
}

/**
 * What a move did, for the live region: "Amina moved to group C, fit better; group C now has 5."
 *
 * @param consequence as it was before the move
 */
export function movedInWords(
  labels: readonly string[],
  letter: string,
  consequence: MoveConsequence,
): string {
  const { isHome, sizeAfter, sizeProblem, newlyBroken } = consequence
  const fit = isHome ? '' : `, ${fitInWords(consequence).replace(/^fits/, 'fit')}`
  const broken = newlyBroken.length > 0 ? ` Not kept: ${newlyBroken.join(' ')}` : ''
  // The same sentence as before the move, now that it is done.
  const size = sizeProblem ? ` ${sizeProblem.replaceAll('would have', 'now has')}` : ''
  return `${called(labels)} moved to group ${letter}${fit}; group ${letter} now has ${sizeAfter}.${size}${broken}`
}

/** What taking students out of their groups did: "Amina taken out of the groups; group B now has 4." */
export function takenOutInWords(
  labels: readonly string[],
  left: readonly { letter: string; size: number }[],
): string {
  const sizes = left.map(({ letter, size }) => `group ${letter} now has ${size}`)
  return `${called(labels)} taken out of the groups${sizes.length > 0 ? `; ${listed(sizes)}` : ''}.`
}

/** What is said when students are picked up to be put into a group: "Best place: C, fits better." */
export function bestPlaceInWords(
  consequences: readonly MoveConsequence[],
  letterOf: (consequence: MoveConsequence) => string,
): string {
  const best = consequences.find(({ isBest }) => isBest)
  if (!best) return 'Every place would break a rule or a limit.'
  if (best.isHome) return `Best place: ${letterOf(best)}, already there.`
  return `Best place: ${letterOf(best)}, ${fitInWords(best)}.`
}
