import type { DeletionReport } from '../../src-main/contract/keeping.ts'
import { count, listed } from '../design/words.ts'
import { bytesInWords, rowsInWords } from './keeping-words.ts'

/** What was deleted, a line each, without a name. */
export function reportLines(report: DeletionReport): string[] {
  const { rows, backupsRewritten, backupsRemoved, backupsUntouched, copiesRemoved } = report
  return [
    rows.length > 0
      ? `From the database: ${listed(rows.map(rowsInWords))}.`
      : 'The database had nothing of it.',
    `The database file was written anew: ${bytesInWords(report.bytesBefore)} before, ${bytesInWords(report.bytesAfter)} now.`,
    backupsRewritten > 0 ? `${count(backupsRewritten, 'backup')} written anew without it.` : '',
    backupsRemoved > 0 ? `${count(backupsRemoved, 'backup')} deleted.` : '',
    backupsUntouched > 0 ? `${count(backupsUntouched, 'backup')} had nothing of it.` : '',
    copiesRemoved > 0 ? `${count(copiesRemoved, 'encrypted copy', 'encrypted copies')} deleted.` : '',
    report.areCopiesLeft
      ? 'Encrypted copies in the second place could not be reached and are still there.'
      : '',
    report.damagedFilesRemoved > 0
      ? `${count(report.damagedFilesRemoved, 'damaged file', 'damaged files')} deleted.`
      : '',
  ].filter(line => line !== '')
}
