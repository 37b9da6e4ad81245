import { weekdayName, weekdayOf } from '../../src-main/contract/clock-words.ts'
import type { PlanId } from '../../src-main/contract/ids.ts'
import type { DayBoard } from '../../src-main/contract/rotation.ts'
import type { Presenting as Behaviour } from '../../src-main/contract/workspace.ts'
import { todayHere } from './days.ts'
import { call, ProblemError } from './door.ts'
import { notices } from './notices.svelte.ts'
import { Chime } from './presenting/chime.ts'
import { addTime, BY_THE_CLOCK, pauseOrGoOn } from './presenting/course.ts'
import { isCleanUp, type Cue } from './presenting/cue.ts'
import { chance, drawLots, NOBODY_YET, type Lots } from './presenting/draw-lots.ts'
import { remember, remembered, rememberedCourse } from './presenting/remembered.ts'
import { Running, type Change } from './presenting/running.svelte.ts'
import { saidAt } from './presenting/said.ts'
import { Screen } from './presenting/screen.svelte.ts'
import { ShownDay } from './presenting/shown-day.svelte.ts'
import { thereIn } from './presenting/who-is-where.ts'
import { closePopover, stayAwake } from './presenting/whole-screen.ts'
import { workspace } from './workspace.svelte.ts'

const MINUTE = 60_000
/** How long the board is lit at a change. */
const LIT_MILLISECONDS = 15_000
/** After a longer break the board begins anew with the clock. */
const RESUMED_MILLISECONDS = 10 * MINUTE

/** What the board of a day shows on the projector. It knows the day's board, who is absent, and the clock, and nothing else of a class. */
class Presenting {
  isOpen = $state(false)
  /** What was presented when the page was loaded anew, until that is on the board again. */
  awaited = $state(remembered()?.planId ?? null)
  behaviour = $state.raw<Behaviour>({ followsClock: true, sound: true, flash: true, cleanUpMinutes: 2 })
  isBlack = $state(false)
  panel = $state<'pick' | 'find' | 'keys' | null>(null)
  lots = $state.raw<Lots>(NOBODY_YET)
  /** For a screen reader, at changes only. */
  spoken = $state('')
  /** What could not be done, in a line: the window's notices are not in the page while the board is. */
  failure = $state('')
  /** Of a board with more names than one page holds at a size that is read from afar. */
  page = $state(0)
  pageCount = $state(1)
  /** Pages take turns until one is turned by hand, in each block anew. */
  turnsPages = $state(true)

