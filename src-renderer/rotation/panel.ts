import type { RotationBoard } from '../../src-main/contract/rotation.ts'

/** What each of the rotation's dialogs is given. */
export interface PanelProps {
  readonly board: RotationBoard
  readonly close: () => void
}
