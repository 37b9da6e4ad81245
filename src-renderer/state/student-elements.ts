import type { StudentId } from '../../src-main/contract/ids.ts'
import { selection } from './selection.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/** How the views mark what stands for a student: each holds the label, which is unique within a class. */
const MARKS = [
  'data-student',
  'data-grid-student',
  'data-roster-student',
  'data-compared-open',
  'data-member',
] as const
const FOCUSABLE = 'button, [tabindex]'

/** The student whom an element, or one around it, stands for; null = none. */
export function studentOf(element: Element | null): StudentId | null {
  for (const mark of MARKS) {
    const label = element?.closest(`[${mark}]`)?.getAttribute(mark)
    const student = label && workspace.book?.students.find(one => one.label === label)
    if (student) return student.id
  }
  return null
}

/** What a command on students is about: the one who has the focus, with the chosen ones if among them; else the chosen. */
export function studentsMeant(): readonly StudentId[] {
  const focused = studentOf(document.activeElement)
  return focused === null ? selection.list : selection.with(focused)
}

/** A student's chip on the cards; null = the cards are not on the screen. */
export function chipOf(student: StudentId): HTMLElement | null {
  const label = workspace.students.get(student)?.label ?? ''
  return document.querySelector<HTMLElement>(`[data-member="${CSS.escape(label)}"]`)
}

/** What can have the focus for a student in the view that is open: the chip on a card where there is nothing else. */
export function elementOf(student: StudentId): HTMLElement | SVGElement | null {
  const label = CSS.escape(workspace.students.get(student)?.label ?? '')
  for (const mark of MARKS) {
    const element = document.querySelector<HTMLElement>(`main [${mark}="${label}"]`)
    if (element) return element.matches(FOCUSABLE) ? element : element.querySelector<HTMLElement>(FOCUSABLE)
  }
  return null
}
