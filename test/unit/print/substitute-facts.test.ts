import { describe, expect, it } from 'vitest'
import type { Student } from '../../../src-main/contract/classes.ts'
import type {
  BlockId,
  GroupId,
  PlanId,
  SkillId,
  StationId,
  StudentId,
} from '../../../src-main/contract/ids.ts'
import type {
  Block,
  DayBoard,
  Meeting,
  RotationBoard,
  RotationGroup,
  Station,
} from '../../../src-main/contract/rotation.ts'
import { PaperWeek } from '../../../src-renderer/print/week/paper-week.ts'
import {
  absentInWords,
  atTable,
  dayInShort,
  pulledOutOn,
  topicOf,
} from '../../../src-renderer/print/week/substitute-facts.ts'

const TABLE = { id: 1 as StationId, name: 'Teacher table', kind: 'table' } as Station

/** What a substitute reads first, of a Tuesday with some groups and rotations from 9:00, 20 minutes each. */
function told(groupCount: number, rotations: number, isAtTable = true): string {
  const groups = Array.from({ length: groupCount }, (_, position) => ({
    letter: String.fromCharCode(65 + position),
    position,
  })) as RotationGroup[]
  const blocks = Array.from({ length: rotations }, (_, at) => ({
    id: (at + 1) as BlockId,
    weekday: 2,
    weeks: 'every',
    kind: 'rotation',
    start: 540 + at * 20,
    minutes: 20,
  })) as Block[]
  const week = { week: 'a', cells: [], away: [], meetings: [] }
  // Only what the sentences are about.
  const board = { groups, blocks, stations: [TABLE], pullOuts: [], weeks: [week] } as unknown as RotationBoard
  const stations = isAtTable ? [{ stationId: TABLE.id, isTable: true, groups: [{}] }] : []
  const day = {
    planId: 1 as PlanId,
    weekday: 2,
    blocks: blocks.map(() => ({ stations })),
  } as unknown as DayBoard
  return dayInShort(new PaperWeek(board, 'a', new Map()), day)
}

describe('a day in short for a substitute', () => {
  it('says how many groups and rotations there are, as one says it', () => {
    expect(told(6, 3)).toContain(
      'From 9:00 to 10:00 this class works in 6 small groups, A to F. In each of 3 rotations every group',
    )
    expect(told(2, 1)).toContain('in 2 small groups, A and B. There is one rotation: every group')
    expect(told(1, 1)).toContain('in 1 small group, A. ')
  })

  it('sends nobody to a table where no group comes, and tells of no rotation where there is none', () => {
    expect(told(3, 2)).toContain('You sit at the Teacher table')
    expect(told(3, 2, false)).not.toContain('You sit')
    expect(told(3, 0)).toBe(
      'Thank you for being here. This class works in 3 small groups, A to C. There is no rotation today: nobody goes to a station.',
    )
  })
})

describe('who goes out on a day', () => {
  it('is no group that the plan does not have any more', () => {
    const pullOut = (id: number, position: number) => ({
      ...{ id, weekday: 2, weeks: 'every', from: 540, until: 560, name: 'Band' },
      who: { kind: 'group', position },
    })
    const board = {
      ...{ groups: [{ letter: 'A', position: 0 }], blocks: [], stations: [] },
      pullOuts: [pullOut(1, 0), pullOut(2, 5)],
      weeks: [{ week: 'a', cells: [], away: [], meetings: [] }],
    } as unknown as RotationBoard
    const day = { weekday: 2, week: 'a' } as DayBoard
    expect(pulledOutOn(new PaperWeek(board, 'a', new Map()), day).map(({ who }) => who)).toEqual(['Group A'])
  })
})

