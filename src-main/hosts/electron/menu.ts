import { Menu } from 'electron'
import type { Application } from '../../application/application.ts'
import type { History } from '../../contract/workspace.ts'
import type { ElectronDesktop } from './desktop.ts'
import { menuTemplate } from './menu-template.ts'
import { recentFiles } from './recent-files.ts'

/** Keeps the menu true: undo and redo say what they would do, and the recent files are those of now. */
export function keepMenu(application: Application, desktop: ElectronDesktop): void {
  const { platform } = process
  let history: History = { undo: null, redo: null }
  let hasHeard = false
  const draw = () => {
    const template = menuTemplate(
      { platform, history, recentFiles: recentFiles(desktop.recentPaths, platform) },
      {
        ask: command => application.tell({ type: 'asked', command }),
        openRecent: path => desktop.give([path]),
        forgetRecent: () => desktop.forgetRecent(),
      },
    )
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  const show = (now: History) => {
    // An open menu would close: it is drawn anew only when it says something else.
    if (now.undo === history.undo && now.redo === history.redo) return
    history = now
    draw()
  }
  draw()
  desktop.onRecent(draw)
  application.onEvent(event => {
    if (event.type !== 'changed') return
    hasHeard = true
    show(event.history)
  })
  void application.call('readHistory', {}).then(answer => {
    // What was heard since is newer. The application validates what it answers against the contract.
    if (answer.ok && !hasHeard) show(answer.value as History)
  })
}
