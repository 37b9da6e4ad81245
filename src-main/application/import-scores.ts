import type { ValidInput } from '../contract/contract.ts'
import type { AssessmentId, ClassId, PlanId } from '../contract/ids.ts'
import type { ImportPreview, RememberedReading } from '../contract/importing.ts'
import { OperationError } from '../contract/problem.ts'
import type { ReadingChoices } from '../exchange/read-file.ts'
import type { ScoreTable } from '../exchange/score-table.ts'
import { NotFound } from '../storage/errors.ts'
import type { ScoreRow } from '../storage/assessments.ts'
import { partOf, type Slices } from '../storage/slices.ts'
import type { Storage } from '../storage/storage.ts'
import { readOutline, readSkills } from './class-book.ts'
import { today, type Context } from './context.ts'
import {
  memoryOf,
  remember,
  rememberedReading,
  withMemoryOfColumns,
  withMemoryOfLayout,
  withMemoryOfLong,
} from './import-memory.ts'
import { planImport, type ImportTarget, type ImportWrites } from './import-plan.ts'
import { readKnownPeople, sourcesOf, writePerson, type Sources } from './import-people.ts'
import { knownScales } from './import-skills.ts'
import { defaultSizes, insertPlan } from './new-plan.ts'
import type { SettingsStore } from './settings-store.ts'

/** What is in a file, and what importing it would do. Changes nothing. */
export async function previewImport(context: Context, input: ValidInput<'previewImport'>) {
  const { signal } = context.desk
  const reading = await readTable(context, input)
  const { preview } = await context.storage.ledger.readInSlices(
    () => plan(context, input, reading),
    () => signal.throwIfAborted(),
  )
  return preview
}

/** Ends the reading or importing that is under way, if there is one. */
export function cancelImport({ desk }: Context) {
  desk.cancel()
  return {}
}

interface Reading {
  readonly table: ScoreTable
  /** What the table was read with. */
  readonly used: ReadingChoices
  readonly remembered: RememberedReading | null
}

/** Reads the file in the thread for that. */
async function readTable(
  context: Context,
  { fileName, content, classId, choices }: ValidInput<'previewImport'>,
): Promise<Reading> {
  const bytes = Buffer.from(content, 'base64')
  const scales = classId === null ? undefined : knownScales(readSkills(context.storage, classId))
  const read = (reading: ReadingChoices) =>
    context.desk.read(bytes, fileName, { ...reading, knownScales: scales }, progress =>
      context.emit({ type: 'importProgress', phase: 'reading', progress }),
    )
  const used = readingOf(choices)
  const table = await read(used)
  const memory = choices.asLastTime === false ? null : memoryOf(context.settings.read().importMemory, table)
  if (!memory) return { table, used, remembered: null }
  let laidAsBefore = readingOf(withMemoryOfLayout(memory, choices))
  let laid = await read(laidAsBefore)
  const long = withMemoryOfLong(memory, laid, choices)
  if (long && laidAsBefore.layout === 'long') {
    laidAsBefore = { ...laidAsBefore, long }
    laid = await read(laidAsBefore)
  }
  const asBefore = { ...laidAsBefore, columns: withMemoryOfColumns(memory, laid, choices) }
  const again = await read(asBefore)
  return { table: again, used: asBefore, remembered: rememberedReading(memory, again, choices) }
}

/** Plans for the class as it is now: it may have changed while the file was read. */
function plan(
  context: Context,
  { fileName, classId, choices }: ValidInput<'previewImport'>,
  { table, remembered }: Reading,
): ReturnType<typeof planImport> {
  const target = classId === null ? null : readTarget(context.storage, classId, sourcesOf(table))
  return planImport(table, fileName, target, choices, today(context), remembered)
}

/** What of the teacher's choices is about how the file is read. */
function readingOf(choices: ValidInput<'previewImport'>['choices']): ReadingChoices {
  const { encoding, delimiter, headerRow, sheet, window, layout, long, asKnownFormat, columns } = choices
  return { encoding, delimiter, headerRow, sheet, window, layout, long, asKnownFormat, columns }
}

function readTarget(storage: Storage, classId: ClassId, sources: Sources): ImportTarget {
  const known = new Map<string, ReadonlyMap<number, number>>()
  return {
    outline: readOutline(storage, classId),
    people: readKnownPeople(storage, classId, sources),
    scoresOf(assessmentId, studentId) {
      const key = `${assessmentId} ${studentId}`
      const before = known.get(key)
      if (before) return before
      const scores = storage.assessments.scoresOfStudent(assessmentId, studentId)
      known.set(key, scores)
      return scores
    },
  }
}

