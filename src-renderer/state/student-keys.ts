import type { StudentId } from '../../src-main/contract/ids.ts'
import { moving } from './moving.svelte.ts'
import { pickedWith } from './picking-up.ts'
import { selection } from './selection.svelte.ts'

/** What the keyboard does on a student, wherever they are shown: Space or Enter chooses, M moves, Escape lets go. */
export function studentKeys(event: KeyboardEvent, student: StudentId): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === ' ' || event.key === 'Enter') {
    if (event.shiftKey) selection.toggle(student)
    else selection.only(student)
  } else if (event.key.toLowerCase() === 'm') {
    selection.current = student
    void moving.start(pickedWith(student), 'choose')
  } else if (event.key === 'Escape') {
    selection.clear()
  } else {
    return
  }
  event.preventDefault()
}
