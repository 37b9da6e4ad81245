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

/** More than any square or wait can cost: what must be is bought first. */
const MUST = 1e7

/**
 * What no week that keeps the demands can go below, figure by figure, each by what it alone cannot help. A week that
 * reaches them all is the best there is; one that does not may still be.
 *
 * @param known figures of a week: what is `missed` binds all after it, and blocks in which the table is `idle` the last
 *   two, which are bound only in weeks with no more of these. The fewest there can be if it is not given
 */
export function boundMeasure(shape: WeekShape, known?: Pick<Measure, 'missed' | 'idle'>): Measure {
  const kept = withoutMisses(shape, known?.missed ?? 0)
  const fewestIdle = leastIdle(kept)
  const idle = known?.idle ?? fewestIdle
  return {
    repeats: leastRepeats(shape),
    missed: leastMissed(shape),
    waiting: firstVisits(kept).waiting,
    idle: fewestIdle,
    unevenness: shape.spans.reduce((sum, span) => sum + leastUneven(kept, span, idle).cost, 0),
    bunching: leastBunching(kept, idle),
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

/**
 * The least waiting there can be: the first table visits of each week as an assignment of groups to places at the table.
 *
 * @returns the plan as well: blocks x groups, 1 = the group's first visit
 */
export function firstVisits(shape: WeekShape): { readonly waiting: number; readonly plan: Uint8Array } {
  const { groupCount, needs } = shape
  const plan = new Uint8Array(shape.fixed.length)
  let waiting = 0
  for (const week of shape.weeks) {
    const sink = 1 + groupCount + week.length
    const network = new FlowNetwork(sink + 1)
    const arcs: [number, number][] = []
    for (const group of groupsOf(shape)) {
      if (needs[group] === 0) continue
      network.addArc(0, 1 + group, 1, -MUST)
      network.addArc(1 + group, sink, 1, needs[group] * week.length)
      for (const [place, block] of week.entries()) {
        if (!canBeAtTable(shape, block, group)) continue
        // Who is fixed at the table has its place there already.
        const to = isFixedAtTable(shape, block, group) ? sink : 1 + groupCount + place
        const arc = network.addArc(1 + group, to, 1, needs[group] * place)
        arcs.push([arc, block * groupCount + group])
      }
      waiting += MUST
    }
    for (const [place, block] of week.entries()) {
      const taken = groupsOf(shape).filter(group => isFixedAtTable(shape, block, group)).length
      network.addArc(1 + groupCount + place, sink, Math.max(0, placesAtTable(shape, block) - taken))
    }
    waiting += network.run().cost
    for (const [arc, cell] of arcs) plan[cell] = network.flowOn(arc)
  }
  return { waiting, plan }
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

/**
 * The most even visits of a span, as a flow whose costs rise with the square: how often each group is at each station,
 * if the order of the blocks did not matter.
 *
 * @param idle table blocks that may stay empty
 * @returns groups x stations, row-major, and the sum of squares
 */
export function leastUneven(
  shape: WeekShape,
  span: readonly number[],
  idle: number,
): { readonly visits: Int32Array; readonly cost: number } {
  const { groupCount, stationCount } = shape
  const tables = 1 + groupCount + stationCount
  const sink = tables + 1
  const network = new FlowNetwork(sink + 1)
  const arcs: { readonly at: number; readonly arc: number }[] = []
  let bought = 0
  const addMust = (from: number, to: number, least: number, most: number, slope: number) => {
    const arc = network.addArc(from, to, least, slope / 2 - MUST, slope)
    bought += least * MUST
    return [arc, network.addArc(from, to, most - least, slope / 2 + slope * least, slope)]
  }
  for (const group of groupsOf(shape)) {
    let must = 0
    let can = 0
    for (const block of span) {
      const cell = block * groupCount + group
      const isPossible = stationsOf(shape).some(station => canBeAt(shape, block, group, station))
      if (isPossible) can++
      if (isPossible && (shape.mustBe[cell] === 1 || shape.fixed[cell] !== FREE)) must++
    }
    addMust(0, 1 + group, must, can, 0)
    for (const station of stationsOf(shape)) {
      const { least, most } = visitLimits(shape, group, [station], span)
      for (const arc of addMust(1 + group, 1 + groupCount + station, least, most, 2)) {
        arcs.push({ at: group * stationCount + station, arc })
      }
    }
  }
  for (const station of stationsOf(shape)) {
    const isTable = shape.isTable[station] === 1
    let room = 0
    for (const block of span) {
      if (groupsOf(shape).some(group => canBeAt(shape, block, group, station)))
        room += shape.capacity[station]
    }
    network.addArc(1 + groupCount + station, isTable ? tables : sink, room)
  }
  let openTables = 0
  let placesAtTables = 0
  for (const block of span) {
    openTables += shape.tableOpen[block]
    placesAtTables += placesAtTable(shape, block)
  }
  const used = Math.min(Math.max(0, openTables - idle), placesAtTables)
  addMust(tables, sink, used, placesAtTables, 0)
  const { cost } = network.run()
  const visits = new Int32Array(groupCount * stationCount)
  for (const { at, arc } of arcs) visits[at] += network.flowOn(arc)
  // Where not everything could be bought the demands cannot hold: then 0 is a bound too.
  return { visits, cost: cost + bought < MUST ? Math.max(0, cost + bought) : 0 }
}

/**
 * The fewest table visits of a group on a day on which it was there before, as a flow: from the groups by their days to
 * the blocks, where each day's first visit is free.
 *
 * @param idle table blocks that may stay empty
 */
function leastBunching(shape: WeekShape, idle: number): number {
  const { groupCount, days } = shape
  const dayOf = (group: number, day: number) => 1 + groupCount + day * groupCount + group
  const blockAt = (block: number) => 1 + groupCount + days.length * groupCount + block
  const used = blockAt(shape.blockCount)
  const sink = used + 1
  const network = new FlowNetwork(sink + 1)
  let bought = 0
  const addMust = (from: number, to: number, least: number, most: number) => {
    network.addArc(from, to, least, -MUST)
    bought += least * MUST
    network.addArc(from, to, Math.max(0, most - least))
  }
  const tables = tablesOf(shape)
  for (const group of groupsOf(shape)) {
    const { least, most } = visitLimits(shape, group, tables, days.flat())
    addMust(0, 1 + group, least, most)
    for (const [day, blocks] of days.entries()) {
      network.addArc(1 + group, dayOf(group, day), 1)
      network.addArc(1 + group, dayOf(group, day), blocks.length, 1)
      for (const block of blocks) {
        if (canBeAtTable(shape, block, group)) network.addArc(dayOf(group, day), blockAt(block), 1)
      }
    }
  }
  let open = 0
  for (const block of days.flat()) {
    open += shape.tableOpen[block]
    network.addArc(blockAt(block), used, shape.tableOpen[block])
    network.addArc(blockAt(block), sink, Math.max(0, placesAtTable(shape, block) - shape.tableOpen[block]))
  }
  addMust(used, sink, Math.max(0, open - idle), open)
  const { cost } = network.run()
  // Where not everything could be bought the demands cannot hold: then 0 is a bound too.
  return cost + bought < MUST ? Math.max(0, cost + bought) : 0
}
