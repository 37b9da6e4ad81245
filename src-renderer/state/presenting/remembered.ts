import type { PlanId } from '../../../src-main/contract/ids.ts'
import type { Course } from './course.ts'

/** With the form of what is kept: what an older page has left in another form is not read. */
const KEY = 'horseshoe presents 2'

/** What is presented. Of a class it has numbers of rows only: no name, no score, no level. */
export interface Presented {
  readonly planId: PlanId
  /** The date on the board, ISO. */
  readonly day: string
  /** How she has let it go on: by the clock or by hand, what is paused and what was made longer. */
  readonly course: Course
}

/** What this window presents, kept while it is open: a page that is loaded anew goes on with it. null = nothing. */
export function remembered(): Presented | null {
  const kept = storage()?.getItem(KEY)
  // Only `remember` writes it, in this form.
  return kept ? (JSON.parse(kept, asMap) as Presented) : null
}

/** @param presented null = nothing is presented */
export function remember(presented: Presented | null): void {
  if (presented === null) storage()?.removeItem(KEY)
  else storage()?.setItem(KEY, JSON.stringify(presented, asEntries))
}

/** The course of a day's board as it was when the page was loaded anew; null = it was another board. */
export function rememberedCourse({ planId, day }: Omit<Presented, 'course'>): Course | null {
  const kept = remembered()
  return kept?.planId === planId && kept.day === day ? kept.course : null
}

const asEntries = (_key: string, value: unknown): unknown => (value instanceof Map ? [...value] : value)
const asMap = (key: string, value: unknown): unknown =>
  key === 'countdowns' ? new Map(value as Course['countdowns']) : value

/** null where the page may keep nothing, as a browser can be told. */
function storage(): Storage | null {
  try {
    return window.sessionStorage
  } catch {
    return null
  }
}
