import type { Sheet } from '../format.ts'
import type { Line } from '../tabulate.ts'

/** One row of a file of a zip, by its headers. */
export class ZipRow {
  readonly line: Line
  readonly #columns: ReadonlyMap<string, number>

  constructor(line: Line, columns: ReadonlyMap<string, number>) {
    this.line = line
    this.#columns = columns
  }

  /** The cell under a header; '' where there is none. */
  get(header: string): string {
    return this.line.cells[this.#columns.get(header.toLowerCase()) ?? -1]?.trim() ?? ''
  }
}

/** The CSV files of a zip, in whatever folder, by name without ending; case set aside. */
export class ZipTables {
  readonly #sheets: ReadonlyMap<string, Sheet>

  constructor(sheets: readonly Sheet[]) {
    this.#sheets = new Map(sheets.map(sheet => [fileOf(sheet), sheet]))
  }

  /** True if there is such a file, with all these headers in its first line. */
  has(file: string, ...columns: readonly string[]): boolean {
    const headers = new Set(this.#sheets.get(file)?.lines[0]?.cells.map(headerKey))
    return headers.size > 0 && columns.every(column => headers.has(column))
  }

  /** The rows of a file; null where there is no such file. */
  rows(file: string): ZipRow[] | null {
    const [head, ...lines] = this.#sheets.get(file.toLowerCase())?.lines ?? []
    if (!head) return null
    const columns = new Map(head.cells.map((header, at) => [headerKey(header), at]))
    return lines.map(line => new ZipRow(line, columns))
  }
}

const fileOf = ({ name }: Sheet) =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/\.csv$/i, '')
    .toLowerCase()

const headerKey = (header: string) =>
  header
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase()
