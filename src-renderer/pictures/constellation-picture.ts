import type { Student } from '../../src-main/contract/classes.ts'
import { closedPath, type Point } from '../maps/constellation/geometry.ts'
import { layOut, type Axes, type Layout } from '../maps/constellation/layout.ts'
import { MANY_GROUPS, outlineGroups } from '../maps/constellation/outlines.ts'
import { placeGroupNames } from '../maps/constellation/place-group-names.ts'
import {
  LABEL_HEIGHT,
  placeLabels,
  type LabelWish,
  type PlacedLabel,
} from '../maps/constellation/place-labels.ts'
import { skillAxes } from './constellation-axes.ts'
import { element, type PictureElement } from './element.ts'
import { groupColour } from './palette.ts'
import { shownGroupName, type Drawing, type LegendItem, type Scene } from './scene.ts'
import { studentSign } from './signs.ts'
import { clipped, textLine } from './text.ts'

const SIZE = { width: 1120, height: 700 }
/** So many students have room on a map of that size; more make it larger. */
const ROOMY = 40
const LARGEST_FACTOR = 3.5
const DOT_AREA = 150
const DOT_RADIUS = 9
const LABEL = { size: 13, weight: 500, mostWidth: 150 }
const FEW_ASSESSED = 0.5

/** The constellation as a still picture: everybody, however the window is zoomed. */
export function drawConstellation(scene: Scene, axes: Axes): Drawing {
  const { book, board, colours, withNames } = scene
  const factor = Math.max(1, Math.min(LARGEST_FACTOR, Math.sqrt(book.students.length / ROOMY)))
  const size = { width: Math.round(SIZE.width * factor), height: Math.round(SIZE.height * factor) }
  const layout = layOut(book.students, book.skills, board.plane, axes, size)
  const seats = new Map(
    board.groups.flatMap((group, position) =>
      group.members.map(({ studentId, locked }) => [studentId, { position, locked }] as const),
    ),
  )
  const labels = withNames ? labelsOf(scene, layout.points) : book.students.map(() => null)
  const dots = book.students.map((student, at) => ({
    point: layout.points[at] ?? ([0, 0] as const),
    drawing: dot(scene, student, layout.points[at] ?? [0, 0], seats.get(student.id)?.position ?? -1),
  }))
  // Without names, not even the order in the file may follow the register.
  if (!withNames) dots.sort((a, b) => a.point[0] - b.point[0] || a.point[1] - b.point[1])

  const plane = board.plane.explained
  const explained = Math.round((plane[0] + plane[1]) * 100)
  return {
    ...size,
    elements: [
      element('rect', { ...size, rx: 8, fill: colours.paper, stroke: colours.line }),
      ...skillAxes(scene, layout, axes, size),
      ...hulls(scene, layout, labels, size),
      ...dots.map(({ drawing }) => drawing),
      ...labels.flatMap(label =>
        label
          ? [
              textLine(label.text, label.x, label.y + 4.5, {
                size: LABEL.size,
                weight: LABEL.weight,
                anchor: 'middle',
                fill: colours.ink,
                halo: colours.paper,
              }),
            ]
          : [],
      ),
    ],
    legend: [
      [
        ...(book.students.some(isSparse) ? [sparseItem(scene)] : []),
        ...(axes.kind === 'skills' ? thresholdItems(scene) : []),
      ],
      axes.kind === 'plane' ? directionItems(scene) : [],
    ],
    notes:
      axes.kind === 'plane'
        ? [
            `Near means alike; the plane shows ${explained} % of all differences. Arrows: where each skill grows.`,
          ]
        : [],
  }
}

/** Fewer than half of the skills assessed: the place says little. */
function isSparse({ scores }: Student): boolean {
  return scores.length > 0 && scores.filter(score => score !== null).length / scores.length < FEW_ASSESSED
}

function dot(scene: Scene, student: Student, [x, y]: Point, position: number): PictureElement {
  return element(
    'g',
    { class: 'student', transform: `translate(${x.toFixed(1)},${y.toFixed(1)})` },
    ...(scene.withNames ? [element('title', {}, student.fullName)] : []),
    studentSign(scene.colours, position, DOT_AREA, isSparse(student)),
  )
}

