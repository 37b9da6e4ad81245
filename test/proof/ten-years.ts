import { insertPlan } from '../../src-main/application/new-plan.ts'
import type { ClassId } from '../../src-main/contract/ids.ts'
import { seededRandom } from '../../src-main/grouping/random.ts'
import { openStorage } from '../../src-main/storage/storage.ts'

/** Thirty classes a year for ten years: a school. */
export const TEN_YEARS = { classes: 300, students: 30, skills: 40, assessments: 6 } as const

export interface Years {
  readonly classes: number
  readonly students: number
  readonly skills: number
  readonly assessments: number
}

/**
 * Makes a database as years of work leave it, with its operation log: every class made, every assessment imported as
 * one change each.
 *
 * @returns how many scores there are
 */
export function makeYears(file: string, { classes, students, skills, assessments }: Years): number {
  const random = seededRandom(2026)
  let at = Date.UTC(2016, 7, 22, 8)
  const storage = openStorage(file, () => new Date((at += 3_600_000)))
  let scores = 0
  for (let number = 0; number < classes; number++) {
    const entry = (name: string, label: string) => ({ name, label, classId: null, planId: null })
    const { classId, studentIds, skillIds } = storage.ledger.change(() => {
      const id = storage.classes.insert(`Grade ${1 + (number % 6)}, room ${number}`) as ClassId
      const people = Array.from({ length: students }, (_, row) => {
        const name = `Given${number} Family${row}`
        const student = storage.students.insert(name, `Given${row}`, null)
        storage.classes.enroll(id, student)
        return student
      })
      const ids = Array.from({ length: skills }, (_, place) =>
        storage.skills.insert(id, {
          name: `Skill ${place + 1}`,
          scaleKind: 'percent',
          scaleMinimum: 0,
          scaleMaximum: 100,
          masteryThreshold: 80,
        }),
      )
      insertPlan(storage, id, 'First plan')
      return {
        result: { classId: id, studentIds: people, skillIds: ids },
        entry: entry('createClass', 'a class'),
      }
    })
    for (let test = 0; test < assessments; test++) {
      storage.ledger.change(() => {
        const assessmentId = storage.assessments.insert(classId, {
          name: `Test ${test + 1}`,
          heldOn: `20${16 + Math.floor(number / 30)}-${10 + (test % 3)}-${10 + test}`,
          sourceFile: 'scores.csv',
          importedAt: new Date(at).toISOString(),
        })
        for (const studentId of studentIds) {
          for (const skillId of skillIds) {
            const value = Math.round(100 * random.next())
            storage.assessments.putScore(assessmentId, { studentId, skillId, value })
            scores++
          }
        }
        return { result: null, entry: entry('importScores', 'import scores') }
      })
    }
  }
  storage.close()
  return scores
}
