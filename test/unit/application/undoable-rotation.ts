import type { Input, Output } from '../../../src-main/contract/contract.ts'
import { found, named, PLAN, type Case, type Cases } from './undoable.ts'

/** Every change of a rotation, in every way in which it is one. */
export const ROTATION_CHANGES: Cases = {
  startRotation: [({ bareId }) => ({ input: { planId: bareId }, words: 'start a rotation for Bare' })],
  removeRotation: [({ planId }) => ({ input: { planId }, words: `remove the rotation of ${PLAN}` })],
  setAlternation: [
    ({ planId }) => ({
      input: { planId, weekAFrom: '2026-11-23' },
      words: 'let weeks alternate, week A from 2026-11-23',
    }),
    ({ otherId }) => ({
      input: { planId: otherId, weekAFrom: null },
      words: 'let every week be the same',
    }),
  ],
  addStation: [
    ({ planId }) => ({
      input: {
        planId,
        name: 'Garden',
        icon: 'star',
        kind: 'other',
        capacity: 2,
        needsAdult: false,
        materials: '',
        leaderId: null,
      },
      words: 'add the station Garden',
    }),
  ],
  updateStation: [
    station('Word study', { name: 'Words' }, 'rename the station Word study to Words'),
    station('Word study', { capacity: 2 }, 'let 2 groups be at Word study at a time'),
    station('Word study', { needsAdult: true }, 'let Word study need an adult'),
    station('Word study', { materials: 'Dice' }, 'write the materials of Word study'),
    station('Reading lab', { needsAdult: false }, 'let Reading lab need no adult'),
    station('Reading lab', { leaderId: null }, 'let nobody by name lead Reading lab'),
    station('Word study', { name: 'Words', icon: 'puzzle' }, 'change the station Word study'),
  ],
  moveStation: [
    ({ rotation }) => ({
      input: {
        stationId: named(rotation.stations, 'Library corner').id,
        beforeId: named(rotation.stations, 'Teacher table').id,
      },
      words: 'move the station Library corner',
    }),
  ],
  removeStation: [
    ({ rotation }) => ({
      input: { stationId: named(rotation.stations, 'Reading lab').id },
      words: 'remove the station Reading lab',
    }),
  ],
  addBlock: [
    ({ planId }) => ({
      input: {
        planId,
        weekday: 1,
        weeks: 'every',
        start: 620,
        minutes: 20,
        kind: 'rotation',
        name: 'Rotation 4',
        hasTeacher: true,
      },
      words: 'add Rotation 4 on Monday 10:20',
    }),
  ],
  updateBlock: [
    block({ minutes: 15 }, 'let Rotation 1 on Monday take 15 minutes'),
    block({ start: 550, movesFollowing: true }, 'move Rotation 1 on Monday to Monday 9:10'),
    block({ name: 'First' }, 'call Rotation 1 on Monday First'),
    block({ kind: 'together' }, 'make Rotation 1 on Monday time together'),
    block({ hasTeacher: false }, 'have Rotation 1 on Monday without the teacher'),
  ],
  removeBlock: [
    ({ rotation }) => ({
      input: { blockId: named(rotation.blocks, 'Rotation 1').id },
      words: 'remove Rotation 1 on Monday',
    }),
  ],
  copyDay: [
    ({ planId }) => ({
      input: { planId, from: 1, to: [5, 2], cells: true },
      words: 'copy Monday to Tuesday and Friday',
    }),
  ],
  shortenDay: [
    ({ planId }) => ({
      input: { planId, weekday: 4, end: 600 },
      words: 'let Thursday end at 10:00',
    }),
    ({ otherId }) => ({
      input: { planId: otherId, weekday: 4, weeks: 'b', end: 600 },
      words: 'let Thursday end at 10:00 in week B',
    }),
  ],
  removeDay: [({ planId }) => ({ input: { planId, weekday: 5 }, words: 'remove the blocks of Friday' })],
  addAdult: [
    ({ planId }) => ({
      input: { planId, name: 'Mr. Lee', hours: [{ weekday: 1, weeks: 'every', from: 540, until: 600 }] },
      words: 'add the adult Mr. Lee',
    }),
  ],
  updateAdult: [
    ({ rotation }) => ({
      input: { adultId: found(rotation.adults[0]).id, name: 'Ms. O.' },
      words: 'rename the adult Ms. Ortiz, reading specialist to Ms. O.',
    }),
    ({ rotation }) => ({
      input: { adultId: found(rotation.adults[0]).id, hours: [] },
      words: 'change when Ms. Ortiz, reading specialist is there',
    }),
  ],
  removeAdult: [
    ({ rotation }) => ({
      input: { adultId: found(rotation.adults[0]).id },
      words: 'remove the adult Ms. Ortiz, reading specialist',
    }),
  ],
  addPullOut: [
    ({ planId, student }) => ({
      input: {
        planId,
        weekday: 1,
        weeks: 'every',
        from: 545,
        until: 565,
        who: { kind: 'student', studentId: student('Ben').id },
        name: 'Speech',
      },
      words: 'pull Ben out on Monday 9:05',
    }),
  ],
  updatePullOut: [
    ({ rotation, student }) => ({
      input: {
        pullOutId: found(rotation.pullOuts[0]).id,
        weekday: 1,
        weeks: 'every',
        from: 545,
        until: 565,
        who: { kind: 'student', studentId: student('Sami').id },
        name: 'Speech',
      },
      words: 'change when Sami is pulled out on Monday 9:05',
    }),
  ],
  removePullOut: [
    ({ rotation }) => ({
      input: { pullOutId: found(rotation.pullOuts[0]).id },
      words: 'no longer pull Sami out on Tuesday 9:05',
    }),
  ],
  addDemand: [
    ({ planId, rotation }) => ({
      input: {
        planId,
        terms: {
          kind: 'mustNotVisit',
          position: 1,
          stationId: named(rotation.stations, 'Library corner').id,
        },
      },
      words: 'ask for group B never at Library corner',
    }),
    ({ planId }) => ({
      input: { planId, terms: { kind: 'apart', positions: [0, 2] } },
      words: 'ask for groups A and C never at one station at one time',
    }),
  ],
  updateDemand: [
    ({ rotation }) => ({
      input: {
        demandId: found(rotation.demands[0]).id,
        terms: { kind: 'tableVisits', who: { kind: 'everyGroup' }, least: 1 },
      },
      words: 'ask for every group at the table at least once a week',
    }),
  ],
  removeDemand: [
    ({ rotation }) => ({
      input: { demandId: found(rotation.demands[0]).id },
      words: 'no longer ask for every group at the table at least twice a week',
    }),
  ],
  placeGroup: [
    ({ planId, rotation }) => ({
      input: {
        planId,
        cell: cell(rotation, 1),
        stationId: named(rotation.stations, 'Read to myself').id,
      },
      words: 'put B at Read to myself on Monday 9:05',
    }),
    ({ planId, rotation }) => ({
      input: { planId, cell: cell(rotation, 1), stationId: null },
      words: 'put B nowhere on Monday 9:05',
    }),
  ],
  swapCells: [
    ({ planId, rotation }) => ({
      input: { planId, one: cell(rotation, 1), other: cell(rotation, 2) },
      words: 'swap B and C on Monday 9:05',
    }),
  ],
  lockCells: [
    ({ planId, rotation }) => ({
      input: { planId, cells: [cell(rotation, 1)], locked: true },
      words: 'lock B on Monday 9:05',
    }),
    ({ planId, rotation }) => ({
      input: { planId, cells: [cell(rotation, 1), cell(rotation, 2)], locked: true },
      words: 'lock 2 places in the week',
    }),
  ],
  clearCells: [
    ({ planId }) => ({ input: { planId, cells: null }, words: 'clear the week' }),
    ({ planId, rotation }) => ({
      input: { planId, cells: [cell(rotation, 1)] },
      words: 'clear B on Monday 9:05',
    }),
    ({ planId, rotation }) => ({
      input: { planId, cells: [cell(rotation, 1), cell(rotation, 2)] },
      words: 'clear 2 places in the week',
    }),
  ],
  proposeRotation: [({ otherId }) => ({ input: { planId: otherId }, words: 'fill the week of Second try' })],
  applyRemedy: [
    ({ planId, rotation }) => ({
      input: {
        planId,
        change: {
          kind: 'demands',
          demands: [{ demandId: found(rotation.demands[0]).id, position: 3, times: 1 }],
        },
      },
      words: 'ask for group D at the table at least once a week',
    }),
    ({ planId, rotation }) => ({
      input: {
        planId,
        change: {
          kind: 'adult',
          adultId: found(rotation.adults[0]).id,
          places: [{ blockId: found(rotation.blocks.find(one => one.weekday === 5)).id, weeks: 'every' }],
        },
      },
      words: 'have Ms. Ortiz, reading specialist there on Friday 8:45',
    }),
  ],
  updateMeeting: [
    ({ planId, rotation }) => ({
      input: { planId, ...meeting(rotation, 0), aim: 'Read.' },
      words: 'write the aim of B’s meeting 1',
    }),
    ({ planId, rotation }) => ({
      input: { planId, ...meeting(rotation, 1), moves: null },
      words: 'let the moves of B’s meeting 2 follow the group',
    }),
  ],
  noteMeeting: [
    ({ planId }) => ({
      input: { planId, day: '2026-11-24', position: 1, start: 545, text: 'Well read.' },
      words: 'note what happened with B on 2026-11-24 at 9:05',
    }),
  ],
  setAbsent: [
    ({ planId, student }) => ({
      input: { planId, studentId: student('Ben').id, day: '2026-11-24', absent: true },
      words: 'mark Ben absent on 2026-11-24',
    }),
  ],
}

function station(
  name: string,
  part: Omit<Input<'updateStation'>, 'stationId'>,
  words: string,
): Case<'updateStation'> {
  return ({ rotation }) => ({ input: { stationId: named(rotation.stations, name).id, ...part }, words })
}

/** Of the first block of rotation, on Monday. */
function block(part: Omit<Input<'updateBlock'>, 'blockId'>, words: string): Case<'updateBlock'> {
  return ({ rotation }) => ({ input: { blockId: named(rotation.blocks, 'Rotation 1').id, ...part }, words })
}

/** A group in the first block of rotation. */
/** B's meeting, 0 = the first of the week. */
function meeting({ weeks }: NonNullable<Output<'readRotation'>>, ordinal: number) {
  const { blockId, position } = found(
    found(weeks[0]).meetings.find(one => one.position === 1 && one.ordinal === ordinal),
  )
  return { week: 'a' as const, blockId, position }
}

const cell = ({ blocks }: NonNullable<Output<'readRotation'>>, position: number) =>
  ({ week: 'a', blockId: named(blocks, 'Rotation 1').id, position }) as const
