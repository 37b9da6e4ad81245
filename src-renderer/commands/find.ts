import type { Command } from './command.ts'
import { findableCommand, type Findable } from './findable.ts'
import { plainText, rank } from './rank.ts'

const MOST = 40
const MOST_RECENT = 5
const MOVE = /^move (.+?)( to.*)?$/

/** What can be found now. */
export interface Findables {
  readonly students: readonly Findable[]
  readonly groups: readonly Findable[]
  readonly commands: readonly Command[]
}

/** Results under a heading; one without a heading where they are in order of fit. */
export interface Results {
  readonly heading: string | null
  readonly list: readonly Findable[]
}

/**
 * What answers what was typed. Nothing typed: what was picked last, then what can be done now. The best student comes
 * with the way to move them; "move amina" asks for nothing else.
 *
 * @param recent ids of what was picked, newest first
 */
export function find(
  query: string,
  { students, groups, commands }: Findables,
  recent: readonly string[],
): Results[] {
  if (plainText(query) === '') return beforeTyping({ students, groups, commands }, recent)
  const all = [...groups, ...students, ...commands.map(findableCommand)]
  const toMove = MOVE.exec(plainText(query))?.[1]
  const moves = toMove ? rank(toMove, students, 8).flatMap(({ move }) => move ?? []) : []
  const found = rank(query, all, MOST)
  const [best] = found
  const list =
    moves.length > 0 ? [...moves, ...found] : best?.move ? [best, best.move, ...found.slice(1)] : found
  return list.length > 0 ? [{ heading: null, list: list.slice(0, MOST) }] : []
}

function beforeTyping({ students, groups, commands }: Findables, recent: readonly string[]): Results[] {
  const usual = commands.filter(({ oneOfMany, unavailable }) => !oneOfMany && unavailable === null)
  const findable = new Map(
    [...students, ...groups, ...commands.map(findableCommand)].map(one => [one.id, one]),
  )
  const picked = recent.flatMap(id => findable.get(id) ?? []).slice(0, MOST_RECENT)
  const sections = [...new Set(usual.map(({ section }) => section))]
  return [
    { heading: 'Recent', list: picked },
    ...sections.map(section => ({
      heading: section,
      list: usual
        .filter(command => command.section === section && !picked.some(({ id }) => id === command.id))
        .map(findableCommand),
    })),
  ].filter(({ list }) => list.length > 0)
}

/** The same, among students only; nothing typed: everybody, as far as there is room. */
export function findStudents(query: string, students: readonly Findable[]): Results[] {
  const list = plainText(query) === '' ? students.slice(0, MOST) : rank(query, students, MOST)
  const [best] = list
  if (!best) return []
  return [
    { heading: null, list: query.trim() !== '' && best.move ? [best, best.move, ...list.slice(1)] : list },
  ]
}
