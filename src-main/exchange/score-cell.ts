/** What a cell of a skill column says. Points keep what they are out of. */
export type CellReading =
  | {
      readonly kind: 'score'
      readonly value: number
      readonly outOf: number | null
      readonly percent: boolean
    }
  | { readonly kind: 'notAssessed' }
  | { readonly kind: 'odd'; readonly why: string; readonly isDay?: true }

/** How numbers are written in a column or file. */
export type DecimalMark = '.' | ','

const NOT_ASSESSED: ReadonlySet<string> = new Set(
  (
    '|-|--|–|—|.|*|?|n/a|na|n.a.|#n/a|nan|null|none|nil|ab|abs|abs.|absent|ex|exc|exempt|excused|missing|' +
    'not assessed|not tested|not submitted|no score|nt|n/t|did not take|dnt|incomplete|pending|tested out|' +
    'discontinued'
  ).split('|'),
)
/** Most cells; read at once, for large files. */
const PLAIN = /^\d{1,9}(?:\.\d+)?$/
const WHOLE = /^\d{1,9}$/
const NUMBER = /^[+-]?(\d+([.,]\d+)?|[.,]\d+)$/
const FRACTION = /^([+-]?\d+(?:[.,]\d+)?)\s*(?:\/|(?:out )?of)\s*(\d+(?:[.,]\d+)?)$/i
const THOUSANDS = /^[+-]?\d{1,3},\d{3}$/
/** The same where decimals have a comma. */
const POINTED_THOUSANDS = /^[+-]?\d{1,3}\.\d{3}$/
/** Notes beside a number, and fractions in one sign: made comparable they would become a part of it. */
const SMALL_DIGITS = /[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u218b\u2460-\u24ff\u2776-\u2793]/

/** Thousands that cannot be anything else: `1,234,567`, `1,234.5`, `1.234,5`. */
const GROUPED = /^[+-]?\d{1,3}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d+|(?:\.\d{3}){2,}|(?:\.\d{3})+,\d+)$/
/** As French and others group thousands. */
const GROUPED_BY_SPACE = /^[+-]?\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:[.,]\d+)?$/
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\\.?'
const DATE = new RegExp(
  [
    /\d{4}-\d{1,2}-\d{1,2}(?:[T ].*)?/.source,
    /\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})(?: .*)?/.source,
    `\\d{1,2}[- ]${MONTH}(?:[- ,]+\\d{2,4})?`,
    `${MONTH}[- ]\\d{1,4}(?:[- ,]+\\d{2,4})?`,
  ]
    .map(form => `^${form}$`)
    .join('|'),
  'i',
)

/**
 * Reads one cell of a skill column: `85`, `85%`, `8/10`, `3,5`, `-2`; blank, `-`, `N/A`, `absent` and the
 * like are not assessed; anything else is odd and says why.
 *
 * @param mark how decimals are written here. `1,234` is one and a bit where decimals have a comma; where
 * they have a point it may be a thousand, so it is odd rather than guessed; and `1.234` the other way round.
 */
export function readCell(text: string, mark: DecimalMark): CellReading {
  if ((mark === '.' ? PLAIN : WHOLE).test(text))
    return { kind: 'score', value: Number(text), outOf: null, percent: false }
  const cell = text.normalize('NFKC').replaceAll('\u00a0', ' ').replaceAll('\u2212', '-').trim()
  if (NOT_ASSESSED.has(cell.toLowerCase())) return { kind: 'notAssessed' }
  if (SMALL_DIGITS.test(text)) return { kind: 'odd', why: 'a small number stands beside it' }

  const fraction = FRACTION.exec(cell)
  if (fraction) {
    const doubt = doubtAbout(fraction[1] ?? '', mark) ?? doubtAbout(fraction[2] ?? '', mark)
    if (doubt !== null) return { kind: 'odd', why: doubt }
    const [value, outOf] = [toNumber(fraction[1] ?? ''), toNumber(fraction[2] ?? '')]
    if (outOf <= 0) return { kind: 'odd', why: 'points out of nothing' }
    return { kind: 'score', value, outOf, percent: false }
  }
  if (isFormula(cell)) return { kind: 'odd', why: 'it is a formula whose value is not in the file' }
  if (DATE.test(cell)) {
    return {
      kind: 'odd',
      why: 'it is a date. Perhaps a spreadsheet made it of points such as 8/10',
      isDay: true,
    }
  }
  if (/^#[A-Z0-9/]+[!?]$/.test(cell)) return { kind: 'odd', why: 'it is an error of the spreadsheet' }
  const percent = cell.endsWith('%')
  const written = percent ? cell.slice(0, -1).trim() : cell
  const number = ungrouped(GROUPED_BY_SPACE.test(text.trim()) ? written.replaceAll(' ', '') : written)
  if (!NUMBER.test(number)) return { kind: 'odd', why: 'it is not a score' }
  const doubt = doubtAbout(number, mark)
  if (doubt !== null) return { kind: 'odd', why: doubt }
  const value = toNumber(number)
  if (!Number.isFinite(value) || Math.abs(value) > 1e9) return { kind: 'odd', why: 'the number is too large' }
  return { kind: 'score', value, outOf: null, percent }
}

/**
 * How decimals are written in these cells: with a comma if any number can only be read that way, or if
 * `delimiter` is a semicolon (as spreadsheets write where the comma is the decimal mark), and no number has a point
 * that can only be a decimal one.
 */
export function decimalMark(cells: Iterable<string>, delimiter: string): DecimalMark {
  let comma = false
  let point = false
  for (const cell of cells) {
    if (!/[.,]/.test(cell)) continue
    const number = cell.replace(/[%\s]/g, '')
    if (GROUPED.test(number)) {
      if (decimalOf(number) === ',') comma = true
      else point = true
    } else if (NUMBER.test(number)) {
      if (number.includes('.')) point ||= !POINTED_THOUSANDS.test(number)
      if (number.includes(',')) comma ||= !THOUSANDS.test(number) || delimiter === ';'
    }
  }
  return comma && !point ? ',' : '.'
}

/** Why a number can be read in two ways; null when it cannot. */
function doubtAbout(number: string, mark: DecimalMark): string | null {
  const [form, grouping] = mark === '.' ? [THOUSANDS, ','] : [POINTED_THOUSANDS, '.']
  if (!form.test(number)) return null
  return `it could be ${number.replace(grouping, '.')} or ${number.replace(grouping, '')}`
}

/** True for the text of a formula that no value was saved with. */
export const isFormula = (text: string): boolean => text.startsWith('=')

function ungrouped(number: string): string {
  if (!GROUPED.test(number)) return number
  const [whole, part] = number.split(decimalOf(number))
  return whole.replace(/[.,]/g, '') + (part ? `.${part}` : '')
}

/** The decimal mark of a grouped number: the last of its marks, unless there are several of it. */
function decimalOf(number: string): DecimalMark {
  const last = number.lastIndexOf('.') > number.lastIndexOf(',') ? '.' : ','
  if (number.indexOf(last) === number.lastIndexOf(last)) return last
  return last === '.' ? ',' : '.'
}

function toNumber(text: string): number {
  return Number(text.replace(',', '.'))
}
