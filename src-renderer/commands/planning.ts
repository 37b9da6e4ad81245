import { classes } from '../state/classes.ts'
import { dialogs } from '../state/dialogs.svelte.ts'
import { grouping } from '../state/grouping.svelte.ts'
import { importing } from '../state/importing.svelte.ts'
import { otherGroups } from '../state/other-groups.svelte.ts'
import { print, savePdf } from '../state/printing.ts'
import { weekPrinting } from '../state/week-printing.svelte.ts'
import { workspace } from '../state/workspace.svelte.ts'
import type { Command } from './command.ts'

/** Making groups and plans, and what goes in and out of them. */
export function planningCommands(): Command[] {
  const { book, board, view } = workspace
  const isOfWeek = view === 'rotation' && workspace.page === 'class'
  const noGroups = board?.groups.length ? null : 'There are no groups yet.'
  return [
    {
      id: 'group',
      name: !board?.groups.length ? 'Group' : board.request.mode === 'random' ? 'Draw again' : 'Group again',
      general: 'Group, or group again',
      section: 'Groups and plans',
      shortcuts: ['Mod+Enter'],
      views: ['roster', 'map', 'groups', 'compare'],
      alsoCalled: ['make groups', 'regroup'],
      unavailable: groupingUnavailable(),
      run: () => grouping.propose(),
    },
    {
      id: 'print',
      name: isOfWeek ? 'Print the week…' : 'Print the groups',
      general: 'Print the groups; in the rotation, the week',
      section: 'Groups and plans',
      shortcuts: ['Mod+P'],
      worksInFields: true,
      alsoCalled: ['paper', 'sheet'],
      unavailable: noGroups,
      run: () => (isOfWeek ? weekPrinting.open() : print()),
    },
    {
      id: 'save-pdf',
      name: 'Save the groups as PDF…',
      section: 'Groups and plans',
      alsoCalled: ['PDF', 'print to a file', 'sheet'],
      unavailable: noGroups,
      run: savePdf,
    },
    {
      id: 'print-week',
      name: 'Print the rotation…',
      section: 'Groups and plans',
      shortcuts: ['Mod+Shift+P'],
      worksInFields: true,
      alsoCalled: ['week', 'board', 'slips', 'cards', 'substitute', 'schedule', 'paper', 'PDF'],
      unavailable: noGroups,
      run: () => weekPrinting.open(),
    },
    {
      id: 'export',
      name: 'Export…',
      section: 'Groups and plans',
      shortcuts: ['Mod+E'],
      worksInFields: true,
      alsoCalled: [
        'CSV',
        'Excel',
        'save',
        'download',
        'e-mail',
        'OneRoster',
        'colleague',
        'encrypted',
        'everything',
      ],
      unavailable: book ? null : 'Open a class first.',
      run: () => void (dialogs.open = 'export'),
    },
    {
      id: 'import',
      name: 'Import scores…',
      section: 'Groups and plans',
      shortcuts: ['Mod+O'],
      worksInFields: true,
      alsoCalled: ['open a file', 'CSV', 'assessment', 'spreadsheet'],
      unavailable: null,
      run: () => importing.chooseFile(),
    },
    {
      id: 'standards',
      name: 'Lists of standards…',
      section: 'Groups and plans',
      alsoCalled: ['CASE', 'curriculum', 'codes', 'import standards'],
      unavailable: null,
      run: () => void (dialogs.open = 'standards'),
    },
    {
      id: 'duplicate-plan',
      name: 'Duplicate this plan…',
      section: 'Groups and plans',
      alsoCalled: ['copy', 'scenario', 'what if'],
      unavailable: board ? null : 'Open a class first.',
      run: () => void (dialogs.open = 'duplicatePlan'),
    },
    {
      id: 'new-class',
      name: 'New class…',
      section: 'Groups and plans',
      alsoCalled: ['make a class', 'empty class'],
      unavailable: null,
      run: () => void (dialogs.open = 'newClass'),
    },
    {
      id: 'sample',
      name: 'Open the sample class',
      section: 'Groups and plans',
      alsoCalled: ['example', 'demo', 'invented'],
      unavailable: null,
      run: () => classes.openSample(),
    },
  ]

  function groupingUnavailable(): string | null {
    if (!board || !book?.students.length) return 'Nobody is in this class yet.'
    if (grouping.running !== null || otherGroups.asking !== null)
      return 'Horseshoe is looking for groups already.'
    if (board.request.mode !== 'random' && board.request.skills.length === 0) return 'No skill counts yet.'
    return null
  }
}
