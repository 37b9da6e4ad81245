import type { ValidInput } from '../contract/contract.ts'
import type { ClassId, StudentId } from '../contract/ids.ts'
import { displayName, guessCallName } from '../exchange/names.ts'
import { NotFound } from '../storage/errors.ts'
import { studentChangeInWords } from './change-words.ts'
import type { Context } from './context.ts'

export function addStudent({ storage, change }: Context, { classId, fullName }: ValidInput<'addStudent'>) {
  return change(() => {
    const { name: className } = storage.classes.read(classId)
    const name = displayName(fullName)
    const studentId = storage.students.insert(name, guessCallName(fullName, ''), null) as StudentId
    storage.classes.enroll(classId, studentId)
    return {
      result: { studentId },
      entry: { name: 'addStudent', label: `add ${name} to ${className}`, classId, planId: null },
    }
  })
}

export function updateStudent(
  { storage, change }: Context,
  { studentId, fullName, callName, interests }: ValidInput<'updateStudent'>,
) {
  return change(() => {
    const before = storage.students.read(studentId)
    if (fullName !== undefined || callName !== undefined) {
      storage.students.rename(studentId, fullName ?? before.fullName, callName ?? before.callName)
    }
    if (interests) storage.students.setInterests(studentId, interests)
    return {
      result: {},
      entry: {
        name: 'updateStudent',
        label: studentChangeInWords(before, storage.students.read(studentId), interests !== undefined),
        classId: storage.classes.classOf(studentId) as ClassId | null,
        planId: null,
      },
    }
  })
}

/**
 * Takes a student out of a class and its groups; one who is in no class then is removed altogether.
 *
 * @throws NotFound when the student is not in the class
 */
export function removeStudent(
  { storage, change }: Context,
  { classId, studentId }: ValidInput<'removeStudent'>,
) {
  return change(() => {
    const student = storage.students.ofClass(classId).find(({ id }) => id === studentId)
    if (!student) throw new NotFound('student')
    const { fullName } = student
    const { name: className } = storage.classes.read(classId)
    storage.classes.leave(classId, studentId)
    if (storage.classes.classOf(studentId) === null) {
      storage.students.remove(studentId)
    } else {
      storage.groupings.unseatInClass(studentId, classId)
      storage.rules.removeOf(classId, studentId)
    }
    return {
      result: {},
      entry: { name: 'removeStudent', label: `remove ${fullName} from ${className}`, classId, planId: null },
    }
  })
}
