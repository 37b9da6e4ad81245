import { shortened } from './shortened.ts'
import type { Line } from './tabulate.ts'

/** Something known about a student besides name, scores and interests: "Support plan: yes". */
export interface Attribute {
  readonly name: string
  readonly value: string
  /** Not for everybody's eyes: language learning, support, poverty, origin, gender, health. */
  readonly isSensitive: boolean
}

/** Short names mean this only when they are all that a header says: "EL status", not "Skill EL". */
const SHORT =
  /^(is |has |student |current )?(ell?|esl|eal|efl|lep|mll|dll|rfep|iep|504|sped|sen|send|ehcp|daz)( (status|plan|student|program|services?|code|flag|indicator|y n|yes no))*$/

/** What supports a student: a teacher groups by it, so such columns are taken by themselves. */
const SUPPORT = [
  SHORT,
  /\b(english|multi ?lingual|language|dual language) learners?\b|limited english|language (support|status|program)|\b(home|native|first|primary) language\b|mother tongue|deutsch als zweitsprache/,
  /\bsection 504\b|special ed|special needs|disab|support plan|learning support|behaviou?r plan|intervention plan|f[oö]rder(bedarf|plan)/,
]

/** Nobody's business until the teacher says so: never taken from a file by themselves. */
const PRIVATE = [
  /\b(frl|frpl|farms?|fsm|pell)\b|free.*(lunch|meal)|reduced.*(lunch|meal|price)|lunch status|meal status|economic|disadvantag|low income|pupil premium|poverty|homeless|foster|migrant|military/,
  /\brace\b|racial|ethnic|hispanic|latin[oax]\b|nationality|citizenship|immigra|tribal|religio/,
  /\b(gender|sex|pronouns?)\b/,
  /\bhealth\b|medical|medicat|allerg|diagnos|\badhd\b|autis|asthma|epilep|diabet|counsel|\bbehaviou?r\b|discipline|suspen/,
]

/** Longer texts are no names; a pattern would take time by their square. */
const LONGEST_NAME = 200

const key = (header: string) =>
  header
    .slice(0, LONGEST_NAME)
    .normalize('NFKC')
    // "isEnglishLearner" and "ELL_Status" are words, too.
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLocaleLowerCase('en')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const says = (patterns: readonly RegExp[], header: string) =>
  patterns.some(pattern => pattern.test(key(header)))

/** True for a column that is an attribute by its name alone, as "ELL status" or "IEP". */
export function isAttributeHeader(header: string): boolean {
  return says(SUPPORT, header) && !/\b(score|scale|points?|percent|level|goal|date)s?\b/.test(key(header))
}

/** True for a name that tells of something not everybody may see. */
export function isSensitiveName(name: string): boolean {
  return says(SUPPORT, name) || says(PRIVATE, name)
}

type AttributeColumn = Pick<Attribute, 'name' | 'isSensitive'>

/**
 * The attribute that each column holds, by its header and a person's choices; null for other columns.
 *
 * @param chosen choices by column
 * @param said what the file itself says, by column
 */
export function attributeColumns(
  headers: readonly string[],
  roles: readonly string[],
  chosen: ReadonlyMap<
    number,
    { readonly attributeName?: string | undefined; readonly isSensitive?: boolean | undefined }
  >,
  said: readonly { readonly isSensitive?: boolean }[] = [],
): (AttributeColumn | null)[] {
  return headers.map((header, index) => {
    if (roles[index] !== 'attribute') return null
    const choice = chosen.get(index)
    const name = choice?.attributeName ?? (shortened(header.trim(), 100) || `Column ${index + 1}`)
    const isSensitive = choice?.isSensitive ?? said[index]?.isSensitive
    return { name, isSensitive: isSensitive ?? (isSensitiveName(header) || isSensitiveName(name)) }
  })
}

/** What a line says of its student. An empty cell says nothing; of two columns of one name the first one counts. */
export function attributesOf(line: Line, columns: readonly (AttributeColumn | null)[]): Attribute[] {
  const found = new Map<string, Attribute>()
  for (const [index, column] of columns.entries()) {
    const value = (line.cells[index] ?? '').trim()
    if (column && value !== '' && !found.has(column.name)) {
      found.set(column.name, { ...column, value: shortened(value, 200) })
    }
  }
  return [...found.values()]
}
