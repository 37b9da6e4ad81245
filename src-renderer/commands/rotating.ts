import { filling } from '../state/filling.svelte.ts'
import { rotation, type RotationPanel } from '../state/rotation.svelte.ts'
import { workspace } from '../state/workspace.svelte.ts'
import type { Command } from './command.ts'

const PANELS: readonly { panel: RotationPanel; name: string; key?: string; alsoCalled: readonly string[] }[] =
  [
    { panel: 'stations', name: 'Stations…', alsoCalled: ['centers', 'centres', 'capacity', 'materials'] },
    {
      panel: 'blocks',
      name: 'Days and blocks…',
      alsoCalled: ['time', 'schedule', 'shorten', 'week B', 'break'],
    },
    {
      panel: 'adults',
      name: 'Adults besides you…',
      alsoCalled: ['co-teacher', 'aide', 'specialist', 'hours'],
    },
    { panel: 'pullOuts', name: 'Pull-outs…', alsoCalled: ['speech', 'band', 'away'] },
    {
      panel: 'demands',
      name: 'What the week has to hold…',
      alsoCalled: ['demands', 'rules', 'table visits'],
    },
    { panel: 'minutes', name: 'Minutes with the teacher', alsoCalled: ['time', 'who has none', 'table'] },
    { panel: 'today', name: 'Today: who is absent', key: 'T', alsoCalled: ['absent', 'board', 'day'] },
  ]

/** The week of the open plan: filling it, and what it is made of. */
export function rotatingCommands(): Command[] {
  const { view } = workspace
  const { board } = rotation
  const isHere = view === 'rotation' && workspace.page === 'class'
  const missing = !isHere ? 'Go to Rotation first.' : board ? null : 'There is no week yet; start one.'
  return [
    {
      id: 'propose-week',
      name: 'Propose a week',
      section: 'Rotation',
      shortcuts: ['Mod+Enter'],
      views: ['rotation'],
      alsoCalled: ['fill', 'schedule', 'rotation'],
      unavailable: missing ?? (filling.isRunning ? 'The week is being filled already.' : null),
      run: () => filling.propose(),
    },
    {
      id: 'rotation-look',
      name: `Show the week by ${rotation.look === 'groups' ? 'station' : 'group'}`,
      general: 'Show the week by group or by station',
      section: 'Rotation',
      shortcuts: ['S'],
      views: ['rotation'],
      alsoCalled: ['switch', 'rows'],
      unavailable: missing,
      run: () => void (rotation.look = rotation.look === 'groups' ? 'stations' : 'groups'),
    },
    ...PANELS.map(({ panel, name, key, alsoCalled }): Command => ({
      id: `rotation:${panel}`,
      name,
      section: 'Rotation',
      ...(key && { shortcuts: [key] }),
      views: ['rotation'],
      alsoCalled: ['rotation', 'week', ...alsoCalled],
      unavailable: missing,
      run: () => void (rotation.panel = panel),
    })),
  ]
}
