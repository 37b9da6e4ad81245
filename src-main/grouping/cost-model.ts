import type { GroupingProblem } from './problem.ts'
import type { Profiles } from './standardise.ts'
import { joinUnits, type Units } from './units.ts'

/** What each group may be about (a focus skill, a shared interest), and what it costs each unit. */
export interface Topics {
  readonly count: number
  /** Row-major, units x topics, 0 or more: what it costs the unit to sit in a group with that topic. */
  readonly costs: Float64Array
}

/**
 * A problem's cost, ready for the search: a sum over groups, each group's a sum of up to four parts.
 *
 * 1. scores: `sign` * |S|^2 / m, S the sum of the group's profiles and m its size. With W = (sum of all |x|^2)
 *    - (sum over groups of |S|^2 / m) and, profiles having mean 0, B = sum of |S|^2 / m, sign -1 is `similar`
 *    and sign +1 is `mixed`; `constant` makes the total W or B.
 * 2. topics: the least over the topics of the sum of the members' costs.
 * 3. seats: what it costs a unit to sit in that very group (to move).
 * 4. pairs: what it costs two units to share a group (to meet again).
 */
export interface CostModel {
  readonly units: Units
  readonly unitCount: number
  readonly groupCount: number
  readonly sizeMin: number
  readonly sizeMax: number
  readonly skillCount: number
  /** Row-major, units x skills: the sum of the students' profiles. */
  readonly vectors: Float64Array
  /** Students per unit. */
  readonly counts: Int32Array
  /** Per unit, the sum of its students' squared profiles. */
  readonly squares: Float64Array
  readonly sign: -1 | 0 | 1
  readonly constant: number
  readonly topics: Topics | null
  /** Row-major, units x groups. */
  readonly seatCosts: Float64Array | null
  /** Row-major, units x units, symmetric, 0 on the diagonal. */
  readonly pairCosts: Float64Array | null
}

/** Lays a problem out as a sum of group costs. O(n d + rules). */
export function modelCosts(problem: GroupingProblem, profiles: Profiles): CostModel {
  const units = joinUnits(problem)
  const { skillCount: d, values } = profiles
  const unitCount = units.units.length
  const vectors = new Float64Array(unitCount * d)
  const counts = new Int32Array(unitCount)
  const squares = new Float64Array(unitCount)
  for (const [unit, { students }] of units.units.entries()) {
    counts[unit] = students.length
    for (const student of students) {
      for (let skill = 0; skill < d; skill++) {
        vectors[unit * d + skill] += values[student * d + skill]
        squares[unit] += values[student * d + skill] ** 2
      }
    }
  }
  const spread = squares.reduce((sum, one) => sum + one, 0)
  const sign = signOf(problem)
  return {
    units,
    unitCount,
    groupCount: problem.groupCount,
    sizeMin: problem.sizeMin,
    sizeMax: problem.sizeMax,
    skillCount: d,
    vectors,
    counts,
    squares,
    sign,
    constant: sign < 0 ? spread : 0,
    topics: topicsOf(problem, units, 1 + spread),
    seatCosts: seatCostsOf(problem, units),
    pairCosts: pairCostsOf(problem, units),
  }
}

function signOf({ mode }: GroupingProblem): -1 | 0 | 1 {
  const scores = mode.kind === 'interest' ? mode.then : mode.kind
  return scores === 'similar' ? -1 : scores === 'mixed' ? 1 : 0
}

/** @param first what one student without the topic costs: more than all that scores can differ by */
function topicsOf({ mode, weights }: GroupingProblem, { units }: Units, first: number): Topics | null {
  if (mode.kind === 'focus') {
    const count = weights.length
    const costs = new Float64Array(units.length * count)
    for (const [unit, { students }] of units.entries()) {
      for (const student of students) {
        const needs = mode.needs[student].map((need, skill) => need * weights[skill])
        const greatest = Math.max(0, ...needs)
        for (const [skill, need] of needs.entries()) costs[unit * count + skill] += greatest - need
      }
    }
    return count > 0 ? { count, costs } : null
  }
  if (mode.kind === 'interest') {
    const count = 1 + mode.interests.flat().reduce((most, topic) => Math.max(most, topic), -1)
    const costs = new Float64Array(units.length * count)
    for (const [unit, { students }] of units.entries()) {
      for (let topic = 0; topic < count; topic++) {
        const without = students.filter(student => !mode.interests[student].includes(topic)).length
        costs[unit * count + topic] = without * first
      }
    }
    return count > 0 ? { count, costs } : null
  }
  return null
}

