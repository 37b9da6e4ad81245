import type { ClassBook, Skill } from '../../../src-main/contract/classes.ts'
import type { PlanBoard } from '../../../src-main/contract/plans.ts'
import { textWidth } from '../text-width.ts'
import { plainNumber } from './grid-words.ts'

export interface Column {
  readonly skill: Skill
  /** Place in the class's list of skills, and in every student's scores. */
  readonly at: number
  /** Whether the skill counts for the plan. */
  readonly counts: boolean
  /** The first of the skills that do not count: it stands apart. */
  readonly startsOthers: boolean
  /** Pixels from the left edge of the first column. */
  readonly left: number
}

/** The columns and the head above them, in pixels. */
export interface ColumnLayout {
  readonly columns: readonly Column[]
  readonly nameWidth: number
  readonly cellWidth: number
  /** Width of all columns and of what their names need beyond the last. */
  readonly width: number
  /** Room for numbers in the cells. */
  readonly hasNumbers: boolean
  readonly headHeight: number
  /** Whether skill names stand level and wrap; otherwise they lean by 45 degrees. */
  readonly isLevel: boolean
  readonly labelWidth: number
  readonly labelLines: number
}

export const GAP_PIXELS = 16
const WIDEST_NAMES = 320
const NARROWEST = 24
const WIDEST = 72
/** From here on a skill's name fits level above its column. */
const LEVEL = 104
const WIDEST_LEVEL = 136
/** Two lines of a leaning name stand side by side over a column of this width. */
const TWO_LINES = 40
const LABEL_PIXELS = 13
const LINE_PIXELS = 14
const LONGEST_LABEL = 168
/** The corner, which reads out what is pointed at, needs as much. */
const LOWEST_HEAD = 118
const SORT_MARK_PIXELS = 18
const LEAN = Math.SQRT1_2

/**
 * As wide as the window allows, so that everything is in sight, but never too narrow for a number or for a finger.
 *
 * @param available inner width of the grid
 * @param wantsNumbers whether cells are to show their number
 */
export function layColumns(
  book: ClassBook,
  board: PlanBoard,
  available: number,
  wantsNumbers: boolean,
): ColumnLayout {
  const nameWidth = available < 760 ? 176 : 216
  const counting = new Set(board.request.skills.map(({ skillId }) => skillId))
  const places = new Map(book.skills.map(({ id }, at) => [id, at]))
  const inOrder = board.skillOrder.flatMap(id => places.get(id) ?? [])
  const others = inOrder.filter(at => !counting.has(book.skills[at].id)).length
  const gap = others > 0 && others < inOrder.length ? GAP_PIXELS : 0
  const least = wantsNumbers ? widestNumber(book) + 12 : NARROWEST
  const share = (room: number) => Math.floor((room - nameWidth - gap) / Math.max(1, inOrder.length))

  const isLevel = share(available) >= LEVEL
  const names = book.skills.map(skill => skill.name)
  const firstGuess = Math.max(least, Math.min(WIDEST, share(available)))
  const labelLines = firstGuess >= TWO_LINES ? 2 : 1
  const labelWidth = Math.min(LONGEST_LABEL, Math.max(56, ...names.map(name => roomFor(name, labelLines))))
  // The last names lean out over the right edge of the columns.
  const overhang = isLevel ? 0 : Math.ceil((labelWidth + LINE_PIXELS * labelLines) * LEAN)
  const cellWidth = isLevel
    ? Math.min(WIDEST_LEVEL, share(available))
    : Math.max(least, Math.min(WIDEST, share(available - Math.max(0, overhang - firstGuess / 2))))

  let left = 0
  const columns = inOrder.map((at, place): Column => {
    const skill = book.skills[at]
    const counts = counting.has(skill.id)
    const startsOthers = gap > 0 && place === inOrder.length - others
    if (startsOthers) left += gap
    const column = { skill, at, counts, startsOthers, left }
    left += cellWidth
    return column
  })
  const used = left + (isLevel ? 0 : Math.max(0, overhang - Math.floor(cellWidth / 2)))
  // What few skills leave over is for long names.
  const spare = Math.max(0, Math.min(WIDEST_NAMES, available - used) - nameWidth)
  return {
    columns,
    nameWidth: nameWidth + spare,
    cellWidth,
    width: nameWidth + spare + used,
    hasNumbers: wantsNumbers,
    headHeight: isLevel
      ? LOWEST_HEAD
      : Math.max(
          LOWEST_HEAD,
          Math.ceil((labelWidth + LINE_PIXELS * labelLines) * LEAN) + SORT_MARK_PIXELS + 4,
        ),
    isLevel,
    labelWidth,
    labelLines,
  }
}

/** Pixels a line must have for a name to fit into so many lines. */
function roomFor(name: string, lines: number): number {
  if (lines === 1) return Math.ceil(textWidth(name, LABEL_PIXELS)) + 2
  const words = name.split(/\s+/).map(word => textWidth(word, LABEL_PIXELS))
  const space = textWidth(' ', LABEL_PIXELS)
  const widthOf = (part: readonly number[]) =>
    part.reduce((sum, width) => sum + width, 0) + space * Math.max(0, part.length - 1)
  const breaks = words.map((_, at) => Math.max(widthOf(words.slice(0, at)), widthOf(words.slice(at))))
  return Math.ceil(Math.min(...breaks)) + 4
}

/** Pixels of the longest number a cell may show. */
function widestNumber({ skills, students }: ClassBook): number {
  const hasFractions = students.some(({ scores }) => scores.some(score => score !== null && score % 1 !== 0))
  const longest = skills.flatMap(({ scale: { minimum, maximum } }) =>
    [minimum, maximum].map(end =>
      textWidth(plainNumber(hasFractions ? Math.trunc(end) + 0.5 : end), LABEL_PIXELS),
    ),
  )
  return Math.ceil(Math.max(textWidth('00', LABEL_PIXELS), ...longest))
}
