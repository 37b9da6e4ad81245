/** A part of an XML document. */
export interface XmlPart {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** Of this part and all inside it. */
  text: string
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

function decoded(text: string): string {
  return text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const character = ENTITIES[name]
    if (character === undefined || !whole.endsWith(';')) throw new Error(`Not an entity: ${whole}`)
    return character
  })
}

const TAG = /^<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/

/** Reads the XML that pictures are made of, and throws where it is not well-formed. */
export function readXml(document: string): XmlPart[] {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>'
  if (!document.startsWith(declaration)) throw new Error('No XML declaration.')
  let rest = document.slice(declaration.length).trim()
  const open: XmlPart[] = []
  const parts: XmlPart[] = []
  while (rest !== '') {
    if (!rest.startsWith('<')) {
      const end = rest.indexOf('<')
      const text = rest.slice(0, end < 0 ? rest.length : end)
      if (open.length === 0) throw new Error(`Text outside the document: ${text}`)
      for (const part of open) part.text += decoded(text)
      rest = rest.slice(text.length)
      continue
    }
    const tag = TAG.exec(rest)
    if (!tag) throw new Error(`Not a tag: ${rest.slice(0, 80)}`)
    const [whole, closes, name = '', attributes = '', empty] = tag
    rest = rest.slice(whole.length)
    if (closes) {
      if (open.pop()?.name !== name) throw new Error(`Closes what is not open: ${name}`)
      continue
    }
    if (open.length === 0 && parts.length > 0) throw new Error('More than one root.')
    const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(
      ([, key = '', value = '']) => [key, decoded(value)] as const,
    )
    if (new Set(pairs.map(([key]) => key)).size !== pairs.length)
      throw new Error(`Twice the same attribute: ${whole}`)
    const part = { name, attributes: new Map(pairs), text: '' }
    parts.push(part)
    if (!empty) open.push(part)
  }
  if (open.length > 0) throw new Error(`Never closed: ${open.map(({ name }) => name).join(', ')}`)
  return parts
}
