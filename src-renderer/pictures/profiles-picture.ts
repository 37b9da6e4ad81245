import { capital, listedAsWritten } from '../design/words.ts'
import { panelsOf, type Panel, type SkillProfile, type SkillSorting } from '../maps/profiles/panels.ts'
import { layOutRows, type RowLayout } from '../maps/profiles/row-layout.ts'
import { element, type PictureElement } from './element.ts'
import { groupColour } from './palette.ts'
import { shownGroupName, type Drawing, type LegendItem, type Scene } from './scene.ts'
import { groupShape, letterBadge } from './signs.ts'
import { clipped, textBlock, textLine, wrapped } from './text.ts'

const PANEL = { width: 368, alone: 760, padding: 14, gap: 16 }
const HEAD = 44
const LINE = 17
const NAMES = 132
const SMALL = 12.5

/** The profiles as a still picture: the panels side by side, those of a row equally high. */
export function drawProfiles(scene: Scene, sorting: SkillSorting): Drawing {
  const { book, board } = scene
  const panels = panelsOf(book, board, sorting)
  const columns = columnsFor(panels.length)
  const width = panels.length === 1 ? PANEL.alone : PANEL.width
  const inside = width - 2 * PANEL.padding
  const layout = layOutRows(panels, inside - NAMES)
  const elements: PictureElement[] = []
  let y = 0
  for (let first = 0; first < panels.length; first += columns) {
    const row = panels
      .slice(first, first + columns)
      .map(panel => ({ panel, ...wordsOf(scene, panel, inside) }))
    const wordsHeight = Math.max(...row.map(({ needs, aim }) => needs.length + aim.length)) * LINE + 12
    const namesHeight = Math.max(...row.map(({ names }) => names.length)) * LINE
    const rows = layout.height * book.skills.length
    const height = HEAD + wordsHeight + rows + (namesHeight > 0 ? namesHeight + 12 : 0) + PANEL.padding
    for (const [at, { panel, needs, aim, names }] of row.entries()) {
      const top = HEAD + wordsHeight
      elements.push(
        element(
          'g',
          { transform: `translate(${at * (width + PANEL.gap)},${y})` },
          ...frame(scene, panel, width, height),
          ...textBlock(needs, PANEL.padding, HEAD + 10, LINE, { size: 13, fill: scene.colours.ink }),
          ...textBlock(aim, PANEL.padding, HEAD + 10 + needs.length * LINE, LINE, {
            size: SMALL,
            fill: scene.colours['ink-soft'],
          }),
          ...panel.profiles.flatMap((profile, place) =>
            skillRow(scene, panel, profile, layout, top + place * layout.height),
          ),
          ...textBlock(names, PANEL.padding, top + rows + 20, LINE, {
            size: SMALL,
            fill: scene.colours.ink,
          }),
        ),
      )
    }
    y += height + PANEL.gap
  }
  return {
    width: columns * width + (columns - 1) * PANEL.gap,
    height: y - PANEL.gap,
    elements,
    legend: [items(scene)],
    notes: [
      layout.from > 0
        ? `Every row runs from ${Math.round(layout.from * 100)} to 100 % of the skill’s own scale.`
        : 'Every row is the whole of the skill’s own scale.',
    ],
  }
}

function columnsFor(panels: number): number {
  if (panels <= 3) return Math.max(1, panels)
  if (panels === 4) return 2
  return panels <= 9 ? 3 : panels <= 24 ? 4 : 6
}

/** Needs and aim above the rows, and who sits in the group below them: the only place where names stand. */
function wordsOf({ book, measure, withNames }: Scene, { group, students }: Panel, width: number) {
  const skill = (id: (typeof book.skills)[number]['id']) =>
    book.skills.find(other => other.id === id)?.name ?? ''
  const needs = group && group.needs.length > 0 ? `Needs ${listedAsWritten(group.needs.map(skill))}` : ''
  const strong =
    group && group.strengths.length > 0 ? `strong in ${listedAsWritten(group.strengths.map(skill))}` : ''
  const sentence = [needs, strong].filter(Boolean).join('; ')
  const first = sentence && `${capital(sentence)}.`
  const lines = (text: string, size: number, mostLines = Infinity) =>
    wrapped(text, width, size, measure, { mostLines })
  return {
    needs: lines(first, 13),
    // An aim is the teacher's own words and may name anybody.
    aim: group && group.aim && withNames ? lines(`Aim: ${group.aim}`, SMALL, 3) : [],
    names: withNames ? lines(students.map(({ label }) => label).join(', '), SMALL) : [],
  }
}

