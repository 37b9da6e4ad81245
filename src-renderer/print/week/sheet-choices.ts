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
  /** Who may see it; stands at the foot of every page. */
  readonly foot: string
  /** It can hold why students are pulled out, if that is asked for. */
  readonly hasReasons: boolean
}

const FOR_CLASS = 'Names, stations and times only'
const FOR_TEACHER = 'For teachers only'

export const sheetChoices: readonly SheetWords[] = [
  {
    kind: 'week',
    name: 'The week',
    use: 'who is where, all days',
    Icon: CalendarRange,
    isAcross: true,
    foot: FOR_CLASS,
    hasReasons: false,
  },
  {
    kind: 'day',
    name: 'One day’s board',
    use: 'for the wall',
    Icon: CalendarDays,
    isAcross: true,
    foot: FOR_CLASS,
    hasReasons: false,
  },
  {
    kind: 'cards',
    name: 'A card for each group',
    use: 'members, stations, times',
    Icon: IdCard,
    isAcross: false,
    foot: FOR_CLASS,
    hasReasons: false,
  },
  {
    kind: 'slips',
    name: 'Slips for students',
    use: 'to cut out and take along',
    Icon: Scissors,
    isAcross: false,
    foot: FOR_CLASS,
    hasReasons: false,
  },
  {
    kind: 'teacher',
    name: 'My week at the table',
    use: 'aims, moves, room for notes',
    Icon: ClipboardList,
    isAcross: true,
    foot: FOR_TEACHER,
    hasReasons: true,
  },
  {
    kind: 'substitute',
    name: 'For a substitute teacher',
    use: 'everything about one day',
    Icon: UserRoundCheck,
    isAcross: false,
    foot: FOR_TEACHER,
    hasReasons: true,
  },
]

/** @throws RangeError never in practice: every kind has its words */
export function sheetWords(kind: WeekSheetKind): SheetWords {
  const found = sheetChoices.find(one => one.kind === kind)
  if (!found) throw new RangeError(`Nothing is known of the sheet ${kind}.`)
  return found
}
