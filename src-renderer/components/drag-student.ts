import type { GroupId, StudentId } from '../../src-main/contract/ids.ts'
import { moving } from '../state/moving.svelte.ts'
import { selection } from '../state/selection.svelte.ts'
import { workspace } from '../state/workspace.svelte.ts'
import { dragsFrom } from './drag.ts'

/** Attachment that lets a student be dragged from an element to any element with `data-drop`; dropped anywhere else, everybody stays. */
export function dragStudent(student: StudentId): (element: Element) => () => void {
  return element => {
    const near = (event: Event) => {
      // A pressed pointer is on its way with somebody else.
      const isPressed = event instanceof PointerEvent && event.buttons !== 0
      if (!isPressed) void moving.prepare(selection.with(student))
    }
    element.addEventListener('pointerenter', near)
    element.addEventListener('focus', near)
    const stop = dragsFrom(element, () => {
      void moving.prepare(selection.with(student))
      return {
        begin(at) {
          moving.point = at
          void moving.start(selection.with(student), 'drag')
        },
        move(at, under) {
          moving.point = at
          moving.over = dropTargetOf(under)
        },
        drop(under) {
          const target = dropTargetOf(under)
          if (target !== null) void moving.drop(target === 'out' ? null : target)
        },
        end() {
          if (moving.way === 'drag') moving.cancel()
        },
        edges: under => under?.closest('[data-scrolls], [data-pans]'),
      }
    })
    return () => {
      stop()
      element.removeEventListener('pointerenter', near)
      element.removeEventListener('focus', near)
    }
  }
}

/** The group whose card or outline is the topmost of the elements under a point; 'out' = the students in no group; null = neither. */
function dropTargetOf(elements: readonly Element[]): GroupId | 'out' | null {
  for (const element of elements) {
    const drop = element.closest('[data-drop]')?.getAttribute('data-drop')
    if (drop === 'out') return 'out'
    const group = workspace.board?.groups.find(({ id }) => String(id) === drop)
    if (group) return group.id
  }
  return null
}
