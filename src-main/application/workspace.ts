import type { ValidInput } from '../contract/contract.ts'
import type { ClassId, PlanId } from '../contract/ids.ts'
import { History } from '../contract/workspace.ts'
import type { Context } from './context.ts'

export function readHistory({ storage }: Pick<Context, 'storage'>): History {
  // Also for events, which are not answered by way of the contract.
  return History.parse(storage.ledger.history())
}

export async function undo(context: Context) {
  return told(context, await context.storage.ledger.undo())
}

export async function redo(context: Context) {
  return told(context, await context.storage.ledger.redo())
}

/** Tells every window that something came back; it may be anywhere, so they read anew. */
function told(
  { storage, emit }: Context,
  { label, classId, planId }: { label: string; classId: number | null; planId: number | null },
) {
  const place = { classId: classId as ClassId | null, planId: planId as PlanId | null }
  emit({ type: 'changed', ...place, history: readHistory({ storage }) })
  return { label, ...place }
}

export function readSettings({ settings }: Context) {
  return settings.read()
}

export function updateSettings({ settings }: Context, part: ValidInput<'updateSettings'>) {
  settings.update(part)
  return {}
}

export function readAbout({ version, databaseFile, host }: Context) {
  return { version, databaseFile, host, runsOn: runsOn() }
}

/** What the program runs on, in words. */
export function runsOn(): string {
  const { electron, node } = process.versions
  const system = { win32: 'Windows', darwin: 'macOS', linux: 'Linux' }[process.platform as string]
  return [
    ...(electron ? [`Electron ${electron}`] : []),
    `Node ${node}`,
    `${system ?? process.platform} ${process.arch}`,
  ].join(', ')
}
