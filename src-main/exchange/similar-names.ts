import { nameKey } from './names.ts'

const tokensOf = (name: string) =>
  nameKey(name)
    .split(/[\s-]+/)
    .filter(Boolean)

/**
 * True for two names that may be one person's: "Ben Carter" and "Benjamin Carter", "Amina Yusuf" and "Amina Yusuf
 * Haddad", "Chloé Marchand" and "Cloe Marchand". At least one whole name has to be the same.
 */
export function areSimilarNames(one: string, other: string): boolean {
  return areSimilar(tokensOf(one), tokensOf(other))
}

/** True where a word of one name is, or is short for, a word of the other. */
export function shareAName(one: string, other: string): boolean {
  const words = tokensOf(other)
  return tokensOf(one).some(token => words.some(word => token === word || areClose(token, word)))
}

function areSimilar(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < 2) return false
  const left = [...long]
  const rest = short.filter(token => {
    const at = left.indexOf(token)
    if (at < 0) return true
    left.splice(at, 1)
    return false
  })
  if (rest.length === short.length) return false
  return rest.length === 0 || (rest.length === 1 && left.some(token => areClose(rest[0], token)))
}

/** Short and long form of a name, or one slip of the pen. Numbers are close to none other: "Student 12", "Student 13". */
function areClose(one: string, other: string): boolean {
  if (/\d/.test(one + other)) return false
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length >= 3 && long.startsWith(short)) return true
  if (short.length < 4 || long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  const skip = short.length === long.length ? 1 : 0
  return short.slice(at + skip) === long.slice(at + 1) || isSwapped(short, long, at)
}

const isSwapped = (one: string, other: string, at: number) =>
  one.length === other.length &&
  one[at] === other[at + 1] &&
  one[at + 1] === other[at] &&
  one.slice(at + 2) === other.slice(at + 2)

/** A word that so many names have is no hint at a person: "Student 1", "Student 2". */
const MOST_OF_A_WORD = 60

/** Pairs with a name in common, so that not everybody is compared with everybody. */
export class SimilarNames<T> {
  readonly #byToken = new Map<string, { readonly item: T; readonly tokens: readonly string[] }[]>()

  constructor(items: readonly T[], nameOf: (item: T) => string) {
    for (const item of items) {
      const tokens = tokensOf(nameOf(item))
      for (const token of new Set(tokens)) {
        const list = this.#byToken.get(token)
        if (list) list.push({ item, tokens })
        else this.#byToken.set(token, [{ item, tokens }])
      }
    }
  }

  /** Those whose name is similar, in no order. */
  to(name: string): T[] {
    const tokens = tokensOf(name)
    const similar = new Set<T>()
    for (const token of new Set(tokens)) {
      const list = this.#byToken.get(token) ?? []
      if (list.length > MOST_OF_A_WORD) continue
      for (const { item, tokens: others } of list) if (areSimilar(tokens, others)) similar.add(item)
    }
    return [...similar]
  }
}
