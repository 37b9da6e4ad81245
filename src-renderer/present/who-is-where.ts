import type { StudentId } from '../../src-main/contract/ids.ts'
import type { DayBoard, ProjectedBlock } from '../../src-main/contract/rotation.ts'
import { fitOf, plainText } from '../commands/rank.ts'
import { blockTitle } from './block-words.ts'

type Student = DayBoard['ungrouped'][number]
type ProjectedGroup = ProjectedBlock['withoutStation'][number]

/** What stands on the board for who has no station in a block. */
export const WITHOUT_A_STATION = 'See the teacher'

/** Everybody who is on the day's board, each once, by name. */
export function everybodyOn({ blocks, ungrouped }: DayBoard): Student[] {
  const all = new Map([...blocks.flatMap(studentsOf), ...ungrouped].map(one => [one.studentId, one]))
  return [...all.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** Who can be asked in a block: everybody who is on the board in it, or, in one of the whole class, at any time that day. */
export function thereIn(board: DayBoard, block: ProjectedBlock | null): Student[] {
  return block?.kind === 'rotation' ? [...studentsOf(block), ...board.ungrouped] : everybodyOn(board)
}

/** Where somebody is in a block, in words; null = not in the room, as far as the board knows. */
export function placeIn(board: DayBoard, block: ProjectedBlock, studentId: StudentId): string | null {
  if (block.kind !== 'rotation') return blockTitle(block)
  const isThere = ({ students }: ProjectedGroup) => students.some(one => one.studentId === studentId)
  const station = block.stations.find(({ groups }) => groups.some(isThere))
  if (station) return station.name
  const isFree =
    block.withoutStation.some(isThere) || board.ungrouped.some(one => one.studentId === studentId)
  return isFree ? WITHOUT_A_STATION : null
}

/** Whose name has something that begins so, the best first. */
export function found(board: DayBoard, query: string): Student[] {
  const plain = plainText(query)
  if (plain === '') return []
  return everybodyOn(board)
    .flatMap(student => {
      const fit = fitOf(plain, plainText(student.name))
      return fit === null || fit > 3 ? [] : [{ student, fit }]
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ student }) => student)
}

function studentsOf({ stations, withoutStation }: ProjectedBlock): Student[] {
  return [...stations.flatMap(({ groups }) => groups), ...withoutStation].flatMap(({ students }) => students)
}
