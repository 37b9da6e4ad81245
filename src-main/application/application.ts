import { join } from 'node:path'
import {
  isOperationName,
  operations,
  type Output,
  type OperationName,
  type ValidInput,
} from '../contract/contract.ts'
import type { HorseshoeEvent } from '../contract/events.ts'
import { OperationError, type Answer, type ProblemCode } from '../contract/problem.ts'
import { namesIsolated } from '../contract/isolated.ts'
import { backupFolderOf } from '../storage/backups/backup-folder.ts'
import { DatabaseUnusable, NotFound } from '../storage/errors.ts'
import { writeOpenMark } from '../storage/open-mark.ts'
import { fromUse } from '../storage/sqlite-errors.ts'
import { openStorage } from '../storage/storage.ts'
import * as classFiles from './class-files.ts'
import * as classes from './classes.ts'
import type { ChangeEntry, Context } from './context.ts'
import * as desktop from './desktop.ts'
import * as engine from './engine.ts'
import { exportGroups } from './export-groups.ts'
import { idsIn, placeOf, type Log } from './log.ts'
import * as grouping from './grouping.ts'
import * as importing from './import-scores.ts'
import { BackupKeeper } from './keeping/backup-keeper.ts'
import * as deletion from './keeping/deletion.ts'
import { KeepingDesk } from './keeping/keeping-desk.ts'
import * as restore from './keeping/restore.ts'
import { SecondFolder } from './keeping/second-folder.ts'
import * as yourData from './keeping/your-data.ts'
import * as meetings from './meetings.ts'
import * as moves from './moves.ts'
import * as otherGroups from './other-groups.ts'
import * as plans from './plans.ts'
import { toProblem, toReadingProblem } from './problems.ts'
import { createSampleClass } from './sample.ts'
import { proposeRotation, stopRotation } from './propose-rotation.ts'
import { ReadingDesk } from './reading-desk.ts'
import * as rotation from './rotation.ts'
import * as rotationBlocks from './rotation-blocks.ts'
import * as rotationCells from './rotation-cells.ts'
import { previewCell } from './rotation-choices.ts'
import { readDay } from './rotation-day.ts'
import * as rotationDemands from './rotation-demands.ts'
import { applyRemedy } from './rotation-remedy.ts'
import * as rotationStations from './rotation-stations.ts'
import * as scenarios from './scenarios.ts'
import type { SettingsStore } from './settings-store.ts'
import * as skills from './skills.ts'
import * as standards from './standards.ts'
import * as students from './students.ts'
import { takeEverything } from './take-everything.ts'
import { readTrouble } from './trouble.ts'
import * as workspace from './workspace.ts'

export const DATABASE_NAME = 'horseshoe.db'

export interface ApplicationOptions {
  /** Folder of the database; made if missing. */
  readonly dataDirectory: string
  readonly settings: SettingsStore
  readonly host: 'electron' | 'browser'
  readonly version: string
  /** File of the bundle of `grouping-worker.ts`. */
  readonly groupingWorker: URL
  /** File of the bundle of `reading-worker.ts`. */
  readonly readingWorker: URL
  /** File of the bundle of `sealing-worker.ts`. */
  readonly sealingWorker: URL
  /** File of the bundle of `rotation-worker.ts`. */
  readonly rotationWorker: URL
  /** What only a host with windows of its own can do; left out in a browser. */
  readonly desktop?: desktop.Desktop
  /** The list of licences that the build wrote; left out where nothing was built. */
  readonly licencesFile?: URL
  /** Where problems are written down; nowhere if left out. */
  readonly log?: Log
  /** File of the bundle of `keeping-worker.ts`. */
  readonly keepingWorker: URL
  /** The clock; the computer's if left out. */
  readonly now?: () => Date
}

export interface Application {
  /** Asks one operation by name. Never rejects: what fails is answered as a problem in words. */
  call(operation: string, input: unknown): Promise<Answer<unknown>>
  /** Returns the function that stops listening. */
  onEvent(listener: (event: HorseshoeEvent) => void): () => void
  /** Tells every window what the host around them has to say. */
  tell(event: HorseshoeEvent & { type: 'fileGiven' | 'asked' | 'screenLocked' }): void
  /** Ends what is under way and closes the database. Never rejects, and may be asked for again. */
  close(): Promise<void>
}

const ANSWERED_BY_PEOPLE: ReadonlySet<ProblemCode> = new Set([
  'wrongPassphrase',
  'importNotReady',
  'nothingToUndo',
  'groupingRunning',
  'cancelled',
])

type Implementations = {
  [N in OperationName]: (context: Context, input: ValidInput<N>) => Output<N> | Promise<Output<N>>
}

