/** The levels that a column of words or letters stands for. */
export interface Levels {
  /** What the levels are called, lowest first; a level's number is its place here, from 1. */
  readonly names: readonly string[]
  /** From which level on a student has the skill; null where the words do not say. */
  readonly masteryThreshold: number | null
  /** The level of a cell, or null when it is none of them. */
  levelOf(cell: string): number | null
}

/** How far along a word says somebody is. Only the order counts, and where being there begins. */
const WORDS: readonly (readonly [number, string])[] = [
  [0, 'not yet|no evidence|insufficient|insufficient evidence|not met|does not meet|did not meet|not meeting|unsatisfactory|well below|far below|far below basic|intensive|high risk|minimal|poor|not yet meeting'],
  [5, 'novice|beginning|beginner|entry|starting|entering'],
  [10, 'emerging|emergent'],
  [14, 'below|below basic|needs improvement|needs support|needs work|limited|at risk'],
  [18, 'basic|fair|apprentice'],
  [20, 'developing'],
  [22, 'approaching|nearing|nearly met|nearly meets|progressing|partially proficient|partially met|partially meets|some risk|moderate risk|strategic|slightly below'],
  [30, 'proficient|meeting|meets|met|at|on|on track|satisfactory|competent|core|low risk|achieved|expected'],
  [32, 'good'],
  [35, 'secure|secured|consolidating'],
  [38, 'mastered|mastery|mastering'],
  [40, 'exceeds|exceeding|exceeded|above|advanced|extending|exemplary|distinguished|outstanding|excellent|expert|greater depth'],
  [45, 'well above|far above'],
] // prettier-ignore
const MASTERED_FROM = 30

const RANKS: ReadonlyMap<string, number> = new Map(
  WORDS.flatMap(([rank, words]) => words.split('|').map(word => [word, rank] as const)),
)

/** Ladders as reports name them, so that a level nobody is on keeps its place. */
const LADDERS: readonly (readonly string[])[] = [
  'Emerging|Developing|Secure',
  'Emerging|Developing|Proficient|Exceeds',
  'Emerging|Developing|Proficient|Exceeding',
  'Emerging|Developing|Proficient|Extending',
  'Emerging|Developing|Proficient|Advanced',
  'Emerging|Developing|Secure|Exceeding',
  'Emerging|Developing|Secure|Exceeds',
  'Emerging|Developing|Secure|Mastered',
  'Emerging|Developing|Proficient|Secure|Exceeds',
  'Emerging|Approaching|Proficient|Advanced',
  'Beginning|Developing|Proficient|Advanced',
  'Beginning|Developing|Proficient|Exemplary',
  'Beginning|Developing|Secure',
  'Beginning|Developing|Secure|Exceeding',
  'Beginning|Developing|Meeting|Exceeding',
  'Beginning|Approaching|Meeting|Exceeding',
  'Beginning|Approaching|Proficient|Advanced',
  'Beginning|Basic|Proficient|Advanced',
  'Beginning|Progressing|Proficient|Advanced',
  'Below Basic|Basic|Proficient|Advanced',
  'Far Below Basic|Below Basic|Basic|Proficient|Advanced',
  'Novice|Apprentice|Proficient|Distinguished',
  'Not Met|Nearly Met|Met|Exceeded',
  'Does Not Meet|Approaching|Meets|Exceeds',
  'Not Yet|Approaching|Meets|Exceeds',
  'Below|Approaching|Meets|Exceeds',
  'Below|At|Above',
  'Well Below|Below|At|Above',
  'Well Below|Below|At|Above|Well Above',
  'Unsatisfactory|Needs Improvement|Satisfactory|Excellent',
  'Needs Improvement|Satisfactory|Excellent',
  'Needs Improvement|Satisfactory|Good|Excellent',
  'Poor|Fair|Good|Excellent',
  'Intensive|Strategic|Core',
  'High Risk|Some Risk|Low Risk',
].map(ladder => ladder.split('|'))

const GRADES = ['F', 'D-', 'D', 'D+', 'C-', 'C', 'C+', 'B-', 'B', 'B+', 'A-', 'A', 'A+']
const PLAIN_GRADES = ['F', 'D', 'C', 'B', 'A']
const PLAIN_GRADES_WITH_E = ['F', 'E', 'D', 'C', 'B', 'A']

/** Columns of single letters that are no grades: what was answered, and which group or form somebody had. */
const LETTERS_OF_OTHERS =
  /\b(q(uestion)?|item|answer|choice|option|response|group|form|set|version|block|house|session|team|table|(home)?room|class|section|track|cohort|initials?|blood|key)\b|^q?\d+|\?\s*$/i

/**
 * Finds the levels that a column's texts stand for: `3 - Proficient` and `Level 3` by their number, letter grades from
 * F to A+, and words in the order people mean (emerging, developing, proficient, secure, exceeds). At least two
 * thirds of the cells have to fit.
 *
 * @param cells without those that are empty or not assessed
 * @param header the column's name; letters under "Group" or "Question 3" are no grades
 * @param before the levels of an earlier file or of the skill, which are kept if all words are among them
 * @returns null when they are no levels, or when two words would have to share one
 */
