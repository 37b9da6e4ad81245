import type { Locator, Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { plantSecrets, SECRETS } from '../fixtures/planted-secrets.ts'
import { ask } from './ask.ts'
import { BIG, openBigWeek } from './big-week.ts'
import { pdfPages, tight } from './pdf-pages.ts'
import { expect, test } from './program.ts'
import { openSample } from './teacher.ts'

const SHEETS = {
  week: /^The week/,
  day: /^One day’s board/,
  cards: /^A card for each group/,
  slips: /^Slips for students/,
  teacher: /^My week at the table/,
  substitute: /^For a substitute teacher/,
}
type Sheet = keyof typeof SHEETS
const FOR_CLASS = ['week', 'day', 'cards', 'slips'] as const
/** A Tuesday: Sami is at speech then. */
const TUESDAY = '2026-11-24'

interface Printed {
  readonly pages: string[]
  /** What no page may end within, as it stands in the window. */
  readonly pieces: string[]
  /** Width and height of the pages in points. */
  readonly size: readonly [number, number]
  /** What the window is called meanwhile: a PDF keeps it as its title. */
  readonly title: string
}

/** From now on nothing is sent to a printer, and it is a Tuesday. */
async function ready(page: Page): Promise<void> {
  await page.clock.setFixedTime(`${TUESDAY}T08:00:00`)
  await page.evaluate(() => {
    window.print = () => undefined
  })
}

async function openDialog(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+Shift+P')
  const dialog = page.getByRole('dialog', { name: 'Print the rotation' })
  await dialog.getByRole('radio', { name: SHEETS.week }).waitFor()
  return dialog
}

/** Prints a sheet, as the printer gets it. */
async function printed(
  page: Page,
  sheet: Sheet,
  choose: (dialog: Locator) => Promise<unknown> = () => Promise.resolve(),
): Promise<Printed> {
  const dialog = await openDialog(page)
  await dialog.getByRole('radio', { name: SHEETS[sheet] }).check()
  await choose(dialog)
  await dialog.getByRole('button', { name: 'Print', exact: true }).click()
  await expect(dialog).toBeHidden()
  const pieces = await page.locator('.paper :is(.whole, tr)').evaluateAll(parts =>
    // A day of the week's table is a piece with its rows; its letters are painted row by row all the same.
    parts.map(part => part.textContent),
  )
  const title = await page.title()
  const pdf = await page.pdf({ preferCSSPageSize: true })
  // What was printed is put away: the next print is about the groups again.
  await expect(page.locator('.paper')).toHaveCount(0)
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1'))
  return {
    pages: pdfPages(pdf),
    pieces: pieces.map(tight).filter(Boolean),
    size: [Math.round(Number(box?.[1])), Math.round(Number(box?.[2]))],
    title,
  }
}

function expectWhole({ pages, pieces }: Printed): void {
  expect(pieces.length).toBeGreaterThan(0)
  expect(pieces.filter(piece => !pages.some(text => text.includes(piece)))).toEqual([])
  // Nor is a page empty but for its head and foot.
  const isFilled = (text: string) => pieces.some(piece => text.includes(piece))
  expect(pages.filter(text => !isFilled(text))).toEqual([])
}

/** The class, the date, and which page it is of how many. */
function expectHeaded({ pages }: Printed, left: string, date: string): void {
  for (const [at, text] of pages.entries()) {
    expect(text).toContain(tight(left))
    expect(text).toContain(tight(date))
    expect(text).toContain(`Page${at + 1}of${pages.length}`)
  }
}

const SAMPLE = 'Grade 4 · Room 12 (sample)'
const PLAN = 'Before the winter break'
const A4 = { across: [842, 595], upright: [595, 842] }
const LETTER = { across: [792, 612], upright: [612, 792] }

test('every sheet of the sample class is whole, headed and on the paper that was chosen', async ({
  program,
  host,
}) => {
  test.skip(host !== 'browser', 'Electron makes its PDF through a dialog of its own.')
  const { page } = program
  await openSample(page)
  await ready(page)
  const sheets: readonly [Sheet, 'across' | 'upright', number][] = [
    ['week', 'across', 1],
    ['day', 'across', 1],
    ['cards', 'upright', 2],
    ['slips', 'upright', 3],
    ['teacher', 'across', 3],
    ['substitute', 'upright', 2],
  ]
  for (const [paper, sizes, ink] of [
    ['A4', A4, 'Colour'],
    ['Letter', LETTER, 'Black and white'],
  ] as const) {
    for (const [sheet, direction, most] of sheets) {
      const paperOf = async (dialog: Locator) => {
        await dialog.getByLabel('Paper').selectOption(paper)
        await dialog.getByLabel('Ink').selectOption({ label: ink })
      }
      const sent = await printed(page, sheet, paperOf)
      expect.soft(sent.size, `${sheet} on ${paper}`).toEqual(sizes[direction])
      expect.soft(sent.pages.length, `${sheet} on ${paper}`).toBeLessThanOrEqual(most)
      expectWhole(sent)
      const isForTeachers = sheet === 'teacher' || sheet === 'substitute'
      expectHeaded(sent, isForTeachers ? `${SAMPLE} · ${PLAN}` : SAMPLE, 'November 24, 2026')
    }
  }
})

test('no sheet for the class holds a score, level, aim, need or detail, or the plan’s name', async ({
  program,
  host,
}) => {
  test.skip(host !== 'browser', 'Electron makes its PDF through a dialog of its own.')
  await openSample(program.page)
  const page = await program.restart(() => plantSecrets(program.dataDirectory))
  await page.locator('[data-group="A"]').waitFor()
  await ready(page)
  const text = ({ pages, title }: Printed) => [title, ...pages].join('\n')
  // What is looked for is there to be found.
  expect(text(await printed(page, 'substitute'))).toMatch(SECRETS)
  for (const sheet of FOR_CLASS) {
    const sent = await printed(page, sheet)
    expect(text(sent), sheet).toContain('Names,stationsandtimesonly')
    expect.soft(SECRETS.exec(text(sent))?.[0], sheet).toBeUndefined()
  }
  const oneDay = (dialog: Locator) => dialog.getByLabel('For', { exact: true }).selectOption('day')
  expect(SECRETS.exec(text(await printed(page, 'slips', oneDay)))?.[0], 'slips of a day').toBeUndefined()
})

test('the texts of the sheets: who is where, what to bring, what it is about', async ({ program, host }) => {
  test.skip(host !== 'browser', 'Electron makes its PDF through a dialog of its own.')
  const { page } = program
  await openSample(page)
  await ready(page)
  const text = async (sheet: Sheet, choose?: (dialog: Locator) => Promise<unknown>) =>
    (await printed(page, sheet, choose)).pages.join('')

  expect(await text('week')).toContain(tight('9:05–9:25Read to a partnerLibrary cornerTeacher table'))
  const day = await text('day')
  expect(day).toContain(tight('AMapleFarah, Gabriel, Lena, Maxi, Priya'))
  expect(day).toContain(tight('Your library card and a book to give back.'))
  const onlyB = (dialog: Locator) => dialog.getByLabel('Groups').selectOption({ label: 'B Cedar' })
  const cards = await text('cards', onlyB)
  expect(cards).toContain('BCedarIsla')
  expect(cards).not.toContain('Maple')
  const everybody = (dialog: Locator) => dialog.getByLabel('Groups').selectOption({ label: 'all of them' })
  expect(await text('slips', everybody)).toContain(tight('FarahAMonTue'))
  const oneDay = (dialog: Locator) => dialog.getByLabel('For', { exact: true }).selectOption('day')
  expect(await text('slips', oneDay)).toContain(
    tight('FarahATuesday, November 24, 20269:05Reading lab9:25Read to myself9:50Teacher table'),
  )
  const teacher = await text('teacher')
  expect(teacher).toContain(tight('How I will knowNotes'))
  expect(teacher).toContain(tight('Materials: Two-page story'))
  const substitute = await text('substitute')
  for (const words of [
    'this class works in 6 small groups, A to F',
    'Ms. Ortiz, reading specialist',
    'Up to 2 groups at a time',
    'Who goes out, and when9:05–9:25Sami (Sami Rautio), group C',
    'What to doEcho reading',
    'Maxi (Maximiliane Theodora von Hohenfels-Nakamura)',
  ]) {
    expect(substitute).toContain(tight(words))
  }
})

test('why students are pulled out is on no sheet but the teachers’ own, and only when asked each time', async ({
  program,
  host,
}) => {
  test.skip(host !== 'browser', 'Electron makes its PDF through a dialog of its own.')
  const { page } = program
  await openSample(page)
  await ready(page)
  const oneDay = (dialog: Locator) => dialog.getByLabel('For', { exact: true }).selectOption('day')
  const book = await ask(page, 'readClass', {
    classId: (await ask(page, 'listClasses', {}))[0]?.id ?? never(),
  })
  for (const sheet of FOR_CLASS) {
    const sent = await printed(page, sheet, async dialog => {
      await expect(dialog.getByRole('checkbox')).toHaveCount(0)
      if (sheet === 'slips') await oneDay(dialog)
    })
    const text = sent.pages.join('')
    for (const word of ['Speech', 'Band', 'Echo', ...book.skills.map(({ name }) => tight(name))]) {
      expect(text).not.toContain(word)
    }
    if (sheet === 'slips') expect(text).toMatch(/SamiC.{0,20}20269:05elsewhere/)
  }
  const reasons = (dialog: Locator) => dialog.getByRole('checkbox', { name: /^With the reasons/ })
  const without = (await printed(page, 'substitute')).pages.join('')
  expect(without).not.toContain('Speech')
  const withThem = await printed(page, 'substitute', dialog => reasons(dialog).check())
  expect(withThem.pages.join('')).toContain(tight('Sami (Sami Rautio), group C, Speech'))
  expect(withThem.pages.join('')).toContain('Forteachersonly')
  // Asked for once is not asked for for ever.
  const again = await printed(page, 'substitute', dialog => expect(reasons(dialog)).not.toBeChecked())
  expect(again.pages.join('')).not.toContain('Speech')
})

test('who is absent on a day is not on its board, has no slip, and is told to the substitute', async ({
  program,
  host,
}) => {
  test.skip(host !== 'browser', 'Electron makes its PDF through a dialog of its own.')
  const { page } = program
  await openSample(page)
  await ready(page)
  const [sample] = await ask(page, 'listClasses', {})
  const planId = sample?.plans[0]?.id ?? never()
  const { students } = await ask(page, 'readClass', { classId: sample?.id ?? never() })
  const farah = students.find(({ label }) => label === 'Farah')?.id ?? never()
  await ask(page, 'setAbsent', { planId, studentId: farah, day: TUESDAY, absent: true })
  expect((await printed(page, 'day')).pages.join('')).not.toContain('Farah')
  const slips = await printed(page, 'slips', dialog =>
    dialog.getByLabel('For', { exact: true }).selectOption('day'),
  )
  expect(slips.pages.join('')).not.toContain('Farah')
  const substitute = (await printed(page, 'substitute')).pages.join('')
  expect(substitute).toContain(tight('Absent today: Farah (Farah Noorzai)'))
  const wednesday = await printed(page, 'day', dialog =>
    dialog.getByLabel('Day', { exact: true }).selectOption({ label: 'Wednesday, November 25, 2026' }),
  )
  expect(wednesday.pages.join('')).toContain('Farah')
  expectHeaded(wednesday, SAMPLE, 'Wednesday, November 25, 2026')
})

test('a big class with long names and a full week holds on every sheet', async ({ program, host }) => {
  test.skip(host !== 'browser', 'Electron makes its PDF through a dialog of its own.')
  const { page } = program
  await openBigWeek(page)
  await ready(page)
  for (const sheet of ['week', 'day', 'cards', 'slips', 'teacher', 'substitute'] as const) {
    const sent = await printed(page, sheet)
    expectWhole(sent)
    expectHeaded(sent, 'Grade 4 of the Elizabeth Cady Stanton Elementary School', 'November 24, 2026')
    const text = sent.pages.join('')
    if (sheet === 'week') {
      // More than a page: each day stands together, under the groups' letters.
      expect(sent.pages.length).toBeGreaterThan(1)
      for (const one of sent.pages) expect(one).toContain('AMapleBCedar')
    }
    if (sheet === 'slips') {
      expect(text.match(/MonTueWedThuFri/g)).toHaveLength(BIG.students)
    }
    if (sheet === 'cards') {
      expect(text.match(/MondayTuesdayWednesdayThursdayFriday/g)).toHaveLength(BIG.groups)
    }
  }
})

test('twenty groups: no page is left with a row or two, none is nearly empty, and a name is never in pieces', async ({
  program,
  host,
}) => {
  test.skip(host !== 'browser', 'Electron makes its PDF through a dialog of its own.')
  const { page } = program
  await openBigWeek(page, 20)
  await ready(page)
  const planId = (await ask(page, 'listClasses', {}))[0]?.plans[0]?.id ?? never()
  await ask(page, 'addBlock', {
    ...{ planId, weekday: 2, weeks: 'every' as const, start: 625, minutes: 10, kind: 'break' as const },
    ...{ name: 'Stretch', hasTeacher: false },
  })

  const day = await printed(page, 'day')
  expectWhole(day)
  const groupsOn = (text: string) =>
    text.match(
      /[A-T](?:Maple|Cedar|Birch|Willow|Aspen|Juniper|Hazel|Rowan|Linden|Alder|Olive|Laurel|Spruce|Sequoia|Magnolia|Acacia|Poplar|Elm|Cypress|Holly)/g,
    )?.length ?? 0
  expect(day.pages.map(groupsOn).reduce((sum, count) => sum + count)).toBe(20)
  expect(Math.min(...day.pages.map(groupsOn))).toBeGreaterThanOrEqual(4)
  // Each page has the break, and the last what to bring.
  expect(day.pages.filter(text => !text.includes('Stretch'))).toEqual([])
  expect(day.pages.at(-1)).toContain('Whattobring')

  const week = await printed(page, 'week')
  expectWhole(week)
  for (const name of ['Monday', 'Friday'])
    expect(week.pages.join('')).toContain(tight(`${name} who is where`))
  expect(Math.min(...week.pages.map(groupsOn))).toBeGreaterThanOrEqual(8)

  const slips = await printed(page, 'slips', async dialog => {
    await dialog.getByLabel('For', { exact: true }).selectOption('day')
    const late = dialog.locator('figure th', { hasText: '10:05' }).first()
    await late.waitFor({ state: 'attached' })
    const lines = (time: Element) => {
      const text = document.createRange()
      text.selectNodeContents(time)
      return new Set([...text.getClientRects()].map(({ top }) => top)).size
    }
    expect(await late.evaluate(lines), 'a time is one line').toBe(1)
  })
  const slipsOn = slips.pages.map(text => text.match(/Tuesday, ?November24/g)?.length ?? 0)
  expect(Math.max(...slipsOn) - Math.min(...slipsOn)).toBeLessThanOrEqual(6)

  const substitute = await printed(page, 'substitute')
  expectWhole(substitute)
  expect(groupsOn(substitute.pages[0] ?? '')).toBeGreaterThan(4)
})

test('the choice is made by keyboard alone, and remembered', async ({ program, host }) => {
  test.skip(host !== 'browser', 'Electron prints through its own dialog.')
  const { page } = program
  await openSample(page)
  await ready(page)
  await page.evaluate(() => {
    window.print = () => void document.body.setAttribute('data-printed', 'yes')
  })
  await page.keyboard.press('Control+K')
  await page.getByRole('combobox', { name: /^Search/ }).fill('substitute')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Print the rotation' })
  await expect(dialog.getByRole('radio', { name: SHEETS.week })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('radio', { name: SHEETS.cards })).toBeChecked()
  await dialog.getByLabel('Paper').press('L')
  await expect(dialog.getByLabel('Paper')).toHaveValue('Letter')
  await dialog.getByLabel('Ink').press('B')
  await dialog.getByRole('radio', { name: SHEETS.cards }).press('Enter')
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes')
  await expect(page.locator('.paper [data-card]')).toHaveCount(6)
  await page.keyboard.press('Control+Shift+P')
  await expect(dialog.getByRole('radio', { name: SHEETS.cards })).toBeFocused()
  await expect(dialog.getByLabel('Paper')).toHaveValue('Letter')
  await expect(dialog.getByLabel('Ink')).toHaveValue('grey')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  // The groups have their own sheet as before.
  await page.keyboard.press('Control+P')
  await expect(page.locator('.paper')).toHaveCount(0)
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.sheets h1')).toBeVisible()
})

test('the choice is made with the pointer alone, and can be left', async ({ program, host }) => {
  test.skip(host !== 'browser', 'Electron prints through its own dialog.')
  const { page } = program
  await openSample(page)
  await ready(page)
  const dialog = page.getByRole('dialog', { name: 'Print the rotation' })
  for (const button of ['Cancel', 'Print']) {
    await page.getByRole('button', { name: 'Search', exact: false }).first().click()
    await page.getByRole('combobox', { name: /^Search/ }).fill('print the rotation')
    await page.getByRole('option', { name: /^Print the rotation/ }).click()
    await dialog.getByRole('radio', { name: SHEETS.day }).click()
    await expect(dialog.getByText('One page.')).toBeVisible()
    await dialog.getByRole('button', { name: button, exact: true }).click()
    await expect(dialog).toBeHidden()
    await expect(page.locator('.paper')).toHaveCount(button === 'Print' ? 1 : 0)
  }
  await expect(page.locator('.paper h1')).toHaveText(/^Tuesday/)
})

test('black and white has no colour, colour is the paper’s own in the dark theme too', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dialog = await openDialog(page)
  const sign = dialog.locator('figure .sign').first()
  await expect(sign).toHaveCSS('color', 'rgb(42, 106, 158)')
  await dialog.getByLabel('Ink').selectOption({ label: 'Black and white' })
  const colours = await dialog.locator('.sheet, .sheet *').evaluateAll(parts => [
    ...new Set(
      parts.flatMap(part => {
        const { color, backgroundColor, borderTopColor, fill } = getComputedStyle(part)
        return [color, backgroundColor, borderTopColor, fill]
      }),
    ),
  ])
  const channels = colours.map(colour => colour.match(/[\d.]+/g)?.slice(0, 3) ?? [])
  expect(channels.filter(one => new Set(one).size > 1)).toEqual([])
})

test('weeks that alternate are asked for', async ({ program, host }) => {
  test.skip(host !== 'browser', 'Electron makes its PDF through a dialog of its own.')
  const { page } = program
  await openSample(page)
  await ready(page)
  const planId = (await ask(page, 'listClasses', {}))[0]?.plans[0]?.id ?? never()
  await ask(page, 'setAlternation', { planId, weekAFrom: '2026-11-23' })
  await ask(page, 'clearCells', { planId, cells: null })
  const weekB = await printed(page, 'week', dialog =>
    dialog.getByLabel('Week', { exact: true }).selectOption({ label: 'Week B' }),
  )
  expectHeaded(weekB, SAMPLE, 'Week B · as of November 24, 2026')
})

test('the dialog has no fault that axe finds, in either theme', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const dialog = await openDialog(page)
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    for (const name of Object.values(SHEETS)) {
      await dialog.getByRole('radio', { name }).check()
      await expect(dialog.getByRole('button', { name: 'Print', exact: true })).toBeEnabled()
      await expectNoFault(page, `${name.source}, ${theme}`, 'dialog')
    }
  }
})

/** @throws Error always: something of the sample class is not there */
function never(): never {
  throw new Error('The sample class is not as it was.')
}