const implementations: Implementations = {
  listClasses: classes.listClasses,
  readClass: classes.readClass,
  createSampleClass,
  createClass: classes.createClass,
  renameClass: classes.renameClass,
  removeClass: classes.removeClass,
  updateSkill: skills.updateSkill,
  previewMerge: skills.previewMerge,
  mergeSkills: skills.mergeSkills,
  addRule: classes.addRule,
  removeRule: classes.removeRule,
  addStudent: students.addStudent,
  updateStudent: students.updateStudent,
  removeStudent: students.removeStudent,
  readSensitive: students.readSensitive,
  createPlan: plans.createPlan,
  readPlan: plans.readPlan,
  updatePlan: plans.updatePlan,
  removePlan: plans.removePlan,
  updateRequest: plans.updateRequest,
  updateGroup: plans.updateGroup,
  previewMove: moves.previewMove,
  moveStudents: moves.moveStudents,
  lockStudents: moves.lockStudents,
  proposeGroups: grouping.proposeGroups,
  findAlternatives: otherGroups.findAlternatives,
  weighMoves: otherGroups.weighMoves,
  priceRules: otherGroups.priceRules,
  adoptGroups: otherGroups.adoptGroups,
  stopGrouping: engine.stopGrouping,
  readPlanLines: scenarios.readPlanLines,
  comparePlans: scenarios.comparePlans,
  adoptScenario: scenarios.adoptScenario,
  readRotation: rotation.readRotation,
  startRotation: rotation.startRotation,
  removeRotation: rotation.removeRotation,
  setAlternation: rotation.setAlternation,
  addStation: rotationStations.addStation,
  updateStation: rotationStations.updateStation,
  moveStation: rotationStations.moveStation,
  removeStation: rotationStations.removeStation,
  addAdult: rotationStations.addAdult,
  updateAdult: rotationStations.updateAdult,
  removeAdult: rotationStations.removeAdult,
  addBlock: rotationBlocks.addBlock,
  updateBlock: rotationBlocks.updateBlock,
  removeBlock: rotationBlocks.removeBlock,
  copyDay: rotationBlocks.copyDay,
  shortenDay: rotationBlocks.shortenDay,
  removeDay: rotationBlocks.removeDay,
  addPullOut: rotationDemands.addPullOut,
  updatePullOut: rotationDemands.updatePullOut,
  removePullOut: rotationDemands.removePullOut,
  addDemand: rotationDemands.addDemand,
  updateDemand: rotationDemands.updateDemand,
  removeDemand: rotationDemands.removeDemand,
  placeGroup: rotationCells.placeGroup,
  swapCells: rotationCells.swapCells,
  lockCells: rotationCells.lockCells,
  clearCells: rotationCells.clearCells,
  updateMeeting: meetings.updateMeeting,
  readMeetingNotes: meetings.readMeetingNotes,
  noteMeeting: meetings.noteMeeting,
  readAbsent: meetings.readAbsent,
  setAbsent: meetings.setAbsent,
  proposeRotation,
  stopRotation,
  applyRemedy,
  previewCell,
  readDay,
  previewImport: importing.previewImport,
  importScores: importing.importScores,
  cancelImport: importing.cancelImport,
  listStandards: standards.listStandards,
  searchStandards: standards.searchStandards,
  importStandards: standards.importStandards,
  removeStandards: standards.removeStandards,
  exportGroups,
  sealClass: classFiles.sealClass,
  openClassFile: classFiles.openClassFile,
  takeEverything,
  readHistory: workspace.readHistory,
  undo: workspace.undo,
  redo: workspace.redo,
  readSettings: workspace.readSettings,
  updateSettings: workspace.updateSettings,
  readAbout: workspace.readAbout,
  takeGivenFile: desktop.takeGivenFile,
  chooseFile: desktop.chooseFile,
  savePdf: desktop.savePdf,
  readLicences: desktop.readLicences,
  readTrouble,
  readYourData: yourData.readYourData,
  backUpNow: yourData.backUpNow,
  openCopy: yourData.openCopy,
  setSecondFolder: yourData.setSecondFolder,
  copyNow: yourData.copyNow,
  forgetSecondFolder: yourData.forgetSecondFolder,
  previewRestore: restore.previewRestore,
  restoreBackup: restore.restoreBackup,
  previewDeletion: deletion.previewDeletion,
  deleteForGood: deletion.deleteForGood,
  findOldClasses: deletion.findOldClasses,
  readRecovery: () => null,
  tryRecovery: nothingToRecover,
  useRecovered: nothingToRecover,
  useBackup: nothingToRecover,
  startAnew: nothingToRecover,
}

/** Answered by `openOrRecover` when the database is damaged; here it was opened. */
function nothingToRecover(): never {
  throw new NotFound('damaged database')
}

/** Operations that touch nothing that is stored: answered also while a long change is half done. */
const UNSTORED: ReadonlySet<OperationName> = new Set(['cancelImport', 'stopGrouping', 'stopRotation'])

/**
 * Opens the application on a data folder: the one thing a host talks to.
 *
 * @throws DatabaseInUse, DatabaseUnusable
 */
