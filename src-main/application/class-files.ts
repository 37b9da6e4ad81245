import { operations, type ValidInput } from '../contract/contract.ts'
import type { ExportedFile } from '../contract/exporting.ts'
import type { ClassId, PlanId } from '../contract/ids.ts'
import {
  newerClassFile,
  notAClass,
  readClassDocument,
  writeClassDocument,
} from '../exchange/class-document.ts'
import { UnfitCopy } from '../storage/errors.ts'
import { listClasses } from './classes.ts'
import { readBook } from './class-book.ts'
import type { Context } from './context.ts'
import { exportedFile } from './exported-file.ts'
import { insertPlan } from './new-plan.ts'
import { readMeetingNotes } from './meetings.ts'
import { readPlan } from './plans.ts'
import { readRotation } from './rotation.ts'
import { askSealing } from './sealing.ts'
import { readSensitive } from './students.ts'

/** One class with everything in it, as an encrypted file for a colleague. */
export async function sealClass(
  { storage, sealingWorker, version }: Context,
  { classId, passphrase }: ValidInput<'sealClass'>,
): Promise<ExportedFile> {
  const { name } = storage.classes.read(classId)
  const tables = storage.classCopies.take(classId)
  const text = writeClassDocument({
    tablesVersion: storage.classCopies.version,
    writtenBy: version,
    tables: tables.map(table => ({
      name: table.name,
      columns: [...table.columns],
      rows: table.rows.map(row => [...row]),
    })),
  })
  const { bytes } = await askSealing(sealingWorker, { kind: 'seal', text, passphrase })
  return exportedFile([name], {
    extension: 'horseshoe',
    mediaType: 'application/octet-stream',
    bytes,
    parts: [],
  })
}

/**
 * Makes a new class of an encrypted file, in one transaction. It stays apart from every class that is there: the same
 * file again makes a second one.
 *
 * @throws WrongPassphrase, UnreadableFile; nothing was changed then
 */
export async function openClassFile(
  context: Context,
  { fileName, content, passphrase }: ValidInput<'openClassFile'>,
) {
  const { storage } = context
  const bytes = new Uint8Array(Buffer.from(content, 'base64'))
  const { text } = await askSealing(context.sealingWorker, { kind: 'unseal', bytes, passphrase })
  const document = readClassDocument(text)
  await storage.ledger.settled()
  if (document.tablesVersion > storage.classCopies.version) throw newerClassFile()
  const tables = upToDate(context, document)
  await context.backups.ifChanged('import')
  return context.change(() => {
    const root = tables.find(table => table.name === 'class')
    const wanted = root?.rows[0]?.[root.columns.indexOf('name')]
    const name = freeName(
      typeof wanted === 'string' ? wanted : 'Class',
      storage.classes.list().map(one => one.name),
    )
    const classId = storage.classCopies.insert(tables, name) as ClassId
    const [plan] = storage.plans.ofClass(classId)
    const planId = plan ? (plan.id as PlanId) : insertPlan(storage, classId, 'First plan')
    mustBeShown(context, classId)
    const students = storage.students.ofClass(classId).length
    return {
      result: {
        classId,
        planId,
        summary: `${name} is here now, with ${students.toLocaleString('en')} ${students === 1 ? 'student' : 'students'} and everything in it.`,
      },
      entry: {
        name: 'openClassFile',
        label: `open the class ${name} from ${fileName}`,
        classId,
        planId: null,
      },
    }
  })
}

function upToDate(
  { storage }: Context,
  { tables, tablesVersion }: ReturnType<typeof readClassDocument>,
): ReturnType<Context['storage']['classCopies']['take']> {
  try {
    return storage.classCopies.bringUpToDate(tables, tablesVersion)
  } catch (error) {
    throw error instanceof UnfitCopy ? notAClass(error) : error
  }
}

/**
 * The tables hold more than the window can be told: a day such as 2026-99-99. One such cell, and no class could be
 * listed any more.
 *
 * @throws UnreadableFile when the class cannot be shown
 */
function mustBeShown(context: Context, classId: ClassId): void {
  const plans = context.storage.plans.ofClass(classId)
  const seen = [
    operations.listClasses.output.safeParse(listClasses(context)),
    operations.readClass.output.safeParse(readBook(context.storage, classId)),
    operations.readSensitive.output.safeParse(readSensitive(context, { classId })),
    ...plans.flatMap(({ id }) => {
      const planId = id as PlanId
      return [
        operations.readPlan.output.safeParse(readPlan(context, { planId })),
        operations.readRotation.output.safeParse(readRotation(context, { planId })),
        operations.readMeetingNotes.output.safeParse(readMeetingNotes(context, { planId })),
      ]
    }),
  ]
  for (const { error } of seen) if (error) throw notAClass(error)
}

/** "Owls", and "Owls (2)" where there are Owls already. */
function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted
  for (let number = 2; taken.includes(name); number++) name = `${wanted} (${number})`
  return name
}
