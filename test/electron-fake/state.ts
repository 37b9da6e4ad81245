import type { FakeSession } from './session.ts'
import type { FakeWindow } from './window.ts'
import { NotInTheList } from './strict.ts'

/** A handler as the program gave it; the checks call it with what Electron would. */
export type Handler = (...args: unknown[]) => unknown

export interface MenuItem {
  readonly role?: string
  readonly label?: string
  readonly submenu?: readonly MenuItem[]
}

/** What the program did with Electron since `begin`. */
export interface FakeState {
  /** The calls that have to stand in an order. */
  readonly journal: string[]
  isReady: boolean
  readonly isPackaged: boolean
  /** Whether this is the first instance: what the single instance lock answers. */
  readonly isFirst: boolean
  /** Value of the switch --data. */
  readonly data: string
  readonly switches: Map<string, string>
  readonly schemes: { scheme: string; privileges: Readonly<Record<string, boolean>> }[]
  readonly sessions: FakeSession[]
  readonly windows: FakeWindow[]
  readonly ipc: Map<string, Handler>
  readonly menus: MenuItem[][]
  /** What was put on the clipboard. */
  readonly copied: string[]
  /** Messages and remedies of error boxes; each is answered with its second button. */
  readonly errorBoxes: string[][]
  /** What the next save dialog answers; asked for more, it throws. */
  readonly saveAnswers: { canceled: boolean; filePath: string }[]
  readonly savesAsked: unknown[]
}

export let state: FakeState

/** Forgets everything: the next import of the program starts from here. */
export function begin(options: Pick<FakeState, 'isPackaged' | 'isFirst' | 'data'>): void {
  state = {
    journal: [],
    isReady: false,
    switches: new Map(),
    schemes: [],
    sessions: [],
    windows: [],
    ipc: new Map(),
    menus: [],
    copied: [],
    errorBoxes: [],
    saveAnswers: [],
    savesAsked: [],
    ...options,
  }
}

/** For what Electron allows only before, or only after, the app is ready. */
export function need(moment: 'before' | 'after', name: string): void {
  if (state.isReady !== (moment === 'after')) {
    throw new NotInTheList(`electron: ${name} is allowed only ${moment} the app is ready.`)
  }
}
