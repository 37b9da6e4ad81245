/** What a search goes through: every text something is found by, made plain, the title first. */
export interface Searchable {
  readonly texts: readonly string[]
}

/** Letters that no decomposition turns into a plain one. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** A text without case, accents and doubled spaces: "Zoë  Müller" as "zoe muller" (Unicode NFKD). */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, letter => LETTERS[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * How well a word or phrase fits a text, both plain: 0 is the text, 1 begins it, 2 is a word in it, 3 begins a word,
 * 4 is inside a word, 5 has its letters in order, from the beginning of a word. null = not at all.
 */
export function fitOf(phrase: string, text: string): number | null {
  if (text === phrase) return 0
  if (text.startsWith(phrase)) return 1
  let best: number | null = null
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const begins = isGap(text[at - 1])
    const fit = begins && isGap(text[at + phrase.length]) ? 2 : begins ? 3 : 4
    best = Math.min(best ?? fit, fit)
  }
  return best ?? (phrase.length > 1 && isSubsequence(phrase, text) ? 5 : null)
}

function isGap(letter: string | undefined): boolean {
  return letter === undefined || !/[\p{L}\p{N}]/u.test(letter)
}

function isSubsequence(phrase: string, text: string): boolean {
  for (
    let start = text.indexOf(phrase[0] ?? '');
    start >= 0;
    start = text.indexOf(phrase[0] ?? '', start + 1)
  ) {
    if (!isGap(text[start - 1])) continue
    let found = 0
    for (let at = start; at < text.length && found < phrase.length; at++)
      if (text[at] === phrase[found]) found++
    if (found === phrase.length) return true
  }
  return false
}

/** Words in any order count less than the same words in one piece. */
const SCATTERED = 6
/** A little, so that of equal fits the one in the title wins. */
const NOT_THE_TITLE = 0.5

/** How well something answers a query, both plain; lower is better, null = not at all. Letters in order count in titles only. */
function scoreOf(query: string, { texts }: Searchable): number | null {
  const fit = (phrase: string) => {
    let best: number | null = null
    for (const [at, text] of texts.entries()) {
      const one = fitOf(phrase, text)
      if (one === null || (one === 5 && at > 0)) continue
      best = Math.min(best ?? Infinity, at > 0 ? one + NOT_THE_TITLE : one)
    }
    return best
  }
  const whole = fit(query)
  if (whole !== null) return whole
  const words = query.split(' ')
  if (words.length === 1) return null
  let sum = 0
  for (const word of words) {
    const one = fit(word)
    if (one === null) return null
    sum += one
  }
  return SCATTERED + sum / words.length
}

/**
 * What answers a query, best first: a whole text, then the beginning of one, of a word, the inside of a word, letters
 * in order. Equal ones stay in the given order; so the same query always has the same answer. O(n) in all texts.
 *
 * @param query as it was typed
 * @param most how many answers are wanted
 */
export function rank<T extends Searchable>(query: string, things: readonly T[], most: number): T[] {
  const plain = plainText(query)
  if (plain === '') return []
  return things
    .flatMap((thing, at) => {
      const score = scoreOf(plain, thing)
      return score === null ? [] : [{ thing, score, at }]
    })
    .sort((a, b) => a.score - b.score || a.at - b.at)
    .slice(0, most)
    .map(({ thing }) => thing)
}