function seatCostsOf({ stay, groupCount }: GroupingProblem, { units }: Units): Float64Array | null {
  if (!stay || stay.cost === 0) return null
  const costs = new Float64Array(units.length * groupCount)
  for (const [unit, { students }] of units.entries()) {
    for (let group = 0; group < groupCount; group++) {
      const moving = students.filter(student => stay.groups[student] >= 0 && stay.groups[student] !== group)
      costs[unit * groupCount + group] = moving.length * stay.cost
    }
  }
  return costs
}

function pairCostsOf({ variety }: GroupingProblem, { units, unitOf }: Units): Float64Array | null {
  if (!variety || variety.cost === 0 || variety.met.length === 0) return null
  const costs = new Float64Array(units.length * units.length)
  for (const [a, b, times] of variety.met) {
    const [one, other] = [unitOf[a], unitOf[b]]
    if (one === other) continue
    costs[one * units.length + other] += times * variety.cost
    costs[other * units.length + one] += times * variety.cost
  }
  return costs
}

/** The cost of a whole grouping, worked out afresh. O(n d). `groups[student]` is 0..groupCount-1. */
export function costOf(model: CostModel, groups: ArrayLike<number>): number {
  const members: number[][] = Array.from({ length: model.groupCount }, () => [])
  for (const [unit, { students }] of model.units.units.entries()) members[groups[students[0]]].push(unit)
  let cost = model.constant
  for (const [group, inside] of members.entries()) cost += costOfGroup(model, inside, group)
  return Math.max(0, cost)
}

/**
 * The cost of one group of units; 0 for an empty one. O(m d + m T + m^2). `constant` is not in it.
 *
 * @param group its number, for what moving costs; -1 = leave that out
 */
export function costOfGroup(model: CostModel, inside: readonly number[], group: number): number {
  const { skillCount: d, vectors, counts, sign, topics, seatCosts, pairCosts, unitCount } = model
  if (inside.length === 0) return 0
  let size = 0
  let cost = 0
  for (const unit of inside) size += counts[unit]
  if (sign !== 0) {
    let squares = 0
    for (let skill = 0; skill < d; skill++) {
      let sum = 0
      for (const unit of inside) sum += vectors[unit * d + skill]
      squares += sum * sum
    }
    cost += (sign * squares) / size
  }
  if (topics) {
    let least = Infinity
    for (let topic = 0; topic < topics.count; topic++) {
      let sum = 0
      for (const unit of inside) sum += topics.costs[unit * topics.count + topic]
      if (sum < least) least = sum
    }
    cost += least
  }
  if (seatCosts && group >= 0) {
    for (const unit of inside) cost += seatCosts[unit * model.groupCount + group]
  }
  if (pairCosts) {
    for (const [at, one] of inside.entries()) {
      for (const other of inside.slice(at + 1)) cost += pairCosts[one * unitCount + other]
    }
  }
  return cost
}

/** The topic each group is best about: a skill's or an interest's number; null without topics or members. */
export function topicsOfGroups(model: CostModel, groups: ArrayLike<number>): (number | null)[] {
  const { topics, groupCount } = model
  return Array.from({ length: groupCount }, (_, group) => {
    const inside = model.units.units.flatMap((unit, at) => (groups[unit.students[0]] === group ? [at] : []))
    if (!topics || inside.length === 0) return null
    const sums = Array.from({ length: topics.count }, (_unused, topic) =>
      inside.reduce((sum, unit) => sum + topics.costs[unit * topics.count + topic], 0),
    )
    return sums.indexOf(Math.min(...sums))
  })
}
