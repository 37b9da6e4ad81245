import { untrack } from 'svelte'
import { notices } from './notices.svelte.ts'
import { unsaved } from './unsaved.svelte.ts'

/** A field whose text is saved a while after it was typed. */
export interface TypedField {
  readonly element: Element | undefined
  /** What is typed is not saved, and waiting will not save it: it was refused, or nobody answers. */
  readonly isHeld: boolean
  /** Gives what is typed to be saved, if it is not saved nor on its way. */
  keep(): unknown
  /** The same, now that the program is there again; what is on its way is saved anew if that fails. */
  keepAnew(): void
  giveUp(): void
}

/** What was typed in a field that is gone, and could not be saved. */
export interface LeftWords {
  readonly label: string
  readonly text: string
}

/** All that is typed and not saved yet, wherever it is typed. */
class Typing {
  #fields = $state.raw<readonly TypedField[]>([])
  left = $state.raw<readonly LeftWords[]>([])

  /** Whether closing the window would lose words. */
  readonly wouldLose = $derived(this.left.length > 0 || this.#fields.some(field => field.isHeld))

  /** Returns what ends it. */
  join(field: TypedField): () => void {
    untrack(() => (this.#fields = [...this.#fields, field]))
    return () => untrack(() => (this.#fields = this.#fields.filter(one => one !== field)))
  }

  /** Whether something typed in this part of the page is not saved, and waiting will not save it. */
  isHeldIn(place: Element | null): boolean {
    return this.#fields.some(field => field.isHeld && place?.contains(field.element ?? null))
  }

  /** Takes back all that is not saved in this part of the page. */
  giveUpIn(place: Element | null): void {
    for (const field of this.#fields) if (place?.contains(field.element ?? null)) field.giveUp()
  }

  keepAll(): void {
    for (const field of this.#fields) void field.keep()
  }

  keepAllAnew(): void {
    for (const field of this.#fields) field.keepAnew()
  }

  /** The window may end: what is still being typed is left, as if the person had gone elsewhere, and all is saved. */
  leaveAll(): void {
    const { activeElement } = document
    if (activeElement instanceof HTMLElement) {
      activeElement.blur()
      // Who is asked and stays goes on where they were.
      activeElement.focus({ preventScroll: true })
    }
    this.keepAll()
  }

  /** Keeps words in sight whose field went before they were saved. */
  leave(words: LeftWords): void {
    // What the disk did not take is kept there, and tried again from there.
    if (unsaved.changes.some(({ input }) => Object.values(input).includes(words.text))) return
    this.left = [...this.left, words]
    notices.speak(`Not saved: what you typed for “${words.label}”.`)
  }

  giveUpLeft(words: LeftWords): void {
    this.left = this.left.filter(one => one !== words)
  }
}

export const typing = new Typing()
