import type { View } from '../../src-main/contract/workspace.ts'
import type { Shortcut } from './shortcut.ts'

/** Where a command stands in the shortcuts sheet and the palette, in that order. */
export const SECTIONS = [
  'Go to',
  'Choose students',
  'Move students',
  'Groups and plans',
  'Rotation',
  'Undo',
  'Appearance',
  'Help',
] as const
export type Section = (typeof SECTIONS)[number]

/** One thing the app can do, however it is asked: by a key, in the palette, or by a button. */
export interface Command {
  /** Stays the same while the words change: "undo", "plan:12". */
  readonly id: string
  /** What it would do now, in words: "Undo: move Amina to C". */
  readonly name: string
  /** What it does at any time, for the shortcuts sheet; the name where that does not change. */
  readonly general?: string
  readonly section: Section
  readonly shortcuts?: readonly Shortcut[]
  /** The views in which the shortcuts work; all of them where it is left out. */
  readonly views?: readonly View[]
  /** The shortcuts mean nothing to a text field, so they work there as well. */
  readonly worksInFields?: true
  /** Holding the key down does it again and again. */
  readonly repeats?: true
  /** Asked when there is nothing to do, it keeps quiet. */
  readonly quiet?: true
  /** Other words it is found by. */
  readonly alsoCalled?: readonly string[]
  /** A few more words beside the name. */
  readonly detail?: string
  /** Why it cannot be done now; null = it can. */
  readonly unavailable: string | null
  /** One of many of its kind: found by typing, not listed before. */
  readonly oneOfMany?: true
  readonly run: () => void | Promise<void>
}
