import { openFile } from '../../src-main/exchange/open-file.ts'
import { readFile } from '../../src-main/exchange/read-file.ts'
import type { ScoreTable } from '../../src-main/exchange/score-table.ts'
import { UnreadableFile } from '../../src-main/exchange/unreadable-file.ts'
import type { KnownTable } from './random-table.ts'

/** A file after which something is wrong; the words say what. */
export class Broken extends Error {
  override readonly name = 'Broken'
}

/**
 * Reads any bytes: a table whose numbers are those in its cells, or a refusal in words; with nothing left behind.
 *
 * @throws Broken
 */
export function readAnything(bytes: Uint8Array): ScoreTable | UnreadableFile {
  let outcome: ScoreTable | UnreadableFile
  try {
    outcome = readFile(bytes, 'file.bin')
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw new Broken(`It crashed: ${String(error)}`, { cause: error })
    if (error.message === '' || error.remedy === '')
      throw new Broken('It was refused without words.', { cause: error })
    outcome = error
  }
  const stray: object = {}
  for (const name in stray) throw new Broken(`Every object has ${name} now.`)
  if (!(outcome instanceof UnreadableFile)) mustSayWhatCellsSay(outcome)
  return outcome
}

const NUMBER = /^[+-]?(?:\d+[.,]?\d*|[.,]\d+)$/

/** Every score has to be what its own text says, by a second, simpler reading. */
function mustSayWhatCellsSay({ columns, rows }: ScoreTable): void {
  for (const { row, cells } of rows) {
    if (cells.length !== columns.length) throw new Broken(`Row ${row} has ${cells.length} cells.`)
    for (const [index, { text, state, value }] of cells.entries()) {
      if ((state === 'score') !== (value !== null))
        throw new Broken(`Row ${row}: ${state} with ${String(value)}.`)
      const { scale, levelNames } = columns[index]
      if (value === null || !scale) continue
      const isRight = levelNames
        ? Number.isInteger(value) && value >= 1 && value <= levelNames.length
        : valuesOf(text, scale.maximum, scale.kind).some(possible => Math.abs(possible - value) < 1e-4)
      if (!isRight || value < scale.minimum || value > scale.maximum) {
        throw new Broken(`Row ${row}, ${columns[index].header}: “${text}” was read as ${value}.`)
      }
    }
  }
}

/** What a text may honestly be read as. */
function valuesOf(text: string, maximum: number, kind: string): number[] {
  // Signs that only look like digits when they are made comparable.
  if (/[²³¹¼-¾⁰-₉]/.test(text)) return []
  const plain = text.normalize('NFKC').replaceAll('\u2212', '-').replace(/%$/, '').replace(/\s+/g, ' ').trim()
  const [points, outOf] = plain.split(/\s*(?:\/|\u2044|(?:out )?of)\s*/i)
  if (outOf !== undefined) {
    const [value, total] = [points, outOf].map(part => Number(part.replace(',', '.')))
    return [value, (value / total) * (kind === 'percent' ? 100 : maximum)]
  }
  if (NUMBER.test(plain)) return [Number(plain.replace(',', '.'))]
  const digits = plain.replaceAll(' ', '')
  return [
    Number(digits.replaceAll(',', '')),
    Number(digits.replaceAll('.', '').replace(',', '.')),
    Number(digits.replaceAll('.', '')),
    Number(digits.replace(',', '.')),
  ].filter(value => !Number.isNaN(value))
}

/**
 * Of a text of a known format every score has to stand, letter for letter, in the line that it is said to be from, and
 * every student has to be in the file.
 *
 * @throws Broken
 */
export function mustStandInTheFile(bytes: Uint8Array, { source, columns, rows }: ScoreTable): void {
  if (source.kind !== 'csv' || !source.format) return
  const lines = new Map(openFile(bytes).sheets[0].lines.map(({ row, cells }) => [row, new Set(cells)]))
  for (const { row, cells, cellRows, externalId } of rows) {
    if (externalId !== null && !lines.get(row)?.has(externalId))
      throw new Broken(`Row ${row}: who is ${externalId}?`)
    for (const [index, { text, value }] of cells.entries()) {
      if (value === null || columns[index].levelNames) continue
      const from = cellRows?.[index] ?? row
      if (!lines.get(from)?.has(text)) {
        throw new Broken(`Row ${from} does not say “${text}” for ${columns[index].header}.`)
      }
    }
  }
}

/**
 * A table of which everything is known has to come back: each student once and in order, no score that was not
 * written, and every score that was.
 *
 * @throws Broken
 */
export function mustComeBack(known: KnownTable, read: ScoreTable | UnreadableFile): void {
  if (read instanceof UnreadableFile) throw new Broken(`A good file was refused: ${read.message}`)
  if (read.rows.length !== known.names.length) {
    throw new Broken(`${known.names.length} students came back as ${read.rows.length}.`)
  }
  for (const [at, row] of read.rows.entries()) {
    for (const [column, { text, value: expected }] of known.cells[at].entries()) {
      const { state, value } = row.cells[column + 1]
      if (value !== expected) {
        throw new Broken(
          `${known.headers[column]}, row ${row.row}: “${text}” is ${String(expected)} and was read as ${String(value)} (${state}).`,
        )
      }
    }
  }
}
