import { tick } from 'svelte'
import type { StudentId } from '../../src-main/contract/ids.ts'
import { onScreen } from '../state/on-screen.svelte.ts'
import { selection } from '../state/selection.svelte.ts'
import { chipOf, elementOf } from '../state/student-elements.ts'

/** Chooses a student and puts the focus on them in whichever view is open; their card comes into sight as well. */
export async function showStudent(student: StudentId): Promise<void> {
  selection.set([student])
  selection.current = student
  await tick()
  const view = onScreen.view
  if (view?.reveal) await view.reveal(student)
  else {
    const element = elementOf(student)
    element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    element?.focus({ preventScroll: true })
  }
  chipOf(student)?.scrollIntoView({ block: 'nearest' })
}
