import type { ClassBook } from '../contract/classes.ts'
import { nameKey } from '../exchange/names.ts'
import type { ImportColumn } from '../contract/importing.ts'
import { defaultMasteryThreshold, median, type Scale } from '../exchange/scale.ts'
import type { TableColumn, TableRow } from '../exchange/score-table.ts'

/** A skill column of a file: a skill that is in the class, or a new one. */
export interface PlannedSkill {
  readonly column: number
  readonly id: number | null
  readonly name: string
  readonly scale: Scale
  /** Set when a known scale score has to reach further than it did. */
  readonly widerScale: Scale | null
  readonly mastery: NonNullable<ImportColumn['mastery']>
  /** Of a new skill, where the file says it. */
  readonly standardCode: string | null
  /** What its levels are called, where the file says it and the class does not know yet. */
  readonly levelNames: readonly string[] | null
}

/** The skill that a column's scores are of. */
export function skillOf(
  column: TableColumn,
  rows: readonly TableRow[],
  book: ClassBook | null,
): PlannedSkill {
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
  return {
    column: column.index,
    id: known?.id ?? null,
    name: column.skillName,
    scale,
    widerScale,
    mastery: known ? { value: known.masteryThreshold, from: 'class' } : masteryOf(column, rows, scale),
    standardCode: column.standardCode,
    levelNames: known?.levelNames ? null : column.levelNames,
  }
}

/**
 * What is proposed for a new skill. No cut score is made up for scale scores, nor for levels of a publisher who does not
 * say which of them is enough: there half of those in the file have it.
 */
function masteryOf(
  { index, masteryThreshold, isThresholdSaid, ownScale, levelNames }: TableColumn,
  rows: readonly TableRow[],
  scale: Scale,
): PlannedSkill['mastery'] {
  if (masteryThreshold !== null)
    return { value: masteryThreshold, from: isThresholdSaid ? 'teacher' : 'file' }
  const isUnknown = scale.kind === 'score' || ownScale?.kind === 'level'
  const half = isUnknown ? median(rows.flatMap(({ cells }) => cells[index].value ?? [])) : null
  if (half === null) return { value: defaultMasteryThreshold(scale), from: 'usual' }
  return { value: levelNames ? Math.ceil(half) : half, from: 'half' }
}

/**
 * The scales that columns of these skills are read on, so that `8/10` means the same in every file. Not so for scale
 * scores, whose ends are only what was seen so far.
 */
export function knownScales(
  book: ClassBook,
): { skillName: string; scale: Scale; levelNames: readonly string[] | undefined }[] {
  return book.skills
    .filter(skill => skill.scale.kind !== 'score')
    .flatMap(({ name, alsoCalled, scale, levelNames }) =>
      [...alsoCalled, name].map(skillName => ({ skillName, scale, levelNames: levelNames ?? undefined })),
    )
}

/** By the name it has now; else by one that it had. */
function findSkill(book: ClassBook, name: string): ClassBook['skills'][number] | undefined {
  const key = nameKey(name)
  return (
    book.skills.find(skill => nameKey(skill.name) === key) ??
    book.skills.find(skill => skill.alsoCalled.some(other => nameKey(other) === key))
  )
}