/** How much of an import is working out what it does; the rest is doing it. */
const PLANNING_SHARE = 0.3

/** A file of which everything is here already. */
class NothingNew extends Error {
  override readonly name = 'NothingNew'
}

/**
 * Imports a whole file in one transaction, or nothing; in slices, between which it can be cancelled. The scores of a
 * file that brings new skills count in every plan that counted all the skills there were; the sizes asked for follow
 * a class that was empty.
 */
export async function importScores(context: Context, input: ValidInput<'importScores'>) {
  const { storage, settings, backups } = context
  const { signal } = context.desk
  const reading = await readTable(context, input)
  await backups.ifChanged('import')
  signal.throwIfAborted()
  const onTurn = (progress: number) => {
    signal.throwIfAborted()
    context.emit({ type: 'importProgress', phase: 'writing', progress })
  }
  onTurn(0)
  try {
    const imported = await context.changeInSlices(() => planAndWrite(context, input, reading), onTurn)
    rememberReading(settings, reading.table, reading.used)
    return imported
  } catch (error) {
    if (!(error instanceof NothingNew) || input.classId === null) throw error
    const [first] = storage.plans.ofClass(input.classId)
    if (!first) throw new NotFound('plan')
    return {
      classId: input.classId,
      planId: first.id as PlanId,
      assessmentId: null,
      summary: 'Everything in this file is here already. Nothing was changed.',
    }
  }
}

/** @throws NothingNew; OperationError `importNotReady` */
function* planAndWrite(context: Context, input: ValidInput<'importScores'>, reading: Reading) {
  const { storage } = context
  const { preview, writes } = yield* partOf(plan(context, input, reading), 0, PLANNING_SHARE)
  if (preview.nothingNew && input.classId !== null) throw new NothingNew()
  mustBeReady(preview)
  const madeClass = input.classId === null
  const classId = input.classId ?? (storage.classes.insert(preview.className) as ClassId)
  const before = storage.skills.ofClass(classId).map(skill => skill.id)
  const wasEmpty = storage.students.ofClass(classId).length === 0
  const writing = write(context, classId, writes, preview.fileName, sourcesOf(reading.table))
  const assessmentId = yield* partOf(writing, PLANNING_SHARE, 1)
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
  } as const
}

function mustBeReady({ ready, remarks }: ImportPreview): void {
  if (ready) return
  const [first] = remarks
  throw new OperationError({
    code: 'importNotReady',
    message: first ? first.message : 'It is not yet said who some of the rows are.',
    remedy: first ? first.remedy : 'Answer the questions above the table. Nothing was imported.',
  })
}

/** What is imported is saved: settings that cannot be written must not make it look like a failure. */
function rememberReading(settings: SettingsStore, table: ScoreTable, used: ReadingChoices): void {
  try {
    settings.update({ importMemory: remember(settings.read().importMemory, table, used) })
  } catch (error) {
    console.error('importMemory', error instanceof Error ? error.name : typeof error)
  }
}

const counted = (number: number, noun: string) =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`

/** How much of the writing is about the students; the rest are their scores. */
const STUDENTS_SHARE = 0.2

function* write(
  { storage, now }: Context,
  classId: ClassId,
  { skills, students, assessmentId, assessmentName, heldOn }: ImportWrites,
  fileName: string,
  sources: Sources,
): Slices<AssessmentId | null> {
  const skillIds = new Map(
    skills.map(({ column, id, name, scale, mastery, standardCode }) => [
      column,
      id ??
        storage.skills.insert(classId, {
          name,
          scaleKind: scale.kind,
          scaleMinimum: scale.minimum,
          scaleMaximum: scale.maximum,
          masteryThreshold: mastery.value,
          standardCode,
        }),
    ]),
  )
  for (const { column, levelNames } of skills) {
    const skillId = skillIds.get(column)
    if (levelNames && skillId !== undefined) storage.skills.setLevelNames(skillId, levelNames)
  }
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
  const scores: ScoreRow[] = []
  for (const [at, student] of students.entries()) {
    const studentId = writePerson(storage, classId, sources, student)
    for (const { column, value } of student.scores) {
      const skillId = skillIds.get(column)
      if (skillId !== undefined) scores.push({ studentId, skillId, value })
    }
    yield (STUDENTS_SHARE * at) / students.length
  }
  if (assessment !== null) yield* partOf(storage.assessments.putScores(assessment, scores), STUDENTS_SHARE, 1)
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
