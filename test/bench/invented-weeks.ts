import { measureWeek } from '../../src-main/rotation/measure.ts'
import { seededRandom } from '../../src-main/rotation/random.ts'
import { fillWeek } from '../../src-main/rotation/fill-week.ts'
import type { Demand, LockedCell, Station, WeekProblem } from '../../src-main/rotation/week-problem.ts'

/** How much of a week is asked for; `impossible`: one visit more than the table has room for. */
export type Tightness = 'easy' | 'usual' | 'tight' | 'impossible'

const GROUPS = 8
const DAYS = 5
const BLOCKS_A_DAY = 5
const BLOCKS = DAYS * BLOCKS_A_DAY
const all = Array.from({ length: BLOCKS }, (_, at) => at)

/**
 * A week that surely can be met: a random filling is planted, and what is asked for holds in it. The planted weeks repeat
 * stations as it comes, so that the search has to do better in everything but the demands.
 */
export function inventedWeek(seed: number, tightness: Tightness): WeekProblem {
  const random = seededRandom(seed * 7919 + tightness.length)
  const chance = (share: number) => random.next() < share
  const stations: Station[] = [
    { capacity: 1, lead: { kind: 'teacher' }, closed: [] },
    { capacity: 2, lead: { kind: 'adult', adult: null }, closed: [] },
    { capacity: 2, lead: { kind: 'nobody' }, closed: [] },
    { capacity: 2, lead: { kind: 'nobody' }, closed: [] },
    { capacity: 2, lead: { kind: 'nobody' }, closed: all.filter(() => chance(0.05)) },
    { capacity: 3, lead: { kind: 'nobody' }, closed: [] },
  ]
  const needs = Array.from({ length: GROUPS }, () => random.below(10) * 100)
  const withoutTeacher = tightness === 'easy' ? -1 : random.below(BLOCKS)
  const base: WeekProblem = {
    groups: needs.map((need, at) => ({
      need,
      away: tightness !== 'easy' && at === 2 ? [random.below(BLOCKS)] : [],
    })),
    students: Array.from({ length: 4 }, (_, at) => ({ group: at * 2, away: all.filter(() => chance(0.2)) })),
    stations,
    blocks: all.map(at => ({
      day: Math.floor(at / BLOCKS_A_DAY),
      start: 540 + 20 * (at % BLOCKS_A_DAY),
      minutes: 20,
      kind: 'work',
      hasTeacher: at !== withoutTeacher,
      everybody: true,
    })),
    adults: [{ here: all.filter(() => chance(0.8)) }],
    demands: [],
    locked: [],
  }
  const planted = plant(base, random)
  const visits = (group: number, counts: (station: number, block: number) => boolean) =>
    all.filter(block => counts(planted[block * GROUPS + group], block)).length
  const atTable = needs.map((_, group) => visits(group, station => station === 0))
  if (tightness === 'easy') {
    return { ...base, demands: atTable.map((count, group) => tableDemand(group, Math.max(0, count - 1))) }
  }
  const slack = tightness === 'usual' ? 1 : 0
  const demands: Demand[] = atTable.map((count, group) => tableDemand(group, Math.max(0, count - slack)))
  for (const [student, { group, away }] of base.students.entries()) {
    const count = visits(group, (station, block) => station === 0 && !away.includes(block))
    demands.push({
      kind: 'studentAtTable',
      student,
      least: Math.max(0, count - slack),
      most: null,
      blocks: all,
    })
  }
  for (let group = 0; group < GROUPS; group += 2) {
    const station = 1 + random.below(5)
    const count = visits(group, at => at === station)
    const many = { least: Math.max(0, count - slack), most: count + slack }
    demands.push({ kind: 'station', group, station, blocks: all, ...many })
  }
  for (let one = 0; one < GROUPS - 1; one += tightness === 'usual' ? 4 : 2) {
    const met = all.filter(block => planted[block * GROUPS + one] === planted[block * GROUPS + one + 1])
    demands.push({ kind: 'apart', groups: [one, one + 1], blocks: all.filter(block => !met.includes(block)) })
  }
  const locked: LockedCell[] = Array.from({ length: tightness === 'usual' ? 3 : 8 }, (_, at) => {
    const block = at * 3
    const group = (at * 5) % GROUPS
    return { block, group, station: planted[block * GROUPS + group] }
  }).filter(({ station }) => station >= 0)
  if (tightness === 'impossible') {
    const room = all.length - atTable.reduce((sum, count) => sum + count, 0)
    demands[0] = tableDemand(0, (atTable[0] ?? 0) + room + 1)
  }
  return { ...base, demands, locked }
}

function tableDemand(group: number, least: number): Demand {
  return { kind: 'groupAtTable', group, least, most: null, blocks: all }
}

/** A week that keeps the facts, then stirred: groups change places in a block wherever both may. */
function plant(base: WeekProblem, random: ReturnType<typeof seededRandom>): Int32Array {
  const { week } = fillWeek(
    { ...base, groups: base.groups.map(group => ({ ...group, need: 0 })) },
    random.below(1000),
  )
  if (measureWeek(base, week).repeats > 20) throw new Error('The invented week is not what it should be.')
  for (const block of all) {
    for (let one = GROUPS - 1; one > 0; one--) {
      const other = random.below(one + 1)
      const [a, b] = [block * GROUPS + one, block * GROUPS + other]
      if (week[a] >= 0 && week[b] >= 0) [week[a], week[b]] = [week[b], week[a]]
    }
  }
  return week
}
