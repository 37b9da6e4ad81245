import { describe, expect, it } from 'vitest'
import {
  isOfSingleKeys,
  isPress,
  keyCaps,
  pressesOf,
  shortcutInWords,
  type KeyPress,
} from '../../../src-renderer/commands/shortcut.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})
const fits = (shortcut: string, event: KeyPress, isMac = false) =>
  pressesOf(shortcut).every(one => isPress(one, event, isMac))

describe('a shortcut', () => {
  it('is written once and has the signs of each keyboard', () => {
    expect(keyCaps('Mod+Shift+Z', false)).toEqual([['Ctrl', 'Shift', 'Z']])
    expect(keyCaps('Mod+Shift+Z', true)).toEqual([['⌘', '⇧', 'Z']])
    expect(shortcutInWords('Mod+K', true)).toBe('⌘K')
    expect(shortcutInWords('G R', false)).toBe('G then R')
    expect(keyCaps('+', false)).toEqual([['+']])
  })

  it('wants Ctrl where others have ⌘, and neither of both', () => {
    expect(fits('Mod+K', press('k', { ctrlKey: true }))).toBe(true)
    expect(fits('Mod+K', press('k', { metaKey: true }))).toBe(false)
    expect(fits('Mod+K', press('k', { metaKey: true }), true)).toBe(true)
    expect(fits('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false)
    expect(fits('M', press('m', { ctrlKey: true }))).toBe(false)
    expect(fits('M', press('m', { altKey: true }))).toBe(false)
  })

  it('tells undo from redo by Shift, also with Caps Lock', () => {
    expect(fits('Mod+Z', press('z', { ctrlKey: true, shiftKey: true }))).toBe(false)
    expect(fits('Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true)
    expect(fits('Mod+Z', press('Z', { ctrlKey: true }))).toBe(true)
  })

  it('does not ask how a sign is typed on this keyboard', () => {
    expect(fits('?', press('?', { shiftKey: true }))).toBe(true)
    expect(fits('1', press('1', { shiftKey: true }))).toBe(true)
    expect(fits('+', press('+'))).toBe(true)
  })

  it('works where the keyboard writes another script', () => {
    expect(fits('Mod+Z', press('я', { code: 'KeyZ', ctrlKey: true }))).toBe(true)
    expect(fits('Mod+Z', press('ь', { code: 'KeyM', ctrlKey: true }))).toBe(false)
  })

  it('is of single keys when speech input could say it', () => {
    expect(['M', 'G R', '?', '0'].map(isOfSingleKeys)).toEqual([true, true, true, true])
    expect(['Mod+K', 'Escape', 'Mod+Enter'].map(isOfSingleKeys)).toEqual([false, false, false])
  })
})
