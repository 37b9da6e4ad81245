/**
 * What a search may still do. It is counted in steps, the same on every computer, so that a slow one ends where a fast one
 * does; no clock is asked. A step is about the solver's work at one factor of a program (see `IntegerProgram.minimise`):
 * some forty million a second.
 */
export class Work {
  #left: number

  /** @param steps Infinity = as many as it takes */
  constructor(steps: number) {
    this.#left = steps
  }

  /** May be below 0: what is begun is counted, not cut off at the last step. */
  get left(): number {
    return this.#left
  }

  get isOver(): boolean {
    return this.#left <= 0
  }

  spend(steps: number): void {
    this.#left -= steps
  }
}
