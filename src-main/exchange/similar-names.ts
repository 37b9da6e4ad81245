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

interface Named<T> {
  readonly item: T
  readonly tokens: readonly string[]
}

/** A part of a name that more than so many have, as in a file of "Student 1", "Student 2", tells nothing of anybody. */
const MOST_SHARING = 60

/** Pairs with a name in common, so that not everybody is compared with everybody. */
export class SimilarNames<T> {
  readonly #byToken = new Map<string, Named<T>[]>()

  constructor(items: readonly T[], nameOf: (item: T) => string) {
    for (const item of items) {
      const named = { item, tokens: tokensOf(nameOf(item)) }
      for (const token of new Set(named.tokens)) {
        const list = this.#byToken.get(token)
        if (list) list.push(named)
        else this.#byToken.set(token, [named])
      }
    }
  }

  /** Those whose name is similar, in no order. */
  to(name: string): T[] {
    const tokens = tokensOf(name)
    const near = new Set(tokens.flatMap(token => this.#sharing(token)))
    return [...near].filter(other => areSimilar(tokens, other.tokens)).map(({ item }) => item)
  }

  #sharing(token: string): readonly Named<T>[] {
    const sharing = this.#byToken.get(token) ?? []
    return sharing.length > MOST_SHARING ? [] : sharing
  }
}
