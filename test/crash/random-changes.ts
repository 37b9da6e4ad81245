import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Application } from '../../src-main/application/application.ts'
import type { Input, OperationName } from '../../src-main/contract/contract.ts'
import { ask } from '../unit/application/open.ts'
import { one, type Draws, type Here, type Pick } from './draw.ts'
import { ROTATION_DRAWS } from './random-rotation-changes.ts'

export interface Change<N extends OperationName = OperationName> {
  readonly operation: N
  readonly input: Input<N>
}

const MOST_CLASSES = 3
const PASSPHRASE = 'tami-kelo-sobu-dare'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const classFile = () =>
  readFileSync(join(process.cwd(), 'test/fixtures/sample-class-1.horseshoe')).toString('base64')

async function twoStudents(here: Here) {
  const { students } = await here.book()
  const first = one(here, students)
  const second = one(here, students)
  return first && second && first.id !== second.id ? ([first, second] as const) : null
}

/** Every operation that writes, with something sensible to ask of it. A new operation has to be added here. */
export const DRAWS: Draws = {
  createSampleClass: [2, ({ classes }) => (classes.length < MOST_CLASSES ? {} : null)],
  createClass: [
    1,
    ({ pick, classes }) => (classes.length < MOST_CLASSES ? { name: `Room ${pick(9)}` } : null),
  ],
  renameClass: [2, ({ classId, pick }) => ({ classId, name: `Class ${pick(99)}` })],
  removeClass: [1, ({ classId, classes }) => (classes.length >= MOST_CLASSES ? { classId } : null)],
  addStudent: [5, ({ classId, pick }) => ({ classId, fullName: `New ${pick(999)} Student` })],
  updateStudent: [
    5,
    async here => {
      const student = one(here, (await here.book()).students)
      return (
        student && {
          studentId: student.id,
          interests: ['chess', `tag ${here.pick(5)}`],
          attributes: [{ name: 'Bus', value: `${here.pick(9)}`, isSensitive: here.pick(2) === 0 }],
          bornOn: `2016-0${1 + here.pick(9)}-11`,
        }
      )
    },
  ],
  removeStudent: [
    2,
    async here => {
      const student = one(here, (await here.book()).students)
      return student && { classId: here.classId, studentId: student.id }
    },
  ],
  updateSkill: [
    3,
    async here => {
      const skill = one(here, (await here.book()).skills)
      return (
        skill && { skillId: skill.id, name: `Skill ${here.pick(99)}`, standardCode: `4.A.${here.pick(9)}` }
      )
    },
  ],
  mergeSkills: [
    1,
    async here => {
      const { skills } = await here.book()
      const kept = one(here, skills)
      const merged = one(here, skills)
      return kept && merged && kept.id !== merged.id
        ? { keptId: kept.id, mergedId: merged.id, conflicts: 'kept' }
        : null
    },
  ],
  addRule: [
    4,
    async here => {
      const two = await twoStudents(here)
      return (
        two && {
          classId: here.classId,
          kind: here.pick(2) === 0 ? 'together' : 'apart',
          students: [two[0].id, two[1].id],
          reason: `because ${here.pick(9)}`,
        }
      )
    },
  ],
  removeRule: [
    2,
    async here => {
      const rule = one(here, (await here.book()).rules)
      return rule && { ruleId: rule.id }
    },
  ],
  createPlan: [
    2,
    ({ classId, planId, plans, pick }) =>
      plans.length < 6 ? { classId, name: `Plan ${pick(9)}`, copyOf: pick(2) === 0 ? planId : null } : null,
  ],
  updatePlan: [4, ({ planId, pick }) => ({ planId, purpose: `Purpose ${pick(99)}` })],
  removePlan: [1, ({ planId, plans }) => (plans.length > 2 ? { planId } : null)],
  updateRequest: [
    2,
    async ({ board, planId, pick }) => ({
      planId,
      request: { ...(await board()).request, groupCount: 3 + pick(4), sizeMin: 1 },
    }),
  ],
  updateGroup: [
    4,
    async here => {
      const group = one(here, (await here.board()).groups)
      return group && { groupId: group.id, aim: `Aim ${here.pick(99)}`, focusSkillId: null }
    },
  ],
  moveStudents: [
    16,
    async here => {
      const student = one(here, (await here.book()).students)
      const { groups } = await here.board()
      return (
        student && {
          planId: here.planId,
          studentIds: [student.id],
          groupId: groups[here.pick(groups.length + 1)]?.id ?? null,
        }
      )
    },
  ],
  lockStudents: [
    4,
    async here => {
      const { groups } = await here.board()
      const student = one(
        here,
        groups.flatMap(({ members }) => members),
      )
      return student && { planId: here.planId, studentIds: [student.studentId], locked: here.pick(2) === 0 }
    },
  ],
  proposeGroups: [0.4, ({ planId }) => ({ planId })],
  adoptGroups: [
    2,
    async ({ board, book, planId, pick }) => {
      const { groups } = await board()
      const { students } = await book()
      const seats = students.map(({ id }) => ({ studentId: id, position: pick(groups.length) }))
      return groups.length > 0 ? { planId, seats } : null
    },
  ],
  adoptScenario: [
    1,
    here => {
      const fromPlanId = one(here, here.plans)
      return fromPlanId && fromPlanId !== here.planId ? { planId: here.planId, fromPlanId } : null
    },
  ],
  importScores: [
    2,
    ({ classId, pick }) => ({
      fileName: `Quiz ${pick(4)} 2026-10-0${1 + pick(4)}.csv`,
      content: base64(`Name,Reading,Quiz ${pick(3)}\nAna Li,${pick(100)},30\nBen Ko,41,${pick(100)}`),
      classId: pick(8) === 0 ? null : classId,
      choices: {},
    }),
  ],
  importStandards: [
    1,
    ({ pick }) => ({
      fileName: `Grade ${pick(3)}.csv`,
      content: base64(`code,name,parent\n4.A,Add ${pick(9)},4\n4.A.1,Add to 100,4.A`),
    }),
  ],
  removeStandards: [
    1,
    async here => {
      const list = one(here, await ask(here.app, 'listStandards', {}))
      return list && { listId: list.id }
    },
  ],
  // Opening takes a second by intent (it is the passphrase that takes it), so it is rare.
  openClassFile: [
    0.1,
    ({ classes }) =>
      classes.length < MOST_CLASSES
        ? { fileName: 'sample.horseshoe', content: classFile(), passphrase: PASSPHRASE }
        : null,
  ],
  ...ROTATION_DRAWS,
  undo: [12, async ({ app }) => ((await ask(app, 'readHistory', {})).undo === null ? null : {})],
  redo: [8, async ({ app }) => ((await ask(app, 'readHistory', {})).redo === null ? null : {})],
}

