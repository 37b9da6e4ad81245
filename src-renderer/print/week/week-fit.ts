import { PAPER_MM, type PaperSize } from '../../../src-main/contract/paper.ts'
import { LEAST_POINTS } from './on-pages.ts'
import { PAGE_MARGIN_MM } from './page-rule.ts'

/** Type sizes of the week's table in points, largest first. */
const SIZES = [11, 10, 9, 8, LEAST_POINTS] as const
const BY_DAY = 10
const MM_PER_POINT = 0.3528
const LINE_HEIGHT = 1.25
const CHARACTER = 0.54
const CELL_PADDING_MM = 1.7
/** Left of the groups, "Wednesday" and "10:00–10:20" on one line in the widest of the computers' own fonts. */
export const SIDE_EMS = { day: 6.7, time: 6.3 } as const
/** White in each column of the side. */
export const SIDE_PADDING_MM = 2
const TITLE_MM = 15
/** In less a station's name is broken into pieces that nobody reads. */
const LEAST_COLUMN_MM = 17

export interface WeekRows {
  /** Names of groups, of each group one. */
  readonly heads: readonly string[]
  /** For each block of rotation, the names in its cells. */
  readonly rotations: readonly (readonly string[])[]
  /** How many rows of a break or of the whole class there are. */
  readonly others: number
}

/** What is left for the groups beside the day and the time at a size of type, in millimetres. */
function across(paper: PaperSize, size: number): number {
  const side = (SIDE_EMS.day + SIDE_EMS.time) * size * MM_PER_POINT + 2 * SIDE_PADDING_MM
  return PAPER_MM[paper].height - 2 * PAGE_MARGIN_MM.side - side
}

/** Whether so many groups have room beside each other; else they stand below each other, a day at a time. */
export function areBeside(groupCount: number, paper: PaperSize): boolean {
  return across(paper, BY_DAY) / groupCount >= LEAST_COLUMN_MM
}

/**
 * How large a week can be printed so that it fits on one page across; else as large as a day at a time reads well.
 * Estimated from the letters; nothing breaks where a font is wider, for no day is split over pages.
 *
 * @returns size of type in points; `isOnePage` false = days go on over pages
 */
export function fitWeek(
  { heads, rotations, others }: WeekRows,
  paper: PaperSize,
): { size: number; isOnePage: boolean } {
  const room = PAPER_MM[paper].width - PAGE_MARGIN_MM.top - PAGE_MARGIN_MM.bottom - TITLE_MM
  const fits = (size: number) => {
    const column = across(paper, size) / Math.max(1, heads.length) - 2
    const lines = (names: readonly string[]) => Math.max(1, ...names.map(name => linesOf(name, size, column)))
    const line = size * MM_PER_POINT * LINE_HEIGHT
    const rows = rotations.reduce((sum, names) => sum + lines(names) * line + CELL_PADDING_MM, 0)
    const head = lines(heads) * line + 9
    return head + rows + others * (line * 0.9 + CELL_PADDING_MM * 0.7) <= room
  }
  const size = SIZES.find(fits)
  return size === undefined ? { size: BY_DAY, isOnePage: false } : { size, isOnePage: true }
}

/** Lines a text takes when its words are kept whole, those that are too long are broken. */
function linesOf(text: string, size: number, columnMm: number): number {
  const most = Math.max(1, Math.floor(columnMm / (size * MM_PER_POINT * CHARACTER)))
  let lines = 1
  let used = 0
  for (const word of text.split(/\s+/)) {
    const needed = used === 0 ? word.length : used + 1 + word.length
    if (needed <= most) {
      used = needed
    } else {
      lines += (used === 0 ? 0 : 1) + Math.floor((word.length - 1) / most)
      used = ((word.length - 1) % most) + 1
    }
  }
  return lines
}
