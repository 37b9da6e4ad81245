import type { HorseshoeEvent } from '../contract/events.ts'
import type { ClassId, PlanId } from '../contract/ids.ts'
import type { OperationName } from '../contract/contract.ts'
import type { Slices } from '../storage/slices.ts'
import type { Storage } from '../storage/storage.ts'
import type { Desktop } from './desktop.ts'
import type { GroupingRun } from './grouping-run.ts'
import type { BackupKeeper } from './keeping/backup-keeper.ts'
import type { KeepingDesk } from './keeping/keeping-desk.ts'
import type { SecondFolder } from './keeping/second-folder.ts'
import type { ReadingDesk } from './reading-desk.ts'
import type { SettingsStore } from './settings-store.ts'

/** What a change is called in the log, and where it happened. */
export interface ChangeEntry {
  readonly name: OperationName
  /** In words, as undo says it: "move Amina to C". */
  readonly label: string
  readonly classId: ClassId | null
  readonly planId: PlanId | null
}

/** What every operation works with. */
export interface Context {
  readonly storage: Storage
  readonly settings: SettingsStore
  readonly host: 'electron' | 'browser'
  readonly version: string
  readonly databaseFile: string
  /** null in a browser. */
  readonly desktop: Desktop | null
  /** What the build wrote about licences; null where nothing was built. */
  readonly licencesFile: URL | null
  readonly groupingWorker: URL
  readonly sealingWorker: URL
  readonly rotationWorker: URL
  /** Runs of the grouping engine under way, one a plan at most. */
  readonly runs: Map<PlanId, GroupingRun>
  /** Weeks that are being filled, one a plan at most. `ended` waits for what is written, and never rejects. */
  readonly rotationRuns: Map<PlanId, { stop(): void; readonly ended: Promise<unknown> }>
  /** Where files are read. */
  readonly desk: ReadingDesk
  /** Where backups are checked, encrypted and rewritten. */
  readonly keepingDesk: KeepingDesk
  readonly backups: BackupKeeper
  readonly secondFolder: SecondFolder
  now(): Date
  emit(event: HorseshoeEvent): void
  /** One transaction with its row in the operation log; every window is told afterwards. */
  change<T>(write: () => { result: T; entry: ChangeEntry }): T
  /** As `change`, for one that takes long; see `Ledger.changeInSlices`. */
  changeInSlices<T>(
    write: () => Slices<{ result: T; entry: ChangeEntry }>,
    onTurn: (done: number) => void,
  ): Promise<T>
}

/** Today's day where the teacher is, as text. */
export function today(context: Pick<Context, 'now'>): string {
  const now = context.now()
  const two = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
