import { weekOf, type Station, type WeekProblem } from './week-problem.ts'

/** Groups that are there in a block and are not meant to be nowhere, and the most that can have a place then. */
export function placesIn(
  { groups, stations, blocks, adults, locked }: WeekProblem,
  block: number,
): { readonly groups: number; readonly places: number } {
  const open = stations.filter(({ closed }) => !closed.includes(block))
  const ofKind = (kind: Station['lead']['kind']) => open.filter(({ lead }) => lead.kind === kind)
  const here = [...adults.keys()].filter(at => adults[at].here.includes(block))
  const alone = ofKind('nobody').reduce((sum, { capacity }) => sum + capacity, 0)
  const table = blocks[block].hasTeacher ? largestOf(ofKind('teacher')) : 0
  const isMeantNowhere = (group: number) =>
    locked.some(lock => lock.block === block && lock.group === group && lock.station < 0)
  return {
    groups: groups.filter(({ away }, at) => !away.includes(block) && !isMeantNowhere(at)).length,
    places: alone + table + placesWith(here, ofKind('adult')),
  }
}

const largestOf = (stations: readonly Station[]) => Math.max(0, ...stations.map(({ capacity }) => capacity))

/** Places at stations that these adults can lead, one each: the largest station first, if everybody still has theirs. */
function placesWith(here: readonly number[], stations: readonly Station[]): number {
  const led: Station[] = []
  for (const station of stations.toSorted((a, b) => b.capacity - a.capacity)) {
    if (canBeLed([...led, station], here)) led.push(station)
  }
  return led.reduce((sum, { capacity }) => sum + capacity, 0)
}

/** Whether each of the stations can have an adult of its own: those that name one, and as many others as are left. */
function canBeLed(stations: readonly Station[], here: readonly number[]): boolean {
  const named = stations.flatMap(({ lead }) =>
    lead.kind === 'adult' && lead.adult !== null ? [lead.adult] : [],
  )
  return (
    new Set(named).size === named.length &&
    named.every(adult => here.includes(adult)) &&
    stations.length <= here.length
  )
}

/**
 * Visits at the table that are asked for in a week, of each group the most that one demand does, and how many there can be.
 * More asked than there: proof enough that they cannot be met.
 *
 * @param week 0 = week A, 1 = week B
 */
export function tableVisitsOf(
  { groups, students, stations, blocks, demands }: WeekProblem,
  week: number,
): { readonly asked: number; readonly there: number } {
  const asked = groups.map(() => 0)
  for (const demand of demands) {
    if (demand.kind !== 'groupAtTable' && demand.kind !== 'studentAtTable') continue
    const group = demand.kind === 'groupAtTable' ? demand.group : students[demand.student].group
    const isOfWeek = demand.blocks.every(block => weekOf(blocks[block]) === week)
    if (group >= 0 && isOfWeek) asked[group] = Math.max(asked[group], demand.least)
  }
  const tables = stations.filter(({ lead }) => lead.kind === 'teacher')
  let there = 0
  for (const [at, block] of blocks.entries()) {
    if (weekOf(block) !== week || block.kind === 'break' || !block.hasTeacher) continue
    const room = largestOf(tables.filter(({ closed }) => !closed.includes(at)))
    there += Math.min(room, groups.filter(({ away }) => !away.includes(at)).length)
  }
  return { asked: asked.reduce((sum, visits) => sum + visits, 0), there }
}
