import type { PlanBoard } from '../../../src-main/contract/plans.ts'
import { LABEL_PIXELS, textWidth } from '../text-width.ts'
import { MANY_GROUPS } from './outlines.ts'

/** How much wider a text is in bold. */
export const BOLD = 1.12

/** Width that each group's name takes on the map, in pixels: in a crowd only its letter. */
export function nameWidths({ groups }: PlanBoard): number[] {
  const isCrowded = groups.length > MANY_GROUPS
  return groups.map(
    ({ letter, name }) => textWidth(isCrowded ? letter : `${letter} · ${name}`, LABEL_PIXELS) * BOLD,
  )
}
