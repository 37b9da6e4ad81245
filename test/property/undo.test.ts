import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Application } from '../../src-main/application/application.ts'
import { ask, dump, open, temporaryFolder } from '../unit/application/open.ts'

/** One thing a teacher may do; `pick` chooses among what is there. */
const ACTIONS: readonly ((application: Application, pick: (limit: number) => number) => Promise<unknown>)[] =
  [
    app => app.call('createSampleClass', {}),
    (app, pick) => app.call('createClass', { name: `Room ${pick(9)}` }),
    (app, pick) => withClass(app, pick, classId => app.call('removeClass', { classId })),
    (app, pick) =>
      withClass(app, pick, classId =>
        app.call('addStudent', { classId, fullName: `New ${pick(99)} Student` }),
      ),
    (app, pick) =>
      withClass(app, pick, async classId => {
        const { students } = await ask(app, 'readClass', { classId })
        const student = students[pick(students.length || 1)]
        return student && app.call('removeStudent', { classId, studentId: student.id })
      }),
    (app, pick) =>
      withClass(app, pick, classId =>
        app.call('importScores', {
          fileName: `Quiz ${pick(4)} 2026-10-0${1 + pick(4)}.csv`,
          content: Buffer.from(
            `Name,Reading,Quiz ${pick(3)}\nAna Li,${pick(100)},30\nBen Ko,41,${pick(100)}`,
          ).toString('base64'),
          classId,
          choices: {},
        }),
      ),
    (app, pick) =>
      withPlan(app, pick, async planId => {
        const { groups, classId } = await ask(app, 'readPlan', { planId })
        const { students } = await ask(app, 'readClass', { classId })
        const student = students[pick(students.length || 1)]
        const group = groups[pick(groups.length + 1)]
        return (
          student &&
          app.call('moveStudents', { planId, studentIds: [student.id], groupId: group?.id ?? null })
        )
      }),
    (app, pick) => withPlan(app, pick, planId => app.call('proposeGroups', { planId })),
    (app, pick) =>
      withPlan(app, pick, planId => app.call('updatePlan', { planId, purpose: `Purpose ${pick(50)}` })),
    (app, pick) =>
      withPlan(app, pick, async planId => {
        const { classId } = await ask(app, 'readPlan', { planId })
        return app.call('createPlan', {
          classId,
          name: `Plan ${pick(9)}`,
          copyOf: pick(2) === 0 ? planId : null,
        })
      }),
    (app, pick) => withPlan(app, pick, planId => app.call('removePlan', { planId })),
    app => app.call('undo', {}),
    app => app.call('redo', {}),
  ]

async function withClass<T>(
  app: Application,
  pick: (limit: number) => number,
  act: (id: never) => Promise<T>,
) {
  const classes = await ask(app, 'listClasses', {})
  const klass = classes[pick(classes.length || 1)]
  return klass && act(klass.id as never)
}

async function withPlan<T>(
  app: Application,
  pick: (limit: number) => number,
  act: (id: never) => Promise<T>,
) {
  const plans = (await ask(app, 'listClasses', {})).flatMap(klass => klass.plans)
  const plan = plans[pick(plans.length || 1)]
  return plan && act(plan.id as never)
}

it('undoing everything gives the beginning, redoing everything the end, across closing and opening', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(ACTIONS.length - 1), fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 })), {
        minLength: 3,
        maxLength: 14,
      }),
      async steps => {
        using folder = temporaryFolder()
        let app = open(folder.path)
        await app.close()
        const empty = dump(folder.path)
        app = open(folder.path)
        for (const [action, numbers] of steps) {
          let drawn = 0
          await ACTIONS[action]?.(app, limit => (numbers[drawn++ % numbers.length] ?? 0) % limit)
        }
        while ((await ask(app, 'readHistory', {})).redo !== null) await ask(app, 'redo', {})
        await app.close()
        const end = dump(folder.path)
        app = open(folder.path)
        while ((await ask(app, 'readHistory', {})).undo !== null) await ask(app, 'undo', {})
        await app.close()
        expect(dump(folder.path)).toBe(empty)
        app = open(folder.path)
        while ((await ask(app, 'readHistory', {})).redo !== null) await ask(app, 'redo', {})
        await app.close()
        expect(dump(folder.path)).toBe(end)
      },
    ),
    { numRuns: 25 },
  )
})
