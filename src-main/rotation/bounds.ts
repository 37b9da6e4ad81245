import { FlowNetwork } from './flow-network.ts'
import type { Measure } from './measure.ts'
import { FREE, type WeekShape } from './week-shape.ts'

/** More than any square or wait can cost: what must be is bought first. */
const MUST = 1e7

/** Whether a group can be at a station in a block: chosen by the search, or fixed. */
export function canBeAt(shape: WeekShape, block: number, group: number, station: number): boolean {
  const cell = block * shape.groupCount + group
  return shape.fixed[cell] === station || shape.options[cell * shape.stationCount + station] === 1
}

export function canBeAtTable(shape: WeekShape, block: number, group: number): boolean {
  return shape.isTable.some((is, station) => is === 1 && canBeAt(shape, block, group, station))
}

const stationsOf = (shape: WeekShape) => Array.from(shape.capacity, (_, station) => station)
const groupsOf = (shape: WeekShape) => Array.from(shape.needs, (_, group) => group)

/**
 * What no week that keeps the demands can go below, figure by figure, each by what it alone cannot help. A week that
 * reaches them all is the best there is; one that does not may still be.
 */
export function boundMeasure(shape: WeekShape): Measure {
  const idle = leastIdle(shape)
  return {
    repeats: leastRepeats(shape),
    waiting: firstVisits(shape).waiting,
    idle,
    unevenness: boundUnevenness(shape, idle),
  }
}

/** What the unevenness cannot go below in a week with so many idle table blocks. */
export function boundUnevenness(shape: WeekShape, idle: number): number {
  return shape.spans.reduce((sum, span) => sum + leastUneven(shape, span, idle).cost, 0)
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

/** Who may not change often has to stay: the repeats that limits of changes ask for, day by day. */
function repeatsByLimits({ changeLimits, mustBe, groupCount }: WeekShape, group: number): number {
  const ofDay = new Map<number, number>()
  for (const { group: limited, most, pairs } of changeLimits) {
    if (limited !== group) continue
    const surely = pairs.filter(pair => pair.every(block => mustBe[block * groupCount + group] === 1)).length
    // Limits of one day begin in the same block or in none of its successions.
    const day = pairs[0][0]
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

function isFixedAtTable(shape: WeekShape, block: number, group: number): boolean {
  const station = shape.fixed[block * shape.groupCount + group]
  return station >= 0 && shape.isTable[station] === 1
}

/** Groups that can be with the teacher at one time; the teacher leads one table. */
function placesAtTable(shape: WeekShape, block: number): number {
  let places = 0
  for (const station of stationsOf(shape)) {
    const isUsed = groupsOf(shape).some(group => canBeAt(shape, block, group, station))
    if (shape.isTable[station] === 1 && isUsed) places = Math.max(places, shape.capacity[station])
  }
  return places
}

/** Table blocks that stay empty at least, for groups are elsewhere or may not come more often: by a flow. */
function leastIdle(shape: WeekShape): number {
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
    const tables = stationsOf(shape).filter(station => shape.isTable[station] === 1)
    network.addArc(0, 1 + group, visitLimits(shape, group, tables, allBlocks(shape)).most)
  }
  return open - network.run().flow
}

const allBlocks = (shape: WeekShape) => Array.from({ length: shape.blockCount }, (_, block) => block)

/** How often a group can and must be at the stations in some blocks, by its demands and its fixed cells. */
function visitLimits(
  shape: WeekShape,
  group: number,
  stations: readonly number[],
  blocks: readonly number[],
): { readonly least: number; readonly most: number } {
  const { stationCount, groupCount } = shape
  let least = 0
  let most = 0
  const isInside = new Uint8Array(shape.blockCount * stationCount)
  for (const block of blocks) {
    for (const station of stations) isInside[block * stationCount + station] = 1
    const possible = stations.filter(station => canBeAt(shape, block, group, station))
    if (possible.length > 0) most++
    if (possible.includes(shape.fixed[block * groupCount + group])) least++
  }
  for (const tally of shape.tallies) {
    if (tally.group !== group) continue
    let countsOutside = false
    let coversInside = true
    for (let at = 0; at < isInside.length; at++) {
      const station = at % stationCount
      if (!canBeAt(shape, (at - station) / stationCount, group, station)) continue
      if (tally.counts[at] === 1 && isInside[at] === 0) countsOutside = true
      if (tally.counts[at] === 0 && isInside[at] === 1) coversInside = false
    }
    if (!countsOutside) least = Math.max(least, tally.least)
    if (coversInside) most = Math.min(most, tally.most)
  }
  return { least: Math.min(least, most), most }
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
