import { expect, it } from 'vitest'
import type { Student } from '../../../src-main/contract/classes.ts'
import type { BlockId, StudentId } from '../../../src-main/contract/ids.ts'
import type { RotationBoard } from '../../../src-main/contract/rotation.ts'
import { missing } from '../../../src-renderer/print/week/missing.ts'
import { PaperWeek } from '../../../src-renderer/print/week/paper-week.ts'

const BLOCK = 1 as BlockId
const SAMI = 7 as StudentId
const VIKTOR = 8 as StudentId

const pullOut = (name: string, from: number, until: number, more: object = {}) => ({
  ...{ weekday: 2, weeks: 'every', from, until, name },
  ...{ who: { kind: 'student', studentId: SAMI }, ...more },
})

/** A Tuesday's block from 9:00 to 9:20, and who is pulled out of it. */
const board = {
  groups: [{ letter: 'A', position: 0, studentIds: [SAMI, VIKTOR] }],
  blocks: [{ id: BLOCK, weekday: 2, weeks: 'every', kind: 'rotation', start: 540, minutes: 20 }],
  stations: [],
  pullOuts: [
    pullOut('Support', 550, 560),
    pullOut('Speech', 540, 550),
    pullOut('Speech', 545, 550),
    pullOut('Band', 530, 545, { who: { kind: 'group', position: 0 } }),
    pullOut('Chess', 540, 560, { who: { kind: 'student', studentId: VIKTOR } }),
    pullOut('Choir', 540, 560, { weeks: 'b' }),
    pullOut('Swimming', 540, 560, { weekday: 3 }),
    pullOut('Counsellor', 560, 600),
  ],
  // The board names one for each student.
  weeks: [{ week: 'a', cells: [], meetings: [], away: [{ blockId: BLOCK, studentId: SAMI }] }],
} as unknown as RotationBoard
const labels = new Map([SAMI, VIKTOR].map(id => [id, { label: id === SAMI ? 'Sami' : 'Viktor' } as Student]))
const week = new PaperWeek(board, 'a', labels)

it('says every reason of a block, each once, in the order of time', () => {
  expect(missing(week, BLOCK, [SAMI, VIKTOR], true)).toBe('Sami (Band, Speech, Support), Viktor')
})

it('says none where none was asked for', () => {
  expect(missing(week, BLOCK, [SAMI, VIKTOR], false)).toBe('Sami, Viktor')
})
