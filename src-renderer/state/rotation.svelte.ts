import { weekOfDay } from '../../src-main/contract/clock-words.ts'
import type { Input, OperationName } from '../../src-main/contract/contract.ts'
import type { BlockId, PlanId, StationId } from '../../src-main/contract/ids.ts'
import type {
  Block,
  Cell,
  CellKey,
  Conflict,
  Meeting,
  RotationBoard,
  Station,
  Week,
  WeekBoard,
} from '../../src-main/contract/rotation.ts'
import { calendar } from './calendar.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { Turns } from './turns.ts'
import { workspace } from './workspace.svelte.ts'

/** What the rotation opens over its week. */
export type RotationPanel =
  'stations' | 'blocks' | 'adults' | 'pullOuts' | 'demands' | 'minutes' | 'today' | 'wrong'

/** A meeting by its place in the week. */
export type MeetingKey = Pick<Meeting, 'position' | 'blockId'> & { week: Week }

/** An operation on the rotation that answers nothing the window needs. */
type Change = Extract<
  OperationName,
  | 'removeRotation'
  | 'setAlternation'
  | `${'update' | 'move' | 'remove'}Station`
  | 'updateBlock'
  | 'removeBlock'
  | 'copyDay'
  | 'shortenDay'
  | 'removeDay'
  | `${'add' | 'update' | 'remove'}${'Adult' | 'PullOut' | 'Demand'}`
  | 'addStation'
  | 'addBlock'
  | 'placeGroup'
  | 'swapCells'
  | 'lockCells'
  | 'clearCells'
  | 'updateMeeting'
  | 'noteMeeting'
  | 'applyRemedy'
>

const LOCKED_WORDS = { locked: 'Locked: proposing leaves it as it is.', unlocked: 'Unlocked.' } as const

/** One text for each cell of a week, also for the page's elements: "12:3". */
export function cellName({ blockId, position }: Pick<CellKey, 'blockId' | 'position'>): string {
  return `${blockId}:${position}`
}

/** The rotation of the open plan as the application last told it. */
class Rotation {
  #read = $state.raw<{ planId: PlanId; board: RotationBoard | null } | null>(null)
  #week = $state<Week | null>(null)
  #failed = $state<PlanId | null>(null)
  #reading = 0
  #newest: Promise<void> = Promise.resolve()
  #turns = new Turns()
  look = $state<'groups' | 'stations'>('groups')
  panel = $state<RotationPanel | null>(null)
  /** The meeting that is open. */
  meeting = $state.raw<MeetingKey | null>(null)
  /** The cell whose station is being chosen. */
  choosing = $state.raw<CellKey | null>(null)
  /** A cell that is to get the focus, asked from outside the grid. */
  asksFocus = $state.raw<Pick<CellKey, 'blockId' | 'position'> | null>(null)
  /** It is known whether the open plan has a rotation. */
  get isRead(): boolean {
    return this.#read !== null && this.#read.planId === workspace.board?.id
  }

  /** Nothing is known of the open plan's rotation: it could not be read. */
  get hasFailed(): boolean {
    return !this.isRead && this.#failed !== null && this.#failed === workspace.board?.id
  }

