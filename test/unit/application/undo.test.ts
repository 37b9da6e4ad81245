import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Application } from '../../../src-main/application/application.ts'
import {
  operations,
  type Input,
  type OperationName,
  type Output,
} from '../../../src-main/contract/contract.ts'
import { ask, dump, open, temporaryFolder } from './open.ts'

/** The sample class with a second plan, a lock and one student elsewhere: something of everything to change. */
async function prepare(app: Application) {
  const { classId, planId } = await ask(app, 'createSampleClass', {})
  const { planId: otherId } = await ask(app, 'createPlan', { classId, name: 'Second try', copyOf: planId })
  const book = await ask(app, 'readClass', { classId })
  const board = await ask(app, 'readPlan', { planId })
  const other = await ask(app, 'readPlan', { planId: otherId })
  const student = (label: string) => found(book.students.find(one => one.label === label))
  const skill = (name: string) => found(book.skills.find(one => one.name === name))
  const from = found(other.groups.find(({ members }) => members.some(m => m.studentId === student('Ben').id)))
  const to = found(other.groups.find(({ id }) => id !== from.id))
  await ask(app, 'moveStudents', { planId: otherId, studentIds: [student('Ben').id], groupId: to.id })
  await ask(app, 'lockStudents', { planId: otherId, studentIds: [student('Ben').id], locked: true })
  const { listId } = await ask(app, 'importStandards', { fileName: 'Grade 4.csv', content: standards })
  const { planId: bareId } = await ask(app, 'createPlan', { classId, name: 'Bare', copyOf: null })
  const rotation = found((await ask(app, 'readRotation', { planId })) ?? undefined)
  await ask(app, 'setAlternation', { planId: otherId, weekAFrom: '2026-11-23' })
  await ask(app, 'clearCells', { planId: otherId, cells: null })
  return { classId, planId, otherId, bareId, listId, book, board, rotation, student, skill }
}

function found<T>(what: T | undefined): T {
  if (what === undefined) throw new Error('The sample class has changed.')
  return what
}

type Here = Awaited<ReturnType<typeof prepare>>
/** One change: what is asked, and what undo has to call it then. */
type Case<N extends OperationName> = (here: Here) => { input: Input<N>; words: string }

const PLAN = 'Before the winter break'
const CLASS = 'Grade 4 · Room 12 (sample)'
const people = Buffer.from(
  'ID,Name,DOB,ELL status,Interests\n7,Amina Yusuf,2016-05-06,yes,chess\n8,Zoe New,2016-01-02,no,',
).toString('base64')
const standards = Buffer.from('code,name,parent\n4.A,Add,4\n4.A.1,Add to 100,4.A').toString('base64')
const classFile = readFileSync(join(import.meta.dirname, '../../fixtures/sample-class-1.horseshoe')).toString(
  'base64',
)
const csv = Buffer.from('Name,Inference,Spelling\nAmina Yusuf,91,7\nZoe New,40,5').toString('base64')

