import { Parser } from 'saxen'
import { UnreadableFile } from './unreadable-file.ts'

/** What a reader of XML listens to; names of tags and attributes without their prefix. */
export interface XmlListener {
  open?(name: string, attribute: (name: string) => string | undefined): void
  close?(name: string): void
  text?(text: string): void
}

const PIECE = 1_000_000

/**
 * Reads XML as a stream of events. Declarations of types and entities are refused, so nothing can be pulled in from
 * outside and nothing grows.
 *
 * @throws UnreadableFile when it is not well-formed or declares anything
 */
export function readXml(bytes: Uint8Array, partName: string, listener: XmlListener): void {
  const broken = () =>
    new UnreadableFile(
      `The file is damaged: ${partName} in it cannot be read.`,
      'Open it in a spreadsheet program, save it there anew, and drop that file here.',
    )
  let events = 0
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  const parser = new Parser()
    .on('openTag', (name, attributes, decode) => {
      events++
      if (!listener.open) return
      let read: Record<string, string> | undefined
      listener.open(local(name), wanted => {
        read ??= attributes()
        const named = Object.hasOwn(read, wanted)
          ? wanted
          : Object.keys(read).find(other => other.endsWith(`:${wanted}`))
        const value = named === undefined ? undefined : read[named]
        return value === undefined ? undefined : decode(value)
      })
    })
    .on('closeTag', name => {
      events++
      listener.close?.(local(name))
    })
    .on('text', (text, decode) => {
      events++
      listener.text?.(decode(text))
    })
    .on('cdata', text => {
      events++
      listener.text?.(text)
    })
    .on('attention', () => {
      throw new UnreadableFile(
        'A part of the file declares its own XML types or entities, which no spreadsheet program does.',
        'Do not use this file. Export the scores anew from where they come from.',
      )
    })
    .on('error', () => {
      throw broken()
    })
  const decoder = new TextDecoder(encodingOf(bytes))
  for (let at = 0; at < bytes.length; at += PIECE) {
    const before = events
    const isLast = at + PIECE >= bytes.length
    parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: !isLast }))
    // A single mark or text of more than a megabyte would be read again and again as it grows.
    if (!isLast && events === before) throw broken()
  }
  parser.end()
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
