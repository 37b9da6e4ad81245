import { createHash } from 'node:crypto'
import type { Meeting, Week, WeekBoard } from '../contract/rotation.ts'
import { timeWithTeacher } from '../rotation/minutes.ts'
import { demandsOfAbsentGroups } from './absent-groups.ts'
import { seatsOf } from './plan-state.ts'
import { faultsOf } from './rotation-conflicts.ts'
import { allCells, slotOf } from './rotation-cells.ts'
import { awayFrom, isTable, numberWeeks, type Place } from './rotation-problem.ts'
import { isIn, stationOf, type RotationState } from './rotation-state.ts'

/** One week as it stands, with everything that is computed from it. */
export function drawWeek(state: RotationState, week: Week): WeekBoard {
  const { plan, blocks } = state
  const cells = allCells(state).filter(cell => cell.week === week)
  const numbered = numberWeeks(state, [week])
  const seats = seatsOf(plan)
  const time = timeWithTeacher(numbered.problem, numbered.filled).at(-1)
  const { conflicts, unmet } = faultsOf(state, numbered)
  const meetings = drawMeetings(state, week, numbered.places)
  return {
    week,
    judgedBy: createHash('sha256').update(JSON.stringify(numbered.problem)).digest('hex'),
    cells: cells.map(cell => {
      const { blockId, position } = cell
      return {
        blockId,
        position,
        stationId: stationOf(state, cell)?.id ?? null,
        locked: slotOf(state, cell).locked,
      }
    }),
    conflicts,
    unmet: [...unmet, ...demandsOfAbsentGroups(state)],
    groupTime: plan.groups.map((_, position) => ({ position, ...(time?.groups[position] ?? NO_TIME) })),
    studentTime: plan.book.students.flatMap(({ id }, at) =>
      seats[at] < 0 ? [] : [{ studentId: id, ...(time?.students[at] ?? NO_TIME) }],
    ),
    meetings,
    away: blocks
      .filter(block => isIn(block.weeks, week))
      .flatMap(block =>
        [...awayFrom(state, { block, week })].map(([studentId, pullOutId]) => ({
          blockId: block.id,
          studentId,
          pullOutId,
        })),
      ),
  }
}

const NO_TIME = { visits: 0, minutes: 0 }

/** The meetings of a week by time and group; of two tables each group's is one. */
function drawMeetings(state: RotationState, week: Week, places: readonly Place[]): Meeting[] {
  const { plan } = state
  const held = plan.groups.map(() => 0)
  return places.flatMap(place => {
    const away = awayFrom(state, place)
    return plan.groups.flatMap((group, position): Meeting[] => {
      const station = stationOf(state, { week, blockId: place.block.id, position })
      if (!station || !isTable(station)) return []
      const ordinal = held[position]++
      const own = state.meetings.find(
        one => one.week === week && one.position === position && one.ordinal === ordinal,
      )
      return [
        {
          position,
          ordinal,
          blockId: place.block.id,
          stationId: station.id,
          aim: own?.aim ?? group.aim,
          moves: own?.moves ?? group.moves,
          materials: own?.materials ?? group.materials,
          check: own?.check ?? plan.plan.successCriteria,
          own: {
            aim: (own?.aim ?? null) !== null,
            moves: (own?.moves ?? null) !== null,
            materials: (own?.materials ?? null) !== null,
            check: (own?.check ?? null) !== null,
          },
          away: group.members.map(({ studentId }) => studentId).filter(id => away.has(id)),
        },
      ]
    })
  })
}
