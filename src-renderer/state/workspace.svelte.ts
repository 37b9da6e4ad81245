import type { HorseshoeEvent } from '../../src-main/contract/events.ts'
import type { ClassBook, ClassSummary, Skill, Student } from '../../src-main/contract/classes.ts'
import type { ClassId, PlanId, SkillId, StudentId } from '../../src-main/contract/ids.ts'
import type { Group, PlanBoard } from '../../src-main/contract/plans.ts'
import type { History, MapLook, Settings, Theme, View } from '../../src-main/contract/workspace.ts'
import { isolated } from '../../src-main/contract/isolated.ts'
import { bridge, call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { selection } from './selection.svelte.ts'

export type GroupingProgress = Pick<
  HorseshoeEvent & { type: 'groupingProgress' },
  'phase' | 'progress' | 'proof' | 'likeness'
>

export type ImportProgress = Pick<HorseshoeEvent & { type: 'importProgress' }, 'phase' | 'progress'>

/**
 * What the window shows: the open class and plan as the application last told them. Nothing here is changed
 * by hand: a change is an operation, the operation is answered by an event, the event reads anew.
 */
class Workspace {
  ready = $state(false)
  /** What fills the window: the open class, or the page about the data. */
  page = $state<'class' | 'data'>('class')
  classes = $state.raw<readonly ClassSummary[]>([])
  book = $state.raw<ClassBook | null>(null)
  board = $state.raw<PlanBoard | null>(null)
  history = $state.raw<History>({ undo: null, redo: null })
  theme = $state<Theme>('system')
  view = $state<View>('map')
  mapLook = $state<MapLook>('constellation')
  /** The two plans that were compared last; they may be gone since. */
  comparedPlans = $state.raw<Settings['comparedPlans']>(null)
  highContrast = $state(false)
  singleKeys = $state(true)
  hiddenFromSharing = $state(false)
  /** Set while the engine works on the open plan. */
  progress = $state.raw<GroupingProgress | null>(null)
  /** How far the reading or writing of a file is; the last that was heard. */
  importProgress = $state.raw<ImportProgress | null>(null)

  readonly students = $derived(new Map<StudentId, Student>(this.book?.students.map(s => [s.id, s])))
  readonly skills = $derived(new Map<SkillId, Skill>(this.book?.skills.map(s => [s.id, s])))
  /** The group each student sits in, with its position on the board. */
  readonly seats = $derived(
    new Map<StudentId, { group: Group; position: number; locked: boolean }>(
      this.board?.groups.flatMap((group, position) =>
        group.members.map(m => [m.studentId, { group, position, locked: m.locked }] as const),
      ),
    ),
  )
  /** What is to be shown, known before it is read: a class that was opened just now, and its plan. */
  #place: { classId: ClassId | null; planId: PlanId | null } = { classId: null, planId: null }
  #reading = 0
  #newest: Promise<void> = Promise.resolve()

  /** Reads settings and the last open class, and listens from then on. */
  async start(): Promise<void> {
    bridge.onEvent(
      event => void notices.guard(() => this.#heard(event)),
      () => void notices.guard(() => this.#catchUp()),
    )
    const [settings, history] = await Promise.all([call('readSettings', {}), call('readHistory', {})])
    this.theme = settings.theme
    this.view = settings.view
    this.mapLook = settings.mapLook
    this.comparedPlans = settings.comparedPlans
    this.highContrast = settings.highContrast
    this.singleKeys = settings.singleKeys
    this.hiddenFromSharing = settings.hiddenFromSharing
    this.history = history
    this.classes = await call('listClasses', {})
    const last = this.classes.find(c => c.id === settings.lastClassId) ?? this.classes[0]
    if (last) await this.openClass(last.id, settings.lastPlanId ?? undefined)
    this.ready = true
  }

  /** Opens a class at the given plan, or at its first one. */
  async openClass(classId: ClassId, planId?: PlanId): Promise<void> {
    const plans = this.classes.find(c => c.id === classId)?.plans ?? []
    const plan = plans.find(p => p.id === planId) ?? plans[0]
    if (this.book?.id !== classId) {
      selection.clear()
      notices.forgetClass()
    }
    this.page = 'class'
    this.#place = { classId, planId: plan?.id ?? null }
    await this.#read()
    await this.#remember({ lastClassId: classId, lastPlanId: plan?.id ?? null })
  }

  /** Opens a class that was made just now, before the event about it has come. */
  async openNew(classId: ClassId, planId: PlanId): Promise<void> {
    this.classes = await call('listClasses', {})
    await this.openClass(classId, planId)
  }

  /** Shows the page about the data; it is there without a class, too. */
  openDataPage(): void {
    this.page = 'data'
  }

  /** Back to the class, or to the first page where there is none. */
  closePage(): void {
    this.page = 'class'
  }

  async show(view: View): Promise<void> {
    this.page = 'class'
    this.view = view
    await this.#remember({ view })
  }

  async look(mapLook: MapLook): Promise<void> {
    this.mapLook = mapLook
    await this.#remember({ mapLook })
  }

  async compare(comparedPlans: readonly [PlanId, PlanId]): Promise<void> {
    this.comparedPlans = [...comparedPlans]
    await this.#remember({ comparedPlans: [...comparedPlans] })
  }

  async useTheme(theme: Theme): Promise<void> {
    this.theme = theme
    await this.#remember({ theme })
  }

  async useHighContrast(highContrast: boolean): Promise<void> {
    this.highContrast = highContrast
    await this.#remember({ highContrast })
  }

  /** Whether the window is left out when the screen is shared or recorded. */
  async useHiddenFromSharing(hiddenFromSharing: boolean): Promise<void> {
    this.hiddenFromSharing = hiddenFromSharing
    await this.#remember({ hiddenFromSharing })
  }

  /** Whether keys without Ctrl or ⌘ do something. */
  async useSingleKeys(singleKeys: boolean): Promise<void> {
    this.singleKeys = singleKeys
    await this.#remember({ singleKeys })
  }

  /** " in Room 7" where that is another class than the one here; nothing for one that is not there. */
  elsewhere(classId: ClassId | null | undefined, here = this.book?.id): string {
    const there = this.classes.find(({ id }) => id === classId)
    return there && there.id !== here ? ` in ${isolated(there.name)}` : ''
  }

  /** Takes the last change back, in whatever class it was, and shows where it was. */
  async undo(): Promise<void> {
    if (this.history.undo === null) return
    const here = this.book?.id
    const back = await notices.guard(() => call('undo', {}))
    if (back) await this.#follow(back, `Undone${this.elsewhere(back.classId, here)}: ${back.label}.`)
  }

  async redo(): Promise<void> {
    if (this.history.redo === null) return
    const here = this.book?.id
    const again = await notices.guard(() => call('redo', {}))
    if (again) await this.#follow(again, `Done again${this.elsewhere(again.classId, here)}: ${again.label}.`)
  }

  async #follow(place: { classId: ClassId | null; planId: PlanId | null }, sentence: string): Promise<void> {
    notices.say(sentence)
    await notices.guard(async () => {
      await this.refresh()
      const { classId, planId } = place
      const elsewhere = classId !== this.book?.id || (planId !== null && planId !== this.board?.id)
      if (classId !== null && elsewhere && this.classes.some(c => c.id === classId)) {
        await this.openClass(classId, planId ?? undefined)
        notices.speak(sentence)
      }
    })
  }

  async #heard(event: HorseshoeEvent): Promise<void> {
    if (event.type === 'importProgress') {
      this.importProgress = event
      return
    }
    if (event.type === 'keepingChanged') {
      if (event.problem) notices.showProblem({ ...event.problem, message: 'No backup could be made.' })
    } else if (event.type === 'changed') {
      notices.forgetRefusals()
      this.history = event.history
      await this.refresh()
    } else if (event.type === 'groupingProgress' && event.planId === this.board?.id) {
      const { phase, progress, proof, likeness } = event
      this.progress = { phase, progress, proof, likeness }
    }
  }

  /** What was changed before this window heard of changes. */
  async #catchUp(): Promise<void> {
    const history = await call('readHistory', {})
    if (isSame(history, this.history)) return
    this.history = history
    if (this.ready) await this.refresh()
  }

  /** Reads everything that is shown anew. */
  async refresh(): Promise<void> {
    const classes = await call('listClasses', {})
    this.classes = classes
    const here = classes.find(c => c.id === this.#place.classId) ?? classes[0]
    const plan = here?.plans.find(p => p.id === this.#place.planId) ?? here?.plans[0]
    this.#place = { classId: here?.id ?? null, planId: plan?.id ?? null }
    await this.#read()
  }

  /** Done when what is shown is at least as new as this call. */
  #read(): Promise<void> {
    this.#newest = this.#load(++this.#reading)
    return this.#newest
  }

  async #load(reading: number): Promise<void> {
    const { classId, planId } = this.#place
    const [book, board] = await Promise.all([
      classId === null ? null : call('readClass', { classId }),
      planId === null ? null : call('readPlan', { planId }),
    ])
    // An older answer must not paint over a newer one; who waits for this one waits for that.
    if (reading !== this.#reading) return this.#newest
    // What is the same stays the same object: a move must not draw a thousand unchanged students anew.
    if (!isSame(book, this.book)) this.book = book
    this.board =
      board && isSame(board.plane, this.board?.plane) ? { ...board, plane: this.board.plane } : board
    selection.keepOnly(new Set(book?.students.map(s => s.id)))
  }

  async #remember(settings: Partial<Settings>): Promise<void> {
    await notices.guard(() => call('updateSettings', settings))
  }
}

function isSame<T>(now: T, before: unknown): before is T {
  return JSON.stringify(now) === JSON.stringify(before)
}

export const workspace = new Workspace()
