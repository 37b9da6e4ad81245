import type { Application } from '../../../src-main/application/application.ts'
import type { CellKey, RotationBoard } from '../../../src-main/contract/rotation.ts'
import { ask, open } from './open.ts'

/** Tuesday of a week in which the sample's class works as every week. */
export const TUESDAY = '2026-11-24'
export const NOW = new Date(`${TUESDAY}T08:00:00`)

export function found<T>(what: T | null | undefined): T {
  if (what === undefined || what === null) throw new Error('The sample class has changed.')
  return what
}

export async function withSample(folder: string) {
  const app = open(folder, { now: () => NOW })
  const { classId, planId } = await ask(app, 'createSampleClass', {})
  const read = async () => found(await ask(app, 'readRotation', { planId }))
  return { app, classId, planId, read, book: await ask(app, 'readClass', { classId }) }
}

export const weekOf = (board: RotationBoard) => found(board.weeks[0])
export const stationOf = (board: RotationBoard, name: string) =>
  found(board.stations.find(one => one.name === name))
export const blockAt = (board: RotationBoard, weekday: number, start: number) =>
  found(board.blocks.find(one => one.weekday === weekday && one.start === start))
export const cellAt = (board: RotationBoard, weekday: number, start: number, position: number): CellKey => ({
  week: 'a',
  blockId: blockAt(board, weekday, start).id,
  position,
})
export const stationIn = (board: RotationBoard, cell: CellKey) =>
  weekOf(board).cells.find(one => one.blockId === cell.blockId && one.position === cell.position)?.stationId

export async function refusal(app: Application, ...[operation, input]: Parameters<Application['call']>) {
  const answer = await app.call(operation, input)
  if (answer.ok) throw new Error('It was not refused.')
  return answer.problem.message
}
