import { clockTime, weekdayName } from '../contract/clock-words.ts'
import type { SharedWeek } from '../exchange/shared-week.ts'
import { isIn, stationOf, type RotationState } from './rotation-state.ts'

/** A plan's weeks as they are passed on. */
export function sharedWeeks(state: RotationState): SharedWeek[] {
  const { weeks, blocks, plan } = state
  return weeks.map(week => {
    const ofWeek = blocks.filter(block => isIn(block.weeks, week))
    return {
      name: weeks.length > 1 ? `Week ${week.toUpperCase()}` : 'Week',
      days: [...new Set(ofWeek.map(({ weekday }) => weekday))].map(weekday => ({
        name: weekdayName(weekday),
        blocks: ofWeek
          .filter(block => block.weekday === weekday)
          .map(({ id, start, minutes, name, kind }) => ({
            start: clockTime(start),
            end: clockTime(start + minutes),
            name,
            stations:
              kind === 'rotation'
                ? plan.groups.map(
                    (_, position) => stationOf(state, { week, blockId: id, position })?.name ?? '',
                  )
                : null,
          })),
      })),
    }
  })
}
