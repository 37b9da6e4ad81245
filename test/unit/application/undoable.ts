import type { Application } from '../../../src-main/application/application.ts'
import type { Input, OperationName } from '../../../src-main/contract/contract.ts'
import { ask } from './open.ts'

export const standards = Buffer.from('code,name,parent\n4.A,Add,4\n4.A.1,Add to 100,4.A').toString('base64')

/** The sample class with a second plan, a lock and one student elsewhere: something of everything to change. */
export async function prepare(app: Application) {
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

export function found<T>(what: T | undefined): T {
  if (what === undefined) throw new Error('The sample class has changed.')
  return what
}

export type Here = Awaited<ReturnType<typeof prepare>>
/** One change: what is asked, and what undo has to call it then. */
export type Case<N extends OperationName> = (here: Here) => { input: Input<N>; words: string }

/** The cases of some operations. */
export type Cases = { readonly [N in OperationName]?: readonly Case<N>[] }

/** The sample class's plan. */
export const PLAN = 'Before the winter break'

export const named = <T extends { readonly name: string }>(list: readonly T[], name: string): T =>
  found(list.find(one => one.name === name))
