import type { MapLook, View } from '../../src-main/contract/workspace.ts'
import { count } from '../design/words.ts'
import { comparing } from '../state/comparing.svelte.ts'
import { dialogs } from '../state/dialogs.svelte.ts'
import { onScreen } from '../state/on-screen.svelte.ts'
import { workspace } from '../state/workspace.svelte.ts'
import type { Command } from './command.ts'

const VIEWS: readonly { view: View; name: string; key: string; alsoCalled: readonly string[] }[] = [
  { view: 'roster', name: 'Roster', key: 'R', alsoCalled: ['table', 'scores', 'students'] },
  { view: 'map', name: 'Map', key: 'M', alsoCalled: ['skill map'] },
  { view: 'groups', name: 'Groups', key: 'G', alsoCalled: ['board', 'cards'] },
  { view: 'rotation', name: 'Rotation', key: 'W', alsoCalled: ['week', 'stations', 'centers', 'schedule'] },
]
const LOOKS: readonly { look: MapLook; name: string; alsoCalled: readonly string[] }[] = [
  { look: 'constellation', name: 'Constellation', alsoCalled: ['dots', 'plane'] },
  { look: 'grid', name: 'Grid', alsoCalled: ['heat map', 'scores'] },
  { look: 'profiles', name: 'Profiles', alsoCalled: ['spread', 'small multiples'] },
]

/** Finding, and going from view to view, from class to class, from plan to plan. */
export function goingCommands(): Command[] {
  const { book, board, classes, view, mapLook } = workspace
  const noClass = book ? null : 'Open a class first.'
  const here = 'This is what you see now.'
  const { plans } = comparing
  return [
    {
      id: 'search',
      name: 'Search for anything',
      section: 'Go to',
      shortcuts: ['Mod+K'],
      worksInFields: true,
      unavailable: null,
      run: () => void (dialogs.open = 'palette'),
    },
    {
      id: 'find-student',
      name: 'Find a student',
      section: 'Go to',
      shortcuts: ['Mod+F'],
      worksInFields: true,
      unavailable: noClass ?? (book?.students.length ? null : 'Nobody is in this class yet.'),
      run: () => (onScreen.view?.find ? onScreen.view.find() : void (dialogs.open = 'findStudent')),
    },
    ...VIEWS.map(({ view: wanted, name, key, alsoCalled }): Command => ({
      id: `view:${wanted}`,
      name: `Go to ${name}`,
      section: 'Go to',
      shortcuts: [`G ${key}`],
      alsoCalled,
      unavailable: noClass ?? (view === wanted && workspace.page === 'class' ? here : null),
      run: () => workspace.show(wanted),
    })),
    {
      id: 'view:compare',
      name: 'Compare two plans',
      section: 'Go to',
      shortcuts: ['G C'],
      alsoCalled: ['scenarios', 'side by side', 'what if'],
      unavailable:
        noClass ??
        (plans.length < 2 ? 'There is only one plan; duplicate it first.' : view === 'compare' ? here : null),
      run: () => comparing.open(),
    },
    {
      id: 'your-data',
      name: 'Your data: backups, moving, deleting',
      section: 'Go to',
      shortcuts: ['G D'],
      alsoCalled: ['where', 'privacy', 'FERPA', 'restore', 'delete', 'retention', 'stick', 'copy', 'folder'],
      unavailable: workspace.page === 'data' ? here : null,
      run: () => workspace.openDataPage(),
    },
    ...LOOKS.map(({ look, name, alsoCalled }, at): Command => ({
      id: `look:${look}`,
      name: `Show the map as ${name}`,
      section: 'Go to',
      shortcuts: [String(at + 1)],
      views: ['map'],
      alsoCalled,
      unavailable: noClass ?? (view === 'map' && mapLook === look ? here : null),
      run: async () => {
        await workspace.look(look)
        if (workspace.view !== 'map') await workspace.show('map')
      },
    })),
    ...plans.map(({ id, name }): Command => ({
      id: `plan:${id}`,
      name: `Plan: ${name}`,
      section: 'Go to',
      alsoCalled: [name, `switch to plan ${name}`],
      oneOfMany: true,
      unavailable: id === board?.id ? 'This plan is open.' : null,
      run: async () => {
        if (book) await workspace.openClass(book.id, id)
      },
    })),
    ...classes.map(({ id, name, studentCount }): Command => ({
      id: `class:${id}`,
      name: `Class: ${name}`,
      section: 'Go to',
      alsoCalled: [name, `switch to class ${name}`],
      detail: count(studentCount, 'student'),
      oneOfMany: true,
      unavailable: id === book?.id ? 'This class is open.' : null,
      run: () => workspace.openClass(id),
    })),
  ]
}