  readonly screen = new Screen()
  readonly #day = new ShownDay()
  readonly #running = new Running()
  readonly #chime = new Chime()
  #litUntil = $state(0)
  /** Also where the clock was set back since. */
  readonly #isJustChanged = $derived.by(() => {
    const left = this.#litUntil - this.#running.now
    return 0 < left && left <= LIT_MILLISECONDS
  })
  #closedAt = 0
  #leave: (() => void) | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Nothing of a class but its board is in the page. */
  readonly isAlone = $derived(this.isOpen || this.awaited !== null)
  readonly isByHand = $derived(this.#running.isByHand || !this.behaviour.followsClock)
  /** Whether it changes with the clock; a day that is not today has none, and what is chosen there is for today. */
  readonly followsClock = $derived(this.isToday ? !this.isByHand : this.behaviour.followsClock)
  readonly isCleanUp = $derived(isCleanUp(this.shown, this.behaviour.cleanUpMinutes))
  readonly isLit = $derived(this.behaviour.flash && this.isToday && this.#isJustChanged)
  /** Somebody who was picked and is still there. */
  readonly picked = $derived(
    this.board
      ? (thereIn(this.board, this.shown.block).find(one => one.studentId === this.lots.last) ?? null)
      : null,
  )
  readonly now = $derived(new Date(this.#running.now))

  /** The day on the board; null where the open plan has no week. */
  get board() {
    return this.#day.board
  }

  /** Who is not on the board because of being absent. */
  get absent() {
    return this.#day.absent
  }

  get isToday() {
    return this.#day.isToday
  }

  /** What the board comes to now. */
  get shown() {
    return this.#running.shown
  }

  /** Whether there is anything to show: blocks today or soon. */
  get hasWeek(): boolean {
    const { board } = this
    return board !== null && board.planId === workspace.board?.id && hasBlocks(board)
  }

  /**
   * Reads the day anew; called whenever the open plan may have changed. If that fails the board stays as it is. It is
   * about the plan that it was opened on: where that is open no more, it is closed.
   */
  async read(planId: PlanId | undefined = workspace.board?.id): Promise<void> {
    this.#keepTo(planId)
    const name = weekdayName(weekdayOf(this.#day.asked ?? todayHere()))
    const answer = await this.#day.read(planId)
    if (answer === null) return
    const goesOn = planId === this.awaited
    if (goesOn) this.awaited = null
    if (answer instanceof ProblemError) return this.#fail(`${name} could not be read.`, answer)
    this.#keepTo(answer.board?.planId)
    this.failure = ''
    const before = this.shown
    const isAnother = this.#day.put(answer)
    this.#running.put(this.board)
    const left = goesOn && this.board ? rememberedCourse(this.board) : null
    if (isAnother) this.#running.begin(this.isToday, left)
    if (this.isOpen && (isAnother || before.block?.blockId !== this.shown.block?.blockId)) this.#begin()
    if (this.#running.hasLostBlock) this.followClock()
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
    if (workspace.board?.id === planId) return
    this.awaited = null
    remember(null)
  }

  /** Fills the screen with the board. What was paused or gone to by hand a short while ago is as it was left. */
  async open(): Promise<void> {
    if (this.isOpen || !this.hasWeek) return
    const isLate = Date.now() - this.#closedAt > RESUMED_MILLISECONDS
    this.#running.look(0, course => (isLate ? BY_THE_CLOCK : course))
    this.isBlack = false
    this.panel = null
    this.spoken = ''
    this.failure = ''
    this.isOpen = true
    this.#remember()
    this.#leave = this.#watch()
    this.#chime.wake()
    void this.screen.fill()
    const before = this.behaviour
    const settings = await this.#attempt('The options could not be read.', () => call('readSettings', {}))
    // What she has chosen meanwhile is newer.
    if (settings && this.behaviour === before) this.behaviour = settings.presenting
    this.#day.forgetDate()
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
    this.#chime.rest()
    void this.screen.unfill()
    if (this.#day.asked !== null) void this.#showDay(null)
  }

  /** Looks at the clock: whatever happened since is made up for at once. */
  readonly tick = (): void => {
    clearTimeout(this.#timer)
    if (!this.isOpen) return
    this.#look()
    if (this.#day.hasComeTo(todayHere())) void this.#showDay(null)
    if (!this.behaviour.followsClock && this.isToday) this.#running.takeInHand()
    this.#remember()
    this.#timer = setTimeout(this.tick, this.#running.untilTick)
  }

  startOrPause(): void {
    this.#do(pauseOrGoOn)
  }

  addMinutes(minutes: number): void {
    this.#do((course, spans, now) => addTime(course, spans, now, minutes * MINUTE))
  }

  /** By hand to the next block, or to the one before. */
  go(by: 1 | -1): void {
    this.#do(this.#running.goingBy(by, this.isToday))
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
    this.#day.ask(day)
    await this.read()
    this.tick()
  }

  /** Answers undefined where it failed, which is said then. */
  async #attempt<T>(failed: string, action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      this.#fail(failed, error)
      return undefined
    }
  }

  /** Says what failed where it is seen. */
  #fail(failed: string, { problem }: ProblemError): void {
    if (this.isOpen) this.failure = `${failed} ${problem.message}`
    else notices.showProblem(problem)
  }

  /** Another class must not come up where this one was: its window may be on the projector. */
  #keepTo(planId: PlanId | undefined): void {
    if (!this.isOpen || planId === this.board?.planId) return
    this.close()
    notices.say('The board is closed: the week that it showed has been removed.')
  }

  #remember(): void {
    const { board } = this
    if (board) remember({ planId: board.planId, day: board.day, course: this.#running.course })
  }

  #do(change: Change): void {
    this.#chime.wake()
    this.screen.pressed()
    this.#look(change)
    this.tick()
  }

  #look(change?: Change): void {
    const told = this.#running.look(this.behaviour.cleanUpMinutes, change)
    if (told && this.isOpen) this.#give(told.cue, told.isLoud)
  }

  #give(cue: Cue, isLoud: boolean): void {
    if (isLoud && this.behaviour.sound && this.isToday)
      this.#chime.ring(cue === 'cleanUp' ? 'soon' : 'change')
    if (cue === 'change') {
      this.#litUntil = this.isToday && (isLoud || this.isByHand) ? this.#running.now + LIT_MILLISECONDS : 0
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
    const { board, isToday } = this
    if (board) this.spoken = saidAt(this.shown, cue ?? 'change', { ...board, isToday })
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
    const unwatch = this.screen.watch(() => {
      if (!this.#closeWhatIsOver()) this.close()
    })
    document.addEventListener('visibilitychange', this.tick)
    window.addEventListener('focus', this.tick)
    window.addEventListener('pageshow', this.tick)
    return () => {
      clearTimeout(this.#timer)
      sleeping()
      unwatch()
      document.removeEventListener('visibilitychange', this.tick)
      window.removeEventListener('focus', this.tick)
      window.removeEventListener('pageshow', this.tick)
    }
  }
}

const hasBlocks = ({ blocks, nextDay }: DayBoard) => blocks.length > 0 || nextDay !== null

export const presenting = new Presenting()
