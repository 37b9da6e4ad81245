import type { Format, Sheet } from './format.ts'
import { acadienceReading } from './formats/acadience-reading.ts'
import { aimswebplus } from './formats/aimswebplus.ts'
import { canvasGradebook } from './formats/canvas-gradebook.ts'
import { dibels8 } from './formats/dibels-8.ts'
import { fastbridge } from './formats/fastbridge.ts'
import { googleClassroom } from './formats/google-classroom.ts'
import { googleFormsQuiz } from './formats/google-forms-quiz.ts'
import { horseshoeEverything } from './formats/horseshoe-everything.ts'
import { iReadyMathematics, iReadyReading } from './formats/i-ready.ts'
import { istation } from './formats/istation.ts'
import { ixl } from './formats/ixl.ts'
import { mclass } from './formats/mclass.ts'
import { microsoftFormsQuiz } from './formats/microsoft-forms-quiz.ts'
import { nweaMapGrowth } from './formats/nwea-map-growth.ts'
import { oneRoster } from './formats/one-roster.ts'
import { star360, starMath, starReading } from './formats/star.ts'
import { widaAccess } from './formats/wida-access.ts'

/** Every kind of file that is known by itself. A new one is one file here and one fixture. */
export const KNOWN_FORMATS: readonly Format[] = [
  nweaMapGrowth,
  iReadyReading,
  iReadyMathematics,
  starMath,
  starReading,
  star360,
  mclass,
  dibels8,
  acadienceReading,
  fastbridge,
  aimswebplus,
  istation,
  ixl,
  widaAccess,
  googleClassroom,
  canvasGradebook,
  googleFormsQuiz,
  microsoftFormsQuiz,
  oneRoster,
  horseshoeEverything,
]

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
