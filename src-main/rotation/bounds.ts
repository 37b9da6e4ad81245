import { FlowNetwork } from './flow-network.ts'
import type { Measure } from './measure.ts'
import { isFixedAtTable, leastMissed, withoutMisses } from './missed-visits.ts'
import {
  canBeAt,
  canBeAtTable,
  groupsOf,
  placesAtTable,
  stationsOf,
  tablesOf,
  visitLimits,
} from './possible-visits.ts'
import { FREE, type WeekShape } from './week-shape.ts'

/** More than any wait can cost: what must be is bought first. */
const MUST = 1e7

/**
 * What no week that keeps the demands can go below, figure by figure: each among the weeks in which the figures before it
 * are as known. A week that reaches them all is the best there is; one that does not may still be.
 *
 * @param known the measure of a week; if it is not given, that of one that reaches the bound
 */
export function boundMeasure(shape: WeekShape, known?: Measure): Measure {
  const reaches = (figure: keyof Measure, least: number) => known === undefined || known[figure] <= least
  const kept = withoutMisses(shape, known?.missed ?? 0)
  const waiting = firstVisits(kept).waiting
  const sooner = reaches('waiting', waiting) ? withSoonestVisits(kept) : kept
  const fewestIdle = leastIdle(sooner)
  const idle = known?.idle ?? fewestIdle

  const even = leastOfSpans(sooner, idle)
  const isEven = reaches('unevenness', even.unevenness)
  const spread = isEven ? even : leastOfSpans(sooner, idle, { unevenness: false, bunching: true })
  const isSpread = reaches('bunching', spread.bunching)
  const last = isSpread ? spread : leastOfSpans(sooner, idle, { unevenness: isEven, bunching: false })
  return {
    repeats: leastRepeats(shape),
    missed: leastMissed(shape),
    waiting,
    idle: fewestIdle,
    unevenness: even.unevenness,
    bunching: spread.bunching,
    withoutTeacher: last.withoutTeacher,
  }
}

/** The least of each figure, and of the last ones where the first are least: week by week, and all weeks together. */
function leastOfSpans(shape: WeekShape, idle: number, counted?: CountedFigures): SpanCosts {
  const costs = shape.spans.map(span => leastCosts(shape, span, idle, counted))
  const sum = (list: readonly SpanCosts[], figure: keyof SpanCosts) =>
    list.reduce((total, one) => total + one[figure], 0)
  // If there are several weeks, the last span is all of them.
  const ways = [costs.slice(-1), ...(costs.length > 1 ? [costs.slice(0, -1)] : [])]
  const bunching = Math.max(...ways.map(way => sum(way, 'bunching')))
  const exact = ways.filter(way => counted?.bunching === false || sum(way, 'bunching') === bunching)
  return {
    unevenness: sum(costs, 'unevenness'),
    bunching,
    withoutTeacher: Math.max(...exact.map(way => sum(way, 'withoutTeacher'))),
  }
}

/** Each group by itself: the fewest repeats on its way through the blocks (Viterbi's shortest path). */
function leastRepeats(shape: WeekShape): number {
  const { groupCount, previous, next, stationCount } = shape
  let repeats = 0
  for (const group of groupsOf(shape)) {
    let ofGroup = 0
    for (let block = 0; block < shape.blockCount; block++) {
      if (previous[block * groupCount + group] >= 0) continue
      let costs = new Float64Array(stationCount + 1)
      for (let at = block; at >= 0; at = next[at * groupCount + group]) {
        const least = Math.min(...costs)
        const ofCell = new Float64Array(stationCount + 1).fill(Infinity)
        for (let station = 0; station < stationCount; station++) {
          if (!canBeAt(shape, at, group, station)) continue
          const stays = at === block ? costs[station] : costs[station] + 1
          const others = Math.min(...costs.map((cost, other) => (other === station ? Infinity : cost)))
          ofCell[station] = Math.min(stays, others)
        }
        // Nowhere repeats nothing.
        const cell = at * groupCount + group
        const mayBeNowhere = shape.mustBe[cell] === 0 && shape.fixed[cell] < 0
        if (mayBeNowhere || ofCell.every(cost => cost === Infinity)) ofCell[stationCount] = least
        costs = ofCell
      }
      ofGroup += Math.min(...costs)
    }
    repeats += Math.max(ofGroup, repeatsByLimits(shape, group))
  }
  return repeats
}

