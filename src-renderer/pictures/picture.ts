import type { MapLook } from '../../src-main/contract/workspace.ts'
import { count, dayInWords } from '../design/words.ts'
import type { Axes } from '../maps/constellation/layout.ts'
import type { SkillSorting } from '../maps/profiles/panels.ts'
import { drawConstellation } from './constellation-picture.ts'
import { element, toXml, type PictureElement } from './element.ts'
import { drawGrid } from './grid-picture.ts'
import { drawProfiles } from './profiles-picture.ts'
import { shownGroupName, type Drawing, type LegendItem, type Scene } from './scene.ts'
import { hatchPattern, studentSign } from './signs.ts'
import { FONT, textBlock, textLine, wrapped } from './text.ts'

/** How a map is shown on the screen, so that its picture shows the same. */
export interface ShownMap {
  readonly look: MapLook
  /** Of the constellation. */
  readonly axes: Axes
  /** Of the profiles. */
  readonly sorting: SkillSorting
}

export interface Picture {
  /** A whole SVG document that needs no other file. */
  readonly svg: string
  /** In pixels at its natural size. */
  readonly width: number
  readonly height: number
}

const MARGIN = 32
const TITLE = { size: 22, line: 28 }
const LEGEND = { line: 28, gap: 22, signGap: 7, size: 13 }
const NOTE_LINE = 18

const LOOK_WORDS: Readonly<Record<MapLook, string>> = {
  constellation: 'Constellation',
  grid: 'Grid',
  profiles: 'Profiles',
}

/** The map of a plan as it is shown, without title and legend. */
export function drawMap(scene: Scene, { look, axes, sorting }: ShownMap): Drawing {
  switch (look) {
    case 'constellation':
      return drawConstellation(scene, axes)
    case 'grid':
      return drawGrid(scene)
    case 'profiles':
      return drawProfiles(scene, sorting)
  }
}

/**
 * The whole picture: title, day, the map, a legend and how to read it.
 *
 * @param drawing what `drawMap` made of the same scene
 * @param day `2026-11-23`
 */
export function framePicture(
  scene: Scene,
  look: MapLook,
  drawing: Drawing,
  title: string,
  day: string,
): Picture {
  const { colours, measure, book, board } = scene
  const inside = Math.max(drawing.width, 480)
  const titleLines = wrapped(title, inside, TITLE.size, measure, { mostLines: 3, weight: 650 })
  const groups = board.groups.length > 0 ? [count(board.groups.length, 'group')] : []
  const about = [...groups, count(book.students.length, 'student'), dayInWords(day)].join(' · ')

  const mapTop = MARGIN + titleLines.length * TITLE.line + 34
  const legendTop = mapTop + drawing.height + 20
  const legend = legendLines([groupItems(scene), ...drawing.legend], inside, scene)
  const notesTop = legendTop + legend.height + 14
  const notes = drawing.notes.flatMap(note => wrapped(note, inside, LEGEND.size, measure))
  const width = Math.ceil(inside + 2 * MARGIN)
  const height = Math.ceil(notesTop + notes.length * NOTE_LINE + MARGIN - 10)

  const root = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': FONT,
      role: 'img',
      'aria-labelledby': 'title about',
    },
    element('title', { id: 'title' }, title),
    element('desc', { id: 'about' }, `${LOOK_WORDS[look]}. ${about}. ${drawing.notes.join(' ')}`),
    element('defs', {}, hatchPattern(colours)),
    element('rect', { width, height, fill: colours.paper }),
    ...textBlock(titleLines, MARGIN, MARGIN + 20, TITLE.line, {
      size: TITLE.size,
      weight: 650,
      fill: colours.ink,
    }),
    textLine(about, MARGIN, MARGIN + titleLines.length * TITLE.line + 12, {
      size: 14,
      fill: colours['ink-soft'],
    }),
    element('g', { transform: `translate(${MARGIN},${mapTop})` }, ...drawing.elements),
    element('g', { transform: `translate(${MARGIN},${legendTop})` }, ...legend.elements),
    ...textBlock(notes, MARGIN, notesTop + 12, NOTE_LINE, { size: LEGEND.size, fill: colours['ink-soft'] }),
  )
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${toXml(root)}\n`, width, height }
}

/** Every group with the shape, letter, colour and name it has in the picture. */
function groupItems(scene: Scene): LegendItem[] {
  const { board, book, colours } = scene
  const sign = (position: number): PictureElement =>
    element('g', { transform: 'translate(9,9)' }, studentSign(colours, position, 150, false))
  const groups = board.groups.map((group, position) => ({
    sign: [sign(position)],
    width: 18,
    text: `${shownGroupName(scene, group)} (${group.members.length})`,
  }))
  const loose = board.groups.length > 0 ? board.unplaced.length : book.students.length
  const words = board.groups.length > 0 ? `not in a group (${loose})` : 'a student'
  return loose > 0 ? [...groups, { sign: [sign(-1)], width: 18, text: words }] : groups
}

/** Puts the items beside each other; a section, and what has no more room, starts a new line. */
function legendLines(
  sections: readonly (readonly LegendItem[])[],
  width: number,
  { colours, measure }: Scene,
) {
  let [x, y] = [0, 0]
  const items = sections.flatMap(section => section.map((item, at) => ({ ...item, startsLine: at === 0 })))
  const elements = items.flatMap(({ sign, width: signWidth, text, startsLine }) => {
    const itemWidth = signWidth + LEGEND.signGap + measure(text, LEGEND.size) * 1.04
    if (x > 0 && (startsLine || x + itemWidth > width)) [x, y] = [0, y + LEGEND.line]
    const item = [
      element('g', { transform: `translate(${x.toFixed(1)},${y})` }, ...sign),
      textLine(text, x + signWidth + LEGEND.signGap, y + 13.5, { size: LEGEND.size, fill: colours.ink }),
    ]
    x += itemWidth + LEGEND.gap
    return item
  })
  return { elements, height: items.length > 0 ? y + LEGEND.line : 0 }
}
