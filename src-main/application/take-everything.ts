import type { ValidInput } from '../contract/contract.ts'
import { writeEverything } from '../exchange/everything.ts'
import { today, type Context } from './context.ts'
import { exportedFile } from './exported-file.ts'

/** Every table that holds the teacher's data, as CSV files in one zip. */
export function takeEverything(context: Context, { withSensitive }: ValidInput<'takeEverything'>) {
  const day = today(context)
  const tables = context.storage.readWholeTables()
  return exportedFile(['Horseshoe', day], writeEverything(tables, withSensitive, day))
}
