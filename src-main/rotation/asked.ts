import { findConflicts } from './conflicts.ts'
import { ANYWHERE, type Block, type LockedCell, type Week, type WeekProblem } from './week-problem.ts'

/** One thing that was asked and can be given up; `at` is its place in the problem's list. */
export type Asked =
  | { readonly kind: 'demand' | 'locked'; readonly at: number }
  /** Every group that is there has a station in this block. */
  | { readonly kind: 'everybody'; readonly block: number }

/** The same for the same thing. */
export function nameOf(asked: Asked): string {
  return asked.kind === 'everybody' ? `everybody ${asked.block}` : `${asked.kind} ${asked.at}`
}

/** All that is asked: places for everybody, locks, demands. Rooms, hours and absences are facts and are not among it. */
export function everythingAsked(problem: WeekProblem): Asked[] {
  return [
    ...problem.blocks.flatMap((block, at): Asked[] =>
      block.everybody && block.kind === 'work' ? [{ kind: 'everybody', block: at }] : [],
    ),
    ...problem.locked.flatMap(({ station }, at): Asked[] =>
      station === ANYWHERE ? [] : [{ kind: 'locked', at }],
    ),
    ...problem.demands.map((_, at): Asked => ({ kind: 'demand', at })),
  ]
}

/** The same problem in which only this is asked. */
export function askOnly(problem: WeekProblem, asked: readonly Asked[]): WeekProblem {
  const names = new Set(asked.map(nameOf))
  return {
    ...problem,
    blocks: problem.blocks.map((block, at): Block => ({
      ...block,
      everybody: names.has(nameOf({ kind: 'everybody', block: at })),
    })),
    locked: problem.locked.flatMap((lock, at): LockedCell[] => {
      if (names.has(nameOf({ kind: 'locked', at }))) return [lock]
      // Who was meant to be nowhere has no station to be given, or less asked would be harder to hold.
      return lock.station < 0 ? [{ ...lock, station: ANYWHERE }] : []
    }),
    demands: problem.demands.filter((_, at) => names.has(nameOf({ kind: 'demand', at }))),
  }
}

/** What a week leaves unmet, by name; null if it breaks a fact. */
export function unmetBy(problem: WeekProblem, week: Week): Set<string> | null {
  const unmet = new Set<string>()
  for (const conflict of findConflicts(problem, week)) {
    switch (conflict.kind) {
      case 'nowhere':
        unmet.add(nameOf({ kind: 'everybody', block: conflict.block }))
        break
      case 'locked':
        unmet.add(nameOf({ kind: 'locked', at: conflict.lock }))
        break
      case 'tooFew':
      case 'tooMany':
      case 'tooManyChanges':
      case 'together':
        unmet.add(nameOf({ kind: 'demand', at: conflict.demand }))
        break
      default:
        return null
    }
  }
  return unmet
}
