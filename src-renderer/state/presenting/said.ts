import { clockTime } from '../../../src-main/contract/clock-words.ts'
import { listed } from '../../design/words.ts'
import { blockTitle } from '../../design/block-words.ts'
import { timeLeft, type Shown } from './course.ts'
import type { Cue } from './cue.ts'

/** What a screen reader says at a cue: where everybody goes, or that it is time. */
export function saidAt({ block, next, left }: Shown, cue: Cue): string {
  if (cue === 'cleanUp') return `Clean up. ${timeLeft(left ?? 0)} left.`
  if (cue === 'over') return `Time is up. ${next ? `Next: ${blockTitle(next)}.` : ''}`.trim()
  if (!block)
    return next
      ? `Nothing now. Next at ${clockTime(next.start)}: ${blockTitle(next)}.`
      : 'That is all for today.'
  const places = block.stations
    .filter(({ groups }) => groups.length > 0)
    .map(({ name, groups }) => `${listed(groups.map(({ letter }) => letter))} at ${name}.`)
  return [`${blockTitle(block)}, until ${clockTime(block.start + block.minutes)}.`, ...places].join(' ')
}
