import type { StudentId } from '../../src-main/contract/ids.ts'
import type { DayBoard, ProjectedBlock } from '../../src-main/contract/rotation.ts'
import { fitOf, plainText } from '../commands/rank.ts'
import { blockTitle } from './block-words.ts'

type Student = DayBoard['students'][number]
type ProjectedGroup = ProjectedBlock['withoutStation'][number]

/** What stands on the board for who has no station in a block. */
export const WITHOUT_A_STATION = 'See the teacher'

/** Who can be asked in a block: everybody who is in the room; between blocks, at any time that day. */
export function thereIn({ students }: DayBoard, block: ProjectedBlock | null): readonly Student[] {
  return block ? students.filter(({ studentId }) => !block.notThere.includes(studentId)) : students
}

/** Where somebody of the day's board is in a block, in words; null = not in the room, as far as the board knows. */
export function placeIn(block: ProjectedBlock, studentId: StudentId): string | null {
  if (block.notThere.includes(studentId)) return null
  if (block.kind !== 'rotation') return blockTitle(block)
  const isHere = ({ students }: ProjectedGroup) => students.some(one => one.studentId === studentId)
  return block.stations.find(({ groups }) => groups.some(isHere))?.name ?? WITHOUT_A_STATION
}

/** Whose name has something that begins so, the best first. */
export function found(students: readonly Student[], query: string): Student[] {
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
