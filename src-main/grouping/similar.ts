import { findContradiction, type RuleReference } from './contradiction.ts'
import { withinGroups } from './fit.ts'
import { checkProblem, type GroupingProblem } from './problem.ts'
import { seededRandom } from './random.ts'
import { Seating } from './seating.ts'
import { standardise } from './standardise.ts'

/** A grouping under way: always complete, and every rule holds. */
export interface SearchStep {
  /** 0 to 1 of the work that the search will do. */
  readonly progress: number
  /** W of the best grouping so far. */
  readonly within: number
  /** The best grouping so far: the group of each student. */
  readonly groups: Int32Array
}

export type SearchResult =
  | { readonly kind: 'grouped'; readonly within: number; readonly groups: Int32Array }
  | { readonly kind: 'contradiction'; readonly rules: readonly RuleReference[] }
  /** The rules are such a puzzle that not even one grouping was found; nothing is claimed. */
  | { readonly kind: 'unknown' }

/** About 10 ms of work between two steps. */
const WORK_PER_STEP = 1_500_000
/** Many short runs where they are cheap; fewer for a grade or a school. */
const runsFor = (students: number) => (students <= 60 ? 12 : students <= 200 ? 4 : 2)
const COOLEST = 0.002

/** Proposals of one annealing run; by problem size alone, so that the same seed gives the same answer. */
function proposalsPerRun(students: number, groups: number): number {
  return Math.min(12_000_000, Math.round(2_500 * students * Math.sqrt(groups)) + 4_000)
}

/**
 * Groups of students with similar needs: looks for the least W (see `withinGroups`) under sizes,
 * keep-together, keep-apart and locks. A first answer that keeps every rule comes at once; then simulated
 * annealing (Kirkpatrick, Gelatt & Vecchi 1983) over moves and swaps of units, in several runs, each ended
 * by a descent to a local optimum. Deterministic for a seed.
 *
 * A generator: it yields after every ~10 ms of work, and whoever drives it may stop at any step and keep
 * what it has.
 *
 * @throws InvalidProblem
 */
export function* searchSimilar(
  problem: GroupingProblem,
  seed: number,
): Generator<SearchStep, SearchResult, undefined> {
  checkProblem(problem)
  const verdict = findContradiction(problem)
  if (verdict.kind !== 'possible') return verdict

  const profiles = standardise(problem.scores, problem.weights)
  const within = (groups: Int32Array) => withinGroups(profiles, groups, problem.groupCount)
  let best = verdict.groups
  let bestWithin = within(best)
  yield { progress: 0, within: bestWithin, groups: best }

  const random = seededRandom(seed)
  const seating = new Seating(problem, profiles, verdict.groups)
  const keepIfBetter = () => {
    const groups = seating.groups()
    const reached = within(groups)
    // A hair's breadth is rounding, not a better grouping.
    if (reached < bestWithin - 1e-9) {
      best = groups
      bestWithin = reached
    }
  }

  seating.descend()
  keepIfBetter()
  yield { progress: 0.02, within: bestWithin, groups: best }
  if (seating.movable < 2 || bestWithin <= 1e-12) return { kind: 'grouped', within: bestWithin, groups: best }

  const proposals = proposalsPerRun(problem.scores.length, problem.groupCount)
  const perStep = Math.max(200, Math.round(WORK_PER_STEP / (profiles.skillCount + 8) / 4))
  const runs = runsFor(problem.scores.length)
  for (let run = 0; run < runs; run++) {
    // The last runs start from the best grouping and less hot, to search around it.
    const around = run >= runs - 2
    if (around) seating.seat(best)
    const hottest = seating.typicalChange(random) * (around ? 0.25 : 1)
    for (let done = 0; done < proposals; done += perStep) {
      for (let step = 0; step < perStep && done + step < proposals; step++) {
        const heat = hottest * COOLEST ** ((done + step) / proposals)
        seating.propose(random, heat)
      }
      const progress = 0.02 + (0.98 * (run + Math.min(1, (done + perStep) / proposals))) / runs
      yield { progress: Math.min(1, progress), within: bestWithin, groups: best }
    }
    seating.descend()
    keepIfBetter()
    yield { progress: 0.02 + (0.98 * (run + 1)) / runs, within: bestWithin, groups: best }
  }
  return { kind: 'grouped', within: bestWithin, groups: best }
}
