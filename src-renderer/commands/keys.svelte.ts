import { moving } from '../state/moving.svelte.ts'
import { notices } from '../state/notices.svelte.ts'
import { rotation } from '../state/rotation.svelte.ts'
import { studentsMeant } from '../state/student-elements.ts'
import { workspace } from '../state/workspace.svelte.ts'
import { commandTable } from './command-table.ts'
import type { Command, Section } from './command.ts'
import { isMac } from './platform.ts'
import { isOfSingleKeys, isPress, pressesOf, type Shortcut } from './shortcut.ts'

const PATIENCE_MILLISECONDS = 2000
const MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta', 'CapsLock']
/** Kinds of input in which nothing is typed. */
const NOT_TYPED = ['checkbox', 'radio', 'button', 'submit', 'range', 'color', 'file']

/** Mean nothing while the class is not seen. */
const ABOUT_THE_CLASS: readonly Section[] = [
  'Choose students',
  'Move students',
  'Groups and plans',
  'Rotation',
  'Undo',
]

interface Begun {
  readonly command: Command
  readonly shortcut: Shortcut
}

/** Turns key presses into commands, for the whole window. */
class Keys {
  /** Shortcuts of several presses that were begun: shown, so that the next press need not be known by heart. */
  begun = $state.raw<readonly Begun[]>([])
  #presses = 0
  #patience: ReturnType<typeof setTimeout> | undefined

  /** Listens to what no element has taken for itself. */
  readonly press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || MODIFIERS.includes(event.key)) return
    if (document.querySelector('dialog[open]')) {
      this.forget()
      // A remote's key to begin would load the page anew.
      const isAlone = !event.ctrlKey && !event.metaKey && !event.altKey
      if (event.key === 'F5' && isAlone) event.preventDefault()
    }
    // A student in the air has keys of their own.
    if (moving.way === 'drag') return this.forget()
    const before = this.#presses
    const wasBegun = this.begun.length > 0
    const pool = wasBegun ? this.begun : beginnings(event)
    const fitting = pool.filter(({ shortcut }) => {
      const press = pressesOf(shortcut)[before]
      return press !== undefined && isPress(press, event, isMac)
    })
    this.forget()
    if (fitting.length === 0) {
      // What was begun is over; the key may mean something by itself.
      if (wasBegun && event.key !== 'Escape') this.press(event)
      else if (wasBegun) event.preventDefault()
      return
    }
    const whole = fitting.find(({ shortcut }) => pressesOf(shortcut).length === before + 1)
    event.preventDefault()
    if (!whole) this.#wait(fitting, before + 1)
    else if (!event.repeat || whole.command.repeats) run(whole.command)
  }

  /** Gives up what was begun. */
  forget(): void {
    clearTimeout(this.#patience)
    this.begun = []
    this.#presses = 0
  }

  #wait(begun: readonly Begun[], presses: number): void {
    this.begun = begun
    this.#presses = presses
    this.#patience = setTimeout(() => this.forget(), PATIENCE_MILLISECONDS)
  }
}

/**
 * Whether a command waits until what is open is closed: a dialog has its own keys. Undo and redo do not where a week is
 * planned, for what they take back is seen there.
 */
export function isHeldBack({ section }: Command): boolean {
  const { length } = document.querySelectorAll('dialog[open]')
  const isPlanning = length === 1 && (rotation.panel !== null || rotation.meeting !== null)
  return length > 0 && !(isPlanning && section === 'Undo')
}

/** Does a command, or says why it cannot be done now. */
export function run(command: Command): void {
  if (command.unavailable === null) void command.run()
  else if (!command.quiet) notices.say(command.unavailable)
}

/** The shortcuts that a key press could begin, where the focus is. */
function beginnings(event: KeyboardEvent): Begun[] {
  const typing = isTyped(event.target)
  const inPopover = document.querySelector('[popover]:popover-open') !== null
  return commandTable(studentsMeant()).flatMap(command => {
    if (isHeldBack(command) || (typing && !command.worksInFields)) return []
    if (command.views && !command.views.includes(workspace.view)) return []
    if (workspace.page === 'data' && ABOUT_THE_CLASS.includes(command.section)) return []
    return (command.shortcuts ?? []).flatMap(shortcut => {
      if (isOfSingleKeys(shortcut) && (!workspace.singleKeys || isLetterTaken(event.target))) return []
      // An open popover is closed by Escape, and its keys are its own.
      if (inPopover && !shortcut.startsWith('Mod+')) return []
      return [{ command, shortcut }]
    })
  })
}

/** Whether the keys write something there. */
export function isTyped(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !NOT_TYPED.includes(target.type)
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable)
}

/** Whether letters mean something there: in a list they go to the entry that begins so. */
function isLetterTaken(target: EventTarget | null): boolean {
  return target instanceof HTMLSelectElement
}

export const keys = new Keys()