function labelsOf({ book, measure }: Scene, points: readonly Point[]): (PlacedLabel | null)[] {
  const wish = ({ label }: Student, at: number): LabelWish => {
    const full = clipped(label, LABEL.mostWidth, LABEL.size, measure, LABEL.weight)
    const words = label.split(/\s+/)
    const short = words.length < 2 ? [] : [words.map(word => [...word][0] ?? '').join('')]
    return {
      x: points[at]?.[0] ?? 0,
      y: points[at]?.[1] ?? 0,
      texts: [full, ...short].map(text => ({ text, width: measure(text, LABEL.size, LABEL.weight) + 6 })),
    }
  }
  return placeLabels(book.students.map(wish), DOT_RADIUS)
}

function hulls(
  scene: Scene,
  layout: Layout,
  labels: readonly (PlacedLabel | null)[],
  size: { width: number; height: number },
): PictureElement[] {
  const { book, board, colours, measure } = scene
  const isCrowded = board.groups.length > MANY_GROUPS
  const outlines = outlineGroups(board, book.students, layout.points, layout.isPlaced)
  const names = board.groups.map(group => (isCrowded ? group.letter : shownGroupName(scene, group)))
  const places = placeGroupNames(
    board.groups.map(({ id }, at) => ({
      ring: outlines.get(id)?.ring ?? [],
      width: measure(names[at] ?? '', LABEL.size, 700) + 8,
      height: LABEL_HEIGHT,
      mayHide: isCrowded,
    })),
    labels,
    layout.points,
    size,
  )
  const paths = board.groups.flatMap(({ id }, position) => {
    const rings = outlines.get(id)?.rings ?? []
    const colour = groupColour(colours, position)
    const look = {
      fill: colour,
      'fill-opacity': isCrowded ? 0.04 : 0.1,
      stroke: colour,
      'stroke-opacity': isCrowded ? 0.4 : 0.55,
      'stroke-width': isCrowded ? 1 : 1.5,
    }
    if (rings.length === 0) return []
    return [element('path', { d: rings.map(closedPath).join(''), 'fill-rule': 'evenodd', ...look })]
  })
  const texts = places.flatMap((place, position) =>
    place
      ? [
          textLine(names[position] ?? '', place[0], place[1] + 4.5, {
            size: LABEL.size,
            weight: 700,
            anchor: 'middle',
            fill: groupColour(colours, position),
            halo: colours.paper,
          }),
        ]
      : [],
  )
  return [...paths, ...texts]
}

function sparseItem({ colours }: Scene): LegendItem {
  const sign = element('circle', {
    cx: 9,
    cy: 9,
    r: 6.5,
    fill: colours.paper,
    stroke: colours['ink-soft'],
    'stroke-width': 2,
    'stroke-dasharray': '3 2',
  })
  return { sign: [sign], width: 18, text: 'dashed: few scores, place uncertain' }
}

function thresholdItems({ colours }: Scene): LegendItem[] {
  const line = element('line', {
    x1: 0,
    x2: 24,
    y1: 9,
    y2: 9,
    stroke: colours['ink-soft'],
    'stroke-dasharray': '4 4',
  })
  const hatch = element('rect', {
    width: 24,
    height: 18,
    rx: 3,
    fill: 'url(#hatch)',
    stroke: colours.line,
  })
  return [
    { sign: [line], width: 24, text: 'mastery: from here on a student has the skill' },
    { sign: [hatch], width: 24, text: 'hatched: not assessed' },
  ]
}

/** The skills with the direction in which each grows, those that go together beside each other. */
function directionItems({ book, board, colours }: Scene): LegendItem[] {
  const names = new Map(book.skills.map(({ id, name }) => [id, name]))
  return board.plane.arrows
    .map(({ skillId, dx, dy }) => ({
      text: names.get(skillId) ?? '',
      angle: (Math.atan2(-dy, dx) * 180) / Math.PI,
    }))
    .sort((a, b) => a.angle - b.angle)
    .map(({ text, angle }) => {
      const arrow = element('path', {
        d: 'M-8,0H7M2,-5L7,0L2,5',
        transform: `translate(9,9) rotate(${angle.toFixed(0)})`,
        fill: 'none',
        stroke: colours['ink-soft'],
        'stroke-width': 2,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
      })
      return { sign: [arrow], width: 18, text }
    })
}
