import type { Block, Cell, Conflict, Station } from '../../src-main/contract/rotation.ts'
import { carrying } from '../state/carrying.svelte.ts'
import { cellName, rotation } from '../state/rotation.svelte.ts'
import { cellInWords, effectTone } from './cell-words.ts'
import { pulledOutOf } from './pulled-out.ts'
import { remarksAt } from './remarks.ts'

interface About {
  readonly cell: Cell
  readonly block: Block
  readonly letter: string
  readonly station: Station | null | undefined
}

/** A group's visit in the week, however it is drawn: what is wrong with it, and what is in the air. */
export class Visit {
  readonly #of: () => About

  constructor(of: () => About) {
    this.#of = of
  }

  readonly name = $derived.by(() => cellName(this.#of().cell))
  readonly conflicts = $derived.by((): readonly Conflict[] => remarksAt(this.name))
  readonly isBroken = $derived.by(() => this.conflicts.some(({ isRule }) => isRule))
  /** Who of the group is not there, in sentences. */
  readonly pulledOut = $derived.by(() => pulledOutOf(this.#of().cell))
  /** How the place looks for what is in the air; undefined where that would change nothing. */
  readonly tone = $derived.by(() => {
    if (carrying.way === null) return undefined
    const { blockId, position } = this.#of().cell
    const key = { week: rotation.week?.week ?? 'a', blockId, position }
    const effect = carrying.effect({ kind: 'cell', cell: key })
    return effect && effectTone(effect)
  })
  readonly isOver = $derived.by(
    () => carrying.over?.kind === 'cell' && cellName(carrying.over.cell) === this.name,
  )
  readonly isCarried = $derived.by(() => carrying.isCarried(this.#of().cell))
  readonly classes = $derived.by(() => [
    this.tone,
    {
      broken: this.isBroken,
      carried: this.isCarried,
      over: this.isOver,
      aside: carrying.way !== null && !this.tone && !this.isCarried,
    },
  ])
  /** What the pointer is told of it. */
  readonly title = $derived.by(() => {
    const name = this.#of().station?.name
    return [...(name === undefined ? [] : [name]), ...this.pulledOut].join('\n')
  })
  readonly words = $derived.by(() => {
    const { cell, block, letter, station } = this.#of()
    const { conflicts, pulledOut } = this
    const isLocked = cell.locked
    return cellInWords({ station: station?.name ?? null, letter, block, isLocked, conflicts, pulledOut })
  })
}
