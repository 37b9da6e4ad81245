import type { Input, OperationName } from '../../src-main/contract/contract.ts'
import type { Answer, Problem } from '../../src-main/contract/problem.ts'
import { call, hearAnswers, ProblemError } from './door.ts'
import { notices } from './notices.svelte.ts'

interface UnsavedChange {
  readonly operation: OperationName
  readonly input: Input<OperationName>
  readonly problem: Problem
}

/** They mean "the newest change", which is another one as soon as anything is saved. */
const OF_THE_MOMENT: ReadonlySet<string> = new Set(['undo', 'redo'])

/**
 * Changes that were refused because nothing could be written: a full disk, a stick that was pulled out. They stay in
 * sight until they are saved or given up; the window never shows them as done.
 */
class Unsaved {
  changes = $state.raw<readonly UnsavedChange[]>([])
  isTrying = $state(false)

  /** Listens to the answers of all operations. */
  start(): void {
    hearAnswers((operation, input, answer) => this.#heard(operation, input, answer))
  }

  /** Does all of them again, in their order; the first that fails once more keeps those after it. */
  async retry(): Promise<void> {
    if (this.isTrying) return
    this.isTrying = true
    let isSaved = true
    try {
      for (const change of this.changes) {
        try {
          await call(change.operation, change.input)
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error
          if (error.problem.code === 'notSaved') {
            notices.speak('Still not saved.')
            return
          }
          isSaved = false
          notices.showProblem(error.problem)
          // Nobody knows whether it was done: it stays in sight.
          if (error.problem.code === 'internal') return
          // It can be written now, but is not wanted any more: what it was about may be gone.
          this.#drop(change)
        }
      }
      if (isSaved) notices.say('Saved.')
    } finally {
      this.isTrying = false
    }
  }

  /** Leaves everything as it is on the disk. */
  giveUp(): void {
    this.changes = []
    notices.say('Left as it was.')
  }

  #heard(operation: OperationName, input: Input<OperationName>, answer: Answer<unknown>): void {
    const isNotSaved = !answer.ok && answer.problem.code === 'notSaved'
    if (!isNotSaved && this.changes.length === 0) return
    const asked = JSON.stringify([operation, input])
    const others = this.changes.filter(change => JSON.stringify([change.operation, change.input]) !== asked)
    if (answer.ok) {
      // Only a change that was written tells that the moment has passed; reading goes on all the time.
      const isOver = others.length < this.changes.length
      if (isOver) this.changes = others.filter(change => !OF_THE_MOMENT.has(change.operation))
    } else if (isNotSaved && others.length === this.changes.length) {
      this.changes = [...this.changes, { operation, input, problem: answer.problem }]
    }
  }

  #drop(change: UnsavedChange): void {
    this.changes = this.changes.filter(other => other !== change)
  }
}

export const unsaved = new Unsaved()
