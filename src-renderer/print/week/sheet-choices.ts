import { CalendarDays, CalendarRange, ClipboardList, IdCard, Scissors, UserRoundCheck } from '@lucide/svelte'
import type { WeekSheetKind } from '../../state/week-printing.svelte.ts'

export interface SheetWords {
  readonly kind: WeekSheetKind
  readonly name: string
  /** For what it is good, in a few words. */
  readonly use: string
  readonly Icon: typeof Scissors
  /** The long side of the paper is the width. */
  readonly isAcross: boolean
}

export const sheetChoices: readonly SheetWords[] = [
  {
    kind: 'week',
    name: 'The week',
    use: 'who is where, all days',
    Icon: CalendarRange,
    isAcross: true,
  },
  {
    kind: 'day',
    name: 'One day’s board',
    use: 'for the wall',
    Icon: CalendarDays,
    isAcross: true,
  },
  {
    kind: 'cards',
    name: 'A card for each group',
    use: 'members, stations, times',
    Icon: IdCard,
    isAcross: false,
  },
  {
    kind: 'slips',
    name: 'Slips for students',
    use: 'to cut out and take along',
    Icon: Scissors,
    isAcross: false,
  },
  {
    kind: 'teacher',
    name: 'My week at the table',
    use: 'aims, moves, room for notes',
    Icon: ClipboardList,
    isAcross: true,
  },
  {
    kind: 'substitute',
    name: 'For a substitute teacher',
    use: 'everything about one day',
    Icon: UserRoundCheck,
    isAcross: false,
  },
]

/** @throws RangeError where a kind has no words, which is a mistake in the list above */
export function sheetWords(kind: WeekSheetKind): SheetWords {
  const found = sheetChoices.find(one => one.kind === kind)
  if (!found) throw new RangeError(`Nothing is known of the sheet ${kind}.`)
  return found
}
