import type { Component } from 'svelte'
import {
  BookOpen,
  CaseSensitive,
  Headphones,
  Laptop,
  Library,
  MessageCircle,
  Pencil,
  Puzzle,
  Star,
  UserRound,
  UsersRound,
} from '@lucide/svelte'
import type { Station } from '../../src-main/contract/rotation.ts'
import TableIcon from './TableIcon.svelte'

interface IconProps extends Record<string, unknown> {
  /** Its side: pixels, or a length. */
  size?: number | string
  'aria-hidden'?: 'true'
}

/** A sign for each kind of station, beside its name: the same on the screen, on the projector and on paper. */
export const stationIcons: Readonly<Record<Station['icon'], Component<IconProps>>> = {
  table: TableIcon,
  book: BookOpen,
  pencil: Pencil,
  partners: UsersRound,
  screen: Laptop,
  shelf: Library,
  adult: UserRound,
  ears: Headphones,
  letters: CaseSensitive,
  puzzle: Puzzle,
  speech: MessageCircle,
  star: Star,
}
