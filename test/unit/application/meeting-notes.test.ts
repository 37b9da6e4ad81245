import { describe, expect, it } from 'vitest'
import type { StudentId } from '../../../src-main/contract/ids.ts'
import { ask, open, temporaryFolder } from './open.ts'
import { found, refusal } from './rotation-of-sample.ts'

const MONDAY = '2026-11-16'

/** The sample class at a time that can be moved, and who is in its groups and notes now. */
async function withNotes(folder: string) {
  const clock = { now: new Date(2026, 10, 9, 8) }
  const app = open(folder, { now: () => clock.now })
  const { classId, planId } = await ask(app, 'createSampleClass', {})
  const board = () => ask(app, 'readPlan', { planId })
  const groupOf = async (letter: string) => (await board()).groups.find(one => one.letter === letter)
  const membersOf = async (letter: string) =>
    sorted((await groupOf(letter))?.members.map(one => one.studentId))
  const noteOf = async (text: string, of = planId) =>
    (await ask(app, 'readMeetingNotes', { planId: of })).find(note => note.text === text)
  const studentsOf = async (text: string) => sorted((await noteOf(text))?.studentIds)
  const write = (text: string, day = MONDAY, position = 0) =>
    ask(app, 'noteMeeting', { planId, day, position, start: 545, text })
  const drag = async (studentId: StudentId, letter: string) =>
    ask(app, 'moveStudents', { planId, studentIds: [studentId], groupId: found(await groupOf(letter)).id })
  const regroup = async (groupCount: number) => {
    const { request } = await board()
    await ask(app, 'updateRequest', { planId, request: { ...request, groupCount, sizeMin: 1, sizeMax: 15 } })
    const { students } = await ask(app, 'readClass', { classId })
    const seats = students.map(({ id }, at) => ({ studentId: id, position: at % groupCount }))
    await ask(app, 'adoptGroups', { planId, seats })
  }
  return { app, clock, classId, planId, membersOf, noteOf, studentsOf, write, drag, regroup }
}

const sorted = (ids: readonly StudentId[] | undefined) => ids?.toSorted((a, b) => a - b)

describe('a note of a meeting', () => {
  it('stays with those who were there, whatever group they are in later', async () => {
    using folder = temporaryFolder()
    const { app, clock, membersOf, noteOf, studentsOf, write, regroup } = await withNotes(folder.path)
    const before = await membersOf('F')
    await write('before', '2026-11-10', 5)
    clock.now = new Date(2026, 10, 15, 19)
    await regroup(4)
    await write('after')

    expect(await membersOf('F')).toBeUndefined()
    expect(await noteOf('before')).toMatchObject({ letter: 'F', position: 5 })
    expect(await studentsOf('before')).toEqual(before)
    expect(await studentsOf('after')).toEqual(await membersOf('A'))
    // Of a day before there was a new grouping it is about those who were in the group then.
    await write('late', '2026-11-11', 5)
    expect(await studentsOf('late')).toEqual(before)
    await app.close()
  })

  it('does not go to who is moved into the group afterwards, also when it is written on', async () => {
    using folder = temporaryFolder()
    const { app, membersOf, studentsOf, write, drag } = await withNotes(folder.path)
    const [there, others] = [found(await membersOf('A')), found(await membersOf('B'))]
    await write('Two of four found the main idea.')
    await drag(found(there[0]), 'B')
    await drag(found(others[0]), 'A')
    expect(await membersOf('A')).not.toEqual(there)
    expect(await studentsOf('Two of four found the main idea.')).toEqual(there)
    await write('All found it.')
    expect(await studentsOf('All found it.')).toEqual(there)
    await ask(app, 'undo', {})
    expect(await studentsOf('Two of four found the main idea.')).toEqual(there)
    // A note that was taken away and is written anew is about those who are there now.
    await write('')
    await write('Anew.')
    expect(await studentsOf('Anew.')).toEqual(await membersOf('A'))
    await ask(app, 'undo', {})
    await ask(app, 'undo', {})
    expect(await studentsOf('Two of four found the main idea.')).toEqual(there)
    await app.close()
  })

  it('leaves out who was absent that day', async () => {
    using folder = temporaryFolder()
    const { app, planId, membersOf, studentsOf, write } = await withNotes(folder.path)
    const [absent, ...there] = found(await membersOf('A'))
    await ask(app, 'setAbsent', { planId, studentId: found(absent), day: MONDAY, absent: true })
    await write('Read on.')
    expect(await studentsOf('Read on.')).toEqual(there)
    await app.close()
  })

  it('is refused of a group that the plan has not, and can be changed when its group has gone', async () => {
    using folder = temporaryFolder()
    const { app, clock, planId, noteOf, write, regroup } = await withNotes(folder.path)
    const note = { planId, day: MONDAY, position: 24, start: 545, text: 'Whose?' }
    expect(await refusal(app, 'noteMeeting', note)).toBe('This group is not there any more.')
    expect(await noteOf('Whose?')).toBeUndefined()
    await write('F read.', '2026-11-10', 5)
    clock.now = new Date(2026, 10, 15, 19)
    await regroup(4)
    await write('F read on.', '2026-11-10', 5)
    expect(await noteOf('F read on.')).toBeDefined()
    expect(await refusal(app, 'noteMeeting', { ...note, position: 5 })).toBe(
      'This group is not there any more.',
    )
    await app.close()
  })

  it('goes with its class into a file, and loses who is removed, until that is undone, or deleted for good', async () => {
    using folder = temporaryFolder()
    const { app, classId, membersOf, studentsOf, write } = await withNotes(folder.path)
    const there = found(await membersOf('A'))
    const { students } = await ask(app, 'readClass', { classId })
    const namesOf = (ids: readonly StudentId[] | undefined, from = students) =>
      ids?.map(id => from.find(one => one.id === id)?.fullName).toSorted()
    await write('To be sent.')
    await ask(app, 'removeStudent', { classId, studentId: found(there[0]) })
    expect(await studentsOf('To be sent.')).toEqual(there.slice(1))
    await ask(app, 'undo', {})
    expect(await studentsOf('To be sent.')).toEqual(there)

    const passphrase = 'four words of no sense'
    const { content } = await ask(app, 'sealClass', { classId, passphrase })
    const opened = await ask(app, 'openClassFile', { fileName: 'Room.horseshoe', content, passphrase })
    const [plan] = found((await ask(app, 'listClasses', {})).find(({ id }) => id === opened.classId)).plans
    const sent = (await ask(app, 'readMeetingNotes', { planId: found(plan).id })).find(
      ({ text }) => text === 'To be sent.',
    )
    const copy = await ask(app, 'readClass', { classId: opened.classId })
    expect(namesOf(sent?.studentIds, copy.students)).toEqual(namesOf(there))

    const gone = found(students.find(({ id }) => id === there[1]))
    const deletion = { kind: 'student' as const, studentId: gone.id }
    expect((await ask(app, 'previewDeletion', { deletion })).rows).toContainEqual(
      expect.objectContaining({ table: 'meeting_note_student' }),
    )
    await ask(app, 'deleteForGood', { deletion, typed: gone.fullName, alsoBackups: false })
    expect(await studentsOf('To be sent.')).toEqual(there.filter(id => id !== gone.id))
    await app.close()
  })
})
