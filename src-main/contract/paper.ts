// Without zod, so that a window can import it; see limits.ts.

export type PaperSize = 'A4' | 'Letter'

/** Countries that print on Letter paper; the others print on A4. */
const LETTER_COUNTRIES: readonly string[] = [
  'US',
  'CA',
  'MX',
  'PH',
  'CL',
  'CO',
  'VE',
  'CR',
  'GT',
  'PA',
  'SV',
  'NI',
  'DO',
  'PR',
]

/** @param country as ISO 3166 has it: "US" */
export function paperOf(country: string): PaperSize {
  return LETTER_COUNTRIES.includes(country) ? 'Letter' : 'A4'
}

/** Width and height of a sheet that stands upright, in millimetres. */
export const PAPER_MM: Readonly<Record<PaperSize, { width: number; height: number }>> = {
  A4: { width: 210, height: 297 },
  Letter: { width: 215.9, height: 279.4 },
}
