import type { Output } from '../../src-main/contract/contract.ts'
import type { Backup, RecoveryState } from '../../src-main/contract/keeping.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { trouble } from './trouble.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/** A database that could not be opened, and what is done about it. */
class Recovering {
  /** null = all is well. */
  state = $state.raw<RecoveryState | null>(null)
  busy = $state<string | null>(null)

  /** Starts the window, or asks first what to go on with. */
  async start(): Promise<void> {
    this.state = await call('readRecovery', {})
    if (this.state) {
      workspace.theme = (await call('readSettings', {})).theme
      return
    }
    await this.#startWhole()
  }

  async try(): Promise<void> {
    const state = await this.#during('Reading what can be read…', () => call('tryRecovery', {}))
    if (state) this.state = state
  }

  useRecovered(): Promise<void> {
    return this.#goOn(() => call('useRecovered', {}))
  }

  useBackup({ name }: Backup): Promise<void> {
    return this.#goOn(() => call('useBackup', { name }))
  }

  startAnew(): Promise<void> {
    return this.#goOn(() => call('startAnew', {}))
  }

  async #goOn(act: () => Promise<Output<'useBackup'>>): Promise<void> {
    const done = await this.#during('Putting it in place…', act)
    if (!done) return
    this.state = null
    await this.#startWhole()
    if (done.keptAs !== null) notices.say(`The damaged file is kept: ${done.keptAs}`)
  }

  async #startWhole(): Promise<void> {
    await Promise.all([workspace.start(), trouble.start()])
  }

  async #during<T>(words: string, act: () => Promise<T>): Promise<T | undefined> {
    this.busy = words
    const done = await notices.guard(act)
    this.busy = null
    return done
  }
}

export const recovering = new Recovering()
