import {
  costOfSet,
  countBySize,
  groupingOf,
  listAllowedGroups,
  MOST_PIECES,
  piecesByGroup,
  piecesIn,
  piecesOf,
  setsOf,
  type AllowedGroups,
  type Pieces,
} from './allowed-groups.ts'
import { costOf, type CostModel } from './cost-model.ts'
import { coverExactly, CoveringProgram, type Column, type Covering } from './covering-program.ts'
import type { LinearSolver } from './linear-solver.ts'
import { Prices } from './prices.ts'

/** How far a proof is. */
export interface ProofStep {
  /** No grouping that keeps the rules costs less. */
  readonly bound: number
  /** The best grouping known; the proof itself may have found it. */
  readonly groups: Int32Array
  readonly cost: number
}

/** More allowed groups than this are not listed: 16 bytes each. */
const MOST_GROUPS = 12_000_000
/** An integer program of more columns than this is not begun: it would take minutes. */
const MOST_COLUMNS = 200_000
/** Mixed groups are all nearly as good as each other; the linear program then drops little and helps less. */
const MOST_COLUMNS_MIXED = 30_000
/** No end but the proof's. */
const MOST_NODES = 2 ** 31 - 1
/** Costs that differ by less are the same. */
const ROUNDING = 1e-7
/** How much of the best prices so far is mixed into the newest: calms them (Wentges 1997). */
const CALM = 0.7

/** Whether a problem is small enough for its allowed groups to be listed. */
export function isProvable(model: CostModel): boolean {
  const pieces = piecesOf(model)
  return (
    pieces.units.length <= MOST_PIECES && countBySize(pieces, model.sizeMin, model.sizeMax) <= MOST_GROUPS
  )
}

/**
 * Proves how good a grouping can be. Every allowed group is listed and costed; the linear program that covers
 * everybody by `groupCount` of them is solved by column generation with full pricing; groups that no better
 * grouping can have, as their reduced cost shows, are dropped; what is left is solved as an integer program
 * (set partitioning: Balas & Padberg 1976; column generation: Luebbecke & Desrosiers 2005). Any prices give a
 * valid bound (Lagrange), so there is one from the first pricing on. Yields every ~50 ms, but not while the
 * solver works.
 *
 * @param known groupings that keep every rule, the best one first
 * @param shouldStop asked during long calls of the solver
 * @returns the last step; proven when bound and cost are the same
 */
export function* prove(
  model: CostModel,
  solver: LinearSolver,
  known: readonly Int32Array[],
  shouldStop: () => boolean,
): Generator<ProofStep, ProofStep, undefined> {
  const pieces = piecesOf(model)
  const listing = listAllowedGroups(model, pieces, countBySize(pieces, model.sizeMin, model.sizeMax))
  const best: ProofStep = { bound: -Infinity, groups: known[0], cost: costOf(model, known[0]) }
  let listed = listing.next()
  for (; !listed.done; listed = listing.next()) yield best

  const sets = known.flatMap(groups => setsOf(model, pieces, groups))
  const relaxed = yield* relax(model, solver, pieces, listed.value, sets, best)
  if (best.cost - relaxed.bound <= ROUNDING) return { ...best, bound: best.cost }
  const step = { ...best, bound: relaxed.bound }
  if (shouldStop() || relaxed.left.count > (model.sign > 0 ? MOST_COLUMNS_MIXED : MOST_COLUMNS)) return step
  yield step
  return coverBest(model, solver, pieces, relaxed.left, step, shouldStop)
}

