import type { Input } from '../../src-main/contract/contract.ts'
import type { CellKey, RotationBoard } from '../../src-main/contract/rotation.ts'
import { one, type Draws, type Here } from './draw.ts'

/** A cell of week A, if there is any. */
function cellIn(here: Here, { weeks }: RotationBoard): CellKey | null {
  const cell = one(here, weeks[0]?.cells ?? [])
  return cell && { week: 'a', blockId: cell.blockId, position: cell.position }
}

async function pullOutOf(here: Here): Promise<Input<'addPullOut'> | null> {
  const student = one(here, (await here.book()).students)
  if (!student || !(await here.rotation())) return null
  return {
    planId: here.planId,
    weekday: 1 + here.pick(5),
    weeks: 'every',
    from: 540,
    until: 550 + here.pick(30),
    who: { kind: 'student', studentId: student.id },
    name: `Band ${here.pick(9)}`,
  }
}

/** Of every operation that changes a rotation. */
export const ROTATION_DRAWS: Draws = {
  startRotation: [2, async here => ((await here.rotation()) === null ? { planId: here.planId } : null)],
  removeRotation: [0.3, async here => ((await here.rotation()) ? { planId: here.planId } : null)],
  setAlternation: [
    0.5,
    async here =>
      (await here.rotation()) && {
        planId: here.planId,
        weekAFrom: here.pick(2) === 0 ? null : '2026-11-23',
      },
  ],
  addStation: [
    1,
    async here => {
      const rotation = await here.rotation()
      return (
        rotation && {
          planId: here.planId,
          name: `Station ${here.pick(99)}`,
          icon: 'star',
          kind: 'other',
          capacity: 1 + here.pick(2),
          needsAdult: here.pick(3) === 0,
          materials: 'Cards',
          leaderId: one(here, rotation.adults)?.id ?? null,
        }
      )
    },
  ],
  updateStation: [
    1,
    async here => {
      const station = one(here, (await here.rotation())?.stations ?? [])
      return station && { stationId: station.id, materials: `Box ${here.pick(99)}` }
    },
  ],
  moveStation: [
    0.5,
    async here => {
      const station = one(here, (await here.rotation())?.stations ?? [])
      return station && { stationId: station.id, beforeId: null }
    },
  ],
  removeStation: [
    0.3,
    async here => {
      const station = one(here, (await here.rotation())?.stations ?? [])
      return station && { stationId: station.id }
    },
  ],
  addBlock: [
    0.5,
    async here => {
      const rotation = await here.rotation()
      const saturday = rotation?.blocks.filter(({ weekday }) => weekday === 6) ?? []
      const start = Math.max(0, ...saturday.map(block => block.start + block.minutes))
      return rotation && start < 1400
        ? {
            planId: here.planId,
            weekday: 6,
            weeks: 'every',
            start,
            minutes: 10,
            kind: 'rotation',
            name: '',
            hasTeacher: true,
          }
        : null
    },
  ],
  updateBlock: [
    1,
    async here => {
      const block = one(here, (await here.rotation())?.blocks ?? [])
      return block && { blockId: block.id, name: `Block ${here.pick(99)}` }
    },
  ],
  removeBlock: [
    0.3,
    async here => {
      const block = one(here, (await here.rotation())?.blocks ?? [])
      return block && { blockId: block.id }
    },
  ],
  copyDay: [
    0.5,
    async here => {
      const block = one(here, (await here.rotation())?.blocks ?? [])
      return (
        block && {
          planId: here.planId,
          from: block.weekday,
          to: [1 + here.pick(6)],
          cells: here.pick(2) === 0,
        }
      )
    },
  ],
  shortenDay: [
    0.3,
    async here => {
      const block = (await here.rotation())?.blocks.findLast(({ weekday }) => weekday === 5)
      return block && block.weeks === 'every' && block.minutes > 10
        ? { planId: here.planId, weekday: 5, end: block.start + block.minutes - 1 }
        : null
    },
  ],
  removeDay: [
    0.2,
    async here => (await here.rotation()) && { planId: here.planId, weekday: 1 + here.pick(5) },
  ],
  addAdult: [
    1,
    async here =>
      (await here.rotation()) && {
        planId: here.planId,
        name: `Ms. ${here.pick(99)}`,
        hours: [{ weekday: 1 + here.pick(5), weeks: 'every', from: 500, until: 600 + here.pick(60) }],
      },
  ],
  updateAdult: [
    1,
    async here => {
      const adult = one(here, (await here.rotation())?.adults ?? [])
      return adult && { adultId: adult.id, name: `Mr. ${here.pick(99)}`, hours: [] }
    },
  ],
  removeAdult: [
    0.5,
    async here => {
      const adult = one(here, (await here.rotation())?.adults ?? [])
      return adult && { adultId: adult.id }
    },
  ],
  addPullOut: [1, async here => pullOutOf(here)],
  updatePullOut: [
    1,
    async here => {
      const pullOut = one(here, (await here.rotation())?.pullOuts ?? [])
      const given = pullOut && (await pullOutOf(here))
      if (!pullOut || !given) return null
      const { weekday, weeks, from, until, who, name } = given
      return { pullOutId: pullOut.id, weekday, weeks, from, until, who, name }
    },
  ],
  removePullOut: [
    0.5,
    async here => {
      const pullOut = one(here, (await here.rotation())?.pullOuts ?? [])
      return pullOut && { pullOutId: pullOut.id }
    },
  ],
  addDemand: [
    1,
    async here =>
      (await here.rotation()) && {
        planId: here.planId,
        terms: {
          kind: 'tableVisits',
          who: { kind: 'group', position: here.pick(6) },
          least: 1 + here.pick(4),
        },
      },
  ],
  updateDemand: [
    1,
    async here => {
      const demand = one(here, (await here.rotation())?.demands ?? [])
      return demand && { demandId: demand.id, terms: { kind: 'mostChanges', most: here.pick(5) } }
    },
  ],
  removeDemand: [
    0.5,
    async here => {
      const demand = one(here, (await here.rotation())?.demands ?? [])
      return demand && { demandId: demand.id }
    },
  ],
  applyRemedy: [
    0.5,
    async here => {
      const demand = one(here, (await here.rotation())?.demands ?? [])
      const relief = demand && { demandId: demand.id, position: null, times: null }
      return relief && { planId: here.planId, change: { kind: 'demands', demands: [relief] } }
    },
  ],
  placeGroup: [
    6,
    async here => {
      const rotation = await here.rotation()
      const cell = rotation && cellIn(here, rotation)
      return (
        cell && {
          planId: here.planId,
          cell,
          stationId: rotation.stations[here.pick(rotation.stations.length + 1)]?.id ?? null,
        }
      )
    },
  ],
  swapCells: [
    6,
    async here => {
      const rotation = await here.rotation()
      const first = rotation && cellIn(here, rotation)
      const second = rotation && cellIn(here, rotation)
      return first && second ? { planId: here.planId, one: first, other: second } : null
    },
  ],
  lockCells: [
    2,
    async here => {
      const rotation = await here.rotation()
      const cell = rotation && cellIn(here, rotation)
      return cell && { planId: here.planId, cells: [cell], locked: here.pick(2) === 0 }
    },
  ],
  clearCells: [0.3, async here => (await here.rotation()) && { planId: here.planId, cells: null }],
  updateMeeting: [
    2,
    async here => {
      const meeting = one(here, (await here.rotation())?.weeks[0]?.meetings ?? [])
      if (!meeting) return null
      const { blockId, position } = meeting
      return { planId: here.planId, week: 'a', blockId, position, aim: `Aim ${here.pick(99)}` }
    },
  ],
  noteMeeting: [
    2,
    ({ planId, pick }) => ({
      planId,
      day: `2026-11-1${pick(10)}`,
      position: pick(6),
      start: 540,
      text: pick(4) === 0 ? '' : `Note ${pick(99)}`,
    }),
  ],
  setAbsent: [
    2,
    async here => {
      const student = one(here, (await here.book()).students)
      return (
        student && {
          planId: here.planId,
          studentId: student.id,
          day: `2026-11-1${here.pick(10)}`,
          absent: here.pick(3) > 0,
        }
      )
    },
  ],
}
