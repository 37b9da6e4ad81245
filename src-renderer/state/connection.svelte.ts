import type { Problem } from '../../src-main/contract/problem.ts'
import { bridge } from './door.ts'
import { notices } from './notices.svelte.ts'

/** Whether the program behind the window is there. In Electron it always is: the window goes with it. */
class Connection {
  #problem = $state.raw<Problem | null>(null)

  get isLost(): boolean {
    return this.#problem !== null
  }

  /** @param answersAgain told when the program is there again after it was gone */
  start(answersAgain: () => void): void {
    bridge.onReached?.(problem => {
      const before = this.#problem
      this.#problem = problem
      if (problem) notices.showProblem(problem)
      else if (before) {
        notices.forgetProblem(before)
        notices.say('Horseshoe answers again.')
        answersAgain()
      }
    })
  }
}

export const connection = new Connection()
