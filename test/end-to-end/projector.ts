import type { Page } from '@playwright/test'
import type { DayBoard, ProjectedBlock } from '../../src-main/contract/rotation.ts'
import { STATION_ICONS } from '../../src-main/contract/station-choices.ts'
import { expect } from './program.ts'

/** A Tuesday of the sample class: rotations at 9:05, 9:25 and 9:50, a stretch at 9:45, together at 10:10 to 10:20. */
export const day = (time: string) => new Date(`2026-11-24T${time}`)

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
export const title = (page: Page) => page.getByRole('main').getByRole('heading', { level: 1 })
export const timer = (page: Page) => page.getByRole('timer')
export const board = (page: Page) => page.getByRole('main', { name: 'The board' })
export const said = (page: Page) => page.locator('[aria-live="polite"]')
export const station = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Stations' }).locator('> li', { hasText: name })

/** Opens the board on the sample class at a time; from then on time stands still. */
export async function present(page: Page, time: string): Promise<void> {
  await page.clock.install({ time: day('06:00') })
  await page.reload()
  await page.clock.pauseAt(day(time))
  await button(page, 'Present').click()
  await expect(board(page)).toBeVisible()
  // It says where everybody is once its options are read; before that it does not look at the clock.
  await expect(said(page)).not.toHaveText('')
}

/** Lets the clock run on, second by second. */
export const passes = (page: Page, minutes: number, seconds = 0) =>
  page.clock.runFor((minutes * 60 + seconds) * 1000)

/** The lid is shut: timers stand still, the clock does not. */
export const sleeps = (page: Page, minutes: number) => page.clock.fastForward(minutes * 60_000)

/** What a board holds: groups go round the stations. */
export interface BoardShape {
  readonly stations: number
  readonly groups: number
  /** Students of a group. */
  readonly size: number
  readonly isLong: boolean
  /** Students in no group. */
  readonly others?: number
}

type Day = Omit<DayBoard, 'planId' | 'day'>

const SHORT =
  'Amina Ben Chloé Darius Elif Farah Gabriel Hương Ibrahim Jamal Kofi Lena Mateo Nia Siobhán'.split(' ')
const LONG = [
  'Maximiliane-Alexandra von Hohenfels',
  'Oluwaseun Adebayo-Fitzgerald',
  'Anastasia Papadopoulou-Brandt',
  'Bartholomew Featherstonehaugh',
  'Kittipongsakulchaiwattana P.',
]
const STATIONS = [
  'Teacher table',
  'Read to myself',
  'Write',
  'Partner',
  'Technology',
  'Library',
  'Words',
  'Listen',
]

/** Two rotations on one morning, at 9:05 and 9:25. */
export function boardOf({ stations, groups, size, isLong, others = 0 }: BoardShape): Day {
  let number = 0
  const student = () => {
    number++
    const names = isLong ? LONG : SHORT
    return { studentId: number, name: `${names[number % names.length] ?? ''} ${number}` }
  }
  const everybody = Array.from({ length: groups }, (_, position) => ({
    letter: String.fromCharCode(65 + position),
    name: isLong ? 'The Sequoia Readers of Room 12' : 'Maple',
    students: Array.from({ length: size }, student),
  }))
  const inNoGroup = Array.from({ length: others }, student)
  const block = (turn: number, start: number) => ({
    blockId: turn + 1,
    kind: 'rotation',
    name: `Rotation ${turn + 1}`,
    start,
    minutes: 20,
    stations: STATIONS.slice(0, stations).map((name, at) => ({
      stationId: at + 1,
      name: isLong ? `${name} for the whole morning` : name,
      icon: STATION_ICONS[at],
      isTable: at === 0,
      materials: at % 2 === 0 ? 'Your reading folder and a pencil.' : '',
      adult: at === 6 ? 'Ms. Ortiz, reading specialist' : null,
      groups: everybody.filter((_, position) => (position + turn) % stations === at),
    })),
    withoutStation: [],
    elsewhere: [],
    ungrouped: inNoGroup,
    notThere: [],
  })
  // Ids are branded only by zod, which is not asked here.
  const blocks = [block(0, 545), block(1, 565)] as unknown as ProjectedBlock[]
  const students = [...everybody.flatMap(group => group.students), ...inNoGroup] as unknown as Day['students']
  return { weekday: 2, week: 'a', blocks, students, nextDay: null }
}

/** Everybody on the board in its first block. */
export function everyName({ blocks }: Day): string[] {
  const [first] = blocks
  const inGroups = (first?.stations ?? []).flatMap(({ groups }) => groups.flatMap(({ students }) => students))
  return [...inGroups, ...(first?.ungrouped ?? [])].map(({ name }) => name)
}

/** Height of the lowest name that is seen, in pixels: of its letters' size, and of the line it stands in. */
export function smallestName(page: Page): Promise<number> {
  return page.locator('[data-student]:visible').evaluateAll(names =>
    Math.min(
      ...names.map(name => {
        const text = document.createRange()
        text.selectNodeContents(name)
        const line = Math.min(...[...text.getClientRects()].map(({ height }) => height))
        // What the browser rounds away is nothing that somebody sees.
        return Math.min(line, parseFloat(getComputedStyle(name).fontSize) + 0.01)
      }),
    ),
  )
}

/** What does not fit: texts that leave their card or the window, boxes that hide a part, scroll bars. Empty = all is well. */
export function isWholeOnScreen(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wrong: string[] = []
    const root = document.documentElement
    if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth) wrong.push('the page scrolls')
    const main = document.querySelector('main')
    for (const box of [...(main?.querySelectorAll('*') ?? []), ...(main ? [main] : [])]) {
      // Of an inline box both are 0, and what is only read aloud is cut by intent.
      if (!(box instanceof HTMLElement) || box.clientWidth < 2) continue
      const { overflowX, overflowY } = getComputedStyle(box)
      const hides = overflowX !== 'visible' || overflowY !== 'visible'
      if (hides && (box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth)) {
        wrong.push(`${box.className} hides a part`)
      }
    }
    const cards = main?.querySelectorAll('li.card:not([hidden]), header, footer') ?? []
    if (cards.length < 3) wrong.push('there is no board')
    for (const card of cards) {
      const around = card.getBoundingClientRect()
      if (around.bottom > innerHeight + 1 || around.right > innerWidth + 1)
        wrong.push('a card leaves the window')
      const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) {
        const text = document.createRange()
        text.selectNodeContents(texts.currentNode)
        if (texts.currentNode.parentElement?.clientWidth === 1) continue
        for (const at of text.getClientRects()) {
          // The letters' box of the timer is higher than its digits.
          if (at.width < 2 || texts.currentNode.parentElement?.role === 'timer') continue
          const isIn =
            at.left >= around.left - 1 && at.right <= around.right + 1 && at.bottom <= around.bottom + 1
          if (!isIn) wrong.push(`${texts.currentNode.textContent ?? ''} leaves its card`)
        }
      }
    }
    return wrong
  })
}
