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

export const sheetWords: { readonly [Kind in WeekSheetKind]: SheetWords & { readonly kind: Kind } } = {
  week: {
    kind: 'week',
    name: 'The week',
    use: 'who is where, all days',
    Icon: CalendarRange,
    isAcross: true,
  },
  day: {
    kind: 'day',
    name: 'One day’s board',
    use: 'for the wall',
    Icon: CalendarDays,
    isAcross: true,
  },
  cards: {
    kind: 'cards',
    name: 'A card for each group',
    use: 'members, stations, times',
    Icon: IdCard,
    isAcross: false,
  },
  slips: {
    kind: 'slips',
    name: 'Slips for students',
    use: 'to cut out and take along',
    Icon: Scissors,
    isAcross: false,
  },
  teacher: {
    kind: 'teacher',
    name: 'My week at the table',
    use: 'aims, moves, room for notes',
    Icon: ClipboardList,
    isAcross: true,
  },
  substitute: {
    kind: 'substitute',
    name: 'For a substitute teacher',
    use: 'everything about one day',
    Icon: UserRoundCheck,
    isAcross: false,
  },
}

/** As they are offered. */
export const sheetChoices: readonly SheetWords[] = Object.values(sheetWords)
