import type { Skill, Student } from '../../src-main/contract/classes.ts'
import { shareOfScale } from '../maps/profiles/class-spread.ts'
import { skillsInOrder, type SkillColumn } from '../maps/skill-order.ts'
import { element, type PictureElement } from './element.ts'
import { CELL_HEIGHT, cellItems, drawCell, readingOf, scoreText } from './grid-cell.ts'
import { groupColour } from './palette.ts'
import type { Drawing, Scene } from './scene.ts'
import { letterBadge } from './signs.ts'
import { clipped, textBlock, textLine, wrapped } from './text.ts'

const HEAD_SIZE = 12
const CELL_WIDTH = { least: 72, most: 112, padding: 12 }
const NAME_WIDTH = 200
const GROUP_WIDTH = 44
const GAP = 10
const HEADER = { line: 15, mostLines: 4, below: 34 }

interface Block {
  readonly position: number
  readonly letter: string
  readonly students: readonly Student[]
}

/** The grid as a still picture: a row a student, gathered by group; the number, how far up the scale, and mastery. */
export function drawGrid(scene: Scene): Drawing {
  const { colours } = scene
  const columns = skillsInOrder(scene.book, scene.board)
  const cellWidth = widthOfCells(scene)
  const left = GROUP_WIDTH + (scene.withNames ? NAME_WIDTH : 0)
  const width = left + columns.length * cellWidth
  const heads = columns.map(({ skill }) =>
    wrapped(skill.name, cellWidth - CELL_WIDTH.padding, HEAD_SIZE, scene.measure, {
      mostLines: HEADER.mostLines,
      weight: 600,
    }),
  )
  const headHeight = Math.max(1, ...heads.map(lines => lines.length)) * HEADER.line
  const elements: PictureElement[] = columns.flatMap(({ skill }, at) =>
    columnHead(scene, skill, heads[at] ?? [], left + at * cellWidth, headHeight),
  )
  let y = headHeight + HEADER.below
  for (const block of blocksOf(scene)) {
    const height = Math.max(1, block.students.length) * CELL_HEIGHT
    const colour = groupColour(colours, block.position)
    elements.push(
      element('rect', { x: 0, y: y + 1, width: 5, height: height - 2, rx: 2, fill: colour }),
      ...(block.position >= 0 ? [letterBadge(colours, block.letter, block.position, 11, y + 1)] : []),
    )
    if (block.students.length === 0) {
      elements.push(textLine('Nobody sits here.', left, y + 17, { size: 13, fill: colours['ink-soft'] }))
    }
    for (const student of block.students) {
      elements.push(row(scene, student, columns, left, y, cellWidth))
      y += CELL_HEIGHT
    }
    y += (block.students.length === 0 ? CELL_HEIGHT : 0) + GAP
  }
  return {
    width,
    height: y - GAP,
    elements,
    legend: [cellItems(scene)],
    notes: ['The bar under each number: how far up the skill’s own scale it stands; the mark is mastery.'],
  }
}

function blocksOf({ book, board, withNames }: Scene): Block[] {
  const byId = new Map(book.students.map(student => [student.id, student]))
  // Without names, the order within a group must not follow the register either.
  const byScores = (a: Student, b: Student) =>
    meanShare(book.skills, a) - meanShare(book.skills, b) || (String(a.scores) < String(b.scores) ? -1 : 1)
  const arranged = (students: readonly Student[]) => (withNames ? students : [...students].sort(byScores))
  if (board.groups.length === 0) {
    return [{ position: -1, letter: '', students: arranged(book.students) }]
  }
  const groups = board.groups.map((group, position) => ({
    position,
    letter: group.letter,
    students: arranged(group.members.flatMap(({ studentId }) => byId.get(studentId) ?? [])),
  }))
  const unplaced = board.unplaced.flatMap(id => byId.get(id) ?? [])
  return unplaced.length === 0
    ? groups
    : [...groups, { position: -1, letter: '', students: arranged(unplaced) }]
}

function meanShare(skills: readonly Skill[], { scores }: Student): number {
  const shares = skills.flatMap((skill, column) => {
    const score = scores[column] ?? null
    return score === null ? [] : [shareOfScale(skill, score)]
  })
  return shares.length === 0 ? -1 : shares.reduce((sum, share) => sum + share, 0) / shares.length
}

/** Wide enough for the longest word of a skill's name, within limits. */
function widthOfCells({ book, measure }: Scene): number {
  const words = book.skills.flatMap(({ name }) => name.split(/\s+/))
  const longest = Math.max(0, ...words.map(word => measure(word, HEAD_SIZE, 600)))
  return Math.ceil(Math.max(CELL_WIDTH.least, Math.min(CELL_WIDTH.most, longest + CELL_WIDTH.padding + 2)))
}

function columnHead(
  { colours }: Scene,
  skill: Skill,
  lines: readonly string[],
  x: number,
  bottom: number,
): PictureElement[] {
  const first = bottom - (lines.length - 1) * HEADER.line
  return [
    ...textBlock(lines, x + 5, first, HEADER.line, { size: HEAD_SIZE, weight: 600, fill: colours.ink }),
    textLine(`mastery ${scoreText(skill.masteryThreshold)}`, x + 5, bottom + 17, {
      size: 11,
      fill: colours['ink-soft'],
    }),
  ]
}

function row(
  scene: Scene,
  student: Student,
  columns: readonly SkillColumn[],
  left: number,
  y: number,
  cellWidth: number,
): PictureElement {
  const { colours, measure, withNames } = scene
  const name = clipped(student.fullName, NAME_WIDTH - 12, 13, measure)
  return element(
    'g',
    { class: 'student', transform: `translate(0,${y})` },
    ...(withNames ? [textLine(name, GROUP_WIDTH, 17.5, { size: 13, fill: colours.ink })] : []),
    ...columns.flatMap(({ skill, column }, at) =>
      drawCell(scene, readingOf(skill, student.scores[column] ?? null), left + at * cellWidth, cellWidth),
    ),
  )
}
