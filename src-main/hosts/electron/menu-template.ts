import type { MenuItemConstructorOptions } from 'electron'
import type { History } from '../../contract/workspace.ts'
import type { RecentFile } from './recent-files.ts'

/** What the menu shows of the moment. */
export interface MenuState {
  readonly platform: NodeJS.Platform
  readonly history: History
  readonly recentFiles: readonly RecentFile[]
}

/** What the menu does. */
export interface MenuActions {
  /** Asks the window for one of its commands, by its id. */
  ask(command: string): void
  openRecent(path: string): void
  forgetRecent(): void
}

const LONGEST_NAME = 60
const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' }

/** A name in a menu: not too long, and an ampersand in it is an ampersand, no mnemonic. */
function written(name: string): string {
  const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…` : name
  return short.replaceAll('&', '&&')
}

/**
 * The menu of a platform. Everything in it is a command of the window or a role of the system; an ampersand marks
 * the letter that Alt and a key choose on Windows and Linux.
 */
export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const isMac = state.platform === 'darwin'
  const item: ItemMaker = (label, command, accelerator) => ({
    label,
    id: command,
    click: () => actions.ask(command),
    // The window itself listens to its keys, for it knows whether something is being typed; macOS asks it first.
    ...(accelerator && { accelerator, registerAccelerator: false }),
  })
  return [
    ...(isMac ? [macMenu(item)] : []),
    { label: '&File', submenu: fileMenu(state, actions, item) },
    { label: '&Edit', submenu: editMenu(state, item) },
    { label: '&View', submenu: viewMenu(isMac, item) },
    { label: '&Groups', submenu: groupsMenu(item) },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    { label: '&Help', role: 'help', submenu: helpMenu(isMac, item) },
  ]
}

type ItemMaker = (label: string, command: string, accelerator?: string) => MenuItemConstructorOptions

function macMenu(item: ItemMaker): MenuItemConstructorOptions {
  return {
    label: 'Horseshoe',
    submenu: [
      item('About Horseshoe', 'about'),
      item('Check the version…', 'check-version'),
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  }
}

function fileMenu(
  { platform, recentFiles }: MenuState,
  { openRecent, forgetRecent }: MenuActions,
  item: ItemMaker,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const recent: MenuItemConstructorOptions[] = recentFiles.map(({ path, label }) => ({
    label: written(label),
    toolTip: path,
    click: () => openRecent(path),
  }))
  return [
    item('&New class…', 'new-class'),
    item('Open the &sample class', 'sample'),
    item('&Import scores or open a class…', 'import', 'CmdOrCtrl+O'),
    {
      label: 'Open &recent',
      id: 'recent',
      enabled: recent.length > 0,
      submenu: [...recent, SEPARATOR, { label: '&Forget these files', click: forgetRecent }],
    },
    SEPARATOR,
    item('&Export…', 'export', 'CmdOrCtrl+E'),
    item('&Print the groups…', 'print', 'CmdOrCtrl+P'),
    item('Save the groups as P&DF…', 'save-pdf'),
    item('Print the ro&tation…', 'print-week', 'CmdOrCtrl+Shift+P'),
    SEPARATOR,
    isMac ? { role: 'close' } : { role: 'quit', label: platform === 'win32' ? 'E&xit' : '&Quit' },
  ]
}

function editMenu({ platform, history }: MenuState, item: ItemMaker): MenuItemConstructorOptions[] {
  const step = (name: string, what: string | null, command: string, accelerator: string) => ({
    ...item(what === null ? name : `${name}: ${written(what)}`, command, accelerator),
    enabled: what !== null,
  })
  return [
    step('&Undo', history.undo, 'undo', 'CmdOrCtrl+Z'),
    step('&Redo', history.redo, 'redo', platform === 'win32' ? 'CmdOrCtrl+Y' : 'CmdOrCtrl+Shift+Z'),
    SEPARATOR,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    SEPARATOR,
    item('&Find a student…', 'find-student', 'CmdOrCtrl+F'),
    item('&Search for anything…', 'search', 'CmdOrCtrl+K'),
  ]
}

function viewMenu(isMac: boolean, item: ItemMaker): MenuItemConstructorOptions[] {
  return [
    item('&Roster', 'view:roster'),
    item('&Map', 'view:map'),
    item('&Groups', 'view:groups'),
    item('&Compare two plans', 'view:compare'),
    SEPARATOR,
    {
      label: '&Appearance',
      submenu: [
        item('Like the &computer', 'theme:system'),
        item('&Light', 'theme:light'),
        item('&Dark', 'theme:dark'),
        SEPARATOR,
        item('&High contrast on or off', 'contrast'),
      ],
    },
    SEPARATOR,
    { role: 'zoomIn' },
    // Plus is Shift and = on many keyboards; without Shift it should do as well.
    { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
    { role: 'zoomOut' },
    { role: 'resetZoom' },
    SEPARATOR,
    { role: 'togglefullscreen', ...(isMac ? {} : { accelerator: 'F11' }) },
  ]
}

function groupsMenu(item: ItemMaker): MenuItemConstructorOptions[] {
  return [
    item('&Group', 'group', 'CmdOrCtrl+Enter'),
    item('&Duplicate this plan…', 'duplicate-plan'),
    SEPARATOR,
    item('&Lists of standards…', 'standards'),
  ]
}

function helpMenu(isMac: boolean, item: ItemMaker): MenuItemConstructorOptions[] {
  return [
    item('&Keyboard shortcuts', 'shortcuts', 'F1'),
    item('&Licences', 'licences'),
    ...(isMac
      ? []
      : [item('Check the &version…', 'check-version'), SEPARATOR, item('&About Horseshoe', 'about')]),
  ]
}
