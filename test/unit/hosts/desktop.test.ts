import type { BrowserWindow } from 'electron'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Application } from '../../../src-main/application/application.ts'
import type { HorseshoeEvent } from '../../../src-main/contract/events.ts'
import { ElectronDesktop } from '../../../src-main/hosts/electron/desktop.ts'
import { dressLike } from '../../../src-main/hosts/electron/dress.ts'
import { keepMenu } from '../../../src-main/hosts/electron/menu.ts'
import { ask, forgetfulSettings, open, temporaryFolder } from '../application/open.ts'

const electron = vi.hoisted(() => ({
  addRecentDocument: vi.fn(),
  clearRecentDocuments: vi.fn(),
  country: 'US',
  showOpenDialog: vi.fn<(...asked: unknown[]) => Promise<{ canceled: boolean; filePaths: string[] }>>(),
  showSaveDialog: vi.fn<(...asked: unknown[]) => Promise<{ canceled: boolean; filePath: string }>>(),
  menus: [] as { label?: string; submenu?: { id?: string; label?: string }[] }[][],
}))
vi.mock('electron', () => ({
  app: {
    addRecentDocument: electron.addRecentDocument,
    clearRecentDocuments: electron.clearRecentDocuments,
    getLocaleCountryCode: () => electron.country,
  },
  dialog: { showOpenDialog: electron.showOpenDialog, showSaveDialog: electron.showSaveDialog },
  Menu: {
    buildFromTemplate: (template: unknown) => template,
    setApplicationMenu: (menu: (typeof electron.menus)[number]) => electron.menus.push(menu),
  },
}))

const folder = temporaryFolder()
const path = join(folder.path, 'Room 12.csv')
writeFileSync(path, 'Name,Fractions')
afterAll(() => folder[Symbol.dispose]())

/** A host’s desktop with a window that prints, and what it told it. */
function desktop() {
  let paths: readonly string[] = []
  const events: HorseshoeEvent[] = []
  const printToPDF = vi.fn<(options: unknown) => Promise<Buffer>>(() => Promise.resolve(Buffer.from('%PDF')))
  const window = { webContents: { printToPDF } } as unknown as BrowserWindow
  const made = new ElectronDesktop({ read: () => paths, write: list => (paths = list) })
  const attach = () =>
    made.attach({ tell: (event: HorseshoeEvent) => events.push(event) } as unknown as Application, window)
  return { desktop: made, events, window, printToPDF, attach }
}

beforeEach(() => {
  vi.clearAllMocks()
  electron.menus.length = 0
})

describe('what is given from outside the window', () => {
  it('waits until there is a window, and is taken once', async () => {
    const { desktop: outside, events, attach } = desktop()
    outside.give([path])
    attach()
    expect(events).toEqual([])
    expect(await outside.takeFile()).toMatchObject({ fileName: 'Room 12.csv' })
    expect(await outside.takeFile()).toBeNull()
    expect(outside.recentPaths).toEqual([path])
    expect(electron.addRecentDocument).toHaveBeenCalledExactlyOnceWith(path)
  })

  it('tells an open window', () => {
    const { desktop: outside, events, attach } = desktop()
    attach()
    outside.give([])
    expect(events).toEqual([])
    outside.give([path])
    expect(events).toEqual([{ type: 'fileGiven' }])
  })

  it('is no recent file any more when it is gone', async () => {
    const { desktop: outside, attach } = desktop()
    attach()
    const gone = join(folder.path, 'gone.csv')
    writeFileSync(gone, '')
    outside.give([gone])
    await outside.takeFile()
    expect(outside.recentPaths).toEqual([gone])
    rmSync(gone)
    outside.give([gone])
    await expect(outside.takeFile()).rejects.toThrow('gone.csv is not there any more.')
    expect(outside.recentPaths).toEqual([])
    expect(await outside.takeFile()).toBeNull()
  })

  it('can be chosen with the computer’s own dialog', async () => {
    const { desktop: outside, events, attach, window } = desktop()
    attach()
    electron.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] })
    await outside.chooseFile()
    expect(events).toEqual([])
    electron.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: [path] })
    await outside.chooseFile()
    expect(electron.showOpenDialog.mock.calls[0]?.[0]).toBe(window)
    expect(events).toEqual([{ type: 'fileGiven' }])
    expect(await outside.takeFile()).toMatchObject({ fileName: 'Room 12.csv' })
  })
})

