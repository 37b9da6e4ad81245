import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  operations,
  type Input,
  type OperationName,
  type Output,
} from '../../../src-main/contract/contract.ts'
import { ask, dump, open, temporaryFolder } from './open.ts'
import { ROTATION_CHANGES } from './undoable-rotation.ts'
import { found, PLAN, prepare, standards, type Case, type Cases } from './undoable.ts'

const CLASS = 'Grade 4 · Room 12 (sample)'
const people = Buffer.from(
  'ID,Name,DOB,ELL status,Interests\n7,Amina Yusuf,2016-05-06,yes,chess\n8,Zoe New,2016-01-02,no,',
).toString('base64')
const classFile = readFileSync(join(import.meta.dirname, '../../fixtures/sample-class-1.horseshoe')).toString(
  'base64',
)
const csv = Buffer.from('Name,Inference,Spelling\nAmina Yusuf,91,7\nZoe New,40,5').toString('base64')

/** Every operation that changes something, in every way in which it does. */
const CHANGES: Cases = {
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
  ...ROTATION_CHANGES,
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
        expect(await ask(app, 'readHistory', {})).toMatchObject({ undo: words, redo: null })
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
