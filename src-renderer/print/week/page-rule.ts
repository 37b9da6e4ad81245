import type { PaperSize } from '../../../src-main/contract/paper.ts'

/** White around every page in millimetres; the heading stands in it. */
export const PAGE_MARGIN_MM = { top: 17, side: 10, bottom: 13 } as const

export interface PageHead {
  /** The class; for teachers the plan too. */
  readonly left: string
  /** The date, or the week. */
  readonly right: string
  /** Who may see it, at the foot. */
  readonly foot: string
}

const LONGEST = 80
const TYPE = 'font-family: system-ui, sans-serif; font-size: 8.5pt; color: black;'

/**
 * The style rule of a sheet's pages: paper, margins, and a heading and page number on every one of them.
 *
 * @param isAcross the long side is the width
 */
export function pageRule(paper: PaperSize, isAcross: boolean, { left, right, foot }: PageHead): string {
  const { top, side, bottom } = PAGE_MARGIN_MM
  const box = (place: string, content: string, more = '') =>
    `@${place} { content: ${content}; ${TYPE} white-space: nowrap; ${more} }`
  return `@page {
    size: ${paper} ${isAcross ? 'landscape' : 'portrait'};
    margin: ${top}mm ${side}mm ${bottom}mm;
    ${box('top-left', quoted(shortened(left)), 'font-weight: 600; vertical-align: middle;')}
    ${box('top-right', quoted(right), 'vertical-align: middle;')}
    ${box('bottom-left', quoted(foot), 'font-size: 7.5pt; vertical-align: middle;')}
    ${box('bottom-right', '"Page " counter(page) " of " counter(pages)', 'font-size: 7.5pt; vertical-align: middle;')}
  }`
}

const shortened = (text: string) =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text

/** A text as CSS writes it, whatever is in it. */
function quoted(text: string): string {
  const safe = text.replace(
    /[^\p{L}\p{N} .,:;·–-]/gu,
    sign => `\\${(sign.codePointAt(0) ?? 32).toString(16)} `,
  )
  return `"${safe}"`
}
