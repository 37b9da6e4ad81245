import { strToU8, zipSync, type Zippable } from 'fflate'

/** A cell as a spreadsheet keeps it; a bare number or text is written as such, null leaves the cell out. */
export type Written =
  | string
  | number
  | boolean
  | null
  | { readonly percent: number }
  | { readonly day: number }
  | { readonly error: string }
  | { readonly inline: string }
  | { readonly formula: string; readonly value?: string | number }

export interface WrittenSheet {
  readonly name: string
  readonly rows: readonly (readonly Written[])[]
  readonly hidden?: boolean
  readonly merged?: readonly string[]
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

export function columnName(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + columnName(index % 26)
}

/** An .xlsx workbook written by hand, as small as the standard allows; `more` are further files in the zip. */
export function writeWorkbook(
  sheets: readonly WrittenSheet[],
  { from1904 = false, more = {} }: { from1904?: boolean; more?: Zippable } = {},
): Uint8Array {
  const strings: string[] = []
  const places = new Map<string, number>()
  const shared = (text: string) => {
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, strings.length)
    return strings.push(text) - 1
  }
  const cell = (at: string, value: Written): string => {
    if (value === null) return ''
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
    if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`
    if (typeof value === 'string') return `<c r="${at}" t="s"><v>${shared(value)}</v></c>`
    if ('percent' in value) return `<c r="${at}" s="1"><v>${value.percent}</v></c>`
    if ('day' in value) return `<c r="${at}" s="2"><v>${value.day}</v></c>`
    if ('error' in value) return `<c r="${at}" t="e"><v>${value.error}</v></c>`
    if ('inline' in value) return `<c r="${at}" t="inlineStr"><is><t>${escaped(value.inline)}</t></is></c>`
    const formula = `<f>${escaped(value.formula)}</f>`
    if (value.value === undefined) return `<c r="${at}">${formula}</c>`
    return typeof value.value === 'number'
      ? `<c r="${at}">${formula}<v>${value.value}</v></c>`
      : `<c r="${at}" t="str">${formula}<v>${escaped(value.value)}</v></c>`
  }
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const parts = sheets.map(({ rows, merged = [] }) => {
    const data = rows
      .map((row, at) => {
        const cells = row.map((value, column) => cell(`${columnName(column)}${at + 1}`, value)).join('')
        return `<row r="${at + 1}">${cells}</row>`
      })
      .join('')
    const merges = merged.map(ref => `<mergeCell ref="${ref}"/>`).join('')
    return `<worksheet xmlns="${main}"><sheetData>${data}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`
  })
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const list = sheets.map(
    ({ name, hidden }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="r${at + 1}"${hidden ? ' state="hidden"' : ''}/>`,
  )
  const target = (id: string, type: string, part: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${part}"/>`
  const targets = [
    ...sheets.map((_, at) => target(`r${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
    target('styles', 'styles', 'styles.xml'),
    target('texts', 'sharedStrings', 'sharedStrings.xml'),
  ]
  const packages = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const xml = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`)
  return zipSync({
    '[Content_Types].xml': xml(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    '_rels/.rels': xml(
      `<Relationships xmlns="${packages}"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${list.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${packages}">${targets.join('')}</Relationships>`,
    ),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="dd\\.mm\\.yyyy;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    ),
    'xl/sharedStrings.xml': xml(
      `<sst xmlns="${main}">${strings.map(text => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ),
    ...Object.fromEntries(parts.map((part, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml(part)])),
    ...more,
  })
}
