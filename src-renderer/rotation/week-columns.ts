import { weekdayName } from '../../src-main/contract/clock-words.ts'
import type { Block, Week } from '../../src-main/contract/rotation.ts'
import type { TextSizes } from './fit-name.ts'

/** A day of a week, with what is on in it, in order. */
export interface DayColumns {
  readonly weekday: number
  readonly name: string
  readonly blocks: readonly Block[]
  /** Minutes after midnight. */
  readonly from: number
  readonly until: number
}

/** The days of a week that have a block, in order. */
export function daysOf(blocks: readonly Block[], week: Week): DayColumns[] {
  const days = new Map<number, Block[]>()
  for (const block of blocks) {
    if (block.weeks !== 'every' && block.weeks !== week) continue
    days.set(block.weekday, [...(days.get(block.weekday) ?? []), block])
  }
  return [...days]
    .sort(([one], [other]) => one - other)
    .map(([weekday, all]) => {
      const inOrder = all.toSorted((one, other) => one.start - other.start)
      return {
        weekday,
        name: weekdayName(weekday),
        blocks: inOrder,
        from: Math.min(...all.map(({ start }) => start)),
        until: Math.max(...all.map(({ start, minutes }) => start + minutes)),
      }
    })
}

/** How wide everything is, in CSS pixels. */
export interface WeekWidths {
  readonly head: number
  /** A block of rotation. */
  readonly block: number
  /** Any other block: a thin strip. */
  readonly strip: number
  readonly all: number
}

export const NARROWEST = 37
const WIDEST = 132
const STRIP = 12
/** Below this a station's name would be cut to nothing: its icon stands alone. */
const NAMED = 48
/** From here on a cell may have larger words. */
const ROOMY = 90

/** There is room for a station's name in a cell of such a width. */
export function isNamedAt(width: number): boolean {
  return width >= NAMED
}

/** A cell of such a width may be taller, too. */
export function isRoomyAt(width: number): boolean {
  return width >= ROOMY
}

/** How large a station's name may be in a cell of such a width. */
export function textSizesAt(width: number): TextSizes {
  return { smallest: 9, largest: isRoomyAt(width) ? 13 : 11.5 }
}

/** Makes the week as wide as there is room, but never so narrow that a finger misses a cell. */
export function widthsOf(days: readonly DayColumns[], room: number): WeekWidths {
  const all = days.flatMap(({ blocks }) => blocks)
  const rotations = all.filter(({ kind }) => kind === 'rotation').length
  const strips = all.length - rotations
  const head = room < 900 ? 112 : 148
  const free = (room - head - strips * STRIP) / Math.max(1, rotations)
  const block = Math.floor(Math.min(WIDEST, Math.max(NARROWEST, free)))
  return { head, block, strip: STRIP, all: head + rotations * block + strips * STRIP }
}
