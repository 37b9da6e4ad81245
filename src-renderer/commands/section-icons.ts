import {
  ArrowRight,
  ArrowRightLeft,
  CalendarDays,
  Contrast,
  Keyboard,
  LayoutGrid,
  Undo2,
  UsersRound,
} from '@lucide/svelte'
import type { Section } from './command.ts'

/** A sign for each kind of command, beside its words in the palette. */
export const sectionIcons: Readonly<Record<Section, typeof ArrowRight>> = {
  'Go to': ArrowRight,
  'Choose students': UsersRound,
  'Move students': ArrowRightLeft,
  'Groups and plans': LayoutGrid,
  Rotation: CalendarDays,
  Undo: Undo2,
  Appearance: Contrast,
  Help: Keyboard,
}
