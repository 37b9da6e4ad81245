import type { ValidInput } from '../contract/contract.ts'
import type { AssessmentId, ClassId, PlanId } from '../contract/ids.ts'
import type { RememberedReading } from '../contract/importing.ts'
import { OperationError } from '../contract/problem.ts'
import type { ReadingChoices } from '../exchange/read-file.ts'
import { defaultMasteryThreshold } from '../exchange/scale.ts'
import type { ScoreTable } from '../exchange/score-table.ts'
import { NotFound } from '../storage/errors.ts'
import type { Storage } from '../storage/storage.ts'
import { readBook } from './class-book.ts'
import { today, type Context } from './context.ts'
import {
  memoryOf,
  remember,
  rememberedReading,
  withMemoryOfColumns,
  withMemoryOfLayout,
} from './import-memory.ts'
import { planImport, scoreKey, type ImportTarget, type ImportWrites } from './import-plan.ts'
import { readKnownPeople, sourcesOf, writePerson, type Sources } from './import-people.ts'
import { knownScales } from './import-skills.ts'
import { defaultSizes, insertPlan } from './new-plan.ts'

/** What is in a file, and what importing it would do. Changes nothing. */
export async function previewImport(context: Context, input: ValidInput<'previewImport'>) {
  return (await plannedImport(context, input)).preview
}

/** Ends the reading that is under way, if there is one. */
export function cancelImport({ desk }: Context) {
  desk.cancel()
  return {}
}

interface PlannedImport extends ReturnType<typeof planImport> {
  readonly table: ScoreTable
  /** What the table was read with. */
  readonly used: ReadingChoices
}

async function plannedImport(
  context: Context,
  { fileName, content, classId, choices }: ValidInput<'previewImport'>,
): Promise<PlannedImport> {
  const bytes = Buffer.from(content, 'base64')
  const scales = classId === null ? undefined : knownScales(readBook(context.storage, classId))
  const read = (reading: ReadingChoices) =>
    context.desk.read(bytes, fileName, { ...reading, knownScales: scales }, progress =>
      context.emit({ type: 'importProgress', phase: 'reading', progress }),
    )
  let used: ReadingChoices = readingOf(choices)
  let table = await read(used)
  let remembered: RememberedReading | null = null
  const memory = choices.asLastTime === false ? null : memoryOf(context.settings.read().importMemory, table)
  if (memory) {
    used = readingOf(withMemoryOfLayout(memory, choices))
    const laid = await read(used)
    used = { ...used, columns: withMemoryOfColumns(memory, laid, choices) }
    table = await read(used)
    remembered = rememberedReading(memory, table, choices)
  }
  // The class as it is now: it may have changed while the file was read.
  const target = classId === null ? null : readTarget(context.storage, classId)
  const people = classId === null ? null : readKnownPeople(context.storage, classId, sourcesOf(table))
  const planned = planImport(
    table,
    fileName,
    target && people ? { ...target, people } : null,
    choices,
    today(context),
    remembered,
  )
  return { ...planned, table, used }
}

/** What of the teacher's choices is about how the file is read. */
function readingOf(choices: ValidInput<'previewImport'>['choices']): ReadingChoices {
  const { encoding, delimiter, headerRow, sheet, window, layout, asKnownFormat, columns } = choices
  return { encoding, delimiter, headerRow, sheet, window, layout, asKnownFormat, columns }
}

function readTarget(storage: Storage, classId: ClassId): Omit<ImportTarget, 'people'> {
  const book = readBook(storage, classId)
  const scores = new Map(
    book.assessments.map(({ id }) => [
      id,
      new Map(
        storage.assessments
          .scoresOf(id)
          .map(({ studentId, skillId, value }) => [scoreKey(studentId, skillId), value] as const),
      ),
    ]),
  )
  return { book, scores }
}

/**
 * Imports a whole file in one transaction, or nothing. The scores of a file that brings new skills count in
 * every plan that counted all the skills there were; the sizes asked for follow a class that was empty.
 */