/**
 * Who may not change often has to stay: the repeats that limits of changes ask for, day by day. Limits of one day may
 * count the same successions, so that only the strictest counts.
 */
function repeatsByLimits({ changeLimits, mustBe, groupCount }: WeekShape, group: number): number {
  const ofDay = new Map<number, number>()
  for (const { group: limited, day, most, pairs } of changeLimits) {
    if (limited !== group) continue
    const surely = pairs.filter(pair => pair.every(block => mustBe[block * groupCount + group] === 1)).length
    ofDay.set(day, Math.max(ofDay.get(day) ?? 0, surely - most))
  }
  return [...ofDay.values()].reduce((sum, repeats) => sum + Math.max(0, repeats), 0)
}

/** The first table visits of a week as an assignment of groups to places at the table. */
function assignFirstVisits(shape: WeekShape, week: readonly number[]) {
  const { groupCount, needs } = shape
  const sink = 1 + groupCount + week.length
  const network = new FlowNetwork(sink + 1)
  /** `place` is that in the week, or its length: never. */
  const arcs: {
    readonly group: number
    readonly place: number
    readonly to: number
    readonly arc: number
  }[] = []
  let bought = 0
  for (const group of groupsOf(shape)) {
    if (needs[group] === 0) continue
    network.addArc(0, 1 + group, 1, -MUST)
    bought += MUST
    const add = (place: number, to: number) =>
      arcs.push({ group, place, to, arc: network.addArc(1 + group, to, 1, needs[group] * place) })
    add(week.length, sink)
    for (const [place, block] of week.entries()) {
      if (!canBeAtTable(shape, block, group)) continue
      // Who is fixed at the table has its place there already.
      add(place, isFixedAtTable(shape, block, group) ? sink : 1 + groupCount + place)
    }
  }
  for (const [place, block] of week.entries()) {
    const taken = groupsOf(shape).filter(group => isFixedAtTable(shape, block, group)).length
    network.addArc(1 + groupCount + place, sink, Math.max(0, placesAtTable(shape, block) - taken))
  }
  return { waiting: network.run().cost + bought, network, arcs }
}

/**
 * The least waiting there can be, by the first table visits of each week.
 *
 * @returns the plan as well: blocks x groups, 1 = the group's first visit
 */
export function firstVisits(shape: WeekShape): { readonly waiting: number; readonly plan: Uint8Array } {
  const plan = new Uint8Array(shape.fixed.length)
  let waiting = 0
  for (const week of shape.weeks) {
    const assigned = assignFirstVisits(shape, week)
    waiting += assigned.waiting
    for (const { group, place, arc } of assigned.arcs) {
      if (place < week.length) plan[week[place] * shape.groupCount + group] = assigned.network.flowOn(arc)
    }
  }
  return { waiting, plan }
}

/**
 * The same week without the table visits that cannot be in any week with the least waiting: those before the soonest place
 * that a group can have. Where there is only one place for its first visit, it is there.
 */
function withSoonestVisits(shape: WeekShape): WeekShape {
  const { groupCount, stationCount } = shape
  const options = shape.options.slice()
  const fixed = shape.fixed.slice()
  for (const week of shape.weeks) {
    const { network, arcs } = assignFirstVisits(shape, week)
    const distances = new Map(
      [...new Set(arcs.map(({ to }) => to))].map(to => [to, network.distancesFrom(to)]),
    )
    for (const group of groupsOf(shape)) {
      // Another place is as good if those who make room for it wait no longer together.
      const places = arcs.filter(
        ({ group: who, place, to, arc }) =>
          who === group &&
          (network.flowOn(arc) === 1 ||
            shape.needs[group] * place + (distances.get(to)?.[1 + group] ?? Infinity) === 0),
      )
      if (places.length === 0) continue
      const soonest = Math.min(...places.map(({ place }) => place))
      for (const block of week.slice(0, soonest)) {
        const cell = block * groupCount + group
        for (const station of tablesOf(shape)) options[cell * stationCount + station] = 0
      }
      if (places.length > 1 || soonest === week.length) continue
      const cell = week[soonest] * groupCount + group
      const tables = tablesOf(shape).filter(station => options[cell * stationCount + station] === 1)
      if (tables.length !== 1 || fixed[cell] !== FREE) continue
      fixed[cell] = tables[0]
      options.fill(0, cell * stationCount, (cell + 1) * stationCount)
    }
  }
  return { ...shape, fixed, options }
}

