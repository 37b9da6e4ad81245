import { readCase } from './case-json.ts'
import { decode } from './decode.ts'
import { shortened } from './shortened.ts'
import { MOST_STANDARDS, parentsFirst, tooManyStandards, type ReadStandards } from './standard-order.ts'
import { tabulate, type Line } from './tabulate.ts'
import { UnreadableFile } from './unreadable-file.ts'

/**
 * Reads a list of standards: a CASE package (1EdTech Competencies and Academic Standards Exchange 1.0, JSON) or a CSV
 * with the columns code and name and, if there is one, parent (the code of what it stands under).
 *
 * @throws UnreadableFile in words, with what to do instead
 */
export function readStandards(bytes: Uint8Array, fileName: string): ReadStandards {
  const { text } = decode(bytes)
  const title = shortened(
    fileName
      .replace(/^.*[\\/]/, '')
      .replace(/\.[A-Za-z0-9]{1,5}$/, '')
      .trim() || 'Standards',
    200,
  )
  const list = /^\s*[{[]/.test(text) ? readCase(text, title) : fromTable(tabulate(text).lines, title)
  if (!list.standards.some(standard => standard.code !== '')) {
    throw new UnreadableFile(
      'No standard in this file has a code.',
      'A list needs codes, such as 4.NF.A.1: in CASE the humanCodingScheme, in CSV a column named code.',
    )
  }
  return list
}

const HEADERS = {
  code: /^(code|standard( code| id)?|human ?coding ?scheme|notation|id|identifier|number)$/,
  statement: /^(name|statement|(full|abbreviated) ?statement|description|title|text|standard text|skill)$/,
  parent: /^(parent( code| id)?|under|domain|strand|cluster)$/,
}

function fromTable(lines: readonly Line[], name: string): ReadStandards {
  const [head, ...body] = lines
  const headers = head.cells.map(cell =>
    cell
      .toLowerCase()
      .replace(/[_\s]+/g, ' ')
      .trim(),
  )
  const at = (which: keyof typeof HEADERS) => headers.findIndex(header => HEADERS[which].test(header))
  const [code, statement, parent] = [at('code'), at('statement'), at('parent')]
  if (code < 0 || statement < 0) {
    throw new UnreadableFile(
      'This is no list of standards: the first row has to name the columns code and name.',
      'A third column, parent, may hold the code of what a standard stands under. Scores go the usual way: drop them on the window.',
    )
  }
  if (body.length > MOST_STANDARDS) throw tooManyStandards(body.length)
  const rows = body.flatMap(({ row, cells }) => {
    const own = shortened((cells[code] ?? '').trim(), 200)
    const words = shortened((cells[statement] ?? '').trim(), 2000)
    const above = parent < 0 ? '' : (cells[parent] ?? '').trim()
    return own === '' && words === '' ? [] : [{ row, key: own, code: own, statement: words || own, above }]
  })
  const seen = new Map<string, number>()
  for (const { row, code: own } of rows) {
    if (own === '') continue
    const first = seen.get(own)
    if (first !== undefined) {
      throw new UnreadableFile(
        `Rows ${first} and ${row} have the same code: ${shortened(own)}.`,
        'A code stands for one standard. Mend the list and choose it again.',
      )
    }
    seen.set(own, row)
  }
  // A parent that is no row of the list is a heading by its own name.
  const headings = [...new Set(rows.map(({ above }) => above))].filter(
    above => above !== '' && !seen.has(above),
  )
  return {
    name,
    standards: parentsFirst([
      ...headings.map(text => ({ key: text, code: '', statement: shortened(text, 2000), above: '' })),
      ...rows,
    ]),
  }
}
