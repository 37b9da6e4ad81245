import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DATABASE_NAME } from '../../../src-main/application/application.ts'
import { openStorage } from '../../../src-main/storage/storage.ts'
import { ask, open, temporaryFolder } from '../application/open.ts'

it('deleting a student for good takes absences, pull-outs and demands along, and says where the name stands', async () => {
  using folder = temporaryFolder()
  const app = open(folder.path)
  const { classId, planId } = await ask(app, 'createSampleClass', {})
  const { students } = await ask(app, 'readClass', { classId })
  const sami = students.find(({ callName }) => callName === 'Sami')
  if (!sami) throw new Error('The sample class has changed.')
  const day = '2026-11-24'
  await ask(app, 'setAbsent', { planId, studentId: sami.id, day, absent: true })
  await ask(app, 'noteMeeting', { planId, day, position: 2, start: 545, text: 'Sami read alone.' })
  const [week] = (await ask(app, 'readRotation', { planId }))?.weeks ?? []
  const meeting = week?.meetings.find(({ position }) => position === 2)
  if (!meeting) throw new Error('The sample class has changed.')
  const { blockId, position } = meeting
  await ask(app, 'updateMeeting', { planId, week: 'a', blockId, position, check: 'Sami explains it.' })
  const { mentions } = await ask(app, 'previewDeletion', {
    deletion: { kind: 'student', studentId: sami.id },
  })
  expect(mentions).toEqual([
    { place: 'Check of a meeting', text: 'Sami explains it.' },
    { place: 'Note of a meeting', text: 'Sami read alone.' },
  ])
  await app.close()
  const storage = openStorage(join(folder.path, DATABASE_NAME), () => new Date(0))
  const removed = storage.purge({ kind: 'student', studentId: sami.id })
  expect(Object.fromEntries(removed.map(({ table, rows }) => [table, rows]))).toMatchObject({
    absence: 1,
    pull_out: 2,
    rotation_demand: 1,
  })
  storage.close()
})

it('a plan without a week has no rows of one, and taking it away leaves only the notes', async () => {
  using folder = temporaryFolder()
  const app = open(folder.path)
  const { planId } = await ask(app, 'createSampleClass', {})
  await ask(app, 'removeRotation', { planId })
  await app.close()
  const storage = openStorage(join(folder.path, DATABASE_NAME), () => new Date(0))
  const counts = storage.rowCounts()
  const tables = ['rotation', 'station', 'block', 'rotation_slot', 'adult', 'adult_hours']
  const others = ['pull_out', 'rotation_demand', 'meeting']
  expect([...tables, ...others].filter(table => counts.get(table) !== 0)).toEqual([])
  expect(counts.get('meeting_note')).toBe(2)
  storage.close()
})
