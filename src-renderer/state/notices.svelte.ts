import type { Problem, ProblemCode } from '../../src-main/contract/problem.ts'
import { ProblemError } from './door.ts'

export interface Notice {
  readonly id: number
  readonly tone: 'plain' | 'problem'
  readonly message: string
  readonly remedy: string
  /** What went wrong, for "Copy details"; null = nothing did. */
  readonly problem: Problem | null
}

/** What was asked for could not be, and nothing else is wrong. */
const REFUSALS: ReadonlySet<ProblemCode> = new Set([
  'invalidInput',
  'notFound',
  'rulesContradict',
  'nothingToUndo',
  'groupingRunning',
  'cancelled',
])

/** What the app says in passing: short notices on screen, and sentences for a screen reader. */
class Notices {
  list = $state.raw<readonly Notice[]>([])
  /** The latest sentence of the live region. */
  spoken = $state('')
  #nextId = 1

  /** Speaks a sentence without showing it. Said twice, it is read twice. */
  speak(sentence: string): void {
    // A live region stays silent when its text does not change.
    this.spoken = this.spoken === sentence ? `${sentence}\u00a0` : sentence
  }

  /** Shows a sentence for a while and speaks it. */
  say(message: string): void {
    // The newest word replaces the one before; a problem stays until it is dismissed.
    this.list = this.list.filter(({ tone }) => tone === 'problem')
    const id = this.#add({ tone: 'plain', message, remedy: '', problem: null })
    this.speak(message)
    setTimeout(() => this.dismiss(id), 6000)
  }

  /** Shows what went wrong; it stays until it is dismissed. */
  showProblem(problem: Problem): void {
    // What was not saved stays above the whole window until it is: see `unsaved`.
    if (problem.code === 'notSaved') return
    this.#add({ tone: 'problem', message: problem.message, remedy: problem.remedy, problem })
    this.speak(`${problem.message} ${problem.remedy}`)
  }

  /** What was said was said of the class that was open. */
  forgetClass(): void {
    this.forgetRefusals()
    this.spoken = ''
  }

  /** What was refused is past once something else was done. */
  forgetRefusals(): void {
    this.list = this.list.filter(({ problem }) => !problem || !REFUSALS.has(problem.code))
  }

  /** A problem is over. */
  forgetProblem({ message }: Problem): void {
    this.list = this.list.filter(({ problem }) => problem?.message !== message)
  }

  dismiss(id: number): void {
    this.list = this.list.filter(notice => notice.id !== id)
  }

  /** Runs an action; what it fails with is shown in words. Answers undefined then. */
  async guard<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      this.showProblem(error.problem)
      return undefined
    }
  }

  #add(notice: Omit<Notice, 'id'>): number {
    const id = this.#nextId++
    const others = this.list.filter(({ message }) => message !== notice.message)
    this.list = [...others.slice(-3), { id, ...notice }]
    return id
  }
}

export const notices = new Notices()
