import type { ClassBook } from '../../src-main/contract/classes.ts'
import type { Group, PlanBoard } from '../../src-main/contract/plans.ts'
import { namedIn } from './anonymity.ts'
import type { PictureElement } from './element.ts'
import type { Palette } from './palette.ts'
import type { Measure } from './text.ts'

/** What is drawn and how: the same for every look. */
export interface Scene {
  readonly book: ClassBook
  readonly board: PlanBoard
  /** Without, nothing in the file tells who a student is: no name, no initials, no order of the register. */
  readonly withNames: boolean
  readonly colours: Palette
  readonly measure: Measure
}

/** One thing of the legend: a sign in a box of `width` x 18 pixels, and what it means. */
export interface LegendItem {
  readonly sign: readonly PictureElement[]
  readonly width: number
  readonly text: string
}

/** A map without its frame, from 0, 0. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly elements: readonly PictureElement[]
  /** Signs that only this look has, in sections that each start a new line. */
  readonly legend: readonly (readonly LegendItem[])[]
  /** Sentences on how to read it. */
  readonly notes: readonly string[]
}

/** A group's name as it may stand in the picture: its letter alone where the name could be a student's. */
export function shownGroupName({ book, withNames }: Scene, { letter, name }: Group): string {
  return withNames || namedIn(name, book.students) === null ? `${letter} · ${name}` : `Group ${letter}`
}
