import type { GroupId, StudentId } from '../../src-main/contract/ids.ts'
import type { MoveConsequence, PlanBoard } from '../../src-main/contract/plans.ts'
import { movedInWords, takenOutInWords } from '../design/move-words.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { selection } from './selection.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/** What putting some students into each group of a board would do. */
interface Preview {
  readonly board: PlanBoard
  readonly students: readonly StudentId[]
  readonly consequences: Promise<ReadonlyMap<GroupId, MoveConsequence>>
  /** The same, once it is there. */
  answer: ReadonlyMap<GroupId, MoveConsequence> | null
}

const KEPT = 12

/**
 * Students picked up to be moved, however they were picked up: by pointer (`drag`), or to be put into a
 * group that is chosen next (`choose`). The consequences for every group come with one call, which is made as soon as
 * a pick-up is likely (the pointer or the focus is on a student), so that they are there when it happens.
 */
class Moving {
  students = $state.raw<readonly StudentId[]>([])
  way = $state<'drag' | 'choose' | null>(null)
  /** The group under the pointer; 'out' = the tray of students in no group. */
  over = $state<GroupId | 'out' | null>(null)
  /** Where the pointer is during a drag, in CSS pixels of the window. */
  point = $state.raw({ x: 0, y: 0 })
  #consequences = $state.raw<ReadonlyMap<GroupId, MoveConsequence>>(new Map())
  readonly #picked = $derived(new Set(this.students))
  readonly #best = $derived([...this.#consequences.values()].find(({ isBest }) => isBest)?.groupId ?? null)
  #pickUp = 0
  /** The board that the students were picked up from. */
  #asked: PlanBoard | null = null
  /** The last few, newest last: the pointer crosses neighbours on its way. */
  #prepared: readonly Preview[] = []
  #wanted: readonly StudentId[] | null = null
  #isAsking = false
  /** The preview that came last. */
  #foreseen = $state.raw<Preview | null>(null)

  get active(): boolean {
    return this.way !== null
  }

  has(student: StudentId): boolean {
    return this.#picked.has(student)
  }

  /** The group where the picked-up students fit best without breaking anything; null = none, or not known yet. */
  get best(): GroupId | null {
    return this.#best
  }

  /** What dropping into a group would do; undefined until the answer is there. */
  consequence(group: GroupId): MoveConsequence | undefined {
    return this.#consequences.get(group)
  }

  /** What moving students who are chosen, but not picked up, would do; undefined until it is known. */
  foreseen(students: readonly StudentId[], group: GroupId): MoveConsequence | undefined {
    const preview = this.#foreseen
    const isOfThem = preview?.board === workspace.board && String(preview?.students) === String(students)
    return isOfThem ? preview?.answer?.get(group) : undefined
  }

  /** Asks for the consequences before anybody is picked up; of many wishes only the newest is asked. */
  async prepare(students: readonly StudentId[]): Promise<void> {
    if (this.active || !workspace.board?.groups.length || students.length === 0) return
    this.#wanted = students
    if (this.#isAsking) return
    this.#isAsking = true
    while (this.#wanted && workspace.board) {
      const preview = this.#preview(workspace.board, this.#wanted)
      this.#wanted = null
      // A wish that fails says so when somebody really picks up.
      await preview.consequences.catch(() => undefined)
    }
    this.#isAsking = false
  }

  /** Picks students up. A second pick-up replaces the first. */
  async start(students: readonly StudentId[], way: 'drag' | 'choose'): Promise<void> {
    const board = workspace.board
    if (!board || board.groups.length === 0 || students.length === 0) return
    const pickUp = ++this.#pickUp
    const preview = this.#preview(board, students)
    this.#asked = board
    this.students = students
    this.way = way
    this.over = null
    this.#consequences = preview.answer ?? new Map()
    if (preview.answer) return
    const answer = await notices.guard(() => preview.consequences)
    if (pickUp !== this.#pickUp) return
    if (answer) this.#consequences = answer
    else this.cancel()
  }

  /** Puts the picked-up students into a group (null = into none), saves at once, and lets go. */
  async drop(group: GroupId | null): Promise<void> {
    const students = this.students
    // Known without the consequences, which may not be there yet.
    const isHome = students.every(id => (workspace.seats.get(id)?.group.id ?? null) === group)
    this.cancel()
    if (!isHome) await this.put(students, group)
  }

  /** Puts students into a group (null = into none), whether they were picked up or not, and saves at once. */
  async put(students: readonly StudentId[], group: GroupId | null): Promise<void> {
    const plan = workspace.board
    if (!plan || students.length === 0) return
    const chosen = selection.list
    selection.clear()
    const labels = students.map(id => workspace.students.get(id)?.label ?? '')
    const done = await notices.guard(() =>
      call('moveStudents', { planId: plan.id, studentIds: [...students], groupId: group }),
    )
    if (!done) {
      // They are still where they were, and still the ones who are meant.
      if (selection.students.size === 0) selection.set(chosen)
      return
    }
    const letter = plan.groups.find(({ id }) => id === group)?.letter ?? ''
    notices.speak(
      done.consequence
        ? movedInWords(labels, letter, done.consequence)
        : takenOutInWords(labels, sizesWithout(plan, students)),
    )
  }

  /** Asks anew when the board has changed under picked-up students; who is not in the class any more is let go. */
  async follow(): Promise<void> {
    const { way, over } = this
    if (way === null || this.#asked === workspace.board) return
    const present = this.students.filter(id => workspace.students.has(id))
    if (present.length === 0 || !workspace.board?.groups.length) return this.cancel()
    const started = this.start(present, way)
    if (workspace.board.groups.some(({ id }) => id === over)) this.over = over
    await started
  }

  /** Lets go; everybody stays where they are. */
  cancel(): void {
    this.#pickUp++
    this.students = []
    this.way = null
    this.over = null
    this.#consequences = new Map()
  }

  /** The preview that was prepared, where it is of the same students and board; else a new one. */
  #preview(board: PlanBoard, students: readonly StudentId[]): Preview {
    const asked = this.#prepared.filter(one => one.board === board)
    const before = asked.find(one => String(one.students) === String(students))
    if (before) return before
    const consequences = call('previewMove', { planId: board.id, studentIds: [...students] }).then(list => {
      preview.answer = new Map(list.map(one => [one.groupId, one]))
      this.#foreseen = preview
      return preview.answer
    })
    const preview: Preview = { board, students, consequences, answer: null }
    this.#prepared = [...asked.slice(1 - KEPT), preview]
    // What failed is asked again the next time; whoever waits for it says so.
    consequences.catch(() => (this.#prepared = this.#prepared.filter(one => one !== preview)))
    return preview
  }
}

/** The groups that lose some of the students, with how many stay in them. */
function sizesWithout({ groups }: PlanBoard, students: readonly StudentId[]) {
  const leaving = new Set(students)
  return groups.flatMap(({ letter, members }) => {
    const size = members.filter(member => !leaving.has(member.studentId)).length
    return size < members.length ? [{ letter, size }] : []
  })
}

export const moving = new Moving()
