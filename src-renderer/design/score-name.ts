import type { Skill } from '../../src-main/contract/classes.ts'

/** What the level is called that a score is; null where it has no name, as an average between two has none. */
export function levelName({ levelNames }: Pick<Skill, 'levelNames'>, value: number): string | null {
  return levelNames?.[value - 1] ?? null
}

/** A score as people say it: "At Benchmark"; "62"; "3.5". */
export function scoreName(skill: Pick<Skill, 'levelNames'>, value: number): string {
  return levelName(skill, value) ?? value.toLocaleString('en', { maximumFractionDigits: 1 })
}
