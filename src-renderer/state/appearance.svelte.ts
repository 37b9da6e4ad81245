import { workspace } from './workspace.svelte.ts'

/** Whether a media query holds, as it changes. */
class MediaState {
  matches = $state(false)

  constructor(query: string) {
    const list = matchMedia(query)
    this.matches = list.matches
    list.addEventListener('change', event => (this.matches = event.matches))
  }
}

/** How the window looks: what the settings say, and what the computer asks of every program. */
class Appearance {
  readonly #dark = new MediaState('(prefers-color-scheme: dark)')
  readonly #contrast = new MediaState('(prefers-contrast: more)')

  get isDark(): boolean {
    return workspace.theme === 'dark' || (workspace.theme === 'system' && this.#dark.matches)
  }

  /** The computer asks for more contrast, whatever the setting says. */
  get asksForContrast(): boolean {
    return this.#contrast.matches
  }

  get hasHighContrast(): boolean {
    return workspace.highContrast || this.asksForContrast
  }
}

export const appearance = new Appearance()
