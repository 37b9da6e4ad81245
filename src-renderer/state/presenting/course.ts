import type { BlockId } from '../../../src-main/contract/ids.ts'
import type { DayBoard, ProjectedBlock } from '../../../src-main/contract/rotation.ts'

/** A block of a date on this computer's clock. All times in this file are milliseconds, moments since 1970. */
export interface Span {
  readonly block: ProjectedBlock
  readonly begins: number
  readonly ends: number
}

/** What is left of a block: until a moment while it runs, an amount while it is paused. */
type Countdown = { readonly endsAt: number } | { readonly left: number }

/**
 * How a day goes on in front of the class. Nothing in it is counted: what is left follows from the moment alone, so a
 * computer that slept is right again at once.
 */
export interface Course {
  /** The block that the teacher went to; null = whichever the clock says. */
  readonly byHand: BlockId | null
  /** Blocks that end at another time than planned. */
  readonly countdowns: ReadonlyMap<BlockId, Countdown>
}

/** What the course comes to at a moment. */
export interface Shown {
  /** null = no block is now. */
  readonly block: ProjectedBlock | null
  /** The length of what runs: the block's, or null while nothing does. */
  readonly length: number | null
  /** Of the block; without one until the next begins, null where none does. Never less than 0. */
  readonly left: number | null
  readonly isPaused: boolean
  /** Its time is up, and the board waits for the next. */
  readonly isOver: boolean
  readonly next: ProjectedBlock | null
}

/** Follows the clock, as planned. */
export const BY_THE_CLOCK: Course = { byHand: null, countdowns: new Map() }

/** The blocks of a date in order, where the clock of this computer has them. */
export function spansOf({ day, blocks }: DayBoard): Span[] {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const at = (minute: number) => new Date(year, month - 1, date, 0, minute).getTime()
  return blocks.map(block => ({
    block,
    begins: at(block.start),
    ends: at(block.start + block.minutes),
  }))
}

export function shownAt(course: Course, spans: readonly Span[], now: number): Shown {
  const at = indexAt(course, spans, now)
  const span = spans[at]
  if (!span) {
    const next = spans.find(({ begins }) => begins > now)
    const left = next ? next.begins - now : null
    return { block: null, length: null, left, isPaused: false, isOver: false, next: next?.block ?? null }
  }
  const countdown = course.countdowns.get(span.block.blockId)
  const left = leftOf(countdown ?? { endsAt: span.ends }, now)
  return {
    block: span.block,
    length: span.ends - span.begins,
    left,
    isPaused: countdown !== undefined && 'left' in countdown && left > 0,
    isOver: left === 0,
    next: spans[at + 1]?.block ?? null,
  }
}

/** Pauses what runs, or lets it run on. Where nothing is, or the time is up, it stays as it is. */
export function pauseOrGoOn(course: Course, spans: readonly Span[], now: number): Course {
  const { block, left, isPaused } = shownAt(course, spans, now)
  if (!block || !left) return course
  return withCountdown(course, block.blockId, isPaused ? { endsAt: now + left } : { left })
}

/** Makes the block that is shown longer, or shorter if less than 0; what follows by the clock stays where it is. */
export function addTime(course: Course, spans: readonly Span[], now: number, more: number): Course {
  const { block, left, isPaused } = shownAt(course, spans, now)
  if (!block || left === null) return course
  const then = Math.max(0, left + more)
  return withCountdown(course, block.blockId, isPaused ? { left: then } : { endsAt: now + then })
}

/**
 * Goes to another block by hand. One that was begun before is as it would be now, if that is not over. Any other has its
 * whole length: it runs where the teacher goes on to it, and is ready to start where she goes back.
 *
 * @param by 1 = to the next, -1 = to the one before
 */
export function goBy(course: Course, spans: readonly Span[], now: number, by: 1 | -1): Course {
  const from = indexAt(course, spans, now)
  const free = spans.findIndex(({ begins }) => begins > now)
  // Where nothing is, the next one is the first to come, and the one before has just been.
  const to = from >= 0 ? from + by : (free < 0 ? spans.length : free) - (by === 1 ? 0 : 1)
  const target = spans[to]
  if (!target) return course
  const countdowns = new Map(course.countdowns)
  const left = spans[from]
  if (left && !countdowns.has(left.block.blockId)) {
    countdowns.set(left.block.blockId, { endsAt: left.ends })
  }
  const whole = target.ends - target.begins
  const begun = countdowns.get(target.block.blockId)
  const isReady = begun !== undefined && 'left' in begun && begun.left === whole
  if (!begun || leftOf(begun, now) === 0 || (isReady && by === 1)) {
    countdowns.set(target.block.blockId, by === 1 ? { endsAt: now + whole } : { left: whole })
  }
  return { byHand: target.block.blockId, countdowns }
}

/** Shows a block by hand with its whole length, not running: to look at a day that is not today. */
export function laidOut({ block, begins, ends }: Span): Course {
  return { byHand: block.blockId, countdowns: new Map([[block.blockId, { left: ends - begins }]]) }
}

function withCountdown(course: Course, id: BlockId, countdown: Countdown): Course {
  // By the clock only the block that is now can differ from the plan.
  const others = course.byHand === null ? [] : course.countdowns
  return { ...course, countdowns: new Map([...others, [id, countdown]]) }
}

/** -1 = no block is now. */
function indexAt({ byHand, countdowns }: Course, spans: readonly Span[], now: number): number {
  if (byHand !== null) return spans.findIndex(({ block }) => block.blockId === byHand)
  const kept = spans.findIndex(({ block }) => {
    const countdown = countdowns.get(block.blockId)
    return countdown !== undefined && leftOf(countdown, now) > 0
  })
  return kept >= 0 ? kept : spans.findIndex(({ begins, ends }) => begins <= now && now < ends)
}

function leftOf(countdown: Countdown, now: number): number {
  return Math.max(0, 'left' in countdown ? countdown.left : countdown.endsAt - now)
}

/** "9:05", "1:02:30": whole seconds, the one that has begun counted. */
export function timeLeft(left: number): string {
  const seconds = Math.ceil(left / 1000)
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (number: number) => String(number).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
