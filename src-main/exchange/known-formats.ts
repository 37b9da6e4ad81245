import type { Format, Sheet } from './format.ts'
import { oneRoster } from './formats/one-roster.ts'

/** Every kind of file that is known by itself. A new one is one file here and one fixture. */
export const KNOWN_FORMATS: readonly Format[] = [oneRoster]

const SURE_ENOUGH = 0.5

/**
 * The format that is surest about these sheets.
 *
 * @param formats those asked; all that are known if left out
 * @returns null when none is at least half sure
 */
export function recogniseFormat(
  sheets: readonly Sheet[],
  formats: readonly Format[] = KNOWN_FORMATS,
): { readonly format: Format; readonly sureness: number } | null {
  let best: { format: Format; sureness: number } | null = null
  for (const format of formats) {
    const sureness = format.recognise(sheets)
    if (sureness >= SURE_ENOUGH && sureness > (best?.sureness ?? 0)) best = { format, sureness }
  }
  return best
}