const NAMES = Object.keys(DRAWS) as OperationName[]
const TOTAL = NAMES.reduce((sum, name) => sum + (DRAWS[name]?.[0] ?? 0), 0)

function drawName(pick: Pick): OperationName {
  let at = (pick(1_000_000) / 1_000_000) * TOTAL
  return NAMES.find(name => (at -= DRAWS[name]?.[0] ?? 0) < 0) ?? 'undo'
}

/** Something a teacher could do now, drawn at random. */
export async function drawChange(app: Application, pick: Pick): Promise<Change> {
  const classes = await ask(app, 'listClasses', {})
  const klass = classes[pick(Math.max(1, classes.length))]
  const plan = klass?.plans[pick(Math.max(1, klass.plans.length))]
  if (!klass || !plan) return { operation: 'createSampleClass', input: {} }
  const here: Here = {
    app,
    pick,
    classes,
    classId: klass.id,
    planId: plan.id,
    book: () => ask(app, 'readClass', { classId: klass.id }),
    board: () => ask(app, 'readPlan', { planId: plan.id }),
    rotation: () => ask(app, 'readRotation', { planId: plan.id }),
    plans: klass.plans.map(({ id }) => id),
  }
  for (;;) {
    const operation = drawName(pick)
    // The table's type ties name and input; TypeScript cannot follow that through a union of names.
    const input = (await DRAWS[operation]?.[1](here)) as Input<OperationName> | null
    if (input !== null) return { operation, input }
  }
}
