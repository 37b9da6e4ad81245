import type { BlockId, StudentId } from '../../../src-main/contract/ids.ts'
import type { PaperWeek } from './paper-week.ts'

/** Who is pulled out, in words: "Sami, Viktor"; with what for, only if that was asked for: "Sami (Speech)". */
export function missing(
  of: PaperWeek,
  blockId: BlockId,
  students: readonly StudentId[],
  withReasons: boolean,
): string {
  return students
    .map(id => {
      const reasons = withReasons ? new Set(of.pullOuts(blockId, id).map(({ name }) => name)) : new Set()
      return reasons.size > 0 ? `${of.label(id)} (${[...reasons].join(', ')})` : of.label(id)
    })
    .join(', ')
}
