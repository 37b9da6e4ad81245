import type { Bridge } from '../../src-main/contract/bridge.ts'
import type { Input, OperationName, Output } from '../../src-main/contract/contract.ts'
import type { Problem } from '../../src-main/contract/problem.ts'
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

/** Calls one operation of the application. Throws `ProblemError` when it was refused or failed. */
export async function call<N extends OperationName>(operation: N, input: Input<N>): Promise<Output<N>> {
  const answer = await bridge.call(operation, input)
  if (!answer.ok) throw new ProblemError(answer.problem)
  // The application validates what it answers against the same contract.
  return answer.value as Output<N>
}
