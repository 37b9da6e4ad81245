const SUFFIX = /, scenario [A-Z]$/

/** A free name for a copy: "Winter, scenario B" beside "Winter", then "Winter, scenario C". At most 200 letters. */
export function scenarioName(plan: string, taken: readonly string[]): string {
  const stem = plan.replace(SUFFIX, '').slice(0, 180)
  const names = [...'BCDEFGHIJKLMNOPQRSTUVWXYZ'].map(letter => `${stem}, scenario ${letter}`)
  return names.find(name => !taken.includes(name)) ?? `${stem}, another scenario`
}
