const PERIODS: readonly (readonly [RegExp, number])[] = [
  [/\b(fall|autumn|boy|beginning|start(ing)?)\b/i, 1],
  [/\b(winter|moy|middle)\b/i, 2],
  [/\b(spring|eoy|end)\b/i, 3],
  [/\b(period 4|summer)\b/i, 4],
  [/\bperiod 5\b/i, 5],
  [/\bcurrent\b/i, 9],
]

/**
 * How late a test window is by its name alone, for those without dates: the school year in it, then the part of the
 * year ("Fall 2026-2027" before "Winter 2026-2027", BOY before MOY before EOY).
 */
export function periodRank(name: string): number {
  const year = Number(/(?<!\d)(20\d\d)(?!\d)/.exec(name)?.[1] ?? 0)
  return year * 10 + (PERIODS.find(([words]) => words.test(name))?.[1] ?? 0)
}
