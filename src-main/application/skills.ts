import type { ValidInput } from '../contract/contract.ts'
import type { MergePreview } from '../contract/classes.ts'
import type { ClassId } from '../contract/ids.ts'
import { OperationError } from '../contract/problem.ts'
import { nameKey } from '../exchange/names.ts'
import type { SkillRow } from '../storage/skills.ts'
import type { Storage } from '../storage/storage.ts'
import { skillChangeInWords } from './change-words.ts'
import { readBook } from './class-book.ts'
import type { Context } from './context.ts'

export function updateSkill(
  { storage, change }: Context,
  { skillId, name, scale, masteryThreshold, standardCode }: ValidInput<'updateSkill'>,
) {
  return change(() => {
    const before = storage.skills.read(skillId)
    const after = {
      name: name ?? before.name,
      scaleKind: scale?.kind ?? before.scaleKind,
      scaleMinimum: scale?.minimum ?? before.scaleMinimum,
      scaleMaximum: scale?.maximum ?? before.scaleMaximum,
      masteryThreshold: masteryThreshold ?? before.masteryThreshold,
      standardCode: standardCode === undefined ? before.standardCode : standardCode,
    }
    if (after.masteryThreshold < after.scaleMinimum || after.masteryThreshold > after.scaleMaximum) {
      throw new OperationError({
        code: 'invalidInput',
        message: `${after.name}: ${after.masteryThreshold} is outside the scale ${after.scaleMinimum} to ${after.scaleMaximum}.`,
        remedy: 'Choose a mastery threshold within the scale.',
      })
    }
    storage.skills.update(skillId, after)
    if (nameKey(before.name) !== nameKey(after.name)) {
      storage.skills.addAlias(skillId, before.name)
      storage.skills.removeAlias(skillId, after.name)
    }
    return {
      result: {},
      entry: {
        name: 'updateSkill',
        label: skillChangeInWords(before, after),
        classId: before.classId as ClassId,
        planId: null,
      },
    }
  })
}

/** What merging two skills would do, or why they cannot be merged. Changes nothing. */
export function previewMerge(
  { storage }: Context,
  { keptId, mergedId }: ValidInput<'previewMerge'>,
): MergePreview {
  const [kept, merged] = [storage.skills.read(keptId), storage.skills.read(mergedId)]
  const obstacle = obstacleTo(storage, kept, merged)
  if (obstacle !== null) return { obstacle, movedScores: 0, conflicts: [] }
  const { moves, conflicts } = mergedScores(storage, kept, merged)
  const book = readBook(storage, kept.classId as ClassId)
  const assessments = new Map(book.assessments.map(assessment => [assessment.id as number, assessment]))
  const students = new Map(book.students.map(student => [student.id as number, student.label]))
  return {
    obstacle: null,
    movedScores: moves.length,
    conflicts: conflicts.map(({ assessmentId, studentId, keptValue, mergedValue }) => ({
      assessment: assessments.get(assessmentId)?.name ?? '',
      heldOn: assessments.get(assessmentId)?.heldOn ?? '',
      student: students.get(studentId) ?? storage.students.read(studentId).fullName,
      kept: keptValue,
      merged: mergedValue,
    })),
  }
}

/**
 * Makes one skill of two: scores of both are kept, each in its assessment, so that the newest still counts; plans that
 * counted either count the kept one; groups keep their focus. Where both have a score of one student in one
 * assessment, `conflicts` says whose counts.
 *
 * @throws OperationError when their scales differ, or when it is not said whose score counts
 */
