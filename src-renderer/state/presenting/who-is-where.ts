import type { StudentId } from '../../../src-main/contract/ids.ts'
import type { DayBoard, ProjectedBlock } from '../../../src-main/contract/rotation.ts'
import { blockTitle, WITHOUT_A_STATION } from '../../design/block-words.ts'

type Student = DayBoard['students'][number]
type ProjectedGroup = ProjectedBlock['withoutStation'][number]

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
