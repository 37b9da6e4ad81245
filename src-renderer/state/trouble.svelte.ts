import type { Problem } from '../../src-main/contract/problem.ts'
import type { Warning } from '../../src-main/contract/trouble.ts'
import { copyText } from './copying.ts'
import { bridge, call } from './door.ts'
import { notices } from './notices.svelte.ts'

const MOST_REMEMBERED = 50

/** What is out of the ordinary about the place of the data, and what to tell whoever helps. */
class Trouble {
  /** The database may not be written: everything can be looked at and exported. */
  isViewingOnly = $state(false)
  /** Warnings that were not read yet. */
  warnings = $state.raw<readonly Warning[]>([])
  #system = `Horseshoe (${bridge.host})`
  #read: readonly string[] = []

  /** Asks once, at the start. */
  async start(): Promise<void> {
    const [trouble, settings] = await Promise.all([call('readTrouble', {}), call('readSettings', {})])
    this.isViewingOnly = trouble.isViewingOnly
    this.#system = trouble.system
    this.#read = settings.warningsRead
    this.warnings = trouble.warnings.filter(({ key }) => !this.#read.includes(key))
  }

  /** A warning was read: it does not come again, now or after the next start. */
  async understood(key: string): Promise<void> {
    this.warnings = this.warnings.filter(warning => warning.key !== key)
    this.#read = [key, ...this.#read].slice(0, MOST_REMEMBERED)
    await notices.guard(() => call('updateSettings', { warningsRead: [...this.#read] }))
  }

  /** What whoever helps has to know of a problem: no words of it, for they may name a student. */
  detailsOf({ code, place }: Pick<Problem, 'code' | 'place'>): string {
    return [this.#system, `${code}: ${place ?? 'window'}`, new Date().toISOString()].join('\n')
  }

  /** Puts the details of a problem on the clipboard; false when the computer does not let us. */
  copyDetails(problem: Pick<Problem, 'code' | 'place'>): boolean {
    const isCopied = copyText(this.detailsOf(problem))
    notices.speak(isCopied ? 'Details copied.' : 'The details could not be copied.')
    return isCopied
  }
}

export const trouble = new Trouble()
