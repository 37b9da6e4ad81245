import { app, dialog, type BrowserWindow } from 'electron'
import { writeFile } from 'node:fs/promises'
import type { Application } from '../../application/application.ts'
import type { Desktop } from '../../application/desktop.ts'
import type { GivenFile } from '../../contract/desktop.ts'
import { READABLE_EXTENSIONS } from '../../contract/limits.ts'
import { paperOf } from '../../contract/paper.ts'
import { OperationError } from '../../contract/problem.ts'
import { readGivenFile } from './given-files.ts'
import { withoutRecent, withRecent } from './recent-files.ts'
import { nameAlone } from './save-name.ts'

/** Where the paths of the recent files are kept. */
export interface RecentStore {
  read(): readonly string[]
  write(paths: readonly string[]): void
}

/**
 * What the computer around the window gives and takes: files by double click, on the icon and through the menu, the
 * dialogs, and the PDF.
 */
export class ElectronDesktop implements Desktop {
  readonly #recent: RecentStore
  readonly #platform = process.platform
  #waiting: string | null = null
  #window: BrowserWindow | null = null
  #application: Application | null = null
  #redraw = () => {}

  constructor(recent: RecentStore) {
    this.#recent = recent
  }

  /** From now on there is a window to tell. What was given before waits: a window asks when it is ready. */
  attach(application: Application, window: BrowserWindow): void {
    this.#application = application
    this.#window = window
  }

  /** Calls back whenever the recent files are others. */
  onRecent(redraw: () => void): void {
    this.#redraw = redraw
  }

  get recentPaths(): readonly string[] {
    return this.#recent.read()
  }

  /** Gives files to the window, one at a time: the first. Before there is a window it waits. */
  give(paths: readonly string[]): void {
    const [path] = paths
    if (path === undefined) return
    this.#waiting = path
    this.#application?.tell({ type: 'fileGiven' })
  }

  async takeFile(): Promise<GivenFile | null> {
    const path = this.#waiting
    if (path === null) return null
    this.#waiting = null
    try {
      const file = await readGivenFile(path)
      this.#remember(withRecent(this.recentPaths, path, this.#platform))
      app.addRecentDocument(path)
      return file
    } catch (error) {
      this.#remember(withoutRecent(this.recentPaths, path, this.#platform))
      throw error
    }
  }

  async chooseFile(): Promise<void> {
    if (!this.#window) return
    const { canceled, filePaths } = await dialog.showOpenDialog(this.#window, {
      properties: ['openFile'],
      filters: [
        { name: 'Scores, standards and saved classes', extensions: [...READABLE_EXTENSIONS] },
        { name: 'All files', extensions: ['*'] },
      ],
    })
    if (!canceled) this.give(filePaths)
  }

  async savePdf(fileName: string): Promise<boolean> {
    if (!this.#window) return false
    const { canceled, filePath } = await dialog.showSaveDialog(this.#window, {
      defaultPath: nameAlone(fileName),
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    })
    if (canceled || !filePath) return false
    const pdf = await this.#window.webContents.printToPDF({
      pageSize: paperOf(app.getLocaleCountryCode()),
      // A sheet that says its own paper gets that.
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
    })
    try {
      await writeFile(filePath, pdf)
    } catch (error) {
      throw new OperationError(
        {
          code: 'notSaved',
          message: `${filePath} could not be written.`,
          remedy: 'Close it in other programs, or choose another folder.',
        },
        { cause: error },
      )
    }
    return true
  }

  /** Empties the menu's list, and the system's own. */
  forgetRecent(): void {
    app.clearRecentDocuments()
    this.#remember([])
  }

  #remember(paths: readonly string[]): void {
    this.#recent.write(paths)
    this.#redraw()
  }
}
