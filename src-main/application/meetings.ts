import { clockTime } from '../contract/clock-words.ts'
import type { ValidInput } from '../contract/contract.ts'
import type { PlanId, StudentId } from '../contract/ids.ts'
import { OperationError } from '../contract/problem.ts'
import { groupLetter } from '../grouping/letters.ts'
import { NotFound } from '../storage/errors.ts'
import type { MeetingNoteRow } from '../storage/rotations.ts'
import type { Storage } from '../storage/storage.ts'
import { meetingsOf } from './carry-meetings.ts'
import type { Context } from './context.ts'
import { changeRotation } from './rotation-change.ts'
import { classOfPlan } from './rotation-state.ts'

/** Writes what the meeting of a group in a block is about; null follows the group again. */
export function updateMeeting(context: Context, input: ValidInput<'updateMeeting'>) {
  const { planId, week, blockId, position, ...part } = input
  return changeRotation(context, 'updateMeeting', planId, state => {
    const ordinal = state.weeks.includes(week) ? meetingsOf(state, week, position).indexOf(blockId) : -1
    if (ordinal < 0 || position >= state.plan.groups.length) throw isGone()
    const before = state.meetings.find(
      one => one.week === week && one.position === position && one.ordinal === ordinal,
    ) ?? { aim: null, moves: null, materials: null, check: null }
    const after = {
      aim: part.aim === undefined ? before.aim : part.aim,
      moves: part.moves === undefined ? before.moves : part.moves,
      materials: part.materials === undefined ? before.materials : part.materials,
      check: part.check === undefined ? before.check : part.check,
    }
    const { rotations } = context.storage
    const key = { week, position, ordinal }
    const changed = TEXTS.filter(([text]) => before[text] !== after[text])
    if (changed.length === 0) return { result: {}, label: '' }
    if (TEXTS.some(([text]) => after[text] !== null)) rotations.putMeeting(planId, { ...key, ...after })
    else rotations.removeMeeting(planId, key)
    const meeting = `${groupLetter(position)}’s meeting ${ordinal + 1}`
    const changes = changed.map(([key, what]) =>
      after[key] === null ? `let ${what} of ${meeting} follow the group` : `write ${what} of ${meeting}`,
    )
    return { result: {}, label: changes.length === 1 ? changes[0] : `change ${meeting}` }
  })
}

const isGone = () =>
  new OperationError({
    code: 'notFound',
    message: 'That meeting is not there any more.',
    remedy: 'It was moved or removed, perhaps in another window. Undo brings it back.',
  })

const TEXTS = [
  ['aim', 'the aim'],
  ['moves', 'the moves'],
  ['materials', 'the materials'],
  ['check', 'the check'],
] as const

/** Newest day first, with who was there: letters go on to others at a regroup, notes do not. */
export function readMeetingNotes({ storage }: Context, { planId }: ValidInput<'readMeetingNotes'>) {
  storage.plans.read(planId)
  return storage.rotations.notesOf(planId).map(note => ({
    ...note,
    letter: groupLetter(note.position),
    studentIds: note.studentIds as StudentId[],
  }))
}

export function noteMeeting({ storage, change }: Context, input: ValidInput<'noteMeeting'>) {
  const { planId, day, position, start, text } = input
  return change(() => {
    const classId = classOfPlan(storage, planId)
    putNote(storage, planId, { day, position, start, text })
    const label = `${text === '' ? 'remove the note' : 'note what happened'} with ${groupLetter(position)} on ${day} at ${clockTime(start)}`
    return { result: {}, entry: { name: 'noteMeeting', label, classId, planId } }
  })
}

type Note = Omit<MeetingNoteRow, 'studentIds'>

/**
 * Puts a note in place of the one there is of that meeting, with who was there; inside a change.
 *
 * @throws NotFound when it is a first note, of a group that the plan has not and had not then
 */
export function putNote(storage: Storage, planId: PlanId, note: Note): void {
  const isSame = (one: Note) =>
    one.day === note.day && one.position === note.position && one.start === note.start
  const old = storage.rotations.notesOf(planId).find(isSame)
  storage.rotations.putNote(planId, {
    ...note,
    studentIds: old?.studentIds ?? studentsAt(storage, planId, note),
  })
}

/** Who was in a group when a meeting was held, but for those who were absent that day. */
function studentsAt(storage: Storage, planId: PlanId, { day, position, start }: Note): number[] {
  const held = new Date(`${day}T00:00`)
  held.setMinutes(start)
  const groupings = storage.groupings.ofPlan(planId)
  // What is noted for a day before there were groups is about the first; of a group that was not there, about today's.
  const then = groupings.findLast(({ madeAt }) => new Date(madeAt) <= held) ?? groupings[0]
  const group = [then, groupings.at(-1)]
    .flatMap(one => (one ? storage.groupings.groupsOf(one.id) : []))
    .find(one => one.position === position)
  if (!group) throw new NotFound('group')
  const absent = storage.rotations.absentOn(classOfPlan(storage, planId), day)
  return storage.groupings
    .membersOf(group.groupingId)
    .filter(({ groupId, studentId }) => groupId === group.id && !absent.includes(studentId))
    .map(({ studentId }) => studentId)
}

export function readAbsent({ storage }: Context, { planId, day }: ValidInput<'readAbsent'>) {
  const classId = classOfPlan(storage, planId)
  const present = new Set(storage.students.ofClass(classId).map(({ id }) => id))
  return {
    studentIds: storage.rotations.absentOn(classId, day).filter(id => present.has(id)) as StudentId[],
  }
}

export function setAbsent({ storage, change }: Context, input: ValidInput<'setAbsent'>) {
  const { planId, studentId, day, absent } = input
  return change(() => {
    const classId = classOfPlan(storage, planId)
    const student = storage.students.ofClass(classId).find(({ id }) => id === studentId)
    if (!student) throw new NotFound('student')
    storage.rotations.setAbsent(classId, studentId, day, absent)
    const label = `mark ${student.callName} ${absent ? 'absent' : 'there'} on ${day}`
    return { result: {}, entry: { name: 'setAbsent', label, classId, planId } }
  })
}
