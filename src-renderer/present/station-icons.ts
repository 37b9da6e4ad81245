import {
  BookOpen,
  CaseSensitive,
  Headphones,
  Laptop,
  Lectern,
  Library,
  MessageCircle,
  Pencil,
  Puzzle,
  Star,
  UserRound,
  UsersRound,
} from '@lucide/svelte'
import type { ProjectedStation } from '../../src-main/contract/rotation.ts'

/** A sign for each kind of station, beside its name. */
export const stationIcons: Readonly<Record<ProjectedStation['icon'], typeof BookOpen>> = {
  table: Lectern,
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