  /** null = the open plan has none, or it was not read yet. */
  get board(): RotationBoard | null {
    return this.isRead ? (this.#read?.board ?? null) : null
  }

  /** What week today is in, also when that has come after the board was read; `a` where weeks do not alternate. */
  readonly thisWeek = $derived.by((): Week => weekOfDay(calendar.today, this.board?.weekAFrom ?? null))

  /** The week on the screen. */
  readonly week = $derived.by((): WeekBoard | null => {
    const weeks = this.board?.weeks ?? []
    const wanted = this.#week ?? this.thisWeek
    return weeks.find(({ week }) => week === wanted) ?? weeks[0] ?? null
  })

  /** Weeks that have blocks for groups, and nobody has a station in them. */
  readonly emptyWeeks = $derived.by((): readonly Week[] =>
    (this.board?.weeks ?? [])
      .filter(({ cells }) => cells.length > 0 && cells.every(({ stationId }) => stationId === null))
      .map(({ week }) => week),
  )

  readonly stations = $derived(new Map<StationId, Station>(this.board?.stations.map(s => [s.id, s])))
  readonly blocks = $derived(new Map<BlockId, Block>(this.board?.blocks.map(b => [b.id, b])))
  readonly cells = $derived(new Map<string, Cell>(this.week?.cells.map(cell => [cellName(cell), cell])))
  readonly meetings = $derived(new Map<string, Meeting>(this.week?.meetings.map(m => [cellName(m), m])))
  /** What is wrong with each cell; rules first. */
  readonly conflicts = $derived.by(() => {
    const byCell = new Map<string, Conflict[]>()
    for (const conflict of this.week?.conflicts ?? []) {
      for (const cell of conflict.cells) {
        const name = cellName(cell)
        byCell.set(name, [...(byCell.get(name) ?? []), conflict])
      }
    }
    return byCell
  })

  /** The weekday whose blocks are shown. */
  day = $state(1)

  /** Opens the blocks of a weekday. */
  openDay(weekday: number): void {
    this.day = weekday
    this.panel = 'blocks'
  }

  showWeek(week: Week): void {
    this.#week = week
  }

  /** Reads the open plan's rotation anew. Done when what is shown is at least as new as this call. */
  read(): Promise<void> {
    this.#newest = this.#load(++this.#reading)
    return this.#newest
  }

  async #load(reading: number): Promise<void> {
    const planId = workspace.board?.id
    if (planId === undefined) {
      this.#read = null
      return
    }
    const board = await notices.guard(() => call('readRotation', { planId }))
    // An older answer must not paint over a newer one; who waits for this one waits for that.
    if (reading !== this.#reading) return this.#newest
    this.#failed = board === undefined ? planId : null
    if (board === undefined) return
    if (this.#read?.planId !== planId) {
      this.#week = null
      this.meeting = this.choosing = null
    }
    // What is the same stays the same object: what was asked about it still holds.
    const isSame = this.#read?.planId === planId && JSON.stringify(this.#read.board) === JSON.stringify(board)
    if (!isSame) this.#read = { planId, board }
  }

  start(start: number, minutes: number): Promise<void> {
    const planId = workspace.board?.id
    return this.#turns.take(async () => {
      if (planId === undefined || this.board) return
      await notices.guard(() => call('startRotation', { planId, start, minutes }))
      await this.read()
    })
  }

  /**
   * Does one change and reads the rotation anew; what it fails with is shown in words. Quick changes wait for each
   * other.
   *
   * @param input what is worked out from the rotation is given as a function of it, so that it is not worked out from
   *   what another change has changed since; null = there is nothing to do any more
   * @returns false = nothing was changed
   */
  change<N extends Change>(
    operation: N,
    input: Input<N> | ((board: RotationBoard) => Input<N> | null),
  ): Promise<boolean> {
    const planId = this.board?.planId
    return this.#turns.take(async () => {
      const { board } = this
      const now = typeof input !== 'function' ? input : board && board.planId === planId ? input(board) : null
      if (now === null) return false
      const done = await notices.guard(() => call(operation, now))
      await this.read()
      return done !== undefined
    })
  }

  /** Done when what was to change before this call is changed, or refused. */
  settled(): Promise<void> {
    return this.#turns.take(() => Promise.resolve())
  }

  /** The window ends: what waits for another change does not wait any more. */
  hurry(): void {
    this.#turns.hurry()
  }

  async lock(cells: readonly CellKey[], locked: boolean): Promise<void> {
    const planId = this.board?.planId
    if (planId === undefined || cells.length === 0) return
    const done = await this.change('lockCells', { planId, cells: [...cells], locked })
    if (done) notices.speak(LOCKED_WORDS[locked ? 'locked' : 'unlocked'])
  }

  /** Locks a cell, or takes its lock away. */
  async turnLock(cell: CellKey): Promise<void> {
    let locked = false
    const done = await this.change('lockCells', ({ planId, weeks }) => {
      const now = weeks
        .find(({ week }) => week === cell.week)
        ?.cells.find(one => cellName(one) === cellName(cell))
      locked = !now?.locked
      return now ? { planId, cells: [cell], locked } : null
    })
    if (done) notices.speak(LOCKED_WORDS[locked ? 'locked' : 'unlocked'])
  }

  /** Takes every station that is not locked out of the week on the screen; the other one, where there is one, stays. */
  async clear(): Promise<void> {
    const shown = this.week?.week
    let of = ''
    const done = await this.change('clearCells', ({ planId, weeks }) => {
      if (weeks.length === 1) return { planId, cells: null }
      const here = weeks.find(({ week }) => week === shown)
      if (!here) return null
      const { week } = here
      of = ` of week ${week.toUpperCase()}`
      const free = here.cells.filter(({ stationId, locked }) => stationId !== null && !locked)
      if (free.length === 0) notices.say(`There is nothing to take out${of}: what has a station is locked.`)
      const cells = free.map(({ blockId, position }) => ({ week, blockId, position }))
      return cells.length > 0 ? { planId, cells } : null
    })
    if (done) notices.say(`Every station${of} that is not locked was taken out. Undo brings them back.`)
  }

  async remove(): Promise<void> {
    const planId = this.board?.planId
    if (planId === undefined) return
    const done = await this.change('removeRotation', { planId })
    if (done) notices.say('The rotation was removed. Undo brings it back.')
  }
}

export const rotation = new Rotation()
