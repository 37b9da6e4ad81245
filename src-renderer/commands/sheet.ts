import { SECTIONS, type Command, type Section } from './command.ts'
import { OTHER_WAYS } from './other-ways.ts'
import { fitOf, plainText } from './rank.ts'
import { shortcutInWords, type Shortcut } from './shortcut.ts'

/** One line of the shortcuts sheet. */
export interface SheetRow {
  readonly what: string
  /** Keys that do the same. */
  readonly shortcuts: readonly Shortcut[]
  /** In words, for what is no shortcut. */
  readonly how: string
}

/**
 * Every shortcut and every other way, by section.
 *
 * @param query leaves only the lines in which it stands; '' = all
 */
export function shortcutSheet(
  commands: readonly Command[],
  query: string,
  isMac: boolean,
): { section: Section; rows: SheetRow[] }[] {
  const plain = plainText(query)
  const isFound = ({ what, shortcuts, how }: SheetRow) => {
    const texts = [what, how, ...shortcuts.map(shortcut => shortcutInWords(shortcut, isMac))]
    return plain === '' || texts.some(text => (fitOf(plain, plainText(text)) ?? 5) < 5)
  }
  return SECTIONS.map(section => ({
    section,
    rows: [
      ...commands
        .filter(command => command.section === section && command.shortcuts)
        .map(({ general, name, shortcuts }) => ({
          what: general ?? name,
          shortcuts: shortcuts ?? [],
          how: '',
        })),
      ...OTHER_WAYS.filter(way => way.section === section).map(({ what, how }) => ({
        what,
        shortcuts: [],
        how,
      })),
    ].filter(isFound),
  })).filter(({ rows }) => rows.length > 0)
}
