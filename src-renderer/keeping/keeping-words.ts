import type { Backup, BackupReason, Fate, RowsInWords } from '../../src-main/contract/keeping.ts'

/** Why a backup was made. */
export const reasonWords: Readonly<Record<BackupReason, string>> = {
  start: 'When Horseshoe started',
  regular: 'While you worked',
  quit: 'When Horseshoe was closed',
  byHand: 'You asked for it',
  import: 'Before an import',
  removal: 'Before something was removed',
  restore: 'Before a restore',
  migration: 'Before an update',
  copy: 'Opened from a copy',
}

/** What restoring does to a class or plan. */
export const fateWords: Readonly<Record<Fate, string>> = {
  same: 'stays as it is',
  older: 'goes back to how it was then',
  back: 'comes back',
  gone: 'goes away: it was made after this backup',
}

const time = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' })
const timeToTheSecond = new Intl.DateTimeFormat('en', {
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
})
const day = new Intl.DateTimeFormat('en', { weekday: 'short', month: 'short', day: 'numeric' })
const year = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', year: 'numeric' })

/** "today, 10:42 AM", "yesterday, 4:05 PM", "Mon, Nov 16, 8:15 AM", "Mar 3, 2025, 8:15 AM"; where the teacher is. */
export function momentInWords(moment: string, now = new Date(), toTheSecond = false): string {
  const at = new Date(moment)
  const daysAgo = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000)
  const isLongAgo = daysAgo < 0 || daysAgo > 180
  const name = daysAgo === 0 ? 'today' : daysAgo === 1 ? 'yesterday' : (isLongAgo ? year : day).format(at)
  return `${name}, ${(toTheSecond ? timeToTheSecond : time).format(at)}`
}

function startOfDay(moment: Date): number {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime()
}

/** "340 KB", "11 MB". */
export function bytesInWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000).toLocaleString('en')} KB`
  const megabytes = bytes / 1_000_000
  return `${megabytes.toLocaleString('en', { maximumFractionDigits: megabytes < 10 ? 1 : 0 })} MB`
}

/** "3 classes, 84 students". */
export function contentsInWords({
  classCount,
  studentCount,
}: Pick<Backup, 'classCount' | 'studentCount'>): string {
  const classes = `${classCount.toLocaleString('en')} ${classCount === 1 ? 'class' : 'classes'}`
  return `${classes}, ${studentCount.toLocaleString('en')} ${studentCount === 1 ? 'student' : 'students'}`
}

/** "1 student", "84 scores". */
export const rowsInWords = ({ rows, name }: Pick<RowsInWords, 'rows' | 'name'>) =>
  `${rows.toLocaleString('en')} ${name}`
