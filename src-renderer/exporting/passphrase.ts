import { SHORTEST_PASSPHRASE } from '../../src-main/contract/limits.ts'

export interface Strength {
  readonly level: 'tooShort' | 'weak' | 'fair' | 'strong'
  readonly words: string
}

/** Bits that guessing a common word, a sign or a digit takes, roughly. */
const BITS = { word: 11, letter: 4.7, digit: 3.3, sign: 4 }
/** What a thousand hired computers try in half a year, and in five centuries, when a try takes each a second. */
const FAIR_BITS = 34
const STRONG_BITS = 44
const COMMON =
  /(password|passw0rd|passwort|qwert|asdf|abc|123|letmein|welcome|teacher|school|class|horseshoe)/gi

/**
 * How hard a passphrase is to guess, said carefully: a run of letters counts as words out of a dictionary, what is
 * common or repeated counts little.
 */
export function strengthOf(passphrase: string): Strength {
  const length = [...passphrase].length
  if (length < SHORTEST_PASSPHRASE) {
    const missing = SHORTEST_PASSPHRASE - length
    return {
      level: 'tooShort',
      words: length === 0 ? '' : `Too short: ${missing} more ${missing === 1 ? 'character' : 'characters'}.`,
    }
  }
  const bits = bitsOf(passphrase.toLocaleLowerCase('en'))
  if (bits < FAIR_BITS) {
    return {
      level: 'weak',
      words: 'Weak: somebody who tries would find it. Take four or five unrelated words.',
    }
  }
  return bits < STRONG_BITS
    ? {
        level: 'fair',
        words:
          'Fair: keeps the curious out, not somebody with time and money. One more word makes it strong.',
      }
    : { level: 'strong', words: 'Strong, as long as it is not a line that others know.' }
}

function bitsOf(text: string): number {
  const rare = text.replace(COMMON, '').replace(/(.)\1+/gu, '$1')
  const runs = rare.match(/\p{L}+|\p{N}+|[^\p{L}\p{N}\s]+|\s+/gu) ?? []
  // The same word again makes nothing harder.
  return [...new Set(runs)].reduce((sum, run) => {
    const size = [...run].length
    if (/^\s/.test(run)) return sum
    if (/^\p{N}/u.test(run)) return sum + size * BITS.digit
    if (!/^\p{L}/u.test(run)) return sum + BITS.sign
    return sum + Math.min(size * BITS.letter, Math.max(BITS.word, size * (BITS.word / 5)))
  }, 0)
}

const CONSONANTS = 'bdfghjklmnprstvz'
const VOWELS = 'aeiou'
const SYLLABLES = 10

/** A passphrase that can be said on the telephone: "tami-kelo-sobu-dare-nifu", one of 10^19. */
export function suggestPassphrase(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(SYLLABLES * 2))
  // 2^32 is so much more than 16 or 5 that the remainder prefers nothing anyone could use.
  const pick = (letters: string, at: number) => letters[(numbers[at] ?? 0) % letters.length] ?? ''
  const syllables = Array.from(
    { length: SYLLABLES },
    (_, at) => pick(CONSONANTS, at * 2) + pick(VOWELS, at * 2 + 1),
  )
  return syllables.map((one, at) => (at > 0 && at % 2 === 0 ? `-${one}` : one)).join('')
}
