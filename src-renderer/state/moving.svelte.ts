import type { GroupId, StudentId } from '../../src-main/contract/ids.ts'
import type { MoveConsequence } from '../../src-main/contract/plans.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { selection } from './selection.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/**
 * Students picked up to be moved, however they were picked up: by pointer (`drag`), or to be put into a
 * group that is chosen next (`choose`). The consequences for every group come with one call at pick-up, so
 * that hovering costs nothing.
 */
class Moving {
  students = $state.raw<readonly StudentId[]>([])
  way = $state<'drag' | 'choose' | null>(null)
  /** The group under the pointer; 'out' = the tray of students in no group. */
  over = $state<GroupId | 'out' | null>(null)
  /** Where the pointer is during a drag, in CSS pixels of the window. */
  point = $state.raw({ x: 0, y: 0 })
  #consequences = $state.raw<ReadonlyMap<GroupId, MoveConsequence>>(new Map())
  #pickUp = 0

  get active(): boolean {
    return this.way !== null
  }

  /** What dropping into a group would do; undefined until the answer is there. */
  consequence(group: GroupId): MoveConsequence | undefined {
    return this.#consequences.get(group)
  }

  /** Picks students up. A second pick-up replaces the first. */
  async start(students: readonly StudentId[], way: 'drag' | 'choose'): Promise<void> {
    const plan = workspace.board
    if (!plan || plan.groups.length === 0 || students.length === 0) return
    const pickUp = ++this.#pickUp
    this.students = students
    this.way = way
    this.over = null
    this.#consequences = new Map()
    const answer = await notices.guard(() =>
      call('previewMove', { planId: plan.id, studentIds: [...students] }),
    )
    if (answer && pickUp === this.#pickUp) this.#consequences = new Map(answer.map(c => [c.groupId, c]))
  }

  /** Puts the picked-up students into a group (null = into none), saves at once, and lets go. */
  async drop(group: GroupId | null): Promise<void> {
    const students = this.students
    const isHome = group !== null && this.consequence(group)?.isHome === true
    this.cancel()
    if (!isHome) await this.put(students, group)
  }

  /** Puts students into a group (null = into none), whether they were picked up or not, and saves at once. */
  async put(students: readonly StudentId[], group: GroupId | null): Promise<void> {
    const plan = workspace.board
    if (!plan || students.length === 0) return
    selection.clear()
    const done = await notices.guard(() =>
      call('moveStudents', { planId: plan.id, studentIds: [...students], groupId: group }),
    )
    if (done) notices.speak(done.announcement)
  }

  /** Lets go; everybody stays where they are. */
  cancel(): void {
    this.#pickUp++
    this.students = []
    this.way = null
    this.over = null
    this.#consequences = new Map()
  }
}

export const moving = new Moving()
