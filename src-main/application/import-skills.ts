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

/** The skill that a column's scores are of. */
export function skillOf(column: TableColumn, book: ClassBook | null): PlannedSkill {
  const known = book ? findSkill(book, column.skillName) : undefined
  const scale = column.scale ?? { kind: 'percent', minimum: 0, maximum: 100 }
  const reachesFurther =
    known?.scale.kind === 'score' &&
    scale.kind === 'score' &&
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

/** The scales that columns of these skills are read on, so that `8/10` means the same in every file. */
export function knownScales(book: ClassBook): { skillName: string; scale: Scale }[] {
  const before = book.skills.flatMap(({ alsoCalled, scale }) =>
    alsoCalled.map(skillName => ({ skillName, scale })),
  )
  // The last one counts: a name that a skill has, before one that another skill had.
  return [...before, ...book.skills.map(({ name, scale }) => ({ skillName: name, scale }))]
}

/**
 * Why scores that were read on one scale cannot be of a skill that has another; null when they can. The ends of a scale
 * score are only what was seen so far.
 */
export function mismatch(skill: PlannedSkill, known: ClassBook['skills'][number]): string | null {
  const { kind, minimum, maximum } = known.scale
  const isSame =
    kind === 'score'
      ? skill.scale.kind === 'score'
      : kind === skill.scale.kind && minimum === skill.scale.minimum && maximum === skill.scale.maximum
  return isSame
    ? null
    : `${skill.name}: the file is read as ${inWords(skill.scale)}, but in this class the skill ${known.name} has ${inWords(known.scale)}. A number would mean something else.`
}

const KINDS = { percent: 'percent', points: 'points', level: 'levels', score: 'scale scores' } as const

const inWords = ({ kind, minimum, maximum }: Scale) => `${KINDS[kind]} from ${minimum} to ${maximum}`

/** By the name it has now; else by one that it had. */
function findSkill(book: ClassBook, name: string): ClassBook['skills'][number] | undefined {
  const key = nameKey(name)
  return (
    book.skills.find(skill => nameKey(skill.name) === key) ??
    book.skills.find(skill => skill.alsoCalled.some(other => nameKey(other) === key))
  )
}
