/**
 * Starts that a spreadsheet program may take for a formula (OWASP ASVS 5, 1.2.10), full-width forms too, also behind
 * spaces, which some programs drop. Apostrophes before it are of texts that were guarded already, or look so.
 */
const FORMULA_START = /^'*(?:[\t\r\n\0]|[\s\p{Cf}]*[=+\-@＝＋－＠])/u

/**
 * One CSV cell (RFC 4180). Text that a spreadsheet could run as a formula gets a leading apostrophe, which
 * `withoutGuard` takes away again; numbers stay numbers.
 */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = FORMULA_START.test(value) ? `'${value}` : value
  return /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A text as it was before `csvCell`, or another careful program, guarded it. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && FORMULA_START.test(text.slice(1)) ? text.slice(1) : text
}

/** A table as a CSV file: UTF-8 with the mark that Excel wants, lines ended as RFC 4180 says. */
export function csvFile(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${csvLines(rows)}`
}

/** As `csvFile` without the mark, for programs that would take it for a part of the first column's name. */
export function csvLines(rows: readonly (readonly (string | number)[])[]): string {
  return `${rows.map(row => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}
