import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import writeWorkbook, { type Cell, type Options, type Sheet } from 'write-excel-file/universal'

const STRINGS = 'xl/sharedStrings.xml'

/**
 * Writes sheets as an Excel workbook in which every text is a string cell. The texts themselves are written here: the
 * library looks them up in a plain object, where a student called `constructor` finds what nobody put there.
 *
 * @throws Error when a cell has another type than String
 */
export async function workbookFile(
  sheets: readonly Sheet<Blob>[],
  options: Options<Blob>,
): Promise<Uint8Array> {
  const keys = new Map<string, number>()
  const keyOf = (text: string) => {
    const key = keys.get(text) ?? keys.size
    keys.set(text, key)
    return `text ${key}`
  }
  const keyed = (cell: Cell): Cell => {
    if (cell === null || cell === undefined) return cell
    if (typeof cell !== 'object' || !('type' in cell)) {
      if (typeof cell === 'object' && !('value' in cell)) return cell
      throw new Error('A cell of a workbook is empty, or a string that says so.')
    }
    if (cell.type !== String || typeof cell.value !== 'string') throw new Error('Only strings are written.')
    return cell.value === '' ? cell : { ...cell, value: keyOf(cell.value) }
  }
  const data = sheets.map(sheet => ({ ...sheet, data: sheet.data.map(row => row.map(keyed)) }))
  const files = unzipSync(new Uint8Array(await (await writeWorkbook(data, options).toBlob()).arrayBuffer()))
  const texts = [...keys.keys()]
  const strings = strFromU8(files[STRINGS] ?? new Uint8Array()).replace(
    /<t>text (\d+)<\/t>/g,
    (_, key: string) => `<t xml:space="preserve">${xmlText(texts[Number(key)] ?? '')}</t>`,
  )
  return zipSync({ ...files, [STRINGS]: strToU8(strings) })
}

/**
 * Text between two tags (XML 1.0; ECMA-376, 22.9.2.19): what XML does not allow is left out, and `_x0041_`, which
 * Excel would show as A, is kept apart.
 */
function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
