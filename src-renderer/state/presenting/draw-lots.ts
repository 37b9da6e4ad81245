import type { StudentId } from '../../../src-main/contract/ids.ts'

/** Who was picked by lot; `last` is not picked twice running when a new round begins. */
export interface Lots {
  readonly picked: ReadonlySet<StudentId>
  readonly last: StudentId | null
}

export const NOBODY_YET: Lots = { picked: new Set(), last: null }

/**
 * Picks one of those who are there, each with the same chance, and nobody again before everybody was picked. Who is not
 * there keeps a place in the round.
 *
 * @param present nobody twice
 * @param random from 0 to less than 1
 */
export function drawLots(present: readonly StudentId[], lots: Lots, random: () => number): Lots {
  const waiting = present.filter(id => !lots.picked.has(id))
  const isNewRound = waiting.length === 0
  const others = present.filter(id => id !== lots.last)
  const pool = isNewRound ? (others.length > 0 ? others : present) : waiting
  const last = pool[Math.floor(random() * pool.length)]
  if (last === undefined) return lots
  const before = isNewRound ? [...lots.picked].filter(id => !present.includes(id)) : lots.picked
  return { picked: new Set([...before, last]), last }
}

/** From 0 to less than 1, from the computer's own source of chance: nothing that is known about anybody goes into it. */
export function chance(): number {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1))
  return number / 2 ** 32
}
