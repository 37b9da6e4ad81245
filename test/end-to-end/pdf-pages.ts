import { inflateSync } from 'node:zlib'

const OBJECT = /(?:^|[\r\n])(\d+) 0 obj([\s\S]*?)endobj/g

/**
 * The text of every page of a PDF that Chromium wrote, in the order of painting and without white space: letters are
 * placed one by one there, and gaps are no characters. Knows what Chromium writes, not all of PDF 1.4.
 *
 * @throws Error where a page uses what this does not know
 */
export function pdfPages(pdf: Uint8Array): string[] {
  const source = Buffer.from(pdf).toString('latin1')
  const objects = new Map([...source.matchAll(OBJECT)].map(([, id, body]) => [Number(id), body ?? '']))
  const object = (id: string | undefined) => {
    const found = objects.get(Number(id))
    if (found === undefined) throw new Error(`The PDF has no object ${id ?? ''}.`)
    return found
  }
  const letters = new Map<string, ReadonlyMap<string, string>>()
  const lettersOf = (font: string) => {
    const known =
      letters.get(font) ?? lettersIn(streamOf(object(/\/ToUnicode (\d+) 0 R/.exec(object(font))?.[1])))
    letters.set(font, known)
    return known
  }
  const pages = [...objects.values()].filter(body => /\/Type \/Page\b/.test(body))
  return pages.map(page => {
    const fonts = new Map(
      [...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name ?? '', id ?? '']),
    )
    const content = streamOf(object(/\/Contents (\d+) 0 R/.exec(page)?.[1]))
    let font: ReadonlyMap<string, string> = new Map()
    let text = ''
    // A ligature says in words which letters it is, before its glyph.
    const painted = content.replace(
      /\/ActualText \(([^)]*)\)[\s\S]*?EMC/g,
      (_, letters: string) => `(${letters})`,
    )
    for (const [, name, glyphs, plain] of painted.matchAll(/\/(F\d+) [\d.]+ Tf|<([\da-fA-F]+)>|\((\w+)\)/g)) {
      if (name !== undefined) font = lettersOf(fonts.get(name) ?? '')
      for (const [glyph] of (glyphs ?? '').matchAll(/.{4}/g)) text += font.get(glyph.toLowerCase()) ?? ''
      text += plain ?? ''
    }
    return tight(text)
  })
}

/** A text without its white space, as `pdfPages` gives it. */
export function tight(text: string): string {
  return text.replace(/[\s\u00a0\u00ad\u200b]/gu, '')
}

function streamOf(body: string): string {
  const length = Number(/\/Length (\d+)/.exec(body)?.[1])
  const from = body.indexOf('stream\n') + 'stream\n'.length
  const bytes = Buffer.from(body.slice(from, from + length), 'latin1')
  return body.slice(0, from).includes('/FlateDecode')
    ? inflateSync(bytes).toString('latin1')
    : bytes.toString('latin1')
}

/** Which letters a glyph stands for, from the font's own table. */
function lettersIn(table: string): Map<string, string> {
  const letters = new Map<string, string>()
  const decoded = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  for (const [, part] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph, hex] of (part ?? '').matchAll(/<(\w+)> <(\w+)>/g)) {
      letters.set((glyph ?? '').toLowerCase(), decoded(hex ?? ''))
    }
  }
  for (const [, part] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, hex] of (part ?? '').matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const first = parseInt(from ?? '', 16)
      for (let glyph = first; glyph <= parseInt(to ?? '', 16); glyph++) {
        const letter = String.fromCharCode(parseInt(hex ?? '', 16) + glyph - first)
        letters.set(glyph.toString(16).padStart(4, '0'), letter)
      }
    }
  }
  return letters
}
