import { shortened } from './shortened.ts'

/** "Fractions quiz 2026-11-12.csv" is the assessment "Fractions quiz" of 2026-11-12. */
export function assessmentOf(fileName: string): { assessmentName: string; heldOn: string | null } {
  const base = fileName.replace(/^.*[\\/]/, '').replace(/\.[A-Za-z0-9]{1,5}$/, '')
  const date = /(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(base)
  const name = (date ? base.replace(date[0], ' ') : base)
    .replace(/[_\s]+/g, ' ')
    .replace(/^[\s-]+|[\s-]+$/g, '')
  const heldOn = date ? `${date[1] ?? ''}-${date[2] ?? ''}-${date[3] ?? ''}` : null
  const exists =
    heldOn !== null && !Number.isNaN(Date.parse(heldOn)) && new Date(heldOn).toISOString().startsWith(heldOn)
  return { assessmentName: shortened(name, 200) || 'Scores', heldOn: exists ? heldOn : null }
}
