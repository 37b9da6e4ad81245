import type { RotationBoard, Station } from '../../src-main/contract/rotation.ts'

/** Whether a station never is too small, so that its number says nothing. */
export const hasRoomForAll = ({ groups }: Pick<RotationBoard, 'groups'>, { capacity }: Station): boolean =>
  capacity > groups.length && groups.length > 0
