import type { ValidInput } from '../contract/contract.ts'
import type { ClassId, PlanId, RuleId } from '../contract/ids.ts'
import { OperationError } from '../contract/problem.ts'
import { readBook } from './class-book.ts'
import type { Context } from './context.ts'
import { insertPlan } from './new-plan.ts'

/** Every class with its counts and plans. */
export function listClasses({ storage }: Context) {
  return storage.classes.list().map(row => ({
    ...row,
    id: row.id as ClassId,
    plans: storage.plans.ofClass(row.id).map(plan => ({ id: plan.id as PlanId, name: plan.name })),
  }))
}

export function readClass({ storage }: Context, { classId }: ValidInput<'readClass'>) {
  return readBook(storage, classId)
}

/** An empty class with its first plan. */
export function createClass(context: Context, { name }: ValidInput<'createClass'>) {
  return context.change(() => {
    const classId = context.storage.classes.insert(name) as ClassId
    const planId = insertPlan(context.storage, classId, 'First plan')
    return {
      result: { classId, planId },
      entry: { name: 'createClass', label: `make the class ${name}`, classId, planId },
    }
  })
}

export function renameClass({ storage, change }: Context, { classId, name }: ValidInput<'renameClass'>) {
  return change(() => {
    const before = storage.classes.read(classId)
    storage.classes.rename(classId, name)
    return {
      result: {},
      entry: {
        name: 'renameClass',
        label: `rename the class ${before.name} to ${name}`,
        classId,
        planId: null,
      },
    }
  })
}

/** Removes a class with its scores and plans, and the students who are in no other class. */
export async function removeClass(
  { storage, change, backups }: Context,
  { classId }: ValidInput<'removeClass'>,
) {
  storage.classes.read(classId)
  await backups.ifChanged('removal')
  return change(() => {
    const { name } = storage.classes.read(classId)
    const students = storage.students.ofClass(classId)
    storage.classes.remove(classId)
    for (const { id } of students) if (storage.classes.classOf(id) === null) storage.students.remove(id)
    return {
      result: {},
      entry: { name: 'removeClass', label: `remove the class ${name}`, classId, planId: null },
    }
  })
}

export function addRule(
  { storage, change }: Context,
  { classId, kind, students, reason }: ValidInput<'addRule'>,
) {
  return change(() => {
    const book = readBook(storage, classId)
    const [first, second] = students.map(id => book.students.find(student => student.id === id))
    if (!first || !second) {
      throw new OperationError({
        code: 'notFound',
        message: 'A rule needs two students of this class.',
        remedy: 'Choose both students again.',
      })
    }
    const samePair = book.rules.find(
      rule => rule.students.includes(first.id) && rule.students.includes(second.id),
    )
    if (samePair) {
      throw new OperationError({
        code: 'rulesContradict',
        message: `${first.label} and ${second.label} already have a rule: keep ${samePair.kind}.`,
        remedy: 'Remove that rule first.',
      })
    }
    const ruleId = storage.rules.insert(classId, kind, first.id, second.id, reason) as RuleId
    return {
      result: { ruleId },
      entry: {
        name: 'addRule',
        label: `keep ${first.label} and ${second.label} ${kind}`,
        classId,
        planId: null,
      },
    }
  })
}

export function removeRule({ storage, change }: Context, { ruleId }: ValidInput<'removeRule'>) {
  return change(() => {
    const rule = storage.rules.read(ruleId)
    const classId = rule.classId as ClassId
    const { students } = readBook(storage, classId)
    const [first, second] = [rule.first, rule.second].map(
      id => students.find(student => student.id === id)?.label ?? storage.students.read(id).fullName,
    )
    storage.rules.remove(ruleId)
    return {
      result: {},
      entry: {
        name: 'removeRule',
        label: `no longer keep ${first} and ${second} ${rule.kind}`,
        classId,
        planId: null,
      },
    }
  })
}
