/** How much a browser may ask of the host. Far above what the window does, far below what would hurt. */
export interface Limits {
  /** Largest body of a request, in bytes. */
  readonly bodyBytes: number
  /** Largest head of a request, in bytes. */
  readonly headBytes: number
  /** How long the head, and the whole, of a request may take to come in, in milliseconds. */
  readonly headMilliseconds: number
  readonly requestMilliseconds: number
  /** Connections at a time. */
  readonly connections: number
  /** Windows that listen for events at a time. */
  readonly listeners: number
  /** Requests at once, and how many more a second. */
  readonly requestsAtOnce: number
  readonly requestsPerSecond: number
}

export const LIMITS: Limits = {
  bodyBytes: 30_000_000,
  headBytes: 16_384,
  headMilliseconds: 10_000,
  requestMilliseconds: 60_000,
  connections: 64,
  listeners: 16,
  requestsAtOnce: 500,
  requestsPerSecond: 200,
}

/** A bucket that holds `atOnce` requests and fills again by `perSecond`. */
export class Pace {
  readonly #atOnce: number
  readonly #perSecond: number
  #left: number
  #last: number

  /** @param now milliseconds of a clock that never goes back */
  constructor(atOnce: number, perSecond: number, now: number) {
    this.#atOnce = atOnce
    this.#perSecond = perSecond
    this.#left = atOnce
    this.#last = now
  }

  /** Takes one request out of the bucket; false when it is empty. */
  allows(now: number): boolean {
    this.#left = Math.min(this.#atOnce, this.#left + ((now - this.#last) / 1000) * this.#perSecond)
    this.#last = now
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
