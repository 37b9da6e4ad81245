import type { Skill } from '../../src-main/contract/classes.ts'
import { shareOfScale } from '../maps/profiles/class-spread.ts'
import { element, type PictureElement } from './element.ts'
import type { LegendItem, Scene } from './scene.ts'
import { textLine } from './text.ts'

export const CELL_HEIGHT = 26
const BAR = 3
const SAMPLE_WIDTH = 72

export const scoreText = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 1 })

/** A score as a cell shows it. */
export interface Reading {
  readonly text: string
  /** Of the skill's scale, 0 to 1. */
  readonly share: number
  readonly mastery: number
  readonly isBelow: boolean
}

/** null = not assessed. */
export function readingOf(skill: Skill, value: number | null): Reading | null {
  if (value === null) return null
  return {
    text: scoreText(value),
    share: shareOfScale(skill, value),
    mastery: shareOfScale(skill, skill.masteryThreshold),
    isBelow: value < skill.masteryThreshold,
  }
}

/** A cell of the grid: the number, a bar for how far up the scale it stands, a mark for mastery; hatched if null. */
export function drawCell(
  { colours }: Scene,
  reading: Reading | null,
  x: number,
  width: number,
): PictureElement[] {
  const box = { x: x + 1, y: 1, width: width - 2, height: CELL_HEIGHT - 2, rx: 3 }
  if (!reading) return [element('rect', { ...box, fill: 'url(#hatch)', stroke: colours.line })]
  const { text, share, mastery, isBelow } = reading
  const inside = width - 10
  const bar = { y: CELL_HEIGHT - 4 - BAR, height: BAR }
  return [
    element('rect', { ...box, fill: isBelow ? colours['warn-soft'] : colours.panel, stroke: colours.line }),
    element('rect', { x: x + 5, width: inside, ...bar, fill: colours.line }),
    element('rect', {
      x: x + 5,
      width: share * inside,
      ...bar,
      fill: isBelow ? colours.warn : colours['ink-soft'],
    }),
    element('rect', {
      x: x + 4.25 + mastery * inside,
      width: 1.5,
      y: bar.y - 2,
      height: BAR + 4,
      fill: colours.ink,
    }),
    textLine(text, x + width - 6, 14.5, {
      size: 12,
      anchor: 'end',
      fill: isBelow ? colours.warn : colours.ink,
      ...(isBelow && { weight: 700, decoration: 'underline' }),
    }),
  ]
}

/** What the cells mean. */
export function cellItems(scene: Scene): LegendItem[] {
  const { colours } = scene
  const sample = (share: number, isBelow: boolean) =>
    element(
      'g',
      { transform: 'translate(0,-4)' },
      ...drawCell(
        scene,
        { text: String(Math.round(share * 100)), share, mastery: 0.7, isBelow },
        0,
        SAMPLE_WIDTH,
      ),
    )
  const hatched = element('rect', { width: 30, height: 18, rx: 3, fill: 'url(#hatch)', stroke: colours.line })
  return [
    { sign: [sample(0.48, true)], width: SAMPLE_WIDTH, text: 'underlined: below mastery' },
    { sign: [sample(0.86, false)], width: SAMPLE_WIDTH, text: 'at mastery or above' },
    { sign: [hatched], width: 30, text: 'hatched: not assessed' },
  ]
}
