import type { Meeting, Week, WeekBoard } from '../contract/rotation.ts'
import { faultsOf } from './rotation-conflicts.ts'
import { allCells, slotOf } from './rotation-cells.ts'
import { awayFrom, isTable, numberWeeks, overlap, type Place } from './rotation-problem.ts'
import { isIn, stationOf, type RotationState } from './rotation-state.ts'

/** One week as it stands, with everything that is computed from it. */
export function drawWeek(state: RotationState, week: Week): WeekBoard {
  const { plan, blocks } = state
  const cells = allCells(state).filter(cell => cell.week === week)
  const numbered = numberWeeks(state, [week])
  const meetings = drawMeetings(state, week, numbered.places)
  return {
    week,
    cells: cells.map(cell => {
      const { blockId, position } = cell
      return {
        blockId,
        position,
        stationId: stationOf(state, cell)?.id ?? null,
        locked: slotOf(state, cell).locked,
      }
    }),
    ...faultsOf(state, numbered),
    groupTime: plan.groups.map((_, position) => {
      const own = meetings.filter(meeting => meeting.position === position)
      const minutes = own.map(({ blockId }) => blocks.find(({ id }) => id === blockId)?.minutes ?? 0)
      return { position, visits: own.length, minutes: sum(minutes) }
    }),
    studentTime: studentTime(state, numbered.places, meetings),
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

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

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

/** Minutes of pull-outs that begin or end during a meeting are taken off. */
function studentTime(
  { plan, pullOuts }: RotationState,
  places: readonly Place[],
  meetings: readonly Meeting[],
): WeekBoard['studentTime'] {
  return plan.groups.flatMap(({ members }, position) => {
    const own = meetings.filter(meeting => meeting.position === position)
    return members.map(({ studentId }) => {
      const mine = pullOuts.filter(({ who }) =>
        who.kind === 'student' ? who.studentId === studentId : who.position === position,
      )
      const attended = own
        .filter(({ away }) => !away.includes(studentId))
        .flatMap(({ blockId }) => places.filter(({ block }) => block.id === blockId))
      const minutes = attended.map(place =>
        Math.max(0, place.block.minutes - sum(mine.map(pullOut => overlap(pullOut, place)))),
      )
      return { studentId, visits: attended.length, minutes: sum(minutes) }
    })
  })
}