export async function importScores(context: Context, input: ValidInput<'importScores'>) {
  const { storage, backups, desk } = context
  const refuseIfCancelled = desk.watchForCancel()
  let planned = await plannedImport(context, input)
  if (planned.preview.ready && backups.isChanged) {
    await backups.ifChanged('import')
    refuseIfCancelled()
    // The file is read; what it changes is asked anew, for nothing may come between that and the writing.
    planned = await plannedImport(context, input)
  }
  const { preview, writes, table, used } = planned
  if (preview.nothingNew && input.classId !== null) {
    const [plan] = storage.plans.ofClass(input.classId)
    if (!plan) throw new NotFound('plan')
    return {
      classId: input.classId,
      planId: plan.id as PlanId,
      assessmentId: null,
      summary: 'Everything in this file is here already. Nothing was changed.',
    }
  }
  if (!preview.ready) {
    const [first] = preview.remarks
    throw new OperationError({
      code: 'importNotReady',
      message: first ? first.message : 'It is not yet said who some of the rows are.',
      remedy: first ? first.remedy : 'Answer the questions above the table. Nothing was imported.',
    })
  }
  context.emit({ type: 'importProgress', phase: 'writing', progress: 0 })
  const imported = context.change(() => {
    const madeClass = input.classId === null
    const classId = input.classId ?? (storage.classes.insert(preview.className) as ClassId)
    const before = storage.skills.ofClass(classId).map(skill => skill.id)
    const wasEmpty = storage.students.ofClass(classId).length === 0
    const assessmentId = write(context, classId, writes, preview.fileName, sourcesOf(table))
    const planId = madeClass
      ? insertPlan(storage, classId, 'First plan')
      : followClass(storage, classId, before, wasEmpty)
    const { newScores, changedScores, newStudents } = preview.effect
    const parts = [
      newStudents > 0 ? counted(newStudents, 'student') : '',
      newScores > 0 ? counted(newScores, 'score') : '',
      changedScores > 0 ? counted(changedScores, 'corrected score') : '',
    ].filter(Boolean)
    return {
      result: {
        classId,
        planId,
        assessmentId,
        summary: `${parts.length > 0 ? parts.join(' and ') : 'The file was'} imported.`,
      },
      entry: {
        name: 'importScores',
        label: `import ${preview.assessmentName} into ${storage.classes.read(classId).name}`,
        classId,
        planId: null,
      },
    }
  })
  const { settings } = context
  settings.update({ importMemory: remember(settings.read().importMemory, table, used) })
  return imported
}

const counted = (number: number, noun: string) =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`

function write(
  { storage, now }: Context,
  classId: ClassId,
  { skills, students, assessmentId, assessmentName, heldOn }: ImportWrites,
  fileName: string,
  sources: Sources,
): AssessmentId | null {
  const skillIds = new Map(
    skills.map(({ column, id, name, scale, masteryThreshold, standardCode }) => [
      column,
      id ??
        storage.skills.insert(classId, {
          name,
          scaleKind: scale.kind,
          scaleMinimum: scale.minimum,
          scaleMaximum: scale.maximum,
          masteryThreshold: masteryThreshold ?? defaultMasteryThreshold(scale),
          standardCode,
        }),
    ]),
  )
  for (const { id, widerScale } of skills) {
    if (id === null || !widerScale) continue
    const { minimum, maximum } = widerScale
    storage.skills.update(id, { ...storage.skills.read(id), scaleMinimum: minimum, scaleMaximum: maximum })
  }
  const hasScores = students.some(student => student.scores.length > 0)
  const assessment =
    assessmentId ??
    (hasScores
      ? storage.assessments.insert(classId, {
          name: assessmentName,
          heldOn,
          sourceFile: fileName,
          importedAt: now().toISOString(),
        })
      : null)
  for (const student of students) {
    const studentId = writePerson(storage, classId, sources, student)
    if (assessment === null) continue
    for (const { column, value } of student.scores) {
      const skillId = skillIds.get(column)
      if (skillId !== undefined) storage.assessments.putScore(assessment, { studentId, skillId, value })
    }
  }
  return hasScores ? (assessment as AssessmentId) : null
}

/** Lets the class's plans follow what was imported. Answers the plan to show. */
function followClass(
  storage: Storage,
  classId: ClassId,
  skillsBefore: readonly number[],
  wasEmpty: boolean,
): PlanId {
  const plans = storage.plans.ofClass(classId)
  const skills = storage.skills.ofClass(classId)
  for (const { id } of plans) {
    const counting = new Set(storage.plans.skillsOf(id).map(skill => skill.skillId))
    if (skillsBefore.every(skill => counting.has(skill))) {
      for (const skill of skills) if (!counting.has(skill.id)) storage.plans.putSkill(id, skill.id, 1)
    }
    if (wasEmpty) {
      storage.plans.update(id, {
        ...storage.plans.read(id),
        ...defaultSizes(storage.students.ofClass(classId).length),
      })
    }
  }
  const [first] = plans
  return first ? (first.id as PlanId) : insertPlan(storage, classId, 'First plan')
}
