import { describe, expect, it, vi } from 'vitest'
import type { MenuItemConstructorOptions } from 'electron'
import { menuTemplate } from '../../../src-main/hosts/electron/menu-template.ts'
import { commandTable } from '../../../src-renderer/commands/command-table.ts'

// Before the modules below are loaded: the state of a window looks at its host and at the theme at once.
vi.hoisted(() => {
  vi.stubGlobal('window', { horseshoe: { host: 'electron' } })
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }))
})

const commands = commandTable([])

function asked(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap(item => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
  const actions = { ask: vi.fn(), openRecent: vi.fn(), forgetRecent: vi.fn() }
  const template = menuTemplate({ platform, history: { undo: null, redo: null }, recentFiles: [] }, actions)
  return flat(template).filter(({ id }) => id !== undefined && id !== 'recent')
}

describe('the menu and the table of commands', () => {
  it('know each other: every entry is a command, and its keys are the command’s', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      for (const { id, accelerator } of asked(platform)) {
        const command = commands.find(one => one.id === id)
        expect(command, id).toBeDefined()
        const keys = accelerator?.replace('CmdOrCtrl', 'Mod')
        if (keys) expect(command?.shortcuts, id).toContain(keys)
        // What has keys with Ctrl shows them in the menu as well.
        const own = command?.shortcuts?.find(one => one.startsWith('Mod+'))
        if (own) expect(keys, id).toBeDefined()
      }
    }
  })

  it('leave no appearance out of the menu', () => {
    const ids = asked('linux').map(({ id }) => id)
    for (const { id } of commands.filter(command => command.id.startsWith('theme:')))
      expect(ids).toContain(id)
  })
})
