import { expect, it } from 'vitest'
import { dayAfter } from '../../../src-main/contract/clock-words.ts'
import { plantSecrets, SECRETS } from '../../fixtures/planted-secrets.ts'
import { ask, dump, open, temporaryFolder } from './open.ts'

const MONDAY = '2026-11-23'

it('no day for the wall holds a score, level, detail, need, aim, rule or note of anybody', async () => {
  using folder = temporaryFolder()
  const before = open(folder.path)
  const { classId, planId } = await ask(before, 'createSampleClass', {})
  await before.close()
  plantSecrets(folder.path)
  // What is looked for is there to be found.
  const planted = dump(folder.path)
  const values = [
    '7391.25',
    '8123.5',
    '1931-03-07',
    'level',
    'open detail',
    'sensitive detail',
    'aim',
    'reason',
  ]
  expect(values.filter(value => !planted.includes(value))).toEqual([])

  const app = open(folder.path)
  const { students } = await ask(app, 'readClass', { classId })
  const days = Array.from({ length: 7 }, (_, at) => dayAfter(MONDAY, at))
  for (const day of days) {
    const [one] = students
    if (one) await ask(app, 'setAbsent', { planId, studentId: one.id, day, absent: true })
    const text = JSON.stringify(await ask(app, 'readDay', { planId, day }))
    expect(SECRETS.exec(text)?.[0], day).toBeUndefined()
  }
  expect(JSON.stringify(await ask(app, 'readDay', { planId, day: MONDAY }))).toContain('Hana')
  await app.close()
})
