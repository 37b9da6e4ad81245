import { presenting } from '../state/presenting.svelte.ts'
import type { Command } from './command.ts'

/** The board on the projector. */
export function projectingCommands(): Command[] {
  return [
    {
      id: 'present',
      name: 'Present the board',
      section: 'Groups and plans',
      shortcuts: ['F5'],
      alsoCalled: ['projector', 'full screen', 'timer', 'slide show', 'rotation', 'stations'],
      unavailable: presenting.hasWeek ? null : 'This plan has no week yet.',
      run: () => presenting.open(),
    },
  ]
}
