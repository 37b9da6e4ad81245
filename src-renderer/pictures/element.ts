/** An element of a picture as a plain value: built and tested without a document. */
export interface PictureElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | number>>
  readonly children: readonly (PictureElement | string)[]
}

export function element(
  name: string,
  attributes: PictureElement['attributes'] = {},
  ...children: PictureElement['children']
): PictureElement {
  return { name, attributes, children }
}

/** An element as XML. Names of elements and attributes come from code; values and texts may be anything. */
export function toXml({ name, attributes, children }: PictureElement): string {
  const parts = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? short(value) : value)}"`,
  )
  const inside = children.map(child => (typeof child === 'string' ? escaped(child) : toXml(child))).join('')
  return inside === '' ? `<${name}${parts.join('')}/>` : `<${name}${parts.join('')}>${inside}</${name}>`
}

/** A tenth of a pixel cannot be seen; more digits only make the file larger. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100)
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Characters that XML 1.0 does not allow at all are left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, character => ESCAPES[character] ?? '')
}
