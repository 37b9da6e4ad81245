import type { Sheet } from './format.ts'
import { numberKind, type NumberKind } from './number-format.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { unescaped } from './escaped-text.ts'
import { readWorksheet } from './worksheet.ts'
import { readXml } from './xml-events.ts'
import type { ZipArchive } from './zip-archive.ts'

/**
 * Reads the sheets of an .xlsx workbook (ECMA-376): values only. Formulas, macros and links are not run; a formula is
 * read by the value that was saved with it, and where there is none its own text stands in the cell.
 *
 * @param onProgress hears how much is done, 0 to 1
 * @throws UnreadableFile when it is damaged, beyond `LIMITS`, or has no sheet in sight
 */
export function readWorkbook(
  zip: ZipArchive,
  onProgress: (done: number) => void = () => undefined,
): { sheets: Sheet[]; notes: string[] } {
  const path = workbookPath(zip)
  const targets = readTargets(zip, path)
  const { places, from1904 } = readPlaces(zip.read(path), targets)
  const shown = places.filter(place => !place.isHidden)
  const notes = notesOf(zip, places)
  const part = (type: string) => targets.find(target => target.type === type)?.part
  const [stylesPart, stringsPart] = [part('styles'), part('sharedStrings')]
  // What the workbook refers to has to be there: without its styles a percent would be read as a fraction of one.
  const kinds = stylesPart === undefined ? [] : readNumberKinds(zip.read(stylesPart))
  const strings = stringsPart === undefined ? [] : readStrings(zip.read(stringsPart))

  const sheets: Sheet[] = []
  const room = { cells: 0 }
  for (const [at, { name, part }] of shown.entries()) {
    onProgress(at / shown.length)
    const { lines, hiddenRows } = readWorksheet(zip.read(part), name, { strings, kinds, from1904 }, room)
    if (hiddenRows > 0) notes.push(`${hiddenRows} hidden rows of the sheet “${name}” are read too.`)
    if (lines.length > 0) sheets.push({ name, lines })
  }
  if (sheets.length === 0) {
    throw new UnreadableFile(
      'The workbook has no sheet with anything in it.',
      'Choose a file with a row for each student. Hidden sheets are not read.',
    )
  }
  return { sheets, notes }
}

interface SheetPlace {
  readonly name: string
  readonly part: string
  readonly isHidden: boolean
}

function workbookPath(zip: ZipArchive): string {
  let path: string | undefined
  if (zip.names.includes('_rels/.rels')) {
    readXml(zip.read('_rels/.rels'), 'the list of parts', {
      open(name, attribute) {
        if (name !== 'Relationship' || !attribute('Type')?.endsWith('/officeDocument')) return
        path ??= resolvePath('', attribute('Target') ?? '')
      },
    })
  }
  path ??= 'xl/workbook.xml'
  if (zip.names.includes(path)) return path
  throw new UnreadableFile(
    'The file is damaged: the workbook in it is missing.',
    'Open it in a spreadsheet program, save it there anew as .xlsx, and drop that file here.',
  )
}

/** A part of the workbook that another one points to. */
interface Target {
  readonly id: string
  /** The last word of its type: worksheet, styles, sharedStrings ... */
  readonly type: string
  readonly part: string
}

function readTargets(zip: ZipArchive, path: string): Target[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const targets: Target[] = []
  readXml(zip.read(`${folder}_rels/${path.slice(folder.length)}.rels`), 'the list of sheets', {
    open(name, attribute) {
      const [id, target, type] = [attribute('Id'), attribute('Target'), attribute('Type')]
      if (name !== 'Relationship' || !id || !target || !type || attribute('TargetMode') === 'External') return
      targets.push({ id, type: type.slice(type.lastIndexOf('/') + 1), part: resolvePath(folder, target) })
    },
  })
  return targets
}

function readPlaces(
  bytes: Uint8Array,
  targets: readonly Target[],
): { places: SheetPlace[]; from1904: boolean } {
  const places: SheetPlace[] = []
  let from1904 = false
  readXml(bytes, 'the workbook', {
    open(name, attribute) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '')
      if (name !== 'sheet') return
      const id = attribute('id')
      const target = targets.find(other => other.id === id)
      const isHidden = (attribute('state') ?? 'visible') !== 'visible'
      // Sheets of charts and old macros hold no table.
      if (target && target.type !== 'worksheet') return
      places.push({ name: attribute('name') ?? '', part: target?.part ?? '', isHidden })
    },
  })
  return { places, from1904 }
}

function notesOf(zip: ZipArchive, places: readonly SheetPlace[]): string[] {
  const hidden = places.filter(place => place.isHidden).map(place => `“${place.name}”`)
  const notes: string[] = []
  if (hidden.length > 0) {
    notes.push(
      `Hidden sheets are not read: ${hidden.slice(0, 5).join(', ')}${hidden.length > 5 ? ' …' : ''}.`,
    )
  }
  if (zip.names.some(name => name.endsWith('vbaProject.bin'))) {
    notes.push('There are macros in the workbook. They are not run; only the values are read.')
  }
  return notes
}

/** The kind of number of each cell style, in the order of the styles. */
function readNumberKinds(bytes: Uint8Array): NumberKind[] {
  const codes = new Map<number, string>()
  const kinds: NumberKind[] = []
  let isInCells = false
  readXml(bytes, 'the cell styles', {
    open(name, attribute) {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '')
      else if (name === 'cellXfs') isInCells = true
      else if (name === 'xf' && isInCells) {
        const id = Number(attribute('numFmtId') ?? 0)
        kinds.push(numberKind(id, codes.get(id)))
      }
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return kinds
}

/** The texts that cells point to; how something is pronounced (`rPh`) is left out. */
function readStrings(bytes: Uint8Array): string[] {
  const strings: string[] = []
  let text = ''
  let isText = false
  let spoken = 0
  readXml(bytes, 'the texts', {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') spoken++
      else if (name === 't') isText = spoken === 0
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') spoken--
      else if (name === 'si') strings.push(unescaped(text))
    },
    text(more) {
      if (isText) text += more
    },
  })
  return strings
}

function resolvePath(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  return folder + target.replace(/^\.\//, '')
}
