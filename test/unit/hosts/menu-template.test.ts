import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { menuTemplate, type MenuState } from '../../../src-main/hosts/electron/menu-template.ts'

const NOTHING = { undo: null, redo: null }

function menu(state: Partial<MenuState> = {}) {
  const actions = { ask: vi.fn(), openRecent: vi.fn(), forgetRecent: vi.fn() }
  const template = menuTemplate({ platform: 'linux', history: NOTHING, recentFiles: [], ...state }, actions)
  return { template, actions, items: flat(template) }
}

function below(item: MenuItemConstructorOptions): MenuItemConstructorOptions[] {
  return Array.isArray(item.submenu) ? item.submenu : []
}

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap(item => [item, ...flat(below(item))])
}

const click = (item: MenuItemConstructorOptions | undefined) => (item?.click as (() => void) | undefined)?.()
const labels = (items: readonly MenuItemConstructorOptions[]) => items.map(({ label, role }) => label ?? role)

describe('the menu', () => {
  it('has the order of each platform', () => {
    const names = ['&File', '&Edit', '&View', '&Groups']
    expect(labels(menu({ platform: 'linux' }).template)).toEqual([...names, '&Help'])
    expect(labels(menu({ platform: 'win32' }).template)).toEqual([...names, '&Help'])
    expect(labels(menu({ platform: 'darwin' }).template)).toEqual([
      'Horseshoe',
      ...names,
      'windowMenu',
      '&Help',
    ])
  })

  it('ends the program where each platform has it', () => {
    const last = (platform: NodeJS.Platform, at: number) =>
      below(menu({ platform }).template[at] ?? {}).at(-1)
    expect(last('win32', 0)).toEqual({ role: 'quit', label: 'E&xit' })
    expect(last('linux', 0)).toEqual({ role: 'quit', label: '&Quit' })
    expect(last('darwin', 0)).toEqual({ role: 'quit' })
    expect(last('darwin', 1)).toEqual({ role: 'close' })
  })

  it('puts About and the version into the Mac’s own menu, and into Help elsewhere', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      const { template } = menu({ platform })
      const place = platform === 'darwin' ? template[0] : template.at(-1)
      for (const id of ['about', 'check-version']) {
        expect(
          below(place ?? {}).filter(item => item.id === id),
          platform,
        ).toHaveLength(1)
        expect(
          flat(template).filter(item => item.id === id),
          platform,
        ).toHaveLength(1)
      }
    }
  })

  it('says what undo and redo would do, and offers neither when there is nothing', () => {
    const { items } = menu({ history: { undo: 'move Amina to C', redo: 'rename the class Owls & Larks' } })
    expect(items.find(({ id }) => id === 'undo')).toMatchObject({
      label: '&Undo: move Amina to C',
      enabled: true,
    })
    // A single ampersand would be swallowed, and the letter behind it underlined.
    expect(items.find(({ id }) => id === 'redo')?.label).toBe('&Redo: rename the class Owls && Larks')
    const none = menu().items
    expect(none.find(({ id }) => id === 'undo')).toMatchObject({ label: '&Undo', enabled: false })
    expect(none.find(({ id }) => id === 'redo')).toMatchObject({ label: '&Redo', enabled: false })
  })

  it('shortens what is too long for a menu', () => {
    const { items } = menu({ history: { undo: `open the class ${'x'.repeat(300)}`, redo: null } })
    const label = items.find(({ id }) => id === 'undo')?.label ?? ''
    expect(label.length).toBeLessThan(70)
    expect(label).toMatch(/…$/)
  })

  it('has redo’s key as each platform has it', () => {
    const redo = (platform: NodeJS.Platform) =>
      menu({ platform }).items.find(({ id }) => id === 'redo')?.accelerator
    expect(redo('win32')).toBe('CmdOrCtrl+Y')
    expect(redo('darwin')).toBe('CmdOrCtrl+Shift+Z')
    expect(redo('linux')).toBe('CmdOrCtrl+Shift+Z')
  })

  it('asks the window for its commands, and leaves their keys to it', () => {
    const { items, actions } = menu()
    for (const item of items.filter(({ id }) => id !== undefined && id !== 'recent')) {
      click(item)
      expect(actions.ask, item.id).toHaveBeenLastCalledWith(item.id)
      if (item.accelerator) expect(item.registerAccelerator, item.id).toBe(false)
    }
    expect(actions.ask.mock.calls.length).toBeGreaterThan(20)
  })

  it('lists the recent files, opens one and forgets them', () => {
    const { items, actions } = menu({ recentFiles: [{ path: '/a/Owls & Co.csv', label: 'Owls & Co.csv' }] })
    expect(items.find(({ id }) => id === 'recent')?.enabled).toBe(true)
    click(items.find(({ label }) => label === 'Owls && Co.csv'))
    expect(actions.openRecent).toHaveBeenCalledWith('/a/Owls & Co.csv')
    click(items.find(({ label }) => label === '&Forget these files'))
    expect(actions.forgetRecent).toHaveBeenCalled()
    expect(menu().items.find(({ id }) => id === 'recent')?.enabled).toBe(false)
  })

  it('has full screen and zoom as roles, and zooms with = as well', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      const { items } = menu({ platform })
      for (const role of ['zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen'])
        expect(
          items.some(item => item.role === role),
          role,
        ).toBe(true)
      expect(items.some(({ role, accelerator }) => role === 'zoomIn' && accelerator === 'CmdOrCtrl+=')).toBe(
        true,
      )
    }
  })

  it('has no way to reload, to look behind the window or to open another', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      const roles = menu({ platform }).items.map(({ role }) => role?.toLowerCase())
      for (const role of ['reload', 'forcereload', 'toggledevtools', 'viewmenu', 'filemenu'])
        expect(roles).not.toContain(role)
    }
  })

  it('gives no letter of Alt twice in one menu', () => {
    for (const platform of ['win32', 'linux'] as const) {
      const { template, items } = menu({ platform })
      for (const list of [template, ...items.map(below)]) {
        const letters = list.flatMap(
          ({ label }) => /(?<!&)&([^&])/.exec(label ?? '')?.[1]?.toLowerCase() ?? [],
        )
        expect(letters, letters.join('')).toEqual([...new Set(letters)])
      }
    }
  })
})
