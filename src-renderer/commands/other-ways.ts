import type { Section } from './command.ts'

/** A way to do something that is no command: with the pointer, or with keys that act where the focus is. */
export interface OtherWay {
  readonly section: Section
  readonly what: string
  readonly how: string
}

/** What the shortcuts sheet says beside the commands. */
export const OTHER_WAYS: readonly OtherWay[] = [
  { section: 'Choose students', what: 'Choose a student', how: 'Click, or Space on them' },
  { section: 'Choose students', what: 'Choose one more', how: 'Shift click, or Shift Space' },
  { section: 'Choose students', what: 'Go from student to student', how: 'Arrow keys on the map' },
  { section: 'Choose students', what: 'Choose on the way', how: 'Shift and arrow keys' },
  { section: 'Choose students', what: 'Draw around students', how: 'Shift and drag on empty map' },
  { section: 'Choose students', what: 'Choose a whole group', how: 'Click its name on the map' },
  { section: 'Move students', what: 'Move by dragging', how: 'Drag to a card or an outline; Esc cancels' },
  { section: 'Move students', what: 'Move by touch or pen', how: 'Hold still for a moment, then drag' },
  { section: 'Move students', what: 'Move without dragging', how: 'Choose, then “Move here” on a card' },
  {
    section: 'Move students',
    what: 'List of groups',
    how: 'Right click, or Shift F10, on a student',
  },
  { section: 'Rotation', what: 'Go from cell to cell', how: 'Arrow keys; Page Up and Down for days' },
  { section: 'Rotation', what: 'Choose a cell’s station', how: 'Click, or Enter' },
  { section: 'Rotation', what: 'Swap two cells', how: 'Drag; or M, then Enter on the other' },
  { section: 'Rotation', what: 'Lock a cell', how: 'L' },
  {
    section: 'Move students',
    what: 'Group in the list',
    how: 'Its letter, or arrow keys and Enter',
  },
  { section: 'Appearance', what: 'Move the map', how: 'Drag the empty map' },
  { section: 'Appearance', what: 'Zoom with the pointer', how: 'Wheel, or pinch' },
  { section: 'Groups and plans', what: 'Import scores', how: 'Drop a file anywhere' },
]