describe('a PDF', () => {
  const target = join(folder.path, 'groups.pdf')

  it('is printed on the country’s paper and saved where the person says', async () => {
    const { desktop: outside, attach, printToPDF } = desktop()
    attach()
    electron.showSaveDialog.mockResolvedValue({ canceled: false, filePath: target })
    expect(await outside.savePdf('groups.pdf')).toBe(true)
    expect(readFileSync(target, 'utf8')).toBe('%PDF')
    // A sheet that says its own paper gets that.
    expect(printToPDF).toHaveBeenLastCalledWith(
      expect.objectContaining({ pageSize: 'Letter', preferCSSPageSize: true }),
    )
    electron.country = 'DE'
    await outside.savePdf('groups.pdf')
    expect(printToPDF).toHaveBeenLastCalledWith(expect.objectContaining({ pageSize: 'A4' }))
  })

  it('is not made when the person changed their mind', async () => {
    const { desktop: outside, attach, printToPDF } = desktop()
    attach()
    const never = join(folder.path, 'never.pdf')
    electron.showSaveDialog.mockResolvedValueOnce({ canceled: true, filePath: never })
    expect(await outside.savePdf('never.pdf')).toBe(false)
    expect(printToPDF).not.toHaveBeenCalled()
    expect(existsSync(never)).toBe(false)
  })

  it('that cannot be written is said in words', async () => {
    const { desktop: outside, attach } = desktop()
    attach()
    electron.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: folder.path })
    await expect(outside.savePdf('groups.pdf')).rejects.toThrow('could not be written')
  })
})

describe('the menu of a running program', () => {
  const undo = () =>
    electron.menus
      .at(-1)
      ?.flatMap(({ submenu }) => submenu ?? [])
      .find(({ id }) => id === 'undo')?.label

  it('is drawn anew when undo would do something else, and only then', async () => {
    using data = temporaryFolder()
    const application = open(data.path)
    const { desktop: outside } = desktop()
    keepMenu(application, outside)
    expect(undo()).toBe('&Undo')
    const { classId } = await ask(application, 'createSampleClass', {})
    expect(undo()).toBe('&Undo: open the sample class')
    const drawn = electron.menus.length
    await ask(application, 'readClass', { classId })
    expect(electron.menus).toHaveLength(drawn)
    await ask(application, 'undo', {})
    expect(undo()).toBe('&Undo')
    await application.close()
  })

  it('knows after a restart what undo would do', async () => {
    using data = temporaryFolder()
    const before = open(data.path)
    await ask(before, 'createSampleClass', {})
    await before.close()
    const application = open(data.path)
    keepMenu(application, desktop().desktop)
    await vi.waitFor(() => expect(undo()).toBe('&Undo: open the sample class'))
    await application.close()
  })

  it('is drawn anew with each recent file', async () => {
    using data = temporaryFolder()
    const application = open(data.path)
    const { desktop: outside, attach } = desktop()
    attach()
    keepMenu(application, outside)
    const drawn = electron.menus.length
    outside.give([path])
    await outside.takeFile()
    expect(electron.menus).toHaveLength(drawn + 1)
    expect(JSON.stringify(electron.menus.at(-1))).toContain('Room 12.csv')
    outside.forgetRecent()
    expect(JSON.stringify(electron.menus.at(-1))).not.toContain('Room 12.csv')
    expect(electron.clearRecentDocuments).toHaveBeenCalledOnce()
    await application.close()
  })
})

it('dresses the window’s frame like the window, now and when it changes', () => {
  const theme = { themeSource: 'light' as 'system' | 'light' | 'dark' }
  const settings = dressLike(forgetfulSettings(), theme)
  expect(theme.themeSource).toBe('system')
  settings.update({ theme: 'dark' })
  expect(theme.themeSource).toBe('dark')
  expect(settings.read().theme).toBe('dark')
})
