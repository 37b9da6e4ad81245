import { cellAt, type HeadedTable } from './headed-table.ts'
import type { StudentColumns } from './student-columns.ts'

/** Questions that ask who answers, as teachers put them. */
const asks = (what: string) =>
  new RegExp(
    `^(what is |what's |what’s |enter |type |write )?(your |the )?(students?['’]?s? |pupils?['’]?s? )?(${what})\\s*[:?*.]*$`,
    'i',
  )
const FULL = asks('(full |first (and|&) last )?names?')
const GIVEN = asks('(first|given)[ _]?name')
const FAMILY = asks('(last|family)[ _]?name|surname')

/**
 * Who answered a quiz: an e-mail address if the form took one, and a name, from the form's own column or from a
 * question that asks for it.
 */
export function quizPeople(table: HeadedTable, emails: readonly string[]): StudentColumns {
  const asked = (pattern: RegExp) =>
    table
      .matching(pattern)
      .map(({ at, header }) => ({
        header,
        filled: table.lines.filter(line => cellAt(line, at) !== '').length,
      }))
      .filter(({ filled }) => filled > 0)
      .sort((a, b) => b.filled - a.filled)
      .map(({ header }) => header)
  return { ids: emails, full: asked(FULL), given: asked(GIVEN), family: asked(FAMILY) }
}

/** Whether a question asks who answers, and so is none of the quiz. */
export function isAboutPeople(question: string): boolean {
  return [FULL, GIVEN, FAMILY].some(pattern => pattern.test(question))
}

/** To be said of every quiz. */
export const ANSWERS = {
  row: null,
  column: null,
  message: 'Each question is a skill here, by its points; the answers themselves are not read.',
  remedy: 'Put questions on one skill together, and ignore those that do not matter.',
} as const
