import type { GroupingProblem, Pair } from '../../src-main/grouping/problem.ts'
import { seededRandom } from '../../src-main/grouping/random.ts'

/** Invented problems for those who have no instances at hand: classes and a grade, every kind of rule. */
export function inventedProblems(): { name: string; problem: GroupingProblem }[] {
  return [
    { name: 'class of 24', problem: invent({ seed: 1, n: 24, d: 6, k: 5, sizes: [4, 6] }) },
    { name: 'class of 28, rules', problem: invent({ seed: 2, n: 28, d: 10, k: 6, sizes: [4, 6], pairs: 5 }) },
    { name: 'class of 32', problem: invent({ seed: 3, n: 32, d: 3, k: 7, sizes: [4, 5] }) },
    {
      name: 'class of 32, any size',
      problem: invent({ seed: 4, n: 32, d: 8, k: 6, sizes: [1, 6], pairs: 3 }),
    },
    {
      name: 'class of 30, mixed',
      problem: invent({ seed: 5, n: 30, d: 8, k: 6, sizes: [5, 5], mode: 'mixed' }),
    },
    { name: 'grade of 150', problem: invent({ seed: 6, n: 150, d: 8, k: 30, sizes: [4, 6], pairs: 20 }) },
    { name: 'school of 600', problem: invent({ seed: 7, n: 600, d: 5, k: 120, sizes: [4, 6] }) },
  ]
}

interface Shape {
  seed: number
  n: number
  d: number
  k: number
  sizes: [number, number]
  pairs?: number
  mode?: 'similar' | 'mixed'
}

function invent({ seed, n, d, k, sizes, pairs = 0, mode = 'similar' }: Shape): GroupingProblem {
  const random = seededRandom(seed)
  const bell = () => random.next() + random.next() + random.next() - 1.5
  const scores = Array.from({ length: n }, () => {
    const level = bell()
    return Array.from({ length: d }, () =>
      random.next() < 0.05 ? null : Math.max(0, Math.min(20, Math.round(10 + 5 * (level + bell())))),
    )
  })
  // Neighbours in the list are kept apart, others together: such rules never contradict each other.
  const apart = Array.from({ length: pairs }, (_, at): Pair => [4 * at, 4 * at + 1])
  const together = Array.from({ length: Math.floor(pairs / 2) }, (_, at): Pair => [8 * at + 2, 8 * at + 3])
  return {
    mode: { kind: mode },
    scores,
    weights: Array.from({ length: d }, () => 1),
    groupCount: k,
    sizeMin: sizes[0],
    sizeMax: sizes[1],
    together,
    apart,
    locked: [],
  }
}
