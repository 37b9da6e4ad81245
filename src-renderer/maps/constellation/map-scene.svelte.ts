import { zoomIdentity, type ZoomTransform } from 'd3'
import type { GroupId, StudentId } from '../../../src-main/contract/ids.ts'
import { workspace } from '../../state/workspace.svelte.ts'
import { DOT_RADIUS, type Point } from './geometry.ts'
import { labelTexts } from './label-texts.ts'
import { layOut, type Axes } from './layout.ts'
import { nameWidths } from './name-width.ts'
import { MANY_GROUPS, outlineGroups, type Outline } from './outlines.ts'
import { placeGroupNames } from './place-group-names.ts'
import { LABEL_HEIGHT, placeLabels } from './place-labels.ts'

/** Fewer than half of the skills assessed: the place says little. */
function isSparse(scores: readonly (number | null)[]): boolean {
  return scores.filter(score => score !== null).length * 2 < scores.length
}

const STRETCH = 1.3
const PAUSE_MILLISECONDS = 120

/**
 * Where everything stands on the map. All places are at the zoom at which they were last laid out (`drawnScale`): a pan
 * or a small zoom only moves and stretches what is drawn (`stretch`), and is laid out anew after a pause.
 */
export class MapScene {
  width = $state(0)
  height = $state(0)
  transform = $state.raw(zoomIdentity)
  #drawnScale = $state(1)
  readonly #axes: () => Axes
  #pause: ReturnType<typeof setTimeout> | undefined

  readonly layout = $derived.by(() => {
    const { book, board } = workspace
    const { width, height } = this
    if (!book || !this.#plane || !board || width === 0) return null
    return layOut(book.students, book.skills, this.#plane, this.#axes(), { width, height })
  })
  /** One a student, in the order of the class. */
  readonly points = $derived(
    this.layout?.points.map(([x, y]): Point => [x * this.#drawnScale, y * this.#drawnScale]) ?? [],
  )
  readonly labels = $derived(
    placeLabels(
      this.points.map(([x, y], at) => ({
        x,
        y,
        texts: labelTexts(workspace.book?.students[at]?.label ?? ''),
        // Who was hardly assessed is whom a teacher has to find.
        isFirst: isSparse(workspace.book?.students[at]?.scores ?? []),
      })),
      DOT_RADIUS * (this.layout?.size ?? 1),
    ),
  )
  /** Where skill arrows start. */
  readonly origin = $derived<Point>([
    (this.layout?.origin[0] ?? 0) * this.#drawnScale,
    (this.layout?.origin[1] ?? 0) * this.#drawnScale,
  ])
  readonly outlines = $derived.by((): ReadonlyMap<GroupId, Outline> => {
    const { book, board } = workspace
    if (!book || !board || !this.layout) return new Map()
    return outlineGroups(board, book.students, this.points, this.layout.isPlaced)
  })
  /** Where names may stand. */
  readonly bounds = $derived({
    width: this.width * this.#drawnScale,
    height: this.height * this.#drawnScale,
  })
  /** More groups than outlines can tell apart. */
  readonly isCrowded = $derived((workspace.board?.groups.length ?? 0) > MANY_GROUPS)
  /** The middle of each group's name, in the board's order; null = no room. */
  readonly namePlaces = $derived.by((): readonly (Point | null)[] => {
    const { board } = workspace
    if (!board) return []
    const widths = nameWidths(board)
    const wishes = board.groups.map(({ id }, at) => ({
      ring: this.outlines.get(id)?.ring ?? [],
      width: widths[at],
      height: LABEL_HEIGHT,
      mayHide: this.isCrowded,
    }))
    return placeGroupNames(wishes, this.labels, this.points, this.bounds)
  })
  /** The student's place in the class. */
  readonly placeOf = $derived(new Map(workspace.book?.students.map((student, at) => [student.id, at])))
  /** How what is drawn is moved and stretched to where it belongs, as an SVG transform. */
  readonly stretch = $derived(
    `translate(${this.transform.x},${this.transform.y}) scale(${this.transform.k / this.#drawnScale})`,
  )
  /** The plane depends on scores, not on seats: its identity outlives a move. */
  readonly #plane = $derived(workspace.board?.plane)

  /** @param axes what the map's directions mean now */
  constructor(axes: () => Axes) {
    this.#axes = axes
  }

  zoomed(next: ZoomTransform): void {
    this.transform = next
    this.stop()
    const stretch = next.k / this.#drawnScale
    if (stretch > STRETCH || stretch < 1 / STRETCH) this.#drawnScale = next.k
    else this.#pause = setTimeout(() => (this.#drawnScale = next.k), PAUSE_MILLISECONDS)
  }

  /** Where a student stands, in pixels of the map. */
  onMap(student: StudentId): Point {
    const [x, y] = this.layout?.points[this.placeOf.get(student) ?? 0] ?? [0, 0]
    return this.transform.apply([x, y])
  }

  stop(): void {
    clearTimeout(this.#pause)
  }
}
