import type { ClassBook } from '../contract/classes.ts'
import type { ImportChoices } from '../contract/importing.ts'
import { nameKey } from '../exchange/names.ts'
import type { Scale } from '../exchange/scale.ts'
import type { ScoreTable, TableColumn } from '../exchange/score-table.ts'

/** A skill column of a file: a skill that is in the class, or a new one. */
export interface PlannedSkill {
  readonly column: number
  readonly id: number | null
  readonly name: string
  readonly scale: Scale
  /** Set when a known scale score has to reach further than it did. */
  readonly widerScale: Scale | null
}

/** The skill that a column's scores are of. */
export function skillOf(column: TableColumn, book: ClassBook | null): PlannedSkill {
  const known = book ? findSkill(book, column.skillName) : undefined
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
  return { column: column.index, id: known?.id ?? null, name: column.skillName, scale, widerScale }
}

/**
 * A column whose skill is in the class already is read on that skill's scale, so that `8/10` means the same in
 * every file. Not so for scale scores, whose ends are only what was seen so far.
 *
 * @returns the same `choices` when nothing has to be read anew
 */
export function withKnownScales(table: ScoreTable, book: ClassBook, choices: ImportChoices): ImportChoices {
  const chosen = new Map(choices.columns?.map(column => [column.index, column]))
  const known = table.columns.flatMap(column => {
    const skill = column.role === 'skill' ? findSkill(book, column.skillName) : undefined
    const isSaid = chosen.get(column.index)?.scale !== undefined
    return skill && !isSaid && skill.scale.kind !== 'score'
      ? [{ ...chosen.get(column.index), index: column.index, scale: skill.scale }]
      : []
  })
  if (known.length === 0) return choices
  const indexes = new Set(known.map(column => column.index))
  return {
    ...choices,
    columns: [...(choices.columns ?? []).filter(column => !indexes.has(column.index)), ...known],
  }
}

function findSkill(book: ClassBook, name: string): ClassBook['skills'][number] | undefined {
  return book.skills.find(skill => nameKey(skill.name) === nameKey(name))
}
