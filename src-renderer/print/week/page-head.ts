import { weekdayName } from '../../../src-main/contract/clock-words.ts'
import { isolated } from '../../../src-main/contract/isolated.ts'
import { dayInWords } from '../../design/words.ts'
import { todayHere } from '../../state/days.ts'
import { isForTeachers, weekPrinting } from '../../state/week-printing.svelte.ts'
import { workspace } from '../../state/workspace.svelte.ts'
import type { PageHead } from './page-rule.ts'

/**
 * What stands on every page of what is chosen: the class, the date it is for or was printed on, for whom. The plan's
 * name, which may tell what nobody but teachers should read, stands on their sheets alone.
 */
export function headOf(): PageHead {
  const { days, day, isAboutDay, board, week, sheet } = weekPrinting
  const isSecret = isForTeachers(sheet)
  const plan = isSecret ? workspace.board?.name : undefined
  const left = [workspace.book?.name, plan]
    .filter(one => one !== undefined)
    .map(isolated)
    .join(' · ')
  const date = days.find(one => one.day === day)
  const foot = `${isSecret ? 'For teachers only' : 'Names, stations and times only'}. Made with Horseshoe.`
  if (isAboutDay && date) return { left, right: `${weekdayName(date.weekday)}, ${dayInWords(day)}`, foot }
  const which = board && board.weeks.length > 1 ? `Week ${week.toUpperCase()} · ` : ''
  return { left, right: `${which}as of ${dayInWords(todayHere())}`, foot }
}
