import { everythingAsked, nameOf, type Asked } from './asked.ts'
import type { Decider } from './decide.ts'
import { areDisjoint, type Names } from './names.ts'
import type { WeekProblem } from './week-problem.ts'
import type { Work } from './work.ts'

/** What cannot hold together. */
export interface Contradiction {
  readonly asked: readonly Asked[]
  /** Proven: without any one of them the others can hold. */
  readonly isIrreducible: boolean
  /** Proven: no other contradiction has fewer. */
  readonly isSmallest: boolean
}

/** A smaller contradiction is looked for among sets of so many. */
const MOST_IN_SET = 3
/** Sets to be gone through for the smallest that no known week meets. */
const MOST_SETS = 20_000
/** For each of them, in steps (see `Work`). */
const STEPS = 100

/**
 * The demands that cannot hold together, none of which can be left out: an irreducible infeasible set by the deletion
 * filter (Chinneck & Dravnieks 1991), many at a time first, then one by one. Places for everybody are left out before
 * locks, and locks before demands, so that the set rather names what was asked for. Then a smaller one is looked for,
 * of up to three (Ignatiev, Previti, Liffiton & Marques-Silva 2015): it has something of what each known week leaves
 * unmet; the smallest set that has is decided, and either contradicts itself, or brings a week more. When the work is over
 * it is what is known by then, at worst everything that is asked.
 *
 * @param problem one whose demands are proven not to hold together
 */
export function findContradiction(problem: WeekProblem, decider: Decider, work: Work): Contradiction {
  const all = everythingAsked(problem)
  let kept: readonly Asked[] = all
  for (let size = Math.ceil(kept.length / 2); size > 1; size = Math.ceil(size / 2)) {
    kept = leaveOut(kept, size, decider).kept
  }
  const { kept: asked, unknown } = leaveOut(kept, 1, decider)
  // Whether all the rest can hold without one of them is asked for the remedies too; where it can, there is no smaller set.
  for (const one of asked) decider.decide(all.filter(other => other !== one))
  const { set, isSmallest } = smallerThan(asked.length, all, decider, work)
  if (set) return { asked: set, isIrreducible: isSmallest, isSmallest }
  return { asked, isIrreducible: unknown === 0, isSmallest: isSmallest && unknown === 0 }
}

/** A contradiction of fewer than so many, and whether no smaller one was passed over. */
function smallerThan(
  count: number,
  all: readonly Asked[],
  decider: Decider,
  work: Work,
): { readonly set: readonly Asked[] | null; readonly isSmallest: boolean } {
  const passedOver: Names[] = []
  for (let size = 1; size < count;) {
    const names = hittingSet([...decider.known.map(({ unmet }) => unmet), ...passedOver], size, work)
    if (names === null) {
      size++
      continue
    }
    if (names === 'unknown' || size > MOST_IN_SET) return { set: null, isSmallest: false }
    const set = all.filter(one => names.has(nameOf(one)))
    const decision = decider.decide(set)
    if (decision === 'impossible') return { set, isSmallest: passedOver.length === 0 }
    if (decision === 'unknown') {
      // Like what a week leaves unmet that meets this set: from now on there has to be something else in it.
      passedOver.push(new Set(all.map(nameOf).filter(name => !names.has(name))))
    }
  }
  return { set: null, isSmallest: passedOver.length === 0 }
}

/** Names, so many at most, of which at least one is in each set; null = there are none. Branches on the smallest set. */
function hittingSet(sets: readonly Names[], most: number, work: Work): Names | 'unknown' | null {
  let tried = 0
  const hit = (left: readonly Names[], room: number): readonly string[] | null => {
    if (left.length === 0) return []
    if (++tried > MOST_SETS || room < disjointOf(left)) return null
    const smallest = left.reduce((one, other) => (other.size < one.size ? other : one))
    for (const name of smallest) {
      const rest = hit(
        left.filter(set => !set.has(name)),
        room - 1,
      )
      if (rest) return [name, ...rest]
    }
    return null
  }
  const found = hit(sets, most)
  work.spend(STEPS * tried)
  if (found) return new Set(found)
  return tried > MOST_SETS ? 'unknown' : null
}

/** So many of the sets at least have nothing in common, and need a name each. */
function disjointOf(sets: readonly Names[]): number {
  const apart: Names[] = []
  for (const set of sets) if (apart.every(other => areDisjoint(other, set))) apart.push(set)
  return apart.length
}

/** Leaves out so many at a time wherever the rest is still impossible. */
function leaveOut(
  asked: readonly Asked[],
  size: number,
  decider: Decider,
): { readonly kept: readonly Asked[]; readonly unknown: number } {
  let kept = asked
  let unknown = 0
  for (let from = 0; from < asked.length; from += size) {
    const part = new Set(asked.slice(from, from + size))
    const without = kept.filter(one => !part.has(one))
    const decision = decider.decide(without)
    if (decision === 'impossible') kept = without
    if (decision === 'unknown') unknown++
  }
  return { kept, unknown }
}
