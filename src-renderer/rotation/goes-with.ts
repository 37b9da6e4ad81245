import type { Cell, RotationBoard } from '../../src-main/contract/rotation.ts'
import { count, listed } from '../design/words.ts'

/** "12 visits and 2 meetings with texts": what goes with a block or a station; empty where nothing does. */
export function goesWith(
  { weeks }: Pick<RotationBoard, 'weeks'>,
  isOf: (visit: Pick<Cell, 'blockId' | 'stationId'>) => boolean,
): string {
  const visits = weeks.flatMap(({ cells }) => cells.filter(cell => cell.stationId !== null && isOf(cell)))
  const written = weeks.flatMap(({ meetings }) =>
    meetings.filter(one => isOf(one) && Object.values(one.own).some(Boolean)),
  )
  return listed([
    ...(visits.length > 0 ? [count(visits.length, 'visit')] : []),
    ...(written.length > 0 ? [count(written.length, 'meeting with texts', 'meetings with texts')] : []),
  ])
}
