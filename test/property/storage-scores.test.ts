import fc from 'fast-check'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { uniqueLabels } from '../../src-main/application/labels.ts'
import { openStorage } from '../../src-main/storage/storage.ts'
import { temporaryFolder } from '../unit/application/open.ts'

const STUDENTS = 4
const SKILLS = 3

const sheet = fc.record({
  day: fc.integer({ min: 1, max: 4 }),
  scores: fc.array(
    fc.record({
      student: fc.nat(STUDENTS - 1),
      skill: fc.nat(SKILLS - 1),
      value: fc.double({ min: 0, max: 100, noNaN: true }),
    }),
    { maxLength: 12 },
  ),
})

it('the newest score is that of the latest day, and on one day that of the latest import', () => {
  fc.assert(
    fc.property(fc.array(sheet, { maxLength: 6 }), sheets => {
      using folder = temporaryFolder()
      const storage = openStorage(join(folder.path, 'horseshoe.db'), () => new Date(0))
      const expected = new Map<string, { day: number; value: number }>()
      storage.ledger.change(() => {
        const [classId, otherClass] = [storage.classes.insert('Room 12'), storage.classes.insert('Room 13')]
        const students = Array.from({ length: STUDENTS }, (_, at) =>
          storage.students.insert(`S ${at}`, 'S', null),
        )
        const skill = (owner: number) =>
          storage.skills.insert(owner, {
            name: 'Skill',
            scaleKind: 'percent',
            scaleMinimum: 0,
            scaleMaximum: 100,
            masteryThreshold: 70,
          })
        const skills = Array.from({ length: SKILLS }, () => skill(classId))
        const assess = (owner: number, day: number) =>
          storage.assessments.insert(owner, {
            name: 'Quiz',
            heldOn: `2026-11-0${day}`,
            sourceFile: null,
            importedAt: '',
          })
        // Another class's scores of the same student must not show through.
        storage.assessments.putScore(assess(otherClass, 9), {
          studentId: students[0],
          skillId: skill(otherClass),
          value: 1,
        })
        for (const { day, scores } of sheets) {
          const assessment = assess(classId, day)
          for (const score of scores) {
            const place = { studentId: students[score.student], skillId: skills[score.skill] }
            storage.assessments.putScore(assessment, { ...place, value: score.value })
            const key = `${place.studentId} ${place.skillId}`
            if (day >= (expected.get(key)?.day ?? 0)) expected.set(key, { day, value: score.value })
          }
        }
        return { result: null, entry: { name: 'importScores', label: '', classId, planId: null } }
      })
      const newest = [...storage.assessments.newestScores(1)].flatMap(([studentId, own]) =>
        [...own].map(([skillId, value]) => [`${studentId} ${skillId}`, value] as const),
      )
      storage.close()
      expect(new Map(newest)).toEqual(new Map([...expected].map(([key, { value }]) => [key, value])))
      expect(newest).toHaveLength(expected.size)
    }),
    { numRuns: 60 },
  )
})

it('no two students of a class share a label, however names repeat', () => {
  const name = fc.constantFrom('Ana', 'Ana L.', 'Ana L. 2', 'Maria', 'Maria S.', 'Li')
  const last = fc.constantFrom('', ' Li', ' Santos', ' 2', ' Ana')
  const student = fc.tuple(name, last).map(([callName, rest]) => ({ callName, fullName: callName + rest }))
  fc.assert(
    fc.property(fc.array(student, { maxLength: 12 }), students => {
      const labels = uniqueLabels(students)
      expect(labels).toHaveLength(students.length)
      expect(new Set(labels).size).toBe(labels.length)
    }),
    { numRuns: 3000 },
  )
})
