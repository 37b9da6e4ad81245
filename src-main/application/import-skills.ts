import type { ClassBook } from '../contract/classes.ts'
import { nameKey } from '../exchange/names.ts'
import type { Scale } from '../exchange/scale.ts'
import type { TableColumn } from '../exchange/score-table.ts'

/** A skill column of a file: a skill that is in the class, or a new one. */
export interface PlannedSkill {
  readonly column: number
  readonly id: number | null
  readonly name: string
  readonly scale: Scale
  /** Set when a known scale score has to reach further than it did. */
  readonly widerScale: Scale | null
  /** On the scale; null = the usual one. */
  readonly masteryThreshold: number | null
  /** Of a new skill, where the file says it. */
  readonly standardCode: string | null
}

/**
 * The skill that each column's scores are of.
 *
 * @param skills those of the class
 */
export function skillsOf(columns: readonly TableColumn[], skills: ClassBook['skills']): PlannedSkill[] {
  // By the name it has now; else by one that it had. The first of two counts.
  const byName = new Map(
    [
      ...skills.map(skill => [nameKey(skill.name), skill] as const),
      ...skills.flatMap(skill => skill.alsoCalled.map(name => [nameKey(name), skill] as const)),
    ].reverse(),
  )
  return columns
    .filter(column => column.role === 'skill')
    .map(column => skillOf(column, byName.get(nameKey(column.skillName))))
}

function skillOf(column: TableColumn, known: ClassBook['skills'][number] | undefined): PlannedSkill {
  const scale = column.scale ?? { kind: 'percent', minimum: 0, maximum: 100 }
  const reachesFurther =
    known?.scale.kind === 'score' &&
    (scale.minimum < known.scale.minimum || scale.maximum > known.scale.maximum)
  const widerScale = reachesFurther
    ? {
        kind: known.scale.kind,
        minimum: Math.min(scale.minimum, known.scale.minimum),
        maximum: Math.max(scale.maximum, known.scale.maximum),
      }
    : null
  return {
    column: column.index,
    id: known?.id ?? null,
    name: column.skillName,
    scale,
    widerScale,
    masteryThreshold: column.masteryThreshold,
    standardCode: column.standardCode,
  }
}

/**
 * The scales that columns of these skills are read on, so that `8/10` means the same in every file. Not so for scale
 * scores, whose ends are only what was seen so far.
 */
export function knownScales(skills: ClassBook['skills']): { skillName: string; scale: Scale }[] {
  return skills
    .filter(skill => skill.scale.kind !== 'score')
    .flatMap(({ name, alsoCalled, scale }) => [
      ...alsoCalled.map(skillName => ({ skillName, scale })),
      { skillName: name, scale },
    ])
}
