import { moving } from './moving.svelte.ts'
import { selection } from './selection.svelte.ts'
import { studentOf } from './student-elements.ts'

/** Where the list of groups is to open, in CSS pixels of the window; null = at the student who has the focus. */
export const moveAnchor: { point: { x: number; y: number } | null } = { point: null }

/**
 * The context menu of a student: a press of the right button, of the menu key or of Shift F10 opens the list of
 * groups there. A finger that holds still picks up instead.
 */
export function openStudentMenu(event: MouseEvent): void {
  const student = studentOf(event.target instanceof Element ? event.target : null)
  if (student === null) return
  event.preventDefault()
  if (moving.active) return
  selection.current = student
  // The keyboard's menu key has no place of its own; the list opens at the student then.
  moveAnchor.point = event.button === 2 ? { x: event.clientX, y: event.clientY } : null
  void moving.start(selection.with(student), 'choose')
}
