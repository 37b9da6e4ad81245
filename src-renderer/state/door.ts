import type { Bridge } from '../../src-main/contract/bridge.ts'
import type { Input, OperationName, Output } from '../../src-main/contract/contract.ts'
import type { Answer, Problem } from '../../src-main/contract/problem.ts'
import { createHttpBridge } from './http-bridge.ts'

declare global {
  interface Window {
    /** Put there by Electron's preload; absent in the browser host. */
    readonly horseshoe?: Bridge
  }
}

export const bridge: Bridge = window.horseshoe ?? createHttpBridge()

/** An operation that failed, with the words for the person who asked. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** Told of every answer, whoever asked. */
type AnswerListener = (operation: OperationName, input: Input<OperationName>, answer: Answer<unknown>) => void

let hear: AnswerListener = () => undefined

/** Sets who hears of every answer: what was not saved has to stay in sight, wherever it was asked. */
export function hearAnswers(listener: AnswerListener): void {
  hear = listener
}

/** Calls one operation of the application. Throws `ProblemError` when it was refused or failed. */
export async function call<N extends OperationName>(operation: N, input: Input<N>): Promise<Output<N>> {
  const answer = await bridge.call(operation, input)
  hear(operation, input, answer)
  if (!answer.ok) throw new ProblemError(answer.problem)
  // The application validates what it answers against the same contract.
  return answer.value as Output<N>
}
