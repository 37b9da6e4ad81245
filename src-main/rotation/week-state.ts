import { NOWHERE, type Week } from './week-problem.ts'
import { FREE, type WeekShape } from './week-shape.ts'

/** Which tallies a visit counts for, by cell and station; lists laid end to end. */
interface Lists {
  readonly starts: Int32Array
  readonly items: Int32Array
}

/** What a violation weighs: nobody may be left over; a visit can be missed. */
const NOWHERE_AT_ALL = 3

/** More than all that is asked can weigh: a room is as large as it is, and an adult can only be in one place. */
function weightOfFacts({ mustBe, tallies, apart, changeLimits, blockCount }: WeekShape): number {
  const asked = [
    ...Array.from(mustBe, must => NOWHERE_AT_ALL * must),
    ...tallies.map(({ least }) => least + blockCount),
    ...apart.map(others => others.length),
    ...changeLimits.map(({ pairs }) => pairs.length),
  ]
  return asked.reduce((sum, weight) => sum + weight, 1)
}

function layEndToEnd(lists: readonly (readonly number[])[]): Lists {
  const starts = new Int32Array(lists.length + 1)
  for (const [at, list] of lists.entries()) starts[at + 1] = starts[at] + list.length
  return { starts, items: Int32Array.from(lists.flat()) }
}

/**
 * A week while it is searched: every cell may change, and what the change does to violations and to the measure is
 * known at once. The figures of the measure are those of `measureWeek`; `violations` weighs what is too much or too
 * little, one for each visit, more for what is worse. A change costs as much as there is around one cell.
 */
export class WeekState {
  readonly week: Week
  violations = 0
  repeats = 0
  missed = 0
  waiting = 0
  idle = 0
  unevenness = 0
  bunching = 0
  withoutTeacher = 0

  readonly #shape: WeekShape
  /** What a group too many weighs, or a station without who leads it. */
  readonly #overfull: number
  /** Groups at a station in a block. */
  readonly #load: Int32Array
  /** Groups at a table in a block. */
  readonly #tableLoad: Int32Array
  readonly #open: Int32Array[]
  readonly #leadersOf: readonly number[][]
  readonly #tallied: Int32Array
  readonly #talliesAt: Lists
  readonly #changed: Int32Array
  /** By cell: limits that count the succession beginning there. */
  readonly #limitsAt: Lists
  /** By span, group and station. */
  readonly #visits: Int32Array
  readonly #spansOf: Lists
  readonly #weekOf: Int32Array
  readonly #placeInWeek: Int32Array
  readonly #dayOf: Int32Array
  /** By day and group: table visits. */
  readonly #tableVisits: Int32Array
  /** By week and group: the place of the first table visit, or the length of the week. */
  readonly #first: Int32Array