/** Solves the linear program. Answers its bound and the groups that a better grouping may have. */
function* relax(
  model: CostModel,
  solver: LinearSolver,
  pieces: Pieces,
  allowed: AllowedGroups,
  sets: readonly (readonly number[])[],
  best: ProofStep,
): Generator<ProofStep, { bound: number; left: AllowedGroups }, undefined> {
  const covering = coveringOf(model, pieces)
  using program = new CoveringProgram(solver, covering)
  program.add(sets.map(inside => ({ inside, cost: costOfSet(model, pieces, inside) })))
  let left = allowed
  let bound = -Infinity
  let calm = CALM
  let steady = sharesOf(model, pieces, best.groups)
  let newest = program.solve()
  for (let turn = 0; ; turn++) {
    const each = newest.prices.map((price, piece) => calm * steady[piece] + (1 - calm) * price)
    const prices = new Prices(each)
    const { least, places } = prices.cheapest(left, turn * 7)
    const floor = covering.mayBeFewer ? Math.min(0, least) : least
    const here = model.constant + prices.bound(floor, model.groupCount)
    // Taken before the list is shortened, which moves its places.
    const offered = places.map(at => columnAt(left, at))
    if (here > bound) {
      bound = here
      steady = each
      left = prices.keepBelow(left, floor + (best.cost - bound) + ROUNDING)
      if (best.cost - bound <= ROUNDING) break
      yield { ...best, bound }
    }
    // With the solver's own prices nothing is cheaper: the linear program is solved.
    if (calm === 0 && least >= newest.groupPrice - ROUNDING / model.groupCount) break
    if (program.add(offered) === 0) {
      if (calm === 0) break
      calm = calm < 0.2 ? 0 : calm / 2
    }
    newest = program.solve()
    yield { ...best, bound }
  }
  return { bound, left }
}

/** Solves the integer program over the groups that are left. */
function coverBest(
  model: CostModel,
  solver: LinearSolver,
  pieces: Pieces,
  left: AllowedGroups,
  best: ProofStep,
  shouldStop: () => boolean,
): ProofStep {
  const columns = Array.from({ length: left.count }, (_, at) => columnAt(left, at))
  const keyOf = (inside: readonly number[]) => inside.toSorted((a, b) => a - b).join()
  const places = new Map(columns.map(({ inside }, at) => [keyOf(inside), at]))
  const start = setsOf(model, pieces, best.groups).flatMap(inside => places.get(keyOf(inside)) ?? [])
  const result = coverExactly(solver, coveringOf(model, pieces), columns, start, MOST_NODES, shouldStop)
  const bound = Math.max(best.bound, Math.min(best.cost, model.constant + result.bound))
  if (result.chosen === null) return { ...best, bound }
  const groups = groupingOf(
    model,
    pieces,
    result.chosen.map(at => columns[at].inside),
  )
  const cost = costOf(model, groups)
  const found = cost < best.cost - ROUNDING ? { groups, cost } : { groups: best.groups, cost: best.cost }
  return { ...found, bound: found.cost - bound <= ROUNDING ? found.cost : bound }
}

function coveringOf({ groupCount, sizeMin }: CostModel, { kindOf, kindCount }: Pieces): Covering {
  return { kindOf, kindCount, groupCount, mayBeFewer: sizeMin === 0 }
}

function columnAt({ low, high, costs }: AllowedGroups, at: number): Column {
  return { inside: piecesIn(low[at], high[at]), cost: costs[at] }
}

/**
 * First prices, which add up to what the grouping costs now: with W in it, every piece's own distance to its
 * group's mean; of the rest an equal share. Pieces of one kind have one price, their mean.
 */
function sharesOf(model: CostModel, pieces: Pieces, groups: ArrayLike<number>): Float64Array {
  const { skillCount: d, vectors, counts, sign } = model
  const shares = new Float64Array(pieces.units.length)
  for (const inside of piecesByGroup(model, pieces, groups)) {
    const units = inside.flatMap(piece => pieces.units[piece])
    const size = units.reduce((sum, unit) => sum + counts[unit], 0)
    const mean = new Float64Array(sign < 0 ? d : 0)
    for (const unit of units)
      for (let skill = 0; skill < mean.length; skill++) mean[skill] += vectors[unit * d + skill] / size
    const squares = mean.reduce((sum, value) => sum + value * value, 0)
    const rest = costOfSet(model, pieces, inside) + size * squares
    for (const piece of inside) {
      shares[piece] = (pieces.counts[piece] / size) * rest + pieces.counts[piece] * squares
      for (const unit of pieces.units[piece])
        for (let skill = 0; skill < mean.length; skill++)
          shares[piece] -= 2 * vectors[unit * d + skill] * mean[skill]
    }
  }
  const sums = new Float64Array(pieces.kindCount)
  const many = new Int32Array(pieces.kindCount)
  for (const [piece, kind] of pieces.kindOf.entries()) {
    sums[kind] += shares[piece]
    many[kind]++
  }
  return Float64Array.from(pieces.kindOf, kind => sums[kind] / many[kind])
}
