import { clockTime, weekdayName } from '../../src-main/contract/clock-words.ts'
import type { StationId } from '../../src-main/contract/ids.ts'
import type { CellChoices, CellKey, RotationBoard } from '../../src-main/contract/rotation.ts'
import { lockedProblem } from '../../src-main/contract/locked-words.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { cellName, rotation } from './rotation.svelte.ts'

/** What a drop or a choice would do to the week. */
export type Effect = Pick<CellChoices['swaps'][number], 'worse' | 'better'>

/** Where a cell can be dropped: on another cell, or at a station in its own block. */
export type DropPlace =
  | { readonly kind: 'cell'; readonly cell: CellKey }
  | { readonly kind: 'station'; readonly stationId: StationId }

/** A cell of the week that is picked up, and what dropping it anywhere would do. */
class Carrying {
  cell = $state.raw<CellKey | null>(null)
  way = $state<'drag' | 'keys' | null>(null)
  over = $state.raw<DropPlace | null>(null)
  /** Where the pointer is during a drag, in CSS pixels of the window. */
  point = $state.raw({ x: 0, y: 0 })
  #choices = $state.raw<CellChoices | null>(null)
  #asked: { board: RotationBoard; cell: string; answer: Promise<CellChoices> } | null = null
  #pickUp = 0
  readonly #swaps = $derived(
    new Map<string, Effect>(this.#choices?.swaps.map(swap => [cellName(swap.cell), swap])),
  )
  readonly #places = $derived(
    new Map<StationId | null, Effect>(this.#choices?.stations.map(one => [one.stationId, one])),
  )

  /** What would come of anything that can be done with a cell. Asked once for a cell of a week. */
  choices(cell: CellKey): Promise<CellChoices> | null {
    const { board } = rotation
    if (!board) return null
    const name = `${cell.week} ${cellName(cell)}`
    if (this.#asked?.board !== board || this.#asked.cell !== name) {
      const answer = call('previewCell', { planId: board.planId, cell })
      this.#asked = { board, cell: name, answer }
      // What failed is asked again; whoever waits for it says so.
      answer.catch(() => (this.#asked = null))
    }
    return this.#asked.answer
  }

  /** Picks a cell up; another one that was in the air is let go. One that is locked stays, and why is said. */
  async start(cell: CellKey, way: 'drag' | 'keys'): Promise<void> {
    this.cancel()
    const block = rotation.blocks.get(cell.blockId)
    if (block && rotation.cells.get(cellName(cell))?.locked) {
      const letter = rotation.board?.groups[cell.position]?.letter ?? ''
      notices.showProblem(lockedProblem(letter, `${weekdayName(block.weekday)} ${clockTime(block.start)}`))
      return
    }
    this.cell = cell
    this.way = way
    await this.#ask()
  }

  /** What is in the air has the consequences of the week that is shown now; it is let go where it is not in it. */
  async follow(): Promise<void> {
    const { cell } = this
    if (!cell) return
    if (rotation.week?.week === cell.week && rotation.cells.has(cellName(cell))) await this.#ask()
    else this.cancel()
  }

  async #ask(): Promise<void> {
    const asked = this.cell && this.choices(this.cell)
    if (!asked) return this.cancel()
    const pickUp = ++this.#pickUp
    const answer = await notices.guard(() => asked)
    if (pickUp !== this.#pickUp) return
    if (answer) this.#choices = answer
    else this.cancel()
  }

  /** What dropping there would do; undefined where it would change nothing, or is not known yet. */
  effect(place: DropPlace): Effect | undefined {
    return place.kind === 'cell' ? this.#swaps.get(cellName(place.cell)) : this.#places.get(place.stationId)
  }

  isCarried(cell: Pick<CellKey, 'blockId' | 'position'>): boolean {
    return this.cell !== null && cellName(this.cell) === cellName(cell)
  }

  /** Swaps with a cell or puts the group at a station, saves at once, and lets go. */
  async drop(place: DropPlace): Promise<void> {
    const { cell, way } = this
    const planId = rotation.board?.planId
    this.cancel()
    if (!cell || planId === undefined) return
    // Whoever drops it with the keyboard goes on from where it is then.
    const land = () => {
      if (way === 'keys') rotation.asksFocus = place.kind === 'cell' ? place.cell : cell
    }
    const stationOf = (one: CellKey) => rotation.cells.get(cellName(one))?.stationId ?? null
    if (place.kind === 'station') {
      if (place.stationId === stationOf(cell)) return
      const done = await rotation.change('placeGroup', { planId, cell, stationId: place.stationId })
      land()
      if (done) notices.speak(`Now at ${rotation.stations.get(place.stationId)?.name ?? 'no station'}.`)
    } else if (cellName(place.cell) !== cellName(cell)) {
      if (stationOf(place.cell) === stationOf(cell)) {
        notices.say('Both have the same station. Nothing was swapped.')
        return
      }
      const done = await rotation.change('swapCells', { planId, one: cell, other: place.cell })
      land()
      if (done) notices.speak('Swapped.')
    }
  }

  cancel(): void {
    this.#pickUp++
    this.cell = null
    this.way = null
    this.over = null
    this.#choices = null
  }
}

export const carrying = new Carrying()
