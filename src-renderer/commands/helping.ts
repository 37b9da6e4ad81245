import { dialogs } from '../state/dialogs.svelte.ts'
import { workspace } from '../state/workspace.svelte.ts'
import { yourData } from '../state/your-data.svelte.ts'
import type { Command } from './command.ts'

/** The shortcuts themselves, and the program about itself. */
export function helpingCommands(): Command[] {
  return [
    {
      id: 'back-up',
      name: 'Back up now',
      section: 'Help',
      alsoCalled: ['backup', 'save a copy', 'safe'],
      unavailable: workspace.classes.length === 0 ? 'There is nothing to back up yet.' : null,
      run: () => yourData.backUp(),
    },
    {
      id: 'shortcuts',
      name: 'Keyboard shortcuts',
      section: 'Help',
      shortcuts: ['?', 'F1'],
      alsoCalled: ['keys', 'help', 'cheat sheet'],
      unavailable: null,
      run: () => void (dialogs.open = 'shortcuts'),
    },
    {
      id: 'single-keys',
      name: `Turn single-key shortcuts ${workspace.singleKeys ? 'off' : 'on'}`,
      section: 'Help',
      alsoCalled: ['keys', 'speech input', 'voice', 'accessibility'],
      unavailable: null,
      run: () => workspace.useSingleKeys(!workspace.singleKeys),
    },
    {
      id: 'about',
      name: 'About Horseshoe',
      section: 'Help',
      alsoCalled: ['where is my data', 'details', 'support'],
      unavailable: null,
      run: () => void (dialogs.open = 'about'),
    },
    {
      id: 'check-version',
      name: 'Check the version…',
      section: 'Help',
      alsoCalled: ['update', 'upgrade', 'newer', 'new version'],
      unavailable: null,
      run: () => void (dialogs.open = 'version'),
    },
    {
      id: 'licences',
      name: 'Licences',
      section: 'Help',
      alsoCalled: ['licenses', 'open source', 'libraries', 'copyright'],
      unavailable: null,
      run: () => void (dialogs.open = 'licences'),
    },
  ]
}