/** Table blocks that stay empty at least, for groups are elsewhere or may not come more often: by a flow. */
export function leastIdle(shape: WeekShape): number {
  const { groupCount, blockCount } = shape
  const sink = 1 + groupCount + blockCount
  const network = new FlowNetwork(sink + 1)
  let open = 0
  for (let block = 0; block < blockCount; block++) {
    if (shape.tableOpen[block] === 0) continue
    open++
    network.addArc(1 + groupCount + block, sink, 1, -1)
    for (const group of groupsOf(shape)) {
      if (canBeAtTable(shape, block, group)) network.addArc(1 + group, 1 + groupCount + block, 1)
    }
  }
  for (const group of groupsOf(shape)) {
    network.addArc(0, 1 + group, visitLimits(shape, group, tablesOf(shape), shape.days.flat()).most)
  }
  return open - network.run().flow
}

export interface SpanCosts {
  readonly unevenness: number
  readonly bunching: number
  readonly withoutTeacher: number
}

/** Which figures come before the minutes without the teacher. */
export type CountedFigures = Readonly<Record<'unevenness' | 'bunching', boolean>>

/**
 * The most even visits of a span, of these the ones on most days, of these the ones that give those who need the teacher
 * most minutes: as a flow from the groups by their stations, and to the table by their days, to the blocks. It does not know
 * of the order of the blocks at the other stations.
 *
 * @param idle table blocks that may stay empty
 * @returns the figures, 0 where the demands cannot hold; `visits`: groups x stations, row-major; `atTable`: blocks x groups,
 *   1 = at a table
 */
