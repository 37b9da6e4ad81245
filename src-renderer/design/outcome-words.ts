import type { LeftUnmet, RotationOutcome } from '../../src-main/contract/rotation-proposal.ts'
import { count } from './words.ts'

const STOPPED = {
  teacher: 'Stopped. Nothing was changed.',
  change: 'The week was not filled, because something was changed meanwhile. What you changed stays.',
  time: 'It took too long and was ended. Nothing was changed.',
} as const

/**
 * An outcome in one sentence, the same on screen and read aloud.
 *
 * @param hasDemands the week has demands beside its rules
 */
export function outcomeInWords(outcome: RotationOutcome, hasDemands = true): string {
  if (outcome.kind === 'stopped') {
    return STOPPED[outcome.by]
  }
  const changed =
    outcome.changedCount === 0 ? 'Nothing had to change' : `${count(outcome.changedCount, 'cell')} changed`
  switch (outcome.kind) {
    case 'met':
      return `${metInWords(countUnmet(outcome.uncounted), hasDemands)}${outcome.isBest ? ', and no week is better: proven' : ''}. ${repeatsInWords(outcome)}${changed}.`
    case 'impossible':
      return outcome.isFilled
        ? `These cannot all hold. The week was filled as far as possible. ${changed}.`
        : 'These cannot all hold. Nothing was changed.'
    case 'notProven':
      return `The best week that was found leaves ${count(countUnmet(outcome.unmet), 'thing')} unmet; whether a better one exists is not proven. ${outcome.isFilled ? changed : 'Nothing was changed'}.`
  }
}

/** A demand is one, of however many groups it is unmet. */
function countUnmet(unmet: readonly LeftUnmet[]): number {
  const rules = unmet.filter(({ demandId }) => demandId === null).length
  const demands = unmet.flatMap(({ demandId }) => demandId ?? [])
  return rules + new Set(demands).size
}

/** What the week could not be spared, if it was not: that no week is better is not taken for that all is well. */
function repeatsInWords({ repeats, isBest }: RotationOutcome & { kind: 'met' }): string {
  if (repeats === 0) return ''
  const often = repeats === 1 ? 'Once' : repeats === 2 ? 'Twice' : `${repeats} times`
  return `${often} a group is at the same station twice running${isBest ? '; no week has fewer' : ''}. `
}

function metInWords(uncounted: number, hasDemands: boolean): string {
  if (uncounted > 0)
    return `Every demand that counts is met (${uncounted} ${uncounted === 1 ? 'does' : 'do'} not)`
  return hasDemands ? 'All demands are met' : 'Every rule holds'
}
