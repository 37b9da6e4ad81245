import { describe, expect, it, vi } from 'vitest'
import type { Command } from '../../../src-renderer/commands/command.ts'
import { commandTable } from '../../../src-renderer/commands/command-table.ts'
import { OTHER_WAYS } from '../../../src-renderer/commands/other-ways.ts'
import { shortcutSheet } from '../../../src-renderer/commands/sheet.ts'

// Before the modules below are loaded: the state of a window looks at its host and at the theme at once.
vi.hoisted(() => {
  vi.stubGlobal('window', { horseshoe: { host: 'electron' } })
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }))
})

const commands = commandTable([])

/** Whether two commands can be asked for in the same view. */
function meet(a: Command, b: Command): boolean {
  return !a.views || !b.views || a.views.some(view => b.views?.includes(view))
}

describe('the table of commands', () => {
  it('has no shortcut twice where both could be meant, nor one that begins another', () => {
    const all = commands.flatMap(command => (command.shortcuts ?? []).map(keys => ({ command, keys })))
    expect(all.length).toBeGreaterThan(20)
    const clashes = all.flatMap((one, at) =>
      all
        .slice(at + 1)
        .filter(other => meet(one.command, other.command))
        .filter(
          other => `${one.keys} `.startsWith(`${other.keys} `) || `${other.keys} `.startsWith(`${one.keys} `),
        )
        .map(other => `${one.command.id} ${one.keys}, ${other.command.id} ${other.keys}`),
    )
    expect(clashes).toEqual([])
  })

  it('names every command once, in words, and says why it cannot be done', () => {
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
    for (const { id, name, unavailable } of commands) {
      expect(name, id).toMatch(/^[A-Z]/)
      if (unavailable !== null) expect(unavailable, id).toMatch(/\.$/)
    }
  })

  it('lets no shortcut without Ctrl work in a text field', () => {
    for (const { id, shortcuts, worksInFields } of commands) {
      if (worksInFields)
        expect(
          shortcuts?.every(keys => keys.startsWith('Mod+')),
          id,
        ).toBe(true)
    }
  })
})

describe('the shortcuts sheet', () => {
  it('lists every shortcut and every other way', () => {
    const rows = shortcutSheet(commands, '', false).flatMap(section => section.rows)
    expect(rows.flatMap(({ shortcuts }) => shortcuts).sort()).toEqual(
      commands.flatMap(({ shortcuts }) => shortcuts ?? []).sort(),
    )
    for (const { what, how } of OTHER_WAYS) expect(rows).toContainEqual({ what, shortcuts: [], how })
  })

  it('finds by what is done, by how, and by the keys', () => {
    const found = (query: string) =>
      shortcutSheet(commands, query, false).flatMap(({ rows }) => rows.map(({ what }) => what))
    expect(found('redo')).toEqual(['Redo'])
    expect(found('ctrl k')).toEqual(['Search for anything'])
    expect(found('right click')).toEqual(['List of groups'])
    expect(found('xyzzy')).toEqual([])
  })
})
