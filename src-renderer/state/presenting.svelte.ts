import { weekdayName, weekdayOf } from '../../src-main/contract/clock-words.ts'
import type { PlanId } from '../../src-main/contract/ids.ts'
import type { DayBoard } from '../../src-main/contract/rotation.ts'
import type { Presenting as Behaviour } from '../../src-main/contract/workspace.ts'
import { Chime } from '../present/chime.ts'
import {
  addTime,
  BY_THE_CLOCK,
  goBy,
  laidOut,
  pauseOrGoOn,
  shownAt,
  spansOf,
  type Course,
} from '../present/course.ts'
import { cueBetween, isCleanUp, isHeard, type Cue } from '../present/cue.ts'
import { chance, drawLots, NOBODY_YET, type Lots } from '../present/draw-lots.ts'
import { remember, remembered, rememberedCourse } from '../present/remembered.ts'
import { saidAt } from '../present/said.ts'
import { thereIn } from '../present/who-is-where.ts'
import { canFillScreen, closePopover, fillScreen, leaveScreen, stayAwake } from '../present/whole-screen.ts'
import { todayHere } from '../rotation/days.ts'
import { call, ProblemError } from './door.ts'
import { notices } from './notices.svelte.ts'
import { workspace } from './workspace.svelte.ts'

const MINUTE = 60_000
/** How long the board is lit at a change. */
const LIT_MILLISECONDS = 15_000
/** After a longer break the board begins anew with the clock. */
const RESUMED_MILLISECONDS = 10 * MINUTE

/** What the board of a day shows on the projector. It knows the day's board, who is absent, and the clock, and nothing else of a class. */
class Presenting {
  isOpen = $state(false)
  /** The day on the board; null where the open plan has no week. */
  board = $state.raw<DayBoard | null>(null)
  /** Who is not on the board because of being absent. */
  absent = $state.raw<DayBoard['students']>([])
  /** What was presented when the page was loaded anew, until that is on the board again. */
  awaited = $state(remembered()?.planId ?? null)
  behaviour = $state.raw<Behaviour>({ followsClock: true, sound: true, flash: true, cleanUpMinutes: 2 })
  isBlack = $state(false)
  panel = $state<'pick' | 'find' | null>(null)
  lots = $state.raw<Lots>(NOBODY_YET)
  /** For a screen reader, at changes only. */
  spoken = $state('')
  /** What could not be done, in a line: the window's notices are not in the page while the board is. */
  failure = $state('')
  /** It may not fill the screen here. */
  isKeptSmall = $state(false)
  fillsScreen = $state(false)
  /** Of a board with more names than one page holds at a size that is read from afar. */
  page = $state(0)
  pageCount = $state(1)
  /** Pages take turns until one is turned by hand, in each block anew. */
  turnsPages = $state(true)

  #now = $state(Date.now())
  #course = $state.raw<Course>(BY_THE_CLOCK)
  #litUntil = $state(0)
  /** The day on the board, where it is one to look at that is not today. */
  #otherDay = $state.raw<string | null>(null)
  /** The same of the day that was asked for last, and may not have come yet. */
  #askedDay: string | null = null
  readonly #spans = $derived(this.board ? spansOf(this.board) : [])
  readonly #chime = new Chime()
  #closedAt = 0
  #leave: (() => void) | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #reading = 0
  /** The date that was asked for last because the clock had come to it. */
  #cameTo = ''
  /** The screen was refused where no press had asked for it: the next press does. */
  #isScreenOwed = false

