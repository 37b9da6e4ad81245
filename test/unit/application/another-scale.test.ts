import { describe, expect, it } from 'vitest'
import type { Application } from '../../../src-main/application/application.ts'
import type { Input, Output } from '../../../src-main/contract/contract.ts'
import type { ClassId } from '../../../src-main/contract/ids.ts'
import { ask, open, temporaryFolder } from './open.ts'

type Choices = Input<'previewImport'>['choices']

const file = (
  text: string,
  classId: ClassId | null,
  choices: Choices = {},
  fileName = 'next 2026-11-19.csv',
) => ({
  fileName,
  content: Buffer.from(text).toString('base64'),
  classId,
  choices,
})

async function withClass(text: string, use: (app: Application, classId: ClassId) => Promise<void>) {
  using folder = temporaryFolder()
  const app = open(folder.path)
  const { classId } = await ask(app, 'importScores', file(text, null, {}, 'first 2026-11-12.csv'))
  await use(app, classId)
  await app.close()
}

const stops = ({ remarks }: Output<'previewImport'>) =>
  remarks.filter(({ severity }) => severity === 'stop').map(({ message }) => message)
const POINTS = { kind: 'points' as const, minimum: 0, maximum: 10 }

describe('scores of a skill that the class has on another scale', () => {
  it.each([
    [
      'points that the teacher set',
      'Ana,8\nBen,6',
      { columns: [{ index: 1, scale: POINTS }] },
      'points from 0 to 10',
    ],
    ['levels in words', 'Ana,Secure\nBen,Emerging', {}, 'levels from 1 to 3'],
  ])('stand in the way: %s', (_, rows, choices, words) =>
    withClass('Name,F\nAna,80\nBen,60', async (app, classId) => {
      const input = file(`Name,F\n${rows}`, classId, choices)
      const preview = await ask(app, 'previewImport', input)
      expect(stops(preview)).toEqual([
        `F: the file is read as ${words}, but in this class the skill F has percent from 0 to 100. A number would mean something else.`,
      ])
      expect(await app.call('importScores', input)).toMatchObject({
        ok: false,
        problem: { code: 'importNotReady' },
      })
      expect((await ask(app, 'readClass', { classId })).students.map(({ scores }) => scores)).toEqual([
        [80],
        [60],
      ])
    }),
  )

  it('are no scale scores because they are numbers', () =>
    withClass('Name,F\nAna,450\nBen,520', async (app, classId) => {
      const levels = await ask(app, 'previewImport', file('Name,F\nAna,Secure\nBen,Emerging', classId))
      expect(stops(levels)).toHaveLength(1)
      const percent = await ask(app, 'previewImport', file('Name,F\nAna,85%\nBen,90%', classId))
      expect(percent.ready).toBe(false)
      expect(percent.rows.map(({ cells }) => cells[1]?.value)).toEqual([null, null])
    }))

  it('are not read as a file of another class was set to be', () =>
    withClass('Name,F\nAna,80\nBen,60', async (app, classId) => {
      const choices = { columns: [{ index: 1, scale: POINTS }] }
      await ask(app, 'importScores', file('Name,F\nCy,8/10\nDi,6/10', null, choices))
      const here = await ask(app, 'previewImport', file('Name,F\nAna,9/10\nBen,7/10', classId))
      expect(here.rows.map(({ cells }) => cells[1]?.value)).toEqual([90, 70])
      expect(here.remembered).toBeNull()
      // What was set is kept for files of a class that does not know the skill.
      await ask(app, 'importScores', file('Name,F\nAna,9/10\nBen,7/10', classId))
      const third = await ask(app, 'previewImport', file('Name,F\nEve,9\nFay,7', null))
      expect(third.columns[1]?.scale).toEqual(POINTS)
      expect(third.remembered?.columns).toEqual([
        { index: 1, role: false, skillName: false, scale: true, masteryThreshold: false },
      ])
    }))

  it('are of the skill that has the name now, not of one that had it', () =>
    withClass('Name,B,Fractions\nAna,80%,8/10\nBen,60%,5/10', async (app, classId) => {
      const [b, fractions] = (await ask(app, 'readClass', { classId })).skills
      await ask(app, 'updateSkill', { skillId: fractions.id, name: 'Old' })
      await ask(app, 'updateSkill', { skillId: b.id, name: 'Fractions' })
      const input = file('Name,Fractions\nAna,9/10\nBen,7/10', classId)
      expect((await ask(app, 'previewImport', input)).rows.map(({ cells }) => cells[1]?.value)).toEqual([
        90, 70,
      ])
      await ask(app, 'importScores', input)
      expect((await ask(app, 'readClass', { classId })).students.map(({ scores }) => scores)).toEqual([
        [90, 8],
        [70, 5],
      ])
    }))
})
