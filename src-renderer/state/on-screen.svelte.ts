import type { StudentId } from '../../src-main/contract/ids.ts'

/** What a view can do for commands that come from elsewhere, for as long as it is shown. */
export interface ViewOnScreen {
  /** Brings a student into sight and puts the focus there. */
  reveal?(student: StudentId): void | Promise<void>
  /** Puts the focus where students of this view are looked for. */
  find?(): void
  zoom?: { by(factor: number): void; fit(): void }
}

/** The view that is on the screen now. A view says so when it comes, and is forgotten when it goes. */
class OnScreen {
  #view = $state.raw<ViewOnScreen | null>(null)

  get view(): ViewOnScreen | null {
    return this.#view
  }

  /** For an effect of the view: returns what withdraws it again. */
  show(view: ViewOnScreen): () => void {
    this.#view = view
    return () => {
      if (this.#view === view) this.#view = null
    }
  }
}

export const onScreen = new OnScreen()
