import { tick } from 'svelte'
import { dayAfter, weekdayOf, weekOfDay } from '../../src-main/contract/clock-words.ts'
import type { PlanId } from '../../src-main/contract/ids.ts'
import { paperOf, type PaperSize } from '../../src-main/contract/paper.ts'
import type { RotationBoard, Week } from '../../src-main/contract/rotation.ts'
import { todayHere } from './days.ts'
import { dialogs } from './dialogs.svelte.ts'
import { bridge, call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { savePdfOf } from './pdf.ts'
import { SchoolDay } from './school-day.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/** What of a rotation can be printed. */
export type WeekSheetKind = 'week' | 'day' | 'cards' | 'slips' | 'teacher' | 'substitute'

/** Whether a sheet is for teachers only: it can hold why students are pulled out, if that is asked for. */
export const isForTeachers = (sheet: WeekSheetKind): boolean => sheet === 'teacher' || sheet === 'substitute'

/** A date that has blocks. */
export interface PrintableDay {
  readonly day: string
  readonly weekday: number
  readonly week: Week
}

/** A date as it can be printed, with who is absent. */
export type DayOnPaper = NonNullable<ReturnType<SchoolDay['on']>>

const DAYS_AHEAD = 14
const region = () => new Intl.Locale(navigator.language).maximize().region ?? ''

/**
 * What is about to be printed of the open plan's rotation. What was chosen stays chosen while the window is open, but for
 * the reasons of pull-outs: those are asked for each time.
 */
class WeekPrinting {
  sheet = $state<WeekSheetKind>('week')
  paper = $state<PaperSize>(paperOf(region()))
  isGrey = $state(false)
  /** Slips for one day, not for the week. */
  isDayOnly = $state(false)
  withReasons = $state(false)
  isOnPaper = $state(false)
  /** What was read last; null = not read yet. */
  read = $state.raw<{ planId: PlanId; board: RotationBoard | null } | null>(null)
  #schoolDay = $state.raw(new SchoolDay())
  #week = $state<Week | null>(null)
  #day = $state('')
  #position = $state<number | null>(null)
  #reading = 0

  get board(): RotationBoard | null {
    return this.read?.planId === workspace.board?.id ? (this.read?.board ?? null) : null
  }

  /** The dates of the next two weeks that have blocks, today first if it does. */
  readonly days = $derived.by<PrintableDay[]>(() => {
    const { board } = this
    if (!board) return []
    const today = todayHere()
    return Array.from({ length: DAYS_AHEAD }, (_, at) => dayAfter(today, at))
      .map(day => ({ day, weekday: weekdayOf(day), week: weekOfDay(day, board.weekAFrom) }))
      .filter(({ weekday, week }) =>
        board.blocks.some(one => one.weekday === weekday && (one.weeks === 'every' || one.weeks === week)),
      )
  })

  /** The date that is printed, where one is. */
  get day(): string {
    return this.days.some(({ day }) => day === this.#day) ? this.#day : (this.days[0]?.day ?? '')
  }
  set day(day: string) {
    this.#day = day
  }

  /** The date that is printed as it was read last; null = it is about none, or that was not read yet. */
  get ofDay(): DayOnPaper | null {
    return this.board && this.isAboutDay ? this.#schoolDay.on(this.board.planId, this.day) : null
  }

  /** Which of two weeks is printed. */
  get week(): Week {
    return this.#week ?? this.board?.thisWeek ?? 'a'
  }
  set week(week: Week) {
    this.#week = week
  }

  /** The one group that is printed; null = all of them, as where the plan has no such group. */
  get position(): number | null {
    return this.board?.groups.some(({ position }) => position === this.#position) ? this.#position : null
  }
  set position(position: number | null) {
    this.#position = position
  }

  readonly isAboutDay = $derived(
    this.sheet === 'day' || this.sheet === 'substitute' || (this.sheet === 'slips' && this.isDayOnly),
  )

  /** Whether a group is at a station in what is printed; else every sheet would be empty. */
  readonly hasRotations = $derived.by<boolean>(() => {
    const week = this.isAboutDay ? this.days.find(({ day }) => day === this.day)?.week : this.week
    return this.rotations.some(({ weeks }) => weeks === 'every' || weeks === week)
  })

  /** The blocks in which groups are at stations, of both weeks. */
  get rotations(): RotationBoard['blocks'] {
    return this.board?.blocks.filter(({ kind }) => kind === 'rotation') ?? []
  }

  /** Asks what to print. */
  async open(): Promise<void> {
    this.takeAway()
    this.withReasons = false
    // From before somebody was marked absent.
    this.#schoolDay = new SchoolDay()
    // Read first, so that the dialog opens with what it asks, and the focus there.
    await this.look()
    dialogs.open = 'printWeek'
  }

  /** Reads the rotation anew; called whenever the open plan may have changed. */
  async look(): Promise<void> {
    const planId = workspace.board?.id
    if (planId === undefined) return
    const reading = ++this.#reading
    const board = await notices.guard(() => call('readRotation', { planId }))
    if (board !== undefined && reading === this.#reading) this.read = { planId, board }
  }

  /** Reads the date that is printed: who is there, who leads what. */
  async lookAtDay(): Promise<void> {
    const { board, isAboutDay, day } = this
    if (board && isAboutDay && day !== '') await this.#schoolDay.read(board.planId, day)
  }

  async print(): Promise<void> {
    await this.#put()
    if (bridge.host === 'browser') {
      window.addEventListener('afterprint', () => this.takeAway(), { once: true })
      await notices.guard(() => bridge.print())
    } else {
      await notices.guard(() => bridge.print())
      this.takeAway()
    }
  }

  /** Saves the same as a PDF; a browser does that in its own print dialog. */
  async savePdf(): Promise<void> {
    if (bridge.host === 'browser') {
      notices.say('Choose “Save as PDF” where the printer is chosen.')
      return this.print()
    }
    await this.#put()
    await savePdfOf(this.sheet, !isForTeachers(this.sheet))
    this.takeAway()
  }

  /** From now on the window prints the groups again. */
  takeAway(): void {
    this.isOnPaper = false
  }

  async #put(): Promise<void> {
    dialogs.close()
    this.isOnPaper = true
    await tick()
  }
}

export const weekPrinting = new WeekPrinting()
