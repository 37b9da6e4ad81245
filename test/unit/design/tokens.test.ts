import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../../src-renderer/design/tokens.css', import.meta.url), 'utf8')

/** The colours of a block of tokens, `#rrggbb` only. */
function block(selector: string): Map<string, string> {
  const start = css.indexOf(`\n${selector} {`)
  if (start < 0) throw new Error(`no ${selector}`)
  const body = css.slice(start, css.indexOf('\n}', start))
  return new Map(
    [...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name ?? '', value ?? '']),
  )
}

const [light, dark, more] = [
  block(':root,\n.on-paper'),
  block(":root[data-theme='dark']"),
  block(":root[data-contrast='more']"),
]
const darkMore = block(":root[data-theme='dark'][data-contrast='more']")
const themes = {
  light: [light],
  dark: [light, dark],
  'light, high contrast': [light, more],
  // The high contrast of light theme is stated for both, and comes after the dark theme.
  'dark, high contrast': [light, dark, more, darkMore],
}
type ThemeName = keyof typeof themes

/** Relative luminance (WCAG 2.2), 0 to 1. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map(at => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(theme: ThemeName, front: string, back: string): number {
  const [one, other] = [front, back].map(name => {
    const value = themes[theme].reduce<string | undefined>(
      (now, tokens) => tokens.get(name) ?? now,
      undefined,
    )
    if (!value) throw new Error(`no colour ${name}`)
    return luminance(value)
  })
  const [low, high] = [one ?? 0, other ?? 0].sort((a, b) => a - b)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

const GROUPS = Array.from({ length: 8 }, (_, at) => `group-${at + 1}`)
const GROUNDS = ['paper', 'panel', 'raised']
const TEXTS = ['ink', 'ink-soft', 'ink-faint', 'good', 'warn', 'bad', 'accent', ...GROUPS]

describe.each(Object.keys(themes) as ThemeName[])('%s', theme => {
  const isHigh = theme.includes('high')

  it(`has text that can be read (${isHigh ? '7' : '4.5'} : 1)`, () => {
    const pairs = [
      ...TEXTS.flatMap(text => GROUNDS.map(ground => [text, ground] as const)),
      ...GROUPS.map(group => ['group-ink', group] as const),
      ['ink', 'accent-soft'] as const,
      ['ink-soft', 'accent-soft'] as const,
      ['accent-ink', 'accent'] as const,
      ['good', 'good-soft'] as const,
      ...[1, 2, 3].flatMap(step => [
        ['ink', `heat-below-${step}`] as const,
        ['ink', `heat-above-${step}`] as const,
      ]),
    ]
    const weak = pairs
      .map(([text, ground]) => ({ text, ground, ratio: contrast(theme, text, ground) }))
      .filter(({ ratio }) => ratio < (isHigh ? 7 : 4.5))
    expect(weak).toEqual([])
  })

  it('marks what is below mastery without colour', () => {
    for (const step of [1, 2, 3]) {
      expect(contrast(theme, 'heat-mark', `heat-below-${step}`)).toBeGreaterThanOrEqual(3)
    }
  })

  it(`has edges of controls that can be seen (${isHigh ? '4.5' : '3'} : 1)`, () => {
    for (const line of isHigh ? ['line', 'line-strong'] : ['line-strong']) {
      for (const ground of GROUNDS) {
        expect(contrast(theme, line, ground), `${line} on ${ground}`).toBeGreaterThanOrEqual(isHigh ? 4.5 : 3)
      }
    }
  })
})