export function openApplication(options: ApplicationOptions): Application {
  const now = options.now ?? (() => new Date())
  const databaseFile = join(options.dataDirectory, DATABASE_NAME)
  const storage = openStorage(databaseFile, now)
  const listeners = new Set<(event: HorseshoeEvent) => void>()
  const emit = (event: HorseshoeEvent) => {
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (error) {
        // What is saved is saved: a window that cannot be told must not make it look like a failure.
        options.log?.write({ event: 'problem', code: 'internal', place: `${event.type} ${placeOf(error)}` })
      }
    }
  }
  const tell = ({ classId, planId }: ChangeEntry) =>
    emit({ type: 'changed', classId, planId, history: workspace.readHistory({ storage }) })
  const keepingDesk = new KeepingDesk(options.keepingWorker)
  const secondFolder = new SecondFolder(options.dataDirectory, keepingDesk, now)
  const backups = new BackupKeeper({
    ...(options.log && { log: options.log }),
    storage,
    folder: backupFolderOf(databaseFile),
    desk: keepingDesk,
    now,
    onFailure: error => (isDamaged ||= saysDamaged(error)),
    onBackup: (backup, problem) => {
      emit({ type: 'keepingChanged', problem })
      if (backup) copying = copying.then(() => secondFolder.follow(backup, false))
    },
  })
  let copying: Promise<unknown> = Promise.resolve()
  /** The file turned out to be damaged while it was used: the next start has to look closely. */
  let isDamaged = false
  let closing: Promise<void> | null = null
  const context: Context = {
    keepingDesk,
    secondFolder,
    backups,
    storage,
    settings: options.settings,
    host: options.host,
    version: options.version,
    databaseFile,
    desktop: options.desktop ?? null,
    licencesFile: options.licencesFile ?? null,
    groupingWorker: options.groupingWorker,
    sealingWorker: options.sealingWorker,
    rotationWorker: options.rotationWorker,
    runs: new Map(),
    rotationRuns: new Map(),
    desk: new ReadingDesk(options.readingWorker),
    now,
    emit,
    change(write) {
      const { result, entry } = storage.ledger.change(() => {
        const change = write()
        return { result: change, entry: change.entry }
      })
      tell(entry)
      return result
    },
    async changeInSlices(write, onTurn) {
      const { result, entry } = await storage.ledger.changeInSlices(function* () {
        const change = yield* write()
        return { result: change, entry: change.entry }
      }, onTurn)
      tell(entry)
      return result
    },
  }

  backups.start()

  async function close(): Promise<void> {
    for (const run of context.runs.values()) run.stop(false)
    for (const run of context.rotationRuns.values()) run.stop()
    await Promise.allSettled([...context.runs.values()].map(run => run.result))
    await Promise.all([...context.rotationRuns.values()].map(run => run.ended))
    await context.desk.close()
    await storage.ledger.settled()
    listeners.clear()
    const last = await backups.close()
    await copying
    if (last && secondFolder.lacks(last)) await secondFolder.follow(last, true)
    await keepingDesk.close()
    try {
      storage.close()
      if (isDamaged && !storage.isViewingOnly) writeOpenMark(databaseFile)
    } catch (error) {
      // The stick is gone, say. What was answered as done is done; ending must not fail.
      options.log?.write({ event: 'problem', code: toProblem(error).code, place: placeOf(error) })
    }
  }

  return {
    async call(operation, input) {
      try {
        if (!isOperationName(operation)) {
          throw new OperationError({
            code: 'invalidInput',
            message: 'There is no such operation.',
            remedy: '',
          })
        }
        if (storage.ledger.isHalfDone && !UNSTORED.has(operation)) await storage.ledger.settled()
        return { ok: true, value: await answer(context, operation, input) }
      } catch (error) {
        const known = isOperationName(operation) ? operation : 'unknown operation'
        const isReading = isOperationName(operation) && operations[operation].kind === 'read'
        isDamaged ||= saysDamaged(error)
        const said = isReading ? toReadingProblem(error) : toProblem(error)
        const [message, remedy] = [said.message, said.remedy].map(namesIsolated)
        const problem = { ...said, message, remedy, place: `${known}: ${placeOf(error)}` }
        const { code, place } = problem
        // What a person can answer by themselves is no trouble: only what somebody may have to help with is kept.
        if (!ANSWERED_BY_PEOPLE.has(code)) {
          options.log?.write({ event: 'problem', operation: known, code, place, ids: idsIn(input) })
        }
        return { ok: false, problem }
      }
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: emit,
    close: () => (closing ??= close()),
  }
}

/** Validates what comes in and what goes out, against the contract. */
async function answer<N extends OperationName>(
  context: Context,
  operation: N,
  input: unknown,
): Promise<unknown> {
  const checked = operations[operation].input.safeParse(input)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    const place = issue?.path.join('.') ?? ''
    throw new OperationError({
      code: 'invalidInput',
      message: `${operation}: ${place ? `${place}: ` : ''}${issue?.message ?? 'not understood'}`,
      remedy: 'Check what was entered.',
    })
  }
  // The table's type ties name, input and output; TypeScript cannot follow that through a union of names.
  const implementation = implementations[operation] as (context: Context, input: unknown) => unknown
  return operations[operation].output.parse(await implementation(context, checked.data))
}

function saysDamaged(thrown: unknown): boolean {
  const error = fromUse(thrown)
  return error instanceof DatabaseUnusable && error.reason === 'damaged'
}