export function mergeSkills(
  { storage, change }: Context,
  { keptId, mergedId, conflicts: choice }: ValidInput<'mergeSkills'>,
) {
  return change(() => {
    const [kept, merged] = [storage.skills.read(keptId), storage.skills.read(mergedId)]
    const obstacle = obstacleTo(storage, kept, merged)
    if (obstacle !== null) throw refused(obstacle, 'Give both the same scale first. Nothing was changed.')
    const { moves, conflicts } = mergedScores(storage, kept, merged)
    if (conflicts.length > 0 && choice === undefined) {
      throw refused(
        `${kept.name} and ${merged.name} have different scores of the same student in the same assessment.`,
        'Say whose score counts. Nothing was changed.',
      )
    }
    for (const { assessmentId, studentId } of moves) {
      storage.skills.moveScore(mergedId, keptId, assessmentId, studentId)
    }
    if (choice === 'merged') {
      for (const { assessmentId, studentId, mergedValue: value } of conflicts) {
        storage.assessments.putScore(assessmentId, { studentId, skillId: keptId, value })
      }
    }
    storage.skills.moveUse(mergedId, keptId)
    const levelNames = storage.skills.levelNamesOfClass(kept.classId)
    const ofMerged = levelNames.get(mergedId)
    if (ofMerged && !levelNames.has(keptId)) storage.skills.setLevelNames(keptId, ofMerged)
    for (const name of storage.skills.aliasesOfClass(kept.classId).get(mergedId) ?? []) {
      storage.skills.addAlias(keptId, name)
    }
    storage.skills.remove(mergedId)
    if (nameKey(merged.name) !== nameKey(kept.name)) storage.skills.addAlias(keptId, merged.name)
    storage.skills.update(keptId, {
      ...kept,
      scaleMinimum: Math.min(kept.scaleMinimum, merged.scaleMinimum),
      scaleMaximum: Math.max(kept.scaleMaximum, merged.scaleMaximum),
      standardCode: kept.standardCode ?? merged.standardCode,
    })
    return {
      result: {},
      entry: {
        name: 'mergeSkills',
        label: `merge the skill ${merged.name} into ${kept.name}`,
        classId: kept.classId as ClassId,
        planId: null,
      },
    }
  })
}

const refused = (message: string, remedy: string) =>
  new OperationError({ code: 'invalidInput', message, remedy })

/** Numbers of different scales mean different things. The ends of a scale score are only what was seen so far. */
function obstacleTo(storage: Storage, kept: SkillRow, merged: SkillRow): string | null {
  if (kept.id === merged.id || kept.classId !== merged.classId) {
    return 'Two different skills of one class can be merged.'
  }
  const scale = ({ scaleKind, scaleMinimum, scaleMaximum }: SkillRow) =>
    scaleKind === 'score' ? 'scale scores' : `${KINDS[scaleKind]} ${scaleMinimum} to ${scaleMaximum}`
  const [one, other] = [scale(kept), scale(merged)]
  if (one !== other) {
    return `Their scales differ: ${kept.name} has ${one}, ${merged.name} has ${other}. A number would mean something else.`
  }
  const levelNames = storage.skills.levelNamesOfClass(kept.classId)
  const [names, otherNames] = [levelNames.get(kept.id), levelNames.get(merged.id)]
  const at = names?.findIndex((name, place) => nameKey(name) !== nameKey(otherNames?.[place] ?? name)) ?? -1
  if (!names || at < 0) return null
  return `Their levels differ: level ${at + 1} of ${kept.name} is “${names[at]}”, of ${merged.name} “${otherNames?.[at] ?? ''}”.`
}

const KINDS = { percent: 'percent', points: 'points', level: 'levels' } as const

interface ScoreConflict {
  readonly assessmentId: number
  readonly studentId: number
  readonly keptValue: number
  readonly mergedValue: number
}

/** The scores that move, and those that stand against another one. Equal ones are one score. */
function mergedScores(storage: Storage, kept: SkillRow, merged: SkillRow) {
  const key = (score: { assessmentId: number; studentId: number }) =>
    `${score.assessmentId} ${score.studentId}`
  const own = new Map(storage.skills.scoresOf(kept.id).map(score => [key(score), score.value]))
  const moves: { assessmentId: number; studentId: number }[] = []
  const conflicts: ScoreConflict[] = []
  for (const { assessmentId, studentId, value } of storage.skills.scoresOf(merged.id)) {
    const keptValue = own.get(key({ assessmentId, studentId }))
    if (keptValue === undefined) moves.push({ assessmentId, studentId })
    else if (keptValue !== value) conflicts.push({ assessmentId, studentId, keptValue, mergedValue: value })
  }
  return { moves, conflicts }
}
