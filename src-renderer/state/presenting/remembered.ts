import type { PlanId } from '../../../src-main/contract/ids.ts'

const KEY = 'horseshoe presents'

/** The plan that this window presents, kept while the window is open: a page that is loaded anew goes on with it. */
export function rememberedPlan(): PlanId | null {
  const kept = storage()?.getItem(KEY)
  return kept ? (Number(kept) as PlanId) : null
}

/** @param planId null = nothing is presented */
export function rememberPlan(planId: PlanId | null): void {
  if (planId === null) storage()?.removeItem(KEY)
  else storage()?.setItem(KEY, String(planId))
}

/** null where the page may keep nothing, as a browser can be told. */
function storage(): Storage | null {
  try {
    return window.sessionStorage
  } catch {
    return null
  }
}