describe('who is who, for somebody who knows nobody', () => {
  const [rosa, otherRosa, maxi, li] = [4, 3, 2, 1] as [StudentId, StudentId, StudentId, StudentId]
  const students = new Map(
    [
      { id: rosa, label: 'Rosa S.', fullName: 'Rosa Maria Santos' },
      { id: otherRosa, label: 'Rosa S. 2', fullName: 'Rosa Maria Santos' },
      { id: maxi, label: 'Maxi', fullName: 'Maximiliane von Hohenfels' },
      { id: li, label: 'Li', fullName: 'Li' },
    ].map(student => [student.id, student as Student]),
  )
  const meeting = (blockId: number, away: readonly StudentId[]) => ({ blockId, position: 0, away })
  const blocks = [{ id: 1 }, { id: 2 }] as Block[]
  const board = {
    ...{ blocks, stations: [] },
    groups: [{ letter: 'A', position: 0, studentIds: [rosa, maxi] }],
    pullOuts: [
      {
        ...{ id: 1, weekday: 2, weeks: 'every', from: 540, until: 560, name: 'Band' },
        who: { kind: 'student', studentId: maxi },
      },
    ],
    weeks: [{ week: 'a', cells: [], away: [], meetings: [meeting(1, []), meeting(2, [maxi])] }],
  } as unknown as RotationBoard
  const of = new PaperWeek(board, 'a', students)

  it('is told by the name on all other sheets, and by the full one where that says more', () => {
    const inFull = [rosa, otherRosa, maxi, li].map(id => of.inFull(id))
    expect(inFull).toEqual([
      ...['Rosa S. (Rosa Maria Santos)', 'Rosa S. 2 (Rosa Maria Santos)'],
      ...['Maxi (Maximiliane von Hohenfels)', 'Li'],
    ])
  })

  it('finds who is absent by the alphabet', () => {
    expect(absentInWords(of, new Set([rosa, otherRosa, maxi, li]))).toBe(
      'Li, Maxi (Maximiliane von Hohenfels), Rosa S. (Rosa Maria Santos) and Rosa S. 2 (Rosa Maria Santos)',
    )
  })

  it('hears who is missing at the table, and that a group has nobody there', () => {
    const table = (absent: StudentId[]) =>
      atTable(of, blocks, new Set(absent)).map(({ there, missing }) => [there, missing])
    expect(table([])).toEqual([
      [[rosa, maxi], []],
      [[rosa], [maxi]],
    ])
    expect(table([rosa])).toEqual([
      [[maxi], [rosa]],
      [[], [rosa, maxi]],
    ])
  })

  it('looks for nobody to go out who is absent', () => {
    const out = (ids: StudentId[]) =>
      pulledOutOn(of, { weekday: 2, week: 'a', students: ids.map(studentId => ({ studentId })) } as DayBoard)
    expect(out([rosa, maxi]).map(({ who }) => who)).toEqual(['Maxi (Maximiliane von Hohenfels), group A'])
    expect(out([rosa])).toEqual([])
  })
})

describe('what a group at the table works on', () => {
  const GROUP = 3 as GroupId
  const [inference, fluency] = [1 as SkillId, 2 as SkillId]
  const group = { id: GROUP } as RotationGroup
  const about = (
    written: Partial<Meeting>,
    purpose = '',
    more: { focusSkillId?: SkillId | null; needs?: SkillId[] } = {},
  ) => {
    const meeting = { aim: '', moves: '', materials: '', check: '', ...written } as Meeting
    const plan = { purpose, groups: [{ id: GROUP, focusSkillId: null, needs: [], ...more }] }
    const skillName = (id: SkillId) => (id === inference ? 'Inference' : 'Fluency')
    return topicOf({ meeting, group }, plan, skillName)
  }

  it('is its aim where one was written', () => {
    expect(about({ aim: 'Find the main idea.' }, 'Read on.', { needs: [inference] })).toEqual([
      ['Aim', 'Find the main idea.'],
    ])
  })

  it('is else what the plan is for, and the skills the group is there for', () => {
    expect(about({}, 'Read on.', { needs: [inference, fluency] })).toEqual([
      ['What it is about', 'Read on.'],
      ['To practise', 'Inference and Fluency'],
    ])
    expect(about({}, '', { focusSkillId: fluency, needs: [inference] })).toEqual([['To practise', 'Fluency']])
  })

  it('is asked of the group where nothing at all was written', () => {
    expect(about({}).map(([, words]) => words)).toEqual([expect.stringContaining('Ask what they did last')])
    expect(about({ moves: 'Echo reading.' })).toEqual([])
  })
})
