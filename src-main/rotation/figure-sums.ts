import { Sum } from './integer-program.ts'
import type { Measure } from './measure.ts'
import type { WeekColumns } from './week-columns.ts'

/** A figure of the measure as a sum of further columns, which need not be whole; it is right where it is least. */
export function figureSum(columns: WeekColumns, figure: keyof Measure): Sum {
  switch (figure) {
    case 'repeats':
      return repeatsOf(columns)
    case 'missed':
      return missedOf(columns)
    case 'waiting':
      return waitingOf(columns)
    case 'idle':
      return idleOf(columns)
    case 'unevenness':
      return unevennessOf(columns)
    case 'bunching':
      return bunchingOf(columns)
    case 'withoutTeacher':
      return withoutTeacherOf(columns)
  }
}

function repeatsOf(columns: WeekColumns): Sum {
  const { next, groupCount } = columns.shape
  const repeats = new Sum()
  for (const [cell, to] of next.entries()) {
    if (to < 0) continue
    const group = cell % groupCount
    const repeated = columns.program.addColumn(false)
    repeats.add(repeated)
    for (const station of columns.stations) {
      const sum = columns.total([Math.floor(cell / groupCount), to], [group], [station])
      columns.program.require(sum.add(repeated, -1), -Infinity, 1)
    }
  }
  return repeats
}

function missedOf(columns: WeekColumns): Sum {
  const { missing, groupCount } = columns.shape
  const missed = new Sum()
  for (const [cell, count] of missing.entries()) {
    const group = cell % groupCount
    const visits = columns.total([(cell - group) / groupCount], [group], columns.tables)
    if (count > 0) missed.addSum(visits, count)
  }
  return missed
}

function waitingOf(columns: WeekColumns): Sum {
  const waiting = new Sum()
  for (const week of columns.shape.weeks) {
    for (const group of columns.groups) {
      const need = columns.shape.needs[group]
      if (need === 0) continue
      const never = columns.program.addColumn(false)
      waiting.add(never, need * week.length)
      const first = new Sum().add(never)
      for (const [place, block] of week.entries()) {
        const isFirst = columns.program.addColumn(false)
        first.add(isFirst)
        waiting.add(isFirst, need * place)
        const visit = columns.total([block], [group], columns.tables)
        columns.program.require(visit.add(isFirst, -1), 0, Infinity)
      }
      columns.program.require(first, 1, 1)
    }
  }
  return waiting
}

function idleOf(columns: WeekColumns): Sum {
  const idle = new Sum()
  for (const block of columns.blocks) {
    if (columns.shape.tableOpen[block] === 0) continue
    const isIdle = columns.program.addColumn(false)
    idle.add(isIdle)
    const visits = columns.total([block], columns.groups, columns.tables)
    columns.program.require(visits.add(isIdle), 1, Infinity)
  }
  return idle
}

/** A square as a sum of odd numbers: the k-th visit costs 2k - 1, so that the cheap ones are taken first. */
function unevennessOf(columns: WeekColumns): Sum {
  const unevenness = new Sum()
  for (const span of columns.shape.spans) {
    for (const group of columns.groups) {
      for (const station of columns.stations) {
        const visits = columns.total(span, [group], [station])
        const most = visits.columns.size + visits.constant
        for (let k = 1; k <= most; k++) {
          const column = columns.program.addColumn(false)
          unevenness.add(column, 2 * k - 1)
          visits.add(column, -1)
        }
        columns.program.require(visits, 0, 0)
      }
    }
  }
  return unevenness
}

/** Every visit of a day beyond the first has a column that has to be paid. */
function bunchingOf(columns: WeekColumns): Sum {
  const bunching = new Sum()
  for (const day of columns.shape.days) {
    for (const group of columns.groups) {
      const visits = columns.total(day, [group], columns.tables)
      const most = visits.columns.size + visits.constant
      for (let k = 2; k <= most; k++) {
        const column = columns.program.addColumn(false)
        bunching.add(column)
        visits.add(column, -1)
      }
      columns.program.require(visits, -Infinity, 1)
    }
  }
  return bunching
}

function withoutTeacherOf(columns: WeekColumns): Sum {
  const { needs, minutes } = columns.shape
  const without = new Sum()
  for (const block of columns.shape.weeks.flat()) {
    for (const group of columns.groups) {
      const worth = needs[group] * minutes[block]
      without.addConstant(worth).addSum(columns.total([block], [group], columns.tables), -worth)
    }
  }
  return without
}
