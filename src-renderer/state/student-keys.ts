import type { StudentId } from '../../src-main/contract/ids.ts'
import { count } from '../design/words.ts'
import { notices } from './notices.svelte.ts'
import { selection } from './selection.svelte.ts'

/** How the keyboard presses a student, wherever they are shown: Space or Enter chooses, with Shift one more. */
export function studentKeys(event: KeyboardEvent, student: StudentId): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key !== ' ' && event.key !== 'Enter') return
  if (event.shiftKey) selection.toggle(student)
  else selection.only(student)
  sayChosen()
  event.preventDefault()
}

/** Says how many are chosen now, to who cannot see it. */
export function sayChosen(): void {
  notices.speak(`${count(selection.list.length, 'student')} chosen.`)
}
