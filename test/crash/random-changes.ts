import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Application } from '../../src-main/application/application.ts'
import type { ClassBook } from '../../src-main/contract/classes.ts'
import type { Input, OperationName } from '../../src-main/contract/contract.ts'
import type { PlanBoard } from '../../src-main/contract/plans.ts'
import type { CellKey, RotationBoard } from '../../src-main/contract/rotation.ts'
import { ask } from '../unit/application/open.ts'

/** Draws a whole number from 0 to `limit` - 1. */
export type Pick = (limit: number) => number

/** What is there to be changed. */
interface Here {
  readonly app: Application
  readonly pick: Pick
  readonly classes: readonly { readonly id: ClassBook['id'] }[]
  /** Read only where they are needed: reading costs more than changing. */
  readonly book: () => Promise<ClassBook>
  readonly board: () => Promise<PlanBoard>
  readonly rotation: () => Promise<RotationBoard | null>
  readonly classId: ClassBook['id']
  readonly planId: PlanBoard['id']
  readonly plans: readonly PlanBoard['id'][]
}

export interface Change<N extends OperationName = OperationName> {
  readonly operation: N
  readonly input: Input<N>
}

/** How often an operation is drawn, and what it is asked; null = there is nothing to ask it about now. */
type Draw<N extends OperationName> = readonly [
  weight: number,
  input: (here: Here) => Input<N> | null | Promise<Input<N> | null>,
]

const MOST_CLASSES = 3
const PASSPHRASE = 'tami-kelo-sobu-dare'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const classFile = () =>
  readFileSync(join(process.cwd(), 'test/fixtures/sample-class-1.horseshoe')).toString('base64')

/** A row of a list, if it has any. */
function one<T>({ pick }: Here, list: readonly T[]): T | null {
  return list[pick(Math.max(1, list.length))] ?? null
}

async function twoStudents(here: Here) {
  const { students } = await here.book()
  const first = one(here, students)
  const second = one(here, students)
  return first && second && first.id !== second.id ? ([first, second] as const) : null
}

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

/** Every operation that writes, with something sensible to ask of it. A new operation has to be added here. */
export const DRAWS: { readonly [N in OperationName]?: Draw<N> } = {
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
    async here =>
      (await here.rotation())?.groups.length
        ? { planId: here.planId, week: 'a', position: 0, ordinal: here.pick(4), aim: `Aim ${here.pick(99)}` }
        : null,
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