  /** Nothing of a class but its board is in the page. */
  readonly isAlone = $derived(this.isOpen || this.awaited !== null)
  readonly shown = $derived(shownAt(this.#course, this.#spans, this.#now))
  readonly isByHand = $derived(this.#course.byHand !== null || !this.behaviour.followsClock)
  readonly isToday = $derived(this.#otherDay === null)
  readonly isCleanUp = $derived(isCleanUp(this.shown, this.behaviour.cleanUpMinutes))
  readonly isLit = $derived(this.behaviour.flash && this.isToday && this.#now < this.#litUntil)
  /** Somebody who was picked and is still there. */
  readonly picked = $derived(
    this.board
      ? (thereIn(this.board, this.shown.block).find(one => one.studentId === this.lots.last) ?? null)
      : null,
  )
  readonly now = $derived(new Date(this.#now))

  /** Whether there is anything to show: blocks today or soon. */
  get hasWeek(): boolean {
    const { board } = this
    return board !== null && board.planId === workspace.board?.id && hasBlocks(board)
  }

  /** Reads the day anew; called whenever the open plan may have changed. If that fails the board stays as it is. */
  async read(planId: PlanId | undefined = workspace.board?.id): Promise<void> {
    const reading = ++this.#reading
    const otherDay = this.#askedDay
    const day = otherDay ?? todayHere()
    const name = weekdayName(weekdayOf(day))
    const answer = await this.#attempt(
      `${name} could not be read.`,
      async () => (planId === undefined ? NO_WEEK : await readDay(planId, day)),
      () => reading === this.#reading,
    )
    if (reading !== this.#reading) return
    const goesOn = planId === this.awaited
    if (goesOn) this.awaited = null
    if (answer === undefined) {
      this.#askedDay = this.#otherDay
      return
    }
    const { board, absent } = answer
    this.failure = ''
    const before = this.shown
    const isOther =
      board?.planId !== this.board?.planId || board?.day !== this.board?.day || otherDay !== this.#otherDay
    this.board = board
    this.absent = absent
    this.#otherDay = otherDay
    const first = this.#spans[0]
    const left = goesOn && board ? rememberedCourse(board) : null
    if (isOther) this.#course = otherDay !== null && first ? laidOut(first) : (left ?? BY_THE_CLOCK)
    if (this.isOpen && (isOther || before.block?.blockId !== this.shown.block?.blockId)) this.#begin()
    const { byHand } = this.#course
    if (byHand !== null && this.#spans.every(({ block }) => block.blockId !== byHand)) this.followClock()
    if (this.isOpen && board === null) this.close()
    if (!goesOn) return
    // It was left by the loading of the page alone, just now.
    this.#closedAt = Date.now()
    await this.open()
  }

  /** Opens the plan that was presented before the page was loaded anew; that it is read brings the board back. */
  async goOn(): Promise<void> {
    const planId = this.awaited
    const ofPlan = workspace.classes.find(({ plans }) => plans.some(({ id }) => id === planId))
    if (planId === null || workspace.board?.id === planId) return
    if (ofPlan) await notices.guard(() => workspace.openClass(ofPlan.id, planId))
    if (workspace.board?.id !== planId) this.awaited = null
  }

  /** Fills the screen with the board. What was paused or gone to by hand a short while ago is as it was left. */
  async open(): Promise<void> {
    if (this.isOpen || !this.hasWeek) return
    this.#now = Date.now()
    if (this.#now - this.#closedAt > RESUMED_MILLISECONDS) this.#course = BY_THE_CLOCK
    this.isBlack = false
    this.panel = null
    this.spoken = ''
    this.failure = ''
    this.isOpen = true
    this.#remember()
    this.#leave = this.#watch()
    this.#chime.wake()
    void this.fill()
    const settings = await this.#attempt('The options could not be read.', () => call('readSettings', {}))
    if (settings) this.behaviour = settings.presenting
    this.#cameTo = ''
    this.#speak()
    this.tick()
  }

  readonly close = (): void => {
    if (!this.isOpen) return
    this.isOpen = false
    remember(null)
    this.#closedAt = Date.now()
    this.#leave?.()
    this.#leave = null
    void leaveScreen()
    if (this.#askedDay !== null) void this.#showDay(null)
  }

  /** Fills the screen, where that is allowed. */
  async fill(): Promise<void> {
    this.isKeptSmall = !canFillScreen()
    this.#isScreenOwed = false
    this.#isScreenOwed = !(await fillScreen())
  }

  /** Back into the window, the board stays. */
  async unfill(): Promise<void> {
    this.fillsScreen = false
    this.#isScreenOwed = false
    await leaveScreen()
  }

  /** Looks at the clock: whatever happened since is made up for at once. */
  readonly tick = (): void => {
    clearTimeout(this.#timer)
    if (!this.isOpen) return
    this.#moveOn(() => (this.#now = Date.now()))
    this.#followDate()
    if (!this.behaviour.followsClock && this.isToday && this.#course.byHand === null) this.#takeInHand()
    this.#remember()
    const { left, isPaused } = this.shown
    const ofSecond = left !== null && !isPaused ? left % 1000 : 1000 - (this.#now % 1000)
    this.#timer = setTimeout(this.tick, ofSecond || 1000)
  }

  startOrPause(): void {
    this.#do(course => pauseOrGoOn(course, this.#spans, this.#now))
  }

  addMinutes(minutes: number): void {
    this.#do(course => addTime(course, this.#spans, this.#now, minutes * MINUTE))
  }

  /** By hand to the next block, or to the one before. */
  go(by: 1 | -1): void {
    this.#do(course => {
      if (this.#otherDay === null) return goBy(course, this.#spans, this.#now, by)
      const at = this.#spans.findIndex(({ block }) => block.blockId === course.byHand)
      const span = this.#spans[at + by]
      return span ? laidOut(span) : course
    })
  }

  followClock(): void {
    this.#do(() => BY_THE_CLOCK)
  }

  /** Whether the board changes with the clock from now on, and the next time it is opened. */
  async useClock(followsClock: boolean): Promise<void> {
    // Before anything looks at the clock: by hand it would take what is now in hand again.
    const kept = this.behave({ followsClock })
    // Another day than today has no clock to follow.
    if (this.isToday && followsClock) this.followClock()
    else this.tick()
    await kept
  }

  async behave(part: Partial<Behaviour>): Promise<void> {
    this.behaviour = { ...this.behaviour, ...part }
    if (part.sound) this.#chime.ring('change')
    await this.#attempt('The options could not be kept.', () =>
      call('updateSettings', { presenting: this.behaviour }),
    )
  }

  /** The names that had no room; does nothing where all have. */
  turnPage(): void {
    this.turnsPages = false
    this.page = (this.page + 1) % this.pageCount
  }

  /** Shows the next day with a block, to look at it before. */
  async showNextDay(): Promise<void> {
    const day = this.board?.nextDay
    if (day) await this.#showDay(day)
  }

  async showToday(): Promise<void> {
    await this.#showDay(null)
  }

  /** Picks somebody by lot who is there now. */
  pick(): void {
    if (!this.board) return
    const there = thereIn(this.board, this.shown.block).map(({ studentId }) => studentId)
    this.lots = drawLots(there, this.lots, chance)
  }

  async #showDay(day: string | null): Promise<void> {
    this.#askedDay = day
    await this.read()
    this.tick()
  }

  /** After midnight the board is about the new day, which may be the one that was looked at before. */
  #followDate(): void {
    const day = todayHere()
    const hasCome = this.#otherDay !== null && this.#otherDay <= day
    const isPast = this.isToday && this.board !== null && this.board.day !== day
    // Asked for once: what cannot be read would be asked for without end.
    if ((!hasCome && !isPast) || this.#cameTo === day) return
    this.#cameTo = day
    void this.#showDay(null)
  }

  /**
   * Says what failed where it is seen. Answers undefined then.
   *
   * @param isAsked whether its answer is still asked for; else a failure is nothing to speak of
   */
  async #attempt<T>(
    failed: string,
    action: () => Promise<T>,
    isAsked: () => boolean = () => true,
  ): Promise<T | undefined> {
    try {
      return await action()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (!isAsked()) return undefined
      if (this.isOpen) this.failure = `${failed} ${error.problem.message}`
      else notices.showProblem(error.problem)
      return undefined
    }
  }

  /** Stays at the block that is now until the teacher goes on; where none is, at the first that begins. */
  #takeInHand(): void {
    const { block, isPaused, left } = this.shown
    if (!block || left === null) return
    const countdown = isPaused ? { left } : { endsAt: this.#now + left }
    this.#course = { byHand: block.blockId, countdowns: new Map([[block.blockId, countdown]]) }
  }

  #remember(): void {
    if (this.board) remember({ planId: this.board.planId, day: this.board.day, course: this.#course })
  }

  #do(change: (course: Course) => Course): void {
    this.#chime.wake()
    if (this.#isScreenOwed) void this.fill()
    this.#moveOn(() => {
      this.#now = Date.now()
      this.#course = change(this.#course)
    })
    this.tick()
  }

  #moveOn(step: () => void): void {
    const before = this.shown
    const at = this.#now
    step()
    if (!this.isOpen) return
    const cue = cueBetween(before, this.shown, this.behaviour.cleanUpMinutes)
    if (cue) this.#give(cue, isHeard(cue, before, this.#now - at))
  }

  #give(cue: Cue, isLoud: boolean): void {
    if (isLoud && this.behaviour.sound && this.isToday)
      this.#chime.ring(cue === 'cleanUp' ? 'soon' : 'change')
    if (cue === 'change') {
      this.#litUntil = this.isToday && (isLoud || this.isByHand) ? this.#now + LIT_MILLISECONDS : 0
      this.#begin()
    } else this.#speak(cue)
  }

  /** Shows another block: with its first names, in the light. */
  #begin(): void {
    this.turnsPages = true
    this.isBlack = false
    this.#speak()
  }

  #speak(cue?: Cue): void {
    if (this.board) this.spoken = saidAt(this.shown, cue ?? 'change')
  }

  /** Closes what Escape would have closed on a board that does not fill the screen; false where nothing is over it. */
  #closeWhatIsOver(): boolean {
    const isOver = this.isBlack || this.panel !== null
    this.isBlack = false
    this.panel = null
    return isOver || closePopover()
  }

  /** Looks at the clock whenever the page comes back, whatever its timers did; a left screen ends the show. */
  #watch(): () => void {
    const sleeping = stayAwake()
    const onScreen = () => {
      const fills = document.fullscreenElement !== null
      // Escape leaves the screen without a word to the page; `unfill` has said so before.
      if (this.fillsScreen && !fills && !this.#closeWhatIsOver()) this.close()
      this.fillsScreen = fills
    }
    document.addEventListener('fullscreenchange', onScreen)
    document.addEventListener('visibilitychange', this.tick)
    window.addEventListener('focus', this.tick)
    window.addEventListener('pageshow', this.tick)
    return () => {
      clearTimeout(this.#timer)
      sleeping()
      document.removeEventListener('fullscreenchange', onScreen)
      document.removeEventListener('visibilitychange', this.tick)
      window.removeEventListener('focus', this.tick)
      window.removeEventListener('pageshow', this.tick)
      this.fillsScreen = false
    }
  }
}

const hasBlocks = ({ blocks, nextDay }: DayBoard) => blocks.length > 0 || nextDay !== null

interface ReadDay {
  /** null where the plan has no rotation. */
  readonly board: DayBoard | null
  readonly absent: DayBoard['students']
}

const NO_WEEK: ReadDay = { board: null, absent: [] }

/** @throws ProblemError when it could not be read */
async function readDay(planId: PlanId, day: string): Promise<ReadDay> {
  try {
    const [board, { studentIds }] = await Promise.all([
      call('readDay', { planId, day }),
      call('readAbsent', { planId, day }),
    ])
    const absent = studentIds.flatMap(studentId => {
      const name = workspace.students.get(studentId)?.label
      return name ? [{ studentId, name }] : []
    })
    return { board, absent }
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'notFound') return NO_WEEK
    throw error
  }
}

export const presenting = new Presenting()
