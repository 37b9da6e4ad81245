import type { ClassBook } from '../contract/classes.ts'
import { nameKey } from '../exchange/names.ts'
import type { ImportColumn } from '../contract/importing.ts'
import { defaultMasteryThreshold, median, type Scale } from '../exchange/scale.ts'
import type { ScoreTable, TableColumn, TableRow } from '../exchange/score-table.ts'

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

/**
 * The skill that each column's scores are of.
 *
 * @param skills those of the class
 */
export function skillsOf(
  { columns, rows }: Pick<ScoreTable, 'columns' | 'rows'>,
  skills: ClassBook['skills'],
): PlannedSkill[] {
  // By the name it has now; else by one that it had. The first of two counts.
  const byName = new Map(
    [
      ...skills.map(skill => [nameKey(skill.name), skill] as const),
      ...skills.flatMap(skill => skill.alsoCalled.map(name => [nameKey(name), skill] as const)),
    ].reverse(),
  )
  return columns
    .filter(column => column.role === 'skill')
    .map(column => skillOf(column, rows, byName.get(nameKey(column.skillName))))
}

function skillOf(
  column: TableColumn,
  rows: readonly TableRow[],
  known: ClassBook['skills'][number] | undefined,
): PlannedSkill {
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

/** The scales that columns of these skills are read on, so that `8/10` means the same in every file. */
export function knownScales(
  skills: ClassBook['skills'],
): { skillName: string; scale: Scale; levelNames: readonly string[] | undefined }[] {
  const called = (skillName: string, { scale, levelNames }: ClassBook['skills'][number]) => ({
    skillName,
    scale,
    levelNames: levelNames ?? undefined,
  })
  return [
    ...skills.flatMap(skill => skill.alsoCalled.map(name => called(name, skill))),
    // The last one counts: a name that a skill has, before one that another skill had.
    ...skills.map(skill => called(skill.name, skill)),
  ]
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
