import { LABEL_PIXELS, textWidth } from '../text-width.ts'
import type { LabelWish } from './place-labels.ts'

/** Characters; the whole name is in the card and for screen readers. */
const LONGEST = 18
const SHORT = 9
const PADDING = 4

/** What a student may be called on the map, longest first: "Maximiliane T.", "Maximili…", "MT". */
export function labelTexts(label: string): LabelWish['texts'] {
  const words = label.split(/\s+/)
  const initials = words.length > 1 ? words.map(word => [...word][0] ?? '').join('') : clipped(label, 4)
  const texts = new Set([clipped(label, LONGEST), clipped(label, SHORT), initials])
  return [...texts].map(text => ({ text, width: textWidth(text, LABEL_PIXELS) + PADDING }))
}

function clipped(text: string, most: number): string {
  const letters = [...text]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text
}
