/** Things that are done one after the other, each on what the one before has left. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()
  #waiting = new Set<() => void>()

  /** Does it when all that came before is done, or has failed. Fails as `act` does. */
  take<T>(act: () => Promise<T>): Promise<T> {
    const { promise: turn, resolve } = Promise.withResolvers<undefined>()
    const go = () => resolve(undefined)
    this.#waiting.add(go)
    void this.#last.then(go)
    const done = turn.then(() => {
      this.#waiting.delete(go)
      return act()
    })
    this.#last = done.catch(() => undefined)
    return done
  }

  /** Begins all that still waits, in its order: what waits when the window ends would never be done. */
  hurry(): void {
    for (const go of this.#waiting) go()
  }
}
