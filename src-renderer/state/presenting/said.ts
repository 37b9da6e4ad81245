import { clockTime } from '../../../src-main/contract/clock-words.ts'
import type { DayBoard } from '../../../src-main/contract/rotation.ts'
import { listed } from '../../design/words.ts'
import { blockTitle, nothingOn, thatIsAll } from '../../design/block-words.ts'
import { timeLeft, type Shown } from './course.ts'
import type { Cue } from './cue.ts'

/** The day that a board is of. */
interface OfDay extends Pick<DayBoard, 'weekday' | 'blocks'> {
  readonly isToday: boolean
}

/** What a screen reader says at a cue: where everybody goes, or that it is time. */
export function saidAt({ block, next, left }: Shown, cue: Cue, { weekday, blocks, isToday }: OfDay): string {
  if (cue === 'cleanUp') return `Clean up. ${timeLeft(left ?? 0)} left.`
  if (cue === 'over') return `Time is up. ${next ? `Next: ${blockTitle(next)}.` : ''}`.trim()
  if (!block)
    return next
      ? `Nothing now. Next at ${clockTime(next.start)}: ${blockTitle(next)}.`
      : `${blocks.length > 0 ? thatIsAll(isToday, weekday) : nothingOn(weekday)}.`
  const places = block.stations
    .filter(({ groups }) => groups.length > 0)
    .map(({ name, groups }) => `${listed(groups.map(({ letter }) => letter))} at ${name}.`)
  return [`${blockTitle(block)}, until ${clockTime(block.start + block.minutes)}.`, ...places].join(' ')
}