/** Every operation that changes something, in every way in which it does. */
const CHANGES: { [N in OperationName]?: readonly Case<N>[] } = {
  createSampleClass: [() => ({ input: {}, words: 'open the sample class' })],
  createClass: [() => ({ input: { name: 'Owls' }, words: 'make the class Owls' })],
  renameClass: [
    ({ classId }) => ({ input: { classId, name: 'Owls' }, words: `rename the class ${CLASS} to Owls` }),
  ],
  removeClass: [({ classId }) => ({ input: { classId }, words: `remove the class ${CLASS}` })],
  addStudent: [
    ({ classId }) => ({ input: { classId, fullName: 'Zoe New' }, words: `add Zoe New to ${CLASS}` }),
  ],
  updateStudent: [
    ({ student }) => ({
      input: { studentId: student('Ben').id, fullName: 'Benjamin Carter' },
      words: 'rename Ben Carter to Benjamin Carter',
    }),
    ({ student }) => ({
      input: { studentId: student('Ben').id, callName: 'Benny' },
      words: 'call Ben Carter Benny',
    }),
    ({ student }) => ({
      input: { studentId: student('Ben').id, interests: ['chess'] },
      words: 'write what Ben Carter likes',
    }),
    ({ student }) => ({
      input: {
        studentId: student('Ben').id,
        attributes: [{ name: 'Support plan', value: 'yes', isSensitive: true }],
        bornOn: '2016-03-04',
      },
      words: 'write what is known about Ben Carter',
    }),
  ],
  mergeSkills: [
    ({ skill }) => ({
      input: {
        keptId: skill('Inference').id,
        mergedId: skill('Main idea and details').id,
        conflicts: 'merged',
      },
      words: 'merge the skill Main idea and details into Inference',
    }),
  ],
  importStandards: [
    () => ({ input: { fileName: 'Maths.csv', content: standards }, words: 'import the standards Maths' }),
  ],
  removeStandards: [({ listId }) => ({ input: { listId }, words: 'remove the standards Grade 4' })],
  removeStudent: [
    ({ classId, student }) => ({
      input: { classId, studentId: student('Ben').id },
      words: `remove Ben Carter from ${CLASS}`,
    }),
  ],
  updateSkill: [
    ({ skill }) => ({
      input: { skillId: skill('Inference').id, masteryThreshold: 75 },
      words: 'set the mastery threshold of Inference to 75',
    }),
    ({ skill }) => ({
      input: {
        skillId: skill('Inference').id,
        name: 'Halves',
        scale: { kind: 'points', minimum: 0, maximum: 200 },
      },
      words: 'rename the skill Inference to Halves and change the scale of Inference',
    }),
    ({ skill }) => ({
      input: { skillId: skill('Inference').id, standardCode: 'RL.4.1' },
      words: 'make Inference the standard RL.4.1',
    }),
  ],
  addRule: [
    ({ classId, student }) => ({
      input: { classId, kind: 'together', students: [student('Amina').id, student('Ben').id], reason: '' },
      words: 'keep Amina and Ben together',
    }),
  ],
  removeRule: [
    ({ book }) => {
      const rule = found(book.rules.find(({ kind }) => kind === 'apart'))
      const [a, b] = rule.students.map(id => found(book.students.find(one => one.id === id)).label)
      return { input: { ruleId: rule.id }, words: `no longer keep ${a ?? ''} and ${b ?? ''} apart` }
    },
  ],
  createPlan: [
    ({ classId }) => ({ input: { classId, name: 'Spring', copyOf: null }, words: 'make the plan Spring' }),
    ({ classId, planId }) => ({
      input: { classId, name: 'Spring', copyOf: planId },
      words: `duplicate ${PLAN} as Spring`,
    }),
  ],
  updatePlan: [
    ({ planId }) => ({ input: { planId, name: 'Spring' }, words: `rename the plan ${PLAN} to Spring` }),
    ({ planId }) => ({ input: { planId, purpose: 'Read.' }, words: `write the purpose of ${PLAN}` }),
    ({ planId }) => ({ input: { planId, purpose: '' }, words: `clear the purpose of ${PLAN}` }),
    ({ planId }) => ({
      input: { planId, successCriteria: 'They read.' },
      words: `write how we will know in ${PLAN}`,
    }),
    ({ planId }) => ({
      input: { planId, regroupOn: '2026-12-24' },
      words: `regroup ${PLAN} on 2026-12-24`,
    }),
    ({ planId }) => ({ input: { planId, regroupOn: null }, words: `set no regroup date for ${PLAN}` }),
  ],
  removePlan: [
    ({ otherId }) => ({ input: { planId: otherId }, words: 'remove the plan Second try' }),
    // The copy stays, and forgets what it was copied from.
    ({ planId }) => ({ input: { planId }, words: `remove the plan ${PLAN}` }),
  ],
  updateRequest: [
    request({ mode: 'mixed' }, 'ask for mixed strengths'),
    request({ variety: true }, 'ask for new partners'),
    request({ groupCount: 5 }, 'ask for 5 groups'),
    request({ sizeMin: 3, sizeMax: 7 }, 'ask for groups of 3 to 7'),
    request({ groupCount: 4, sizeMin: 7, sizeMax: 7 }, 'ask for 4 groups and ask for groups of 7'),
    request(
      { mode: 'focus', variety: true, groupCount: 5 },
      'ask for one focus skill each, ask for new partners and more',
    ),
    here => {
      const fractions = here.skill('Inference').id
      const skills = here.board.request.skills.filter(({ skillId }) => skillId !== fractions)
      return request({ skills }, 'leave Inference out')(here)
    },
    here => {
      const fractions = here.skill('Inference').id
      const skills = here.board.request.skills.map(one =>
        one.skillId === fractions ? { ...one, weight: 2 } : one,
      )
      return request({ skills }, 'weigh Inference ×2')(here)
    },
  ],
  updateGroup: [
    group({ name: 'Oak' }, name => `rename group A, ${name} to Oak`),
    group({ aim: 'Read.' }, name => `write the aim of group A, ${name}`),
    group({ moves: 'Ask why.' }, name => `write the teacher’s moves for group A, ${name}`),
    group({ materials: 'Counters' }, name => `write the materials for group A, ${name}`),
    group({ focusSkillId: null }, name => `set the focus of group A, ${name} to none`),
  ],
  moveStudents: [
    ({ planId, board, student }) => ({
      input: { planId, studentIds: [student('Ben').id], groupId: elsewhere(board, student('Ben').id).id },
      words: `move Ben to ${elsewhere(board, student('Ben').id).letter}`,
    }),
    ({ planId, student }) => ({
      input: {
        planId,
        studentIds: ['Amina', 'Ben', 'Elif', 'Priya'].map(one => student(one).id),
        groupId: null,
      },
      words: 'take Amina, Ben and 2 more out of the groups',
    }),
  ],
  lockStudents: [
    ({ planId, student }) => ({
      input: { planId, studentIds: ['Amina', 'Ben', 'Elif'].map(one => student(one).id), locked: true },
      words: 'lock Amina, Ben and Elif',
    }),
    ({ otherId, student }) => ({
      input: { planId: otherId, studentIds: [student('Ben').id], locked: false },
      words: 'unlock Ben',
    }),
  ],
  proposeGroups: [({ otherId }) => ({ input: { planId: otherId }, words: 'group Second try into 6' })],
  adoptGroups: [
    ({ planId, board, book, student }) => {
      const to = board.groups.indexOf(elsewhere(board, student('Ben').id))
      const seats = book.students.map(({ id }) => ({
        studentId: id,
        position: id === student('Ben').id ? to : seatOf(board, id),
      }))
      return { input: { planId, seats }, words: `take other groups in ${PLAN}, where 1 student moves` }
    },
  ],
  adoptScenario: [
    ({ planId, otherId }) => ({
      input: { planId, fromPlanId: otherId },
      words: `take the groups of Second try into ${PLAN}`,
    }),
  ],
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
          places: [{ blockId: named(rotation.blocks, 'Rotation 1').id, weeks: 'every' }],
        },
      },
      words: 'have Ms. Ortiz, reading specialist there on Monday 9:05',
    }),
  ],
  updateMeeting: [
    ({ planId }) => ({
      input: { planId, week: 'a', position: 1, ordinal: 0, aim: 'Read.' },
      words: 'write the aim of B’s meeting 1',
    }),
    ({ planId }) => ({
      input: { planId, week: 'a', position: 1, ordinal: 1, moves: null },
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
  openClassFile: [
    () => ({
      input: { fileName: 'Room 12.horseshoe', content: classFile, passphrase: 'tami-kelo-sobu-dare' },
      words: `open the class ${CLASS} (2) from Room 12.horseshoe`,
    }),
  ],
  importScores: [
    ({ classId }) => ({
      input: { fileName: 'Quiz 2026-12-01.csv', content: csv, classId, choices: {} },
      words: `import Quiz into ${CLASS}`,
    }),
    ({ classId }) => ({
      input: { fileName: 'List.csv', content: people, classId, choices: {} },
      words: `import List into ${CLASS}`,
    }),
    () => ({
      input: { fileName: 'Owls 2026-12-01.csv', content: csv, classId: null, choices: {} },
      words: 'import Owls into Owls',
    }),
  ],
}

function request(part: Partial<Input<'updateRequest'>['request']>, words: string): Case<'updateRequest'> {
  return ({ planId, board }) => ({
    input: { planId, request: { ...board.request, ...part } },
    words: `${words} in ${PLAN}`,
  })
}

function group(
  part: Omit<Input<'updateGroup'>, 'groupId'>,
  words: (name: string) => string,
): Case<'updateGroup'> {
  return ({ board }) => {
    const { id, name } = found(board.groups[0])
    return { input: { groupId: id, ...part }, words: words(name) }
  }
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

const named = <T extends { readonly name: string }>(list: readonly T[], name: string): T =>
  found(list.find(one => one.name === name))

/** A group in the first block of rotation. */
const cell = ({ blocks }: NonNullable<Output<'readRotation'>>, position: number) =>
  ({ week: 'a', blockId: named(blocks, 'Rotation 1').id, position }) as const

type Board = Output<'readPlan'>
type StudentId = Board['unplaced'][number]
const seatOf = (board: Board, student: StudentId) =>
  board.groups.findIndex(({ members }) => members.some(member => member.studentId === student))
const elsewhere = (board: Board, student: StudentId) =>
  found(board.groups[(seatOf(board, student) + 1) % board.groups.length])

/** `proposeGroups` and `proposeRotation` are work, and end in a change. */
const changing = [
  ...Object.entries(operations)
    .filter(([name, { kind }]) => kind === 'change' && name !== 'undo' && name !== 'redo')
    .map(([name]) => name as OperationName),
  'proposeGroups' as const,
  'proposeRotation' as const,
]

describe('undo and redo, across restarts', () => {
  it('are tried for every operation that changes something', () => {
    expect(Object.keys(CHANGES).sort()).toEqual([...changing].sort())
  })

  for (const name of changing) {
    for (const [at, given] of (CHANGES[name] ?? []).entries()) {
      it(`cover ${name}${at > 0 ? `, ${at + 1}` : ''}`, async () => {
        using folder = temporaryFolder()
        let app = open(folder.path)
        const here = await prepare(app)
        await app.close()
        const before = dump(folder.path)

        app = open(folder.path)
        // The table ties name and input; TypeScript cannot follow that through a union of names.
        const { input, words } = (given as Case<typeof name>)(here)
        await ask(app, name, input)
        expect(await ask(app, 'readHistory', {})).toEqual({ undo: words, redo: null })
        await app.close()
        const after = dump(folder.path)
        expect(after).not.toBe(before)

        app = open(folder.path)
        expect(await ask(app, 'undo', {})).toMatchObject({ label: words })
        expect(await ask(app, 'readHistory', {})).toMatchObject({ redo: words })
        await app.close()
        expect(dump(folder.path)).toBe(before)

        app = open(folder.path)
        expect(await ask(app, 'redo', {})).toMatchObject({ label: words })
        await app.close()
        expect(dump(folder.path)).toBe(after)
      })
    }
  }
})