  /** @param week to begin with; fixed cells are set, the rest is taken over */
  constructor(shape: WeekShape, week: Week) {
    const { blockCount, groupCount, stationCount, tallies, changeLimits, weeks, spans, days } = shape
    this.#shape = shape
    this.#overfull = weightOfFacts(shape)
    this.violations = shape.brokenLocks
    this.week = new Int32Array(blockCount * groupCount).fill(NOWHERE)
    this.#load = new Int32Array(blockCount * stationCount)
    this.#tableLoad = new Int32Array(blockCount)
    this.#open = shape.leaders.map(() => new Int32Array(blockCount))
    this.#leadersOf = Array.from({ length: stationCount }, (_, station) =>
      shape.leaders.flatMap(({ stations }, at) => (stations.includes(station) ? [at] : [])),
    )
    this.#tallied = new Int32Array(tallies.length)
    this.#changed = new Int32Array(changeLimits.length)
    this.#visits = new Int32Array(spans.length * groupCount * stationCount)
    const talliesOfGroup = Array.from({ length: groupCount }, (_, group) =>
      tallies.flatMap((tally, at) => (tally.group === group ? [at] : [])),
    )
    this.#talliesAt = layEndToEnd(
      Array.from({ length: blockCount * groupCount * stationCount }, (_, at) => {
        const station = at % stationCount
        const cell = (at - station) / stationCount
        const place = Math.floor(cell / groupCount) * stationCount + station
        return talliesOfGroup[cell % groupCount].filter(tally => tallies[tally].counts[place] === 1)
      }),
    )
    const limits: number[][] = Array.from({ length: blockCount * groupCount }, () => [])
    for (const [at, { group, pairs }] of changeLimits.entries()) {
      for (const [from] of pairs) limits[from * groupCount + group].push(at)
    }
    this.#limitsAt = layEndToEnd(limits)
    this.#spansOf = layEndToEnd(
      Array.from({ length: blockCount }, (_, block) =>
        spans.flatMap((span, at) => (span.includes(block) ? [at] : [])),
      ),
    )
    this.#weekOf = new Int32Array(blockCount).fill(-1)
    this.#placeInWeek = new Int32Array(blockCount)
    this.#first = new Int32Array(weeks.length * groupCount)
    for (const [at, blocks] of weeks.entries()) {
      for (const [place, block] of blocks.entries()) {
        this.#weekOf[block] = at
        this.#placeInWeek[block] = place
      }
      for (let group = 0; group < groupCount; group++) {
        this.#first[at * groupCount + group] = blocks.length
        this.waiting += shape.needs[group] * blocks.length
        for (const block of blocks) this.withoutTeacher += shape.needs[group] * shape.minutes[block]
      }
    }
    this.#dayOf = new Int32Array(blockCount).fill(-1)
    for (const [at, blocks] of days.entries()) for (const block of blocks) this.#dayOf[block] = at
    this.#tableVisits = new Int32Array(days.length * groupCount)
    for (const open of shape.tableOpen) this.idle += open
    for (const must of shape.mustBe) this.violations += NOWHERE_AT_ALL * must
    for (const { least } of tallies) this.violations += least
    for (let cell = 0; cell < week.length; cell++) {
      const station = shape.fixed[cell] === FREE ? week[cell] : shape.fixed[cell]
      this.set(cell, station)
    }
  }

  loadAt(block: number, station: number): number {
    return this.#load[block * this.#shape.stationCount + station]
  }

  /** Puts a group somewhere else in one block; `station` may be `NOWHERE`. */
  set(cell: number, station: number): void {
    const before = this.week[cell]
    if (before === station) return
    const { groupCount, mustBe, next, previous, apart } = this.#shape
    const group = cell % groupCount
    const block = (cell - group) / groupCount
    this.violations -=
      NOWHERE_AT_ALL * mustBe[cell] * ((before === NOWHERE ? 1 : 0) - (station === NOWHERE ? 1 : 0))
    this.#leave(block, group, cell, before)
    this.week[cell] = station
    this.#enter(block, group, cell, station)
    for (const other of apart[cell]) {
      const there = this.week[block * groupCount + other]
      if (there === NOWHERE) continue
      if (there === before) this.violations--
      if (there === station) this.violations++
    }
    if (next[cell] >= 0) {
      const after = this.week[next[cell] * groupCount + group]
      this.#turn(cell, before, after, station)
    }
    if (previous[cell] >= 0) {
      const from = previous[cell] * groupCount + group
      this.#turn(from, before, this.week[from], station)
    }
  }

  /** One end of a succession changes from `before` to `now`; `other` is the other end. */
  #turn(from: number, before: number, other: number, now: number): void {
    if (other === NOWHERE) return
    if (before === other) this.repeats--
    if (now === other) this.repeats++
    const changedBefore = before !== NOWHERE && before !== other ? 1 : 0
    const changedNow = now !== NOWHERE && now !== other ? 1 : 0
    if (changedBefore === changedNow) return
    const { starts, items } = this.#limitsAt
    for (let at = starts[from]; at < starts[from + 1]; at++) {
      const limit = items[at]
      const { most } = this.#shape.changeLimits[limit]
      if (changedNow === 1) {
        if (++this.#changed[limit] > most) this.violations++
      } else if (this.#changed[limit]-- > most) this.violations--
    }
  }

  #leave(block: number, group: number, cell: number, station: number): void {
    if (station === NOWHERE) return
    const { stationCount, groupCount, capacity, leaders, tallies, isTable, tableOpen, missing } = this.#shape
    const { needs, minutes } = this.#shape
    const load = this.#load[block * stationCount + station]--
    if (load > capacity[station]) this.violations -= this.#overfull
    if (load === 1) {
      for (const at of this.#leadersOf[station]) {
        if (this.#open[at][block]-- > leaders[at].most[block]) this.violations -= this.#overfull
      }
    }
    const list = cell * stationCount + station
    const { starts, items } = this.#talliesAt
    for (let at = starts[list]; at < starts[list + 1]; at++) {
      const tally = items[at]
      const count = this.#tallied[tally]--
      if (count > tallies[tally].most) this.violations--
      if (count <= tallies[tally].least) this.violations++
    }
    const spans = this.#spansOf
    for (let at = spans.starts[block]; at < spans.starts[block + 1]; at++) {
      const count = this.#visits[(spans.items[at] * groupCount + group) * stationCount + station]--
      this.unevenness -= 2 * count - 1
    }
    if (isTable[station] === 0) return
    this.missed -= missing[cell]
    if (--this.#tableLoad[block] === 0) this.idle += tableOpen[block]
    const week = this.#weekOf[block]
    if (week < 0) return
    this.withoutTeacher += needs[group] * minutes[block]
    if (this.#tableVisits[this.#dayOf[block] * groupCount + group]-- > 1) this.bunching--
    if (this.#first[week * groupCount + group] !== this.#placeInWeek[block]) return
    const blocks = this.#shape.weeks[week]
    let first = this.#placeInWeek[block] + 1
    for (; first < blocks.length; first++) {
      const there = this.week[blocks[first] * groupCount + group]
      if (there !== NOWHERE && isTable[there] === 1) break
    }
    this.#wait(week * groupCount + group, group, first)
  }

  #enter(block: number, group: number, cell: number, station: number): void {
    if (station === NOWHERE) return
    const { stationCount, groupCount, capacity, leaders, tallies, isTable, tableOpen, missing } = this.#shape
    const { needs, minutes } = this.#shape
    const load = ++this.#load[block * stationCount + station]
    if (load > capacity[station]) this.violations += this.#overfull
    if (load === 1) {
      for (const at of this.#leadersOf[station]) {
        if (++this.#open[at][block] > leaders[at].most[block]) this.violations += this.#overfull
      }
    }
    const list = cell * stationCount + station
    const { starts, items } = this.#talliesAt
    for (let at = starts[list]; at < starts[list + 1]; at++) {
      const tally = items[at]
      const count = ++this.#tallied[tally]
      if (count > tallies[tally].most) this.violations++
      if (count <= tallies[tally].least) this.violations--
    }
    const spans = this.#spansOf
    for (let at = spans.starts[block]; at < spans.starts[block + 1]; at++) {
      const count = ++this.#visits[(spans.items[at] * groupCount + group) * stationCount + station]
      this.unevenness += 2 * count - 1
    }
    if (isTable[station] === 0) return
    this.missed += missing[cell]
    if (++this.#tableLoad[block] === 1) this.idle -= tableOpen[block]
    const week = this.#weekOf[block]
    if (week < 0) return
    this.withoutTeacher -= needs[group] * minutes[block]
    if (this.#tableVisits[this.#dayOf[block] * groupCount + group]++ > 0) this.bunching++
    if (this.#placeInWeek[block] < this.#first[week * groupCount + group]) {
      this.#wait(week * groupCount + group, group, this.#placeInWeek[block])
    }
  }

  #wait(at: number, group: number, first: number): void {
    this.waiting += this.#shape.needs[group] * (first - this.#first[at])
    this.#first[at] = first
  }
}
