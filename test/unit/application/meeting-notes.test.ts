import { expect, it } from 'vitest'
import { ask, open, temporaryFolder } from './open.ts'

it('a note of a meeting stays with those who were there, whatever group they are in later', async () => {
  using folder = temporaryFolder()
  let now = new Date(2026, 10, 9, 8)
  const app = open(folder.path, { now: () => now })
  const { planId } = await ask(app, 'createSampleClass', {})
  const membersOf = async (letter: string) =>
    (await ask(app, 'readPlan', { planId })).groups
      .find(group => group.letter === letter)
      ?.members.map(({ studentId }) => studentId)
      .toSorted()
  const noteOf = async (text: string) =>
    (await ask(app, 'readMeetingNotes', { planId })).find(note => note.text === text)
  const before = await membersOf('F')

  await ask(app, 'noteMeeting', { planId, day: '2026-11-10', position: 5, start: 545, text: 'before' })
  now = new Date(2026, 10, 15, 19)
  const { request } = await ask(app, 'readPlan', { planId })
  await ask(app, 'updateRequest', {
    planId,
    request: { ...request, groupCount: 4, sizeMin: 5, sizeMax: 9 },
  })
  await ask(app, 'proposeGroups', { planId })
  await ask(app, 'noteMeeting', { planId, day: '2026-11-16', position: 0, start: 545, text: 'after' })

  expect(await membersOf('F')).toBeUndefined()
  const [old, fresh] = [await noteOf('before'), await noteOf('after')]
  expect(old).toMatchObject({ letter: 'F', position: 5 })
  expect(old?.studentIds.toSorted()).toEqual(before)
  expect(fresh?.studentIds.toSorted()).toEqual(await membersOf('A'))
  await app.close()
})
