import type { CostModel } from './cost-model.ts'
import { nearestUnits } from './neighbours.ts'
import type { Random } from './random.ts'
import type { Seating } from './seating.ts'

const SAMPLES = 400
const NEAREST = 12
/** Up to so many units everybody is near everybody. */
export const CLASS = 48
/** Of ten proposals nine bring a unit to one of its nearest, where those are known. */
const NEAR_SHARE = 0.9
/** Work between two steps of a run, about 5 ms. */
const PROPOSALS_PER_STEP = 40_000

/** How hot a run begins and ends, in multiples of what a typical worsening costs. */
export interface Heat {
  readonly hottest: number
  readonly coolest: number
}

/** Proposes who might go where. */
export class Proposals {
  readonly #seating: Seating
  readonly #random: Random
  readonly #nearest: Int32Array | null
  readonly #groupCount: number
  readonly #exchangeShare: number

  constructor(model: CostModel, seating: Seating, random: Random) {
    this.#seating = seating
    this.#random = random
    this.#groupCount = model.groupCount
    // Who is to be mixed seeks the unlike.
    const wantsNear = model.sign < 0 && model.topics === null && model.unitCount > CLASS
    this.#nearest = wantsNear ? nearestUnits(model, NEAREST) : null
    const hasRules = model.units.apartFrom.some(others => others.size > 0) || model.counts.some(c => c > 1)
    // Rules keep single moves and swaps from reaching every grouping; whole sets have to change sides.
    const isClass = model.unitCount <= CLASS
    this.#exchangeShare = hasRules ? (isClass ? 0.15 : 0.03) : isClass ? 0.02 : 0
  }

  /** Proposes one change at the given heat. */
  next(heat: number): void {
    const random = this.#random
    const { free } = this.#seating
    const unit = free[random.below(free.length)]
    const group = this.#target(unit)
    if (random.next() < this.#exchangeShare) this.#seating.proposeExchange(unit, group, random, heat)
    else this.#seating.propose(unit, group, random, heat)
  }

  /** What a swap or a move that makes things worse costs: on the mean, and the least tenth. 0 = none does. */
  worsenings(): { typical: number; small: number } {
    const { free } = this.#seating
    const changes: number[] = []
    for (let sample = 0; sample < SAMPLES; sample++) {
      const unit = free[this.#random.below(free.length)]
      const group = this.#target(unit)
      const members = this.#seating.membersOf(group)
      const other = members.length > 0 ? members[this.#random.below(members.length)] : -1
      const change =
        other >= 0 && this.#seating.maySwap(unit, other)
          ? this.#seating.swapChange(unit, other)
          : this.#seating.mayMove(unit, group)
            ? this.#seating.moveChange(unit, group)
            : 0
      if (change > 1e-9) changes.push(change)
    }
    changes.sort((a, b) => a - b)
    const mean = changes.reduce((sum, change) => sum + change, 0) / (changes.length || 1)
    return { typical: mean, small: changes.length > 0 ? changes[Math.floor(changes.length / 10)] : 0 }
  }

  #target(unit: number): number {
    const random = this.#random
    if (this.#nearest && random.next() < NEAR_SHARE) {
      return this.#seating.seatOf(this.#nearest[unit * NEAREST + random.below(NEAREST)])
    }
    return random.below(this.#groupCount)
  }
}

/**
 * How hot to begin and where to end. For scores alone multiples of the typical worsening that hold from a class to
 * a school; where topics, moves or meetings cost as well the changes have several sizes, and the end is set by
 * the small ones.
 */
export function heatFor(model: CostModel, worsenings: { typical: number; small: number }): Heat {
  const { typical, small } = worsenings
  // Nothing makes it worse: a walk among equals may still lead to something better.
  if (typical === 0) return { hottest: 1e-9, coolest: 1e-9 }
  const scoresAlone = !model.topics && !model.seatCosts && !model.pairCosts
  if (!scoresAlone) return { hottest: 0.5 * typical, coolest: Math.max(0.03 * small, 1e-6 * typical) }
  if (model.sign > 0) return { hottest: 0.1 * typical, coolest: 1e-5 * typical }
  // A class gets many short runs, a school a few long ones.
  return model.unitCount <= CLASS
    ? { hottest: 0.3 * typical, coolest: 0.02 * typical }
    : { hottest: 0.2 * typical, coolest: 0.006 * typical }
}

/**
 * One run of simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983), cooled geometrically. Yields its progress,
 * 0 to 1, about every 5 ms.
 *
 * @param pace how far the run has to be by now, at most 1: on a slow computer it cools faster, and is done in time
 */
export function* anneal(
  proposals: Proposals,
  count: number,
  heat: Heat,
  pace: () => number,
): Generator<number, void, undefined> {
  const { hottest, coolest } = heat
  const cooling = coolest / hottest
  const perHeat = 64
  for (let done = 0; done < count;) {
    done = Math.max(done, Math.floor(Math.min(1, pace()) * count))
    const until = Math.min(count, done + PROPOSALS_PER_STEP)
    while (done < until) {
      const now = hottest * cooling ** (done / count)
      const block = Math.min(until, done + perHeat)
      for (; done < block; done++) proposals.next(now)
    }
    yield done / count
  }
}
