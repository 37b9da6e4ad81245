import { selection } from '../../state/selection.svelte.ts'
import { workspace } from '../../state/workspace.svelte.ts'
import { layColumns } from './columns.ts'
import { gather, summarise, type RowOrder } from './gatherings.ts'
import { layRows, rowsInSight, STUDENT_ROW_PIXELS, studentKey, type GridRow } from './rows.ts'
import type { CellPlace } from './walk.ts'

/** A cell by the key of its row, so that it stays with its student, and its column, 0 = the names. */
export interface CellKey {
  readonly row: string
  readonly column: number
}

/** Lines of the head, by their keys: the skills, and how many are below mastery. */
const HEAD: readonly string[] = ['head', 'needs']
const NEEDS_PIXELS = 31
const FEWEST_ROWS_PIXELS = 96

/** What the grid shows: where every row and column stands, which rows are drawn, where pointer and keyboard are. */
export class GridView {
  /** Inner size of the scrolling box, and how far it is scrolled down, in pixels. */
  width = $state(0)
  height = $state(0)
  scrolled = $state(0)
  wantsNumbers = $state(true)
  order = $state.raw<RowOrder>(null)
  /** The cell the keyboard was in last. */
  cursor = $state.raw<CellKey>({ row: '', column: 0 })
  hasFocus = $state(false)
  pointed = $state.raw<CellKey | null>(null)
  /** The row last pressed: it stays drawn while it is carried out of sight, or a finger would lose it. */
  grabbed = $state('')

  readonly gatherings = $derived(
    workspace.book && workspace.board ? gather(workspace.book, workspace.board, this.order) : [],
  )
  /** How the whole class stands, in the order of its skills. */
  readonly summaries = $derived(workspace.book ? summarise(workspace.book, workspace.book.students) : [])
  readonly rows = $derived(layRows(this.gatherings))
  /** null until the width is known. */
  readonly layout = $derived(
    workspace.book && workspace.board && this.width > 0
      ? layColumns(workspace.book, workspace.board, this.width, this.wantsNumbers)
      : null,
  )
  readonly columns = $derived(this.layout?.columns ?? [])
  readonly headHeight = $derived((this.layout?.headHeight ?? 0) + NEEDS_PIXELS)
  /** In a very low window (zoomed to 200 %) the head scrolls away, or there would be no room for rows. */
  readonly headStays = $derived(this.height >= this.headHeight + FEWEST_ROWS_PIXELS)
  /** What scrolls with the rows above them, and how much of the rows can be seen at once; in pixels. */
  readonly #above = $derived(this.headStays ? 0 : this.headHeight)
  readonly #bodyView = $derived(this.headStays ? this.height - this.headHeight : this.height)
  readonly #sight = $derived(rowsInSight(this.rows, this.scrolled - this.#above, this.#bodyView))
  // As single numbers, so that scrolling within a row draws nothing anew.
  readonly #first = $derived(this.#sight[0])
  readonly #last = $derived(this.#sight[1])
  readonly #firstStudent = $derived(this.rows.rows.find(row => row.student)?.key ?? 'head')

  /** The cell that Tab goes to. */
  readonly tabStop = $derived.by((): CellKey => {
    if (HEAD.includes(this.cursor.row) || this.rows.placeOf.has(this.cursor.row)) return this.cursor
    const current = selection.current === null ? '' : studentKey({ id: selection.current })
    return { row: this.rows.placeOf.has(current) ? current : this.#firstStudent, column: 0 }
  })
  /** The rows in sight, and those that keyboard and pointer hold on to. */
  readonly drawn = $derived.by((): readonly GridRow[] => {
    const [first, last] = [this.#first, this.#last]
    const kept = [...new Set([this.tabStop.row, this.grabbed])]
      .flatMap(key => this.row(key) ?? [])
      .sort((a, b) => a.place - b.place)
    return [
      ...kept.filter(row => row.place < first),
      ...this.rows.rows.slice(first, last),
      ...kept.filter(row => row.place >= last),
    ]
  })
  /** What is read out in the corner: where the pointer is, else where the keyboard is. */
  readonly shown = $derived(this.pointed ?? (this.hasFocus ? this.tabStop : null))
  readonly shownRow = $derived(this.row(this.shown?.row ?? ''))
  readonly shownColumn = $derived(this.columns[(this.shown?.column ?? 0) - 1])

  /** How many lines and columns there are, those of the head included, and how many lines a page has. */
  get size(): { lines: number; columns: number; page: number } {
    return {
      lines: HEAD.length + this.rows.rows.length,
      columns: this.columns.length + 1,
      page: Math.max(1, Math.floor(this.#bodyView / STUDENT_ROW_PIXELS) - 1),
    }
  }

  /** A row of the body; undefined for the lines of the head. */
  row(key: string): GridRow | undefined {
    return this.rows.rows[this.rows.placeOf.get(key) ?? -1]
  }

  /** From 0, the lines of the head first. */
  lineOf(row: GridRow): number {
    return HEAD.length + row.place
  }

  placeOf({ row, column }: CellKey): CellPlace {
    const inBody = this.row(row)
    return { line: inBody ? this.lineOf(inBody) : Math.max(0, HEAD.indexOf(row)), column }
  }

  keyOf({ line, column }: CellPlace): CellKey {
    return { row: HEAD[line] ?? this.rows.rows[line - HEAD.length]?.key ?? '', column }
  }

  /**
   * Where to scroll so that a cell is in sight, and with the first student of a gathering its head; no further than
   * needed.
   *
   * @param left how far the grid is scrolled to the side, in pixels
   */
  scrollFor(cell: CellKey, left: number): { top: number; left: number } {
    const row = this.row(cell.row)
    const column = this.columns[cell.column - 1]
    let top = this.headStays ? this.scrolled : 0
    if (row) {
      const before = this.rows.rows[row.place - 1]
      const highest = this.#above + (before && !before.student ? before.top : row.top)
      const lowest = this.#above + row.top + row.height - this.#bodyView
      top = Math.min(highest, Math.max(lowest, this.scrolled))
    }
    if (!column || !this.layout) return { top, left }
    const room = this.width - this.layout.nameWidth - this.layout.cellWidth
    return { top, left: Math.min(column.left, Math.max(column.left - room, left)) }
  }
}