export function findLevels(
  cells: readonly string[],
  header: string,
  before?: readonly string[],
): Levels | null {
  const different = new Set<string>()
  for (const cell of cells) {
    different.add(cell)
    if (different.size > 30) return null
  }
  if (different.size === 0) return null
  const texts = [...different]
  const fits = (levels: Levels | null) =>
    levels !== null && cells.filter(cell => levels.levelOf(cell) !== null).length * 3 >= cells.length * 2
  return (
    [asBefore(texts, before), numbered(texts), grades(texts, header), words(texts, before)].find(fits) ?? null
  )
}

/** Texts that are all levels of an earlier file, or of the skill, mean what they meant there, whatever the words. */
function asBefore(texts: readonly string[], before: readonly string[] | undefined): Levels | null {
  if (!before) return null
  const places = new Map<string, number>()
  for (const [at, name] of before.entries()) places.set(plain(name), at + 1)
  const levelOf = (cell: string) => places.get(plain(cell)) ?? null
  if (places.size < before.length || texts.some(text => levelOf(text) === null)) return null
  const ranks = before.map(name => RANKS.get(key(name)))
  const mastered = ranks.includes(undefined) ? -1 : ranks.findIndex(rank => (rank ?? 0) >= MASTERED_FROM)
  return { names: before, masteryThreshold: mastered < 0 ? null : mastered + 1, levelOf }
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** Longer texts are no levels, and cost a pattern more time the longer they are. */
const LONGEST = 60
const NUMBER_FIRST = /^(\d)\s*[-–—:.)=]\s*(\p{L}.*)$/u
const NUMBER_LAST = /^(\p{L}.*?)\s*[-–—:]?\s*\(?(\d)\)?$/u

function numbered(texts: readonly string[]): Levels | null {
  const split = (text: string): readonly [number, string] | null => {
    if (text.length > LONGEST) return null
    const first = NUMBER_FIRST.exec(text)
    if (first) return [Number(first[1]), first[2].trim()]
    const last = NUMBER_LAST.exec(text)
    if (!last) return null
    const word = last[1].trim()
    return isLevelWord(word) || RANKS.has(key(word)) ? [Number(last[2]), word] : null
  }
  const pairs = texts.map(split).filter(pair => pair !== null)
  const numbers = pairs.map(([number]) => number)
  const highest = Math.max(...numbers)
  if (pairs.length === 0 || highest < 1 || highest > 9) return null
  const names = new Map<number, string>()
  for (const [number, word] of pairs) {
    if ((names.get(number) ?? word) !== word && !isLevelWord(word)) return null
    names.set(number, word)
  }
  if (numbers.includes(0)) return null
  const name = (number: number) => {
    const word = names.get(number)
    return word === undefined || isLevelWord(word) ? `Level ${number}` : word
  }
  return {
    names: Array.from({ length: Math.max(highest, 4) }, (_, at) => name(at + 1)),
    masteryThreshold: null,
    levelOf: cell => split(cell)?.[0] ?? null,
  }
}

const isLevelWord = (word: string) => /^(level|lvl\.?|l|stage|step)$/i.test(word)

function grades(texts: readonly string[], header: string): Levels | null {
  const grade = (text: string) => text.toUpperCase().replace(/[−–]/g, '-').replace(/\s+/g, '')
  const seen = new Set(texts.map(grade).filter(text => /^[A-F][+-]?$/.test(text)))
  if (LETTERS_OF_OTHERS.test(header)) return null
  const hasSigns = [...seen].some(text => text.length === 2)
  if (seen.size < 3 && !hasSigns) return null
  if (hasSigns && [...seen].some(text => !GRADES.includes(text))) return null
  const names = hasSigns ? GRADES : seen.has('E') ? PLAIN_GRADES_WITH_E : PLAIN_GRADES
  return {
    names,
    masteryThreshold: names.indexOf(hasSigns ? 'B-' : 'B') + 1,
    levelOf: cell => names.indexOf(grade(cell)) + 1 || null,
  }
}

function words(texts: readonly string[], before: readonly string[] | undefined): Levels | null {
  const known = new Map<string, string>()
  for (const text of texts) if (RANKS.has(key(text)) && !known.has(key(text))) known.set(key(text), text)
  if (known.size === 0) return null
  const ladders = before ? [before, ...LADDERS] : LADDERS
  const holding = ladders.filter(names =>
    [...known.keys()].every(word => names.some(name => key(name) === word)),
  )
  const ladder = before && holding[0] === before ? before : holding.sort((a, b) => a.length - b.length)[0]
  const rank = (word: string) => RANKS.get(key(word)) ?? 0
  const names = ladder
    ? ladder.map(name => known.get(key(name)) ?? name)
    : [...known.values()].sort((a, b) => rank(a) - rank(b))
  // Two words of one rank, and nobody can say which is higher.
  if (names.length < 2 || new Set(names.map(rank)).size < names.length) return null
  const places = new Map(names.map((name, at) => [key(name), at + 1]))
  const mastered = names.findIndex(name => rank(name) >= MASTERED_FROM)
  return {
    names,
    masteryThreshold: mastered < 0 ? null : mastered + 1,
    levelOf: cell => places.get(key(cell)) ?? null,
  }
}

/** "Meets Expectations" as `meets`, "At Benchmark" as `at`. */
function key(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
    .replace(
      / (the )?(benchmark|standards?|expectations?|grade level|level|proficiency|average|average range)$/,
      '',
    )
}
