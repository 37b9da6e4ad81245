import { themes } from '../design/themes.ts'
import { appearance } from '../state/appearance.svelte.ts'
import { canHideFromSharing } from '../state/desktop.ts'
import { onScreen } from '../state/on-screen.svelte.ts'
import { workspace } from '../state/workspace.svelte.ts'
import type { Command } from './command.ts'

const ZOOM_STEP = 1.4

/** How things look: the map's zoom, the theme, the contrast. */
export function lookingCommands(): Command[] {
  const zoom = onScreen.view?.zoom
  const noZoom = zoom ? null : 'Show the map as Constellation first.'
  return [
    {
      id: 'zoom-in',
      name: 'Zoom into the map',
      section: 'Appearance',
      shortcuts: ['+', '='],
      views: ['map'],
      repeats: true,
      alsoCalled: ['larger', 'closer'],
      unavailable: noZoom,
      run: () => zoom?.by(ZOOM_STEP),
    },
    {
      id: 'zoom-out',
      name: 'Zoom out of the map',
      section: 'Appearance',
      shortcuts: ['-'],
      views: ['map'],
      repeats: true,
      alsoCalled: ['smaller'],
      unavailable: noZoom,
      run: () => zoom?.by(1 / ZOOM_STEP),
    },
    {
      id: 'zoom-fit',
      name: 'Show everybody on the map',
      section: 'Appearance',
      shortcuts: ['0'],
      views: ['map'],
      alsoCalled: ['fit', 'reset zoom', 'whole map'],
      unavailable: noZoom,
      run: () => zoom?.fit(),
    },
    ...themes.map(({ theme, name }): Command => ({
      id: `theme:${theme}`,
      name: `Appearance: ${name}`,
      section: 'Appearance',
      alsoCalled: ['theme', `${name} mode`, 'colours'],
      unavailable: workspace.theme === theme ? 'It looks so now.' : null,
      run: () => workspace.useTheme(theme),
    })),
    {
      id: 'contrast',
      name: `Turn high contrast ${workspace.highContrast ? 'off' : 'on'}`,
      section: 'Appearance',
      alsoCalled: ['contrast', 'accessibility', 'stronger colours'],
      unavailable: appearance.asksForContrast ? 'Your computer asks for high contrast.' : null,
      run: () => workspace.useHighContrast(!workspace.highContrast),
    },
    ...(canHideFromSharing ? [hiding()] : []),
  ]
}

function hiding(): Command {
  return {
    id: 'hide-from-sharing',
    name: workspace.hiddenFromSharing
      ? 'Show the window again when I share my screen'
      : 'Hide the window when I share my screen',
    section: 'Appearance',
    alsoCalled: ['privacy', 'screen sharing', 'recording', 'meeting'],
    unavailable: null,
    run: () => workspace.useHiddenFromSharing(!workspace.hiddenFromSharing),
  }
}
