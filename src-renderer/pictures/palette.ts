import { groupMark } from '../design/group-mark.ts'

/** The tokens of design/tokens.css that pictures use. */
export const PICTURE_TOKENS = [
  'paper',
  'panel',
  'ink',
  'ink-soft',
  'line',
  'line-strong',
  'accent',
  'warn',
  'warn-soft',
  'group-1',
  'group-2',
  'group-3',
  'group-4',
  'group-5',
  'group-6',
  'group-7',
  'group-8',
  'group-ink',
] as const
export type PictureToken = (typeof PICTURE_TOKENS)[number]

/** Concrete colours, for a file that has no style sheet. */
export type Palette = Readonly<Record<PictureToken, string>>

/** The colour of the group at a place on the board (0 = A); of those in no group at -1. */
export function groupColour(palette: Palette, position: number): string {
  if (position < 0) return palette['ink-soft']
  const { colour } = groupMark(position)
  const token = PICTURE_TOKENS.find(name => colour === `var(--${name})`)
  return token ? palette[token] : palette['ink-soft']
}