function frame(scene: Scene, panel: Panel, width: number, height: number): PictureElement[] {
  const { colours, measure } = scene
  const { group, position, students } = panel
  const colour = groupColour(colours, position)
  const left = group ? PANEL.padding + (group.letter.length > 1 ? 40 : 32) : PANEL.padding
  const size = `${students.length} ${students.length === 1 ? 'student' : 'students'}`
  const sizeWidth = measure(size, SMALL) + 12
  // Beside the badge, the letter need not be said again.
  const shown = group ? shownGroupName(scene, group).replace(`${group.letter} · `, '') : panel.name
  const name = clipped(shown, width - left - PANEL.padding - sizeWidth, 15, measure, 600)
  return [
    element('rect', { width, height, rx: 8, fill: colours.panel, stroke: colours.line }),
    element('path', { d: `M8,2H${width - 8}`, stroke: colour, 'stroke-width': 4, 'stroke-linecap': 'round' }),
    ...(group ? [letterBadge(colours, group.letter, position, PANEL.padding, 13)] : []),
    textLine(name, left, 30, { size: 15, weight: 600, fill: colours.ink }),
    textLine(size, width - PANEL.padding, 30, { size: SMALL, anchor: 'end', fill: colours['ink-soft'] }),
  ]
}

function skillRow(
  { colours, measure }: Scene,
  { group, position }: Panel,
  profile: SkillProfile,
  { x, height, radius, dots }: RowLayout,
  y: number,
): PictureElement[] {
  const { skill, classSpread: spread, notAssessedCount, scored } = profile
  const middle = height / 2
  const weight = group?.needs.includes(skill.id) ? 600 : 400
  const missing = notAssessedCount > 0
  const lines = wrapped(skill.name, NAMES - 12, SMALL, measure, { mostLines: missing ? 1 : 2, weight })
  const firstLine = middle + 4.5 - ((lines.length + (missing ? 1 : 0) - 1) * 15) / 2
  const line = (x1: number, x2: number, y1: number, y2: number, stroke: string, width: number) =>
    element('line', { x1, x2, y1, y2, stroke, 'stroke-width': width })
  const band = spread
    ? [
        line(x(spread.least), x(spread.most), middle, middle, colours['line-strong'], 0.8),
        element('rect', {
          x: x(spread.lowerQuarter),
          y: middle - 6,
          width: Math.max(2, x(spread.upperQuarter) - x(spread.lowerQuarter)),
          height: 12,
          rx: 3,
          fill: colours.line,
          stroke: colours['line-strong'],
          'stroke-width': 0.5,
        }),
        line(x(spread.meanShare), x(spread.meanShare), middle - 6, middle + 6, colours['line-strong'], 1.5),
      ]
    : []
  const colour = groupColour(colours, position)
  const mean = x(profile.meanShare)
  const threshold = x(profile.thresholdShare)
  return [
    ...textBlock(lines, PANEL.padding, y + firstLine, 15, { size: SMALL, weight, fill: colours.ink }),
    ...(missing
      ? [
          textLine(`${notAssessedCount} not assessed`, PANEL.padding, y + firstLine + 15 * lines.length, {
            size: 11.5,
            fill: colours['ink-soft'],
          }),
        ]
      : []),
    element(
      'g',
      { transform: `translate(${PANEL.padding + NAMES},${y})` },
      element('rect', { width: threshold, height, fill: colours['warn-soft'], 'fill-opacity': 0.45 }),
      ...band,
      line(threshold, threshold, 0, height, colours.warn, 1.5),
      ...(scored.length > 1
        ? [
            line(mean, mean, 6, height - 3, colour, 2),
            element('path', { d: `M${(mean - 5).toFixed(1)},1h10l-5,6.5z`, fill: colour }),
          ]
        : []),
      ...dots(profile).map(dot =>
        element('path', {
          class: 'dot',
          d: groupShape(position, Math.PI * radius ** 2),
          transform: `translate(${dot.x.toFixed(1)},${dot.y.toFixed(1)})`,
          fill: colour,
          stroke: colours.panel,
          'stroke-width': 1.25,
        }),
      ),
    ),
  ]
}

function items({ colours, board }: Scene): LegendItem[] {
  const soft = colours['ink-soft']
  const strong = colours['line-strong']
  const hasGroups = board.groups.length > 0
  return [
    {
      sign: [
        element('path', { d: 'M7,4V18', stroke: soft, 'stroke-width': 2 }),
        element('path', { d: 'M2,1h10l-5,6.5z', fill: soft }),
      ],
      width: 14,
      text: hasGroups ? 'mean of the group' : 'mean',
    },
    {
      sign: [
        element('path', { d: 'M0,9H40', stroke: strong }),
        element('rect', { x: 9, y: 3, width: 22, height: 12, rx: 3, fill: colours.line, stroke: strong }),
        element('path', { d: 'M19,3v12', stroke: strong, 'stroke-width': 1.5 }),
      ],
      width: 40,
      text: 'the class: all, middle half, mean',
    },
    {
      sign: [
        element('rect', { width: 16, height: 18, fill: colours['warn-soft'], 'fill-opacity': 0.6 }),
        element('path', { d: 'M16,0V18', stroke: colours.warn, 'stroke-width': 1.5 }),
      ],
      width: 20,
      text: 'mastery from the line on',
    },
  ]
}
