import { firstVisits, leastCosts, leastIdle } from './bounds.ts'
import { FlowNetwork } from './flow-network.ts'
import { withoutMisses } from './missed-visits.ts'
import { NOWHERE, type Week } from './week-problem.ts'
import { FREE, type WeekShape } from './week-shape.ts'

const MUST = 1e6
const FIRST_VISIT = 3_000
const REPEAT = 600
const MISSED = 400
const WANTED = 20

/**
 * A week to begin with. First who is at the table first, as an assignment, and how often each group is at each
 * station, as a flow (`bounds.ts`); then block by block each group to a station, as an assignment in which it costs to
 * repeat, to miss the table, to pass over a planned first visit, and to use up what others want more. Rooms hold, and groups stay away
 * where they are; everything else is left to the search.
 */
export function firstWeek(shape: WeekShape): Week {
  const { groupCount, stationCount, weeks } = shape
  const week = Int32Array.from(shape.fixed, station => (station === FREE ? NOWHERE : station))
  const kept = withoutMisses(shape, 0)
  const { plan } = firstVisits(kept)
  const idle = leastIdle(kept)
  for (const blocks of weeks) {
    const wanted = Float64Array.from(leastCosts(kept, blocks, idle).visits)
    for (const [place, block] of blocks.entries()) {
      assignBlock(shape, week, block, (group, station) => {
        const cell = block * groupCount + group
        const previous = shape.previous[cell]
        let cost =
          (-WANTED * wanted[group * stationCount + station] * blocks.length) / (blocks.length - place)
        if (previous >= 0 && week[previous * groupCount + group] === station) cost += REPEAT
        if (shape.isTable[station] === 1) cost += MISSED * shape.missing[cell] - FIRST_VISIT * plan[cell]
        return cost
      })
      for (let group = 0; group < groupCount; group++) {
        const station = week[block * groupCount + group]
        if (station !== NOWHERE) wanted[group * stationCount + station]--
      }
    }
  }
  return week
}

function assignBlock(
  shape: WeekShape,
  week: Week,
  block: number,
  costOf: (group: number, station: number) => number,
): void {
  const { groupCount, stationCount } = shape
  const sink = 1 + groupCount + stationCount
  const network = new FlowNetwork(sink + 1)
  const room = shape.capacity.slice()
  const arcs: [number, number, number][] = []
  for (let group = 0; group < groupCount; group++) {
    const cell = block * groupCount + group
    if (week[cell] !== NOWHERE) room[week[cell]]--
    if (shape.fixed[cell] !== FREE) continue
    network.addArc(0, 1 + group, 1, -MUST)
    for (let station = 0; station < stationCount; station++) {
      if (shape.options[cell * stationCount + station] === 0) continue
      const arc = network.addArc(1 + group, 1 + groupCount + station, 1, costOf(group, station))
      arcs.push([arc, cell, station])
    }
  }
  for (let station = 0; station < stationCount; station++) {
    network.addArc(1 + groupCount + station, sink, Math.max(0, room[station]))
  }
  network.run()
  for (const [arc, cell, station] of arcs) if (network.flowOn(arc) === 1) week[cell] = station
}
