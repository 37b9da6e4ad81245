import type { ValidInput } from '../contract/contract.ts'
import type { ClassId, StudentId } from '../contract/ids.ts'
import { displayName, guessCallName } from '../exchange/names.ts'
import { NotFound } from '../storage/errors.ts'
import type { Storage } from '../storage/storage.ts'
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
  { studentId, fullName, callName, interests, attributes, bornOn }: ValidInput<'updateStudent'>,
) {
  return change(() => {
    const before = storage.students.read(studentId)
    if (fullName !== undefined || callName !== undefined) {
      storage.students.rename(studentId, fullName ?? before.fullName, callName ?? before.callName)
    }
    if (interests) storage.students.setInterests(studentId, interests)
    const classId = storage.classes.classOf(studentId) as ClassId | null
    writeDetails(storage, classId, studentId, attributes ?? [], bornOn)
    return {
      result: {},
      entry: {
        name: 'updateStudent',
        label: studentChangeInWords(before, storage.students.read(studentId), {
          interests: interests !== undefined,
          details: (attributes ?? []).length > 0 || bornOn !== undefined,
        }),
        classId,
        planId: null,
      },
    }
  })
}

function writeDetails(
  storage: Storage,
  classId: ClassId | null,
  studentId: StudentId,
  attributes: NonNullable<ValidInput<'updateStudent'>['attributes']>,
  bornOn: string | null | undefined,
): void {
  for (const { name, value, isSensitive } of attributes) {
    if (value === '') storage.details.removeAttribute(studentId, name)
    else storage.details.putAttribute(studentId, { name, value, isSensitive: isSensitive ? 1 : 0 })
    if (classId !== null) storage.details.setSensitive(classId, name, isSensitive)
  }
  if (bornOn === null) storage.details.removeBirthDate(studentId)
  else if (bornOn !== undefined) storage.details.putBirthDate(studentId, bornOn)
}

/** What only who asks for it may see: sensitive attributes and birth dates. */
export function readSensitive({ storage }: Context, { classId }: ValidInput<'readSensitive'>) {
  storage.classes.read(classId)
  const birthDates = storage.details.birthDatesOfClass(classId)
  const attributes = storage.details.attributesOfClass(classId)
  const known = new Set([...birthDates.keys(), ...attributes.keys()])
  return [...known]
    .map(id => ({
      studentId: id as StudentId,
      attributes: (attributes.get(id) ?? []).flatMap(({ name, value, isSensitive }) =>
        isSensitive === 1 ? [{ name, value }] : [],
      ),
      bornOn: birthDates.get(id) ?? null,
    }))
    .filter(student => student.attributes.length > 0 || student.bornOn !== null)
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
      storage.rotations.forgetStudent(studentId, classId)
    }
    return {
      result: {},
      entry: { name: 'removeStudent', label: `remove ${fullName} from ${className}`, classId, planId: null },
    }
  })
}
