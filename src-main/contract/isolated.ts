/** Letters of the scripts that are written from right to left, Hebrew, Arabic and their neighbours. */
const LETTERS = '[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}]+'
const RIGHT_TO_LEFT = new RegExp(LETTERS, 'u')
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'
/** What stands apart already, or words of those letters with what joins the words of one name. */
const NAMES = new RegExp(
  `${FIRST_STRONG_ISOLATE}[^${POP_ISOLATE}]*${POP_ISOLATE}|${LETTERS}(?:[ '’"-]+${LETTERS})*`,
  'gu',
)

/**
 * A name that is to stand among other words: one that is written from right to left keeps its full stop and its number,
 * and gives them to no other. For the screen and paper; an element's own name is put into a `bdi` instead. What begins
 * with a name of that kind already stays as it is.
 */
export const isolated = (name: string): string =>
  RIGHT_TO_LEFT.test(name) && !name.startsWith(FIRST_STRONG_ISOLATE)
    ? `${FIRST_STRONG_ISOLATE}${name}${POP_ISOLATE}`
    : name

/** A sentence whose names stand apart from its other words, as `isolated` ones do; done twice it is the same. */
export const namesIsolated = (sentence: string): string => sentence.replaceAll(NAMES, isolated)
