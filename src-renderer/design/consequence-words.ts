import type { MoveConsequence } from '../../src-main/contract/plans.ts'

/** A change smaller than this many percent of the whole fit cannot be seen in the groups. */
const SAME = 0.5
const MUCH = 8

/** What a move does to the fit, in plain words. */
export function fitInWords({ fitChangePercent, isHome }: MoveConsequence): string {
  if (isHome) return 'sits here'
  if (fitChangePercent <= -MUCH) return 'fits much better'
  if (fitChangePercent < -SAME) return 'fits better'
  if (fitChangePercent <= SAME) return 'fits as well'
  if (fitChangePercent < MUCH) return 'fits a little worse'
  return 'fits much worse'
}

/** "3 %": how large the change of the whole fit is; whether better or worse the words beside it say. */
export function percent(change: number): string {
  const size = Math.abs(change)
  return `${size < 10 ? Math.round(size * 10) / 10 : Math.round(size)} %`
}

/** A consequence in as few words as fit beside an outline on the map; a sign for what would break. */
export function shortConsequence(consequence: MoveConsequence): string {
  const words = consequence.isBest
    ? consequence.isHome
      ? 'best place already'
      : `best place, ${fitInWords(consequence).replace('fits ', '')}`
    : fitInWords(consequence).replace('fits ', '')
  return consequence.newlyBroken.length > 0 || consequence.sizeProblem ? `${words} ⚠` : words
}