export function leastCosts(
  shape: WeekShape,
  span: readonly number[],
  idle: number,
  counted: CountedFigures = { unevenness: true, bunching: true },
): SpanCosts & { readonly visits: Int32Array; readonly atTable: Uint8Array } {
  const { groupCount, stationCount, needs, minutes } = shape
  const groups = groupsOf(shape)
  const tables = tablesOf(shape)
  const days = shape.days.map(day => day.filter(block => span.includes(block)))
  const stationAt = (station: number) => 1 + groupCount + station
  const comesAt = (group: number) => stationAt(stationCount) + group
  const visitsAt = (group: number) => comesAt(groupCount) + group
  const dayAt = (group: number, day: number) => visitsAt(groupCount) + day * groupCount + group
  const blockAt = (block: number) => dayAt(0, days.length) + block
  const used = blockAt(shape.blockCount)
  const sink = used + 1

  // Each figure weighs more than all that come after it.
  const places = span.map(block => placesAtTable(shape, block))
  const unit = greatestCommonDivisor(
    span.flatMap(block => groups.map(group => needs[group] * minutes[block])),
  )
  const worth = (block: number, group: number) => (needs[group] * minutes[block]) / unit
  const mostWorth = sumOf(
    span.map((block, at) => places[at] * Math.max(0, ...groups.map(group => worth(block, group)))),
  )
  const aBunch = counted.bunching ? mostWorth + 1 : 0
  const anUneven = counted.unevenness ? aBunch * sumOf(places) + mostWorth + 1 : 0
  const must = anUneven * groupCount * span.length ** 2 + aBunch * sumOf(places) + mostWorth + 1

  const network = new FlowNetwork(sink + 1)
  const bought: { readonly arc: number; readonly least: number }[] = []
  const addMust = (from: number, to: number, least: number, most: number, cost = 0, slope = 0): number[] => {
    const arcs: number[] = []
    if (least > 0) {
      const arc = network.addArc(from, to, least, cost - must, slope)
      bought.push({ arc, least })
      arcs.push(arc)
    }
    if (most > least) arcs.push(network.addArc(from, to, most - least, cost + slope * least, slope))
    return arcs
  }
  const flowOn = (arcs: readonly number[]) => sumOf(arcs.map(arc => network.flowOn(arc)))

  const visitArcs: { readonly at: number; readonly arcs: number[] }[] = []
  for (const group of groups) {
    const possible = span.filter(block =>
      stationsOf(shape).some(station => canBeAt(shape, block, group, station)),
    )
    const surely = possible.filter(block => {
      const cell = block * groupCount + group
      return shape.mustBe[cell] === 1 || shape.fixed[cell] !== FREE
    })
    addMust(0, 1 + group, surely.length, possible.length)
    for (const station of stationsOf(shape)) {
      const { least, most } = visitLimits(shape, group, [station], span)
      const to = shape.isTable[station] === 1 ? comesAt(group) : stationAt(station)
      const arcs = addMust(1 + group, to, least, most, anUneven, 2 * anUneven)
      visitArcs.push({ at: group * stationCount + station, arcs })
    }
    const { least, most } = visitLimits(shape, group, tables, span)
    addMust(comesAt(group), visitsAt(group), least, most)
  }
  for (const station of stationsOf(shape)) {
    if (shape.isTable[station] === 1) continue
    const isUsed = (block: number) => groups.some(group => canBeAt(shape, block, group, station))
    network.addArc(stationAt(station), sink, span.filter(isUsed).length * shape.capacity[station])
  }
  const bunches: number[] = []
  const cells: { readonly cell: number; readonly worth: number; readonly arcs: number[] }[] = []
  for (const [day, blocks] of days.entries()) {
    if (blocks.length === 0) continue
    for (const group of groups) {
      network.addArc(visitsAt(group), dayAt(group, day), 1)
      bunches.push(network.addArc(visitsAt(group), dayAt(group, day), blocks.length, aBunch))
      for (const block of blocks) {
        if (!canBeAtTable(shape, block, group)) continue
        const least = isFixedAtTable(shape, block, group) ? 1 : 0
        const arcs = addMust(dayAt(group, day), blockAt(block), least, 1, -worth(block, group))
        cells.push({ cell: block * groupCount + group, worth: worth(block, group), arcs })
      }
    }
  }
  const open = sumOf(span.map(block => shape.tableOpen[block]))
  for (const [at, block] of span.entries()) {
    network.addArc(blockAt(block), used, shape.tableOpen[block])
    network.addArc(blockAt(block), sink, Math.max(0, places[at] - shape.tableOpen[block]))
  }
  addMust(used, sink, Math.max(0, open - idle), open)
  // Beyond that sums of costs would not be exact.
  if (must * sumOf(bought.map(({ least }) => least)) > Number.MAX_SAFE_INTEGER) {
    return {
      ...leastCosts({ ...shape, needs: new Int32Array(groupCount) }, span, idle, counted),
      withoutTeacher: 0,
    }
  }
  network.run()

  const visits = new Int32Array(groupCount * stationCount)
  for (const { at, arcs } of visitArcs) visits[at] = flowOn(arcs)
  const atTable = new Uint8Array(shape.fixed.length)
  for (const { cell, arcs } of cells) atTable[cell] = flowOn(arcs)
  const isAllBought = bought.every(({ arc, least }) => network.flowOn(arc) === least)
  if (!isAllBought) return { visits, atTable, unevenness: 0, bunching: 0, withoutTeacher: 0 }
  const all = sumOf(span.flatMap(block => groups.map(group => worth(block, group))))
  return {
    visits,
    atTable,
    unevenness: sumOf([...visits].map(count => count * count)),
    bunching: flowOn(bunches),
    withoutTeacher: unit * (all - sumOf(cells.map(one => one.worth * flowOn(one.arcs)))),
  }
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)

/** At least 1. */
function greatestCommonDivisor(numbers: readonly number[]): number {
  const ofTwo = (one: number, other: number): number => (other === 0 ? one : ofTwo(other, one % other))
  return Math.max(1, numbers.reduce(ofTwo, 0))
}
