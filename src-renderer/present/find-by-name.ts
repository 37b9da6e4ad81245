import type { DayBoard } from '../../src-main/contract/rotation.ts'
import { fitOf, plainText } from '../commands/rank.ts'

type Student = DayBoard['students'][number]

/** Whose name has something that begins so, the best first. */
export function findByName(students: readonly Student[], query: string): Student[] {
  const plain = plainText(query)
  if (plain === '') return []
  return students
    .flatMap(student => {
      const fit = fitOf(plain, plainText(student.name))
      return fit === null || fit > 3 ? [] : [{ student, fit }]
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ student }) => student)
}
