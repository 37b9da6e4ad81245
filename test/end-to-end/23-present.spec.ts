import Database from 'better-sqlite3'
import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { expectNoFault } from './axe.ts'
import { expect, test, type Program } from './program.ts'
import { boardOf, everyName, isWholeOnScreen, smallestName, type BoardShape } from './projector.ts'
import { openSample } from './teacher.ts'

/** A Tuesday of the sample class: rotations at 9:05, 9:25 and 9:50, a stretch at 9:45, together at 10:10 to 10:20. */
const day = (time: string) => new Date(`2026-11-24T${time}`)

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const title = (page: Page) => page.getByRole('main').getByRole('heading', { level: 1 })
const timer = (page: Page) => page.getByRole('timer')
const board = (page: Page) => page.getByRole('main', { name: 'The board' })
const said = (page: Page) => page.locator('[aria-live="polite"]')
const station = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Stations' }).locator('> li', { hasText: name })

/** Calls the application beside the window, as another window would. */
async function ask<T = unknown>(page: Page, operation: string, input: object): Promise<T> {
  const answer = await page.evaluate(
    async ([name, given]) => {
      const response = await fetch('/call', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ operation: name, input: given }),
      })
      return (await response.json()) as { ok: boolean; value: unknown }
    },
    [operation, input] as const,
  )
  expect(answer.ok, operation).toBe(true)
  return answer.value as T
}

/** Opens the board on the sample class at a time; from then on time stands still. */
async function present(page: Page, time: string): Promise<void> {
  await page.clock.install({ time: day('06:00') })
  await page.reload()
  await page.clock.pauseAt(day(time))
  await button(page, 'Present').click()
  await expect(board(page)).toBeVisible()
}

/** Lets the clock run on, second by second. */
const passes = (page: Page, minutes: number, seconds = 0) =>
  page.clock.runFor((minutes * 60 + seconds) * 1000)

/** Counts the notes that sound, in place of the computer's loudspeaker. */
async function listen(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const heard = { notes: 0 }
    const part = () => ({ connect: (next: object) => next })
    class Silent {
      state = 'running'
      currentTime = 0
      destination = {}
      createGain() {
        const nothing = () => undefined
        const gain = { setValueAtTime: nothing, linearRampToValueAtTime: nothing }
        return { ...part(), gain: { ...gain, exponentialRampToValueAtTime: nothing } }
      }
      createOscillator() {
        return { ...part(), frequency: {}, stop: () => undefined, start: () => void heard.notes++ }
      }
    }
    Object.assign(window, { heard, AudioContext: Silent })
  })
  return () => page.evaluate(() => (window as unknown as { heard: { notes: number } }).heard.notes)
}

test('the board follows the clock: who is where, the time left, cleaning up, and what is next', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  await expect(title(page)).toHaveText('Rotation 1')
  await expect(timer(page)).toHaveText('13:00')
  await expect(station(page, 'Teacher table')).toContainText('Your reading folder and a pencil.')
  await expect(station(page, 'Teacher table').locator('[data-student]')).toHaveText([
    'Amina',
    'Hana',
    'Hương',
    'Jamal',
    'Ximena',
  ])
  await expect(station(page, 'Reading lab')).toContainText('with Ms. Ortiz')
  await expect(page.locator('footer')).toContainText('9:25 Rotation 2')
  await expect(page.getByRole('list', { name: 'Where the groups are next' })).toContainText('Teacher table D')
  await expect(said(page)).toContainText('Rotation 1, until 9:25. F at Teacher table. A at Reading lab.')
  await expectFocusOnBoard(page)

  await passes(page, 10, 59)
  await expect(timer(page)).toHaveText('2:01')
  await expect(page.getByText('Clean up now')).toBeHidden()
  await passes(page, 0, 1)
  await expect(page.getByText('Clean up now')).toBeVisible()
  await expect(said(page)).toHaveText('Clean up. 2:00 left.')

  await passes(page, 2)
  await expect(title(page)).toHaveText('Rotation 2')
  await expect(timer(page)).toHaveText('20:00')
  await expect(page.getByText('Change: find your place')).toBeVisible()
  await expect(said(page)).toContainText('Rotation 2, until 9:45. D at Teacher table.')
  await passes(page, 0, 15)
  await expect(page.getByText('Change: find your place')).toBeHidden()

  await passes(page, 20)
  await expect(title(page)).toHaveText('Stretch')
  await expect(page.getByText('until 9:50', { exact: true })).toBeVisible()
  await passes(page, 35)
  await expect(title(page)).toHaveText('Today')
  await expect(page.getByText('That is all for today', { exact: true })).toBeVisible()
  await button(page, 'End presenting').click()
  await expect(page.getByRole('region', { name: 'Skill map' })).toBeVisible()
})

async function expectFocusOnBoard(page: Page): Promise<void> {
  await expect(board(page)).toBeFocused()
}

test('with the pointer: pause and start, a minute more and less, on and back by hand, and the clock again', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  await button(page, 'Pause').click()
  await passes(page, 5)
  await expect(timer(page)).toHaveText('13:00')
  await expect(page.getByText('Paused')).toBeVisible()
  await button(page, 'One minute more').click()
  await expect(timer(page)).toHaveText('14:00')
  // After a click the keys mean the board again.
  await expectFocusOnBoard(page)
  await button(page, 'Start').click()
  await passes(page, 1)
  await expect(timer(page)).toHaveText('13:00')
  for (let minute = 0; minute < 13; minute++) await button(page, 'One minute less').click()
  await expect(timer(page)).toHaveText('0:00')
  await expect(page.getByText('Time to change')).toBeVisible()
  await expect(said(page)).toHaveText('Time is up. Next: Rotation 2.')
  await expect(button(page, 'Pause')).toBeDisabled()

  await button(page, 'Go on').click()
  await expect(title(page)).toHaveText('Rotation 2')
  await expect(timer(page)).toHaveText('20:00')
  await passes(page, 25)
  // By hand it waits for the teacher.
  await expect(title(page)).toHaveText('Rotation 2')
  await expect(timer(page)).toHaveText('0:00')
  await button(page, 'Go on').click()
  await expect(title(page)).toHaveText('Stretch')
  await button(page, 'Go back').click()
  await expect(title(page)).toHaveText('Rotation 2')
  await button(page, 'By hand: follow the clock again').click()
  await expect(title(page)).toHaveText('Rotation 2')
  await expect(timer(page)).toHaveText('2:00')
})

test('with the keyboard and a presenter remote', async ({ program: { page } }) => {
  await openSample(page)
  await page.clock.install({ time: day('06:00') })
  await page.reload()
  await expect(button(page, 'Present')).toBeVisible()
  await page.clock.pauseAt(day('09:12:00'))
  await page.keyboard.press('F5')
  await expect(title(page)).toHaveText('Rotation 1')
  const { keyboard } = page

  await keyboard.press('Space')
  await expect(page.getByText('Paused')).toBeVisible()
  // The remote's key to begin lets it run on, and loads nothing anew.
  await keyboard.press('F5')
  await expect(page.getByText('Paused')).toBeHidden()
  await keyboard.press('ArrowUp')
  await keyboard.press('+')
  await expect(timer(page)).toHaveText('15:00')
  await keyboard.press('ArrowDown')
  await expect(timer(page)).toHaveText('14:00')
  await keyboard.press('PageDown')
  await expect(title(page)).toHaveText('Rotation 2')
  await keyboard.press('ArrowRight')
  await expect(title(page)).toHaveText('Stretch')
  await keyboard.press('PageUp')
  await keyboard.press('ArrowLeft')
  await expect(title(page)).toHaveText('Rotation 1')
  await expect(timer(page)).toHaveText('14:00')
  await keyboard.press('c')
  await expect(timer(page)).toHaveText('13:00')

  for (const dark of ['b', '.']) {
    await keyboard.press(dark)
    await expect(button(page, 'Show the board again')).toBeVisible()
    // What brings the light back does nothing else.
    await keyboard.press('PageDown')
    await expect(button(page, 'Show the board again')).toBeHidden()
    await expect(title(page)).toHaveText('Rotation 1')
  }
  // Every button is reached by Tab, and a button that has the focus is pressed by the space bar.
  await keyboard.press('Tab')
  await expect(button(page, 'One minute less')).toBeFocused()
  await keyboard.press('Space')
  await expect(timer(page)).toHaveText('12:00')
  await keyboard.press('Escape')
  await expect(board(page)).toBeHidden()
  await expect(button(page, 'Present')).toBeVisible()
})

test('it survives sleep and a new size, and is soft: one sound a change, none after sleep, off if she wants', async ({
  program,
}) => {
  let { page } = program
  let heard = await listen(page)
  await openSample(page)
  await present(page, '09:12:00')
  await passes(page, 10, 59)
  expect(await heard()).toBe(0)
  // One note for cleaning up, two for the change.
  await passes(page, 0, 1)
  expect(await heard()).toBe(1)
  await passes(page, 2)
  expect(await heard()).toBe(3)

  // The lid is shut for twenty-six minutes: timers stood still, the clock did not.
  await page.clock.fastForward(26 * 60_000)
  await expect(title(page)).toHaveText('Rotation 3')
  await expect(timer(page)).toHaveText('19:00')
  expect(await heard()).toBe(3)
  await page.setViewportSize({ width: 1024, height: 768 })
  await expect(timer(page)).toHaveText('19:00')
  expect(await isWholeOnScreen(page)).toEqual([])

  await button(page, 'Options').click()
  await page.getByLabel('Soft sound at a change').uncheck()
  await page.getByLabel('Light the board up at a change').uncheck()
  await button(page, 'Clean-up warning, minutes: one more').click()
  await page.keyboard.press('Escape')
  await passes(page, 16)
  await expect(page.getByText('Clean up now')).toBeVisible()
  await passes(page, 3)
  await expect(title(page)).toHaveText('Share and tidy up')
  await expect(page.locator('.frame')).toBeHidden()
  expect(await heard()).toBe(3)

  // It is remembered.
  page = await program.restart()
  heard = await listen(page)
  await present(page, '09:21:59')
  await passes(page, 0, 1)
  await expect(page.getByText('Clean up now')).toBeVisible()
  await button(page, 'Options').click()
  await expect(page.getByLabel('Soft sound at a change')).not.toBeChecked()
  await expect(page.getByLabel('Light the board up at a change')).not.toBeChecked()
  expect(await heard()).toBe(0)
  // Turned on, it is heard once.
  await page.getByLabel('Soft sound at a change').check()
  expect(await heard()).toBe(2)
  await page.getByLabel('Change with the clock').uncheck()
  await page.keyboard.press('Escape')
  await expect(button(page, 'By hand: follow the clock again')).toBeVisible()
  await passes(page, 10)
  await expect(title(page)).toHaveText('Rotation 1')
  await expect(timer(page)).toHaveText('0:00')
})

test('a helper is picked by lot, nobody twice before everybody was, and a name tells where somebody is', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  await page.keyboard.press('h')
  const picking = page.getByRole('dialog', { name: 'Pick a helper' })
  const there = await page.locator('[data-student]').count()
  const picked = new Set<string>()
  for (let one = 0; one < there; one++) {
    await page.keyboard.press('Enter')
    await expect(picking).toContainText(`${one + 1} of 28 have been picked`)
    picked.add((await picking.getByRole('status').textContent()) ?? '')
  }
  expect(picked.size).toBe(there)
  const last = await picking.getByRole('status').textContent()
  await button(page, 'Pick another').click()
  await expect(picking.getByRole('status')).not.toHaveText(last ?? '')
  await page.keyboard.press('Escape')
  await expect(picking).toBeHidden()
  await expect(board(page)).toBeVisible()

  await page.keyboard.press('f')
  const finding = page.getByRole('dialog', { name: 'Who is where?' })
  await page.keyboard.type('huong')
  await expect(finding.getByRole('listitem')).toHaveText(/^Hương\s*Teacher table\s*then 9:25 Word study$/)
  await finding.getByLabel('Name').fill('nobody')
  await expect(finding).toContainText('Nobody who is here today has a name like that.')
  await button(page, 'Close').click()
  await button(page, 'Who is where?').click()
  await expect(finding).toBeVisible()
})

test('who is absent is not on the board, and the board knows at once', async ({ program: { page } }) => {
  await openSample(page)
  await present(page, '09:12:00')
  await expect(page.getByText('Amina', { exact: true })).toBeVisible()
  const [{ id: classId, plans } = { id: 0, plans: [] }] = await ask<
    { id: number; plans: { id: number }[] }[]
  >(page, 'listClasses', {})
  const { students } = await ask<{ students: { id: number; label: string }[] }>(page, 'readClass', {
    classId,
  })
  const amina = students.find(({ label }) => label === 'Amina')
  const planId = plans[0]?.id
  await ask(page, 'setAbsent', { planId, studentId: amina?.id, day: '2026-11-24', absent: true })
  await expect(page.getByText('Amina', { exact: true })).toBeHidden()
  await page.keyboard.press('f')
  await page.keyboard.type('amina')
  await expect(page.getByText('Nobody who is here today has a name like that.')).toBeVisible()
  await page.keyboard.press('Escape')

  // Without a week there is nothing to present.
  await ask(page, 'removeRotation', { planId })
  await expect(board(page)).toBeHidden()
  await expect(button(page, 'Export')).toBeVisible()
  await expect(button(page, 'Present')).toHaveCount(0)
})

test('on a day without a block it shows the next one, not running', async ({ program: { page } }) => {
  await openSample(page)
  await page.clock.install({ time: new Date('2026-11-28T06:00') })
  await page.reload()
  await page.clock.pauseAt(new Date('2026-11-28T09:00'))
  await button(page, 'Present').click()
  await expect(page.getByText('Nothing is planned for Saturday')).toBeVisible()
  await button(page, 'Look at Monday').click()
  await expect(title(page)).toHaveText('Whole-class lesson')
  await page.keyboard.press('PageDown')
  await expect(title(page)).toHaveText('Rotation 1')
  await passes(page, 3)
  await expect(timer(page)).toHaveText('20:00')
  await button(page, 'Back to today').click()
  await expect(page.getByText('Nothing is planned for Saturday')).toBeVisible()
})

test('by hand it waits at the first block that begins, and a board that cannot be read stays', async ({
  program: { page },
}) => {
  await openSample(page)
  await ask(page, 'updateSettings', {
    presenting: { followsClock: false, sound: true, flash: true, cleanUpMinutes: 2 },
  })
  await present(page, '08:40:00')
  await expect(button(page, 'By hand: follow the clock again')).toBeVisible()
  await passes(page, 26)
  await expect(title(page)).toHaveText('Whole-class lesson')
  await expect(timer(page)).toHaveText('0:00')
  let isRefused = false
  await page.route('**/call', async route => {
    const { operation } = route.request().postDataJSON() as { operation: string }
    if (operation !== 'readDay') return route.continue()
    isRefused = true
    const problem = { code: 'internal', message: 'It failed.', remedy: '' }
    await route.fulfill({ json: { ok: false, problem } })
  })
  const [{ plans } = { plans: [] }] = await ask<{ plans: { id: number }[] }[]>(page, 'listClasses', {})
  await ask(page, 'setAlternation', { planId: plans[0]?.id, weekAFrom: '2026-11-23' })
  await expect.poll(() => isRefused).toBe(true)
  await expect(title(page)).toHaveText('Whole-class lesson')
})

test('leaving the full screen closes what is over the board first, then the board', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  await expect(button(page, 'Leave full screen')).toBeVisible()
  await page.keyboard.press('f')
  // As Escape does there, without a word to the page.
  await page.evaluate(() => document.exitFullscreen())
  await expect(page.getByRole('dialog', { name: 'Who is where?' })).toBeHidden()
  await expect(board(page)).toBeVisible()
  await button(page, 'Full screen').click()
  await expect(button(page, 'Leave full screen')).toBeVisible()
  await page.evaluate(() => document.exitFullscreen())
  await expect(board(page)).toBeHidden()
})

test('who is pulled out is at no station, a group with nobody says so, pages are turned by a key', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  await expect(station(page, 'Read to a partner').locator('[data-student]')).toHaveText([
    'Ben',
    'Kofi',
    'Mateo',
  ])
  const shape = boardOf({ stations: 8, groups: 8, size: 15, isLong: true })
  const blocks = shape.blocks.map(block => ({
    ...block,
    stations: block.stations.map(one => ({
      ...one,
      groups: one.groups.map(group => (group.letter === 'A' ? { ...group, students: [] } : group)),
    })),
  }))
  await page.route('**/call', async route => {
    const { operation, input } = route.request().postDataJSON() as { operation: string; input: object }
    if (operation !== 'readDay') return route.continue()
    await route.fulfill({ json: { ok: true, value: { ...shape, blocks, ...input } } })
  })
  await page.reload()
  await button(page, 'Present').click()
  await expect(station(page, 'Teacher table')).toContainText('nobody today')
  await expect(page.getByRole('button', { name: /^Page 1/ })).toBeVisible()
  await page.keyboard.press('Enter')
  const turn = page.getByRole('button', { name: /^Page 2/ })
  await expect(turn).toBeVisible()
  await passes(page, 0, 25)
  await expect(turn).toBeVisible()
  // In the next block they take turns again.
  await page.keyboard.press('PageDown')
  await expect(page.getByRole('button', { name: /^Page 1/ })).toBeVisible()
  await passes(page, 0, 11)
  await expect(turn).toBeVisible()
})

/** In every text about a student, skill, group or plan that is not for the class. */
const MARK = 'zqx'
const SCORE = '7391'
const MASTERY = '8123'
const BORN = '1931'
const SECRETS = new RegExp([MARK, SCORE, '7,391', MASTERY, '8,123', BORN].join('|'), 'i')

/** Writes unmistakable values into everything but names, letters, stations, blocks and what to bring. */
function plantSecrets(program: Program): void {
  const database = new Database(join(program.dataDirectory, 'horseshoe.db'))
  database.exec(`
    UPDATE skill SET name = '${MARK} skill ' || id, standard_code = '${MARK} code', scale_kind = 'score',
      scale_maximum = 9000, mastery_threshold = ${MASTERY}.5;
    UPDATE score SET value = ${SCORE}.25 + student_id % 3;
    INSERT OR REPLACE INTO skill_level SELECT id, 1, '${MARK} level' FROM skill;
    UPDATE assessment SET name = '${MARK} assessment', source_file = '${MARK} file';
    UPDATE student SET external_id = '${MARK} id', full_name = full_name || ' ${MARK} full name';
    UPDATE OR IGNORE interest SET name = '${MARK} interest ' || name;
    INSERT OR REPLACE INTO attribute SELECT id, 'Plan', '${MARK} open detail', 0 FROM student;
    INSERT OR REPLACE INTO attribute SELECT id, 'Health', '${MARK} sensitive detail', 1 FROM student;
    INSERT OR REPLACE INTO birth_date SELECT id, '${BORN}-03-07' FROM student;
    UPDATE pair_rule SET reason = '${MARK} reason';
    UPDATE plan SET name = '${MARK} plan', purpose = '${MARK} purpose', success_criteria = '${MARK} criteria';
    UPDATE "group" SET aim = '${MARK} aim', moves = '${MARK} moves', materials = '${MARK} for teachers';
    UPDATE meeting SET aim = '${MARK} aim', moves = '${MARK} moves', materials = '${MARK} materials',
      how_we_know = '${MARK} check';
    UPDATE pull_out SET name = '${MARK} speech';
    INSERT INTO meeting_note SELECT id, '2026-11-24', 0, 545, '${MARK} note' FROM plan;
  `)
  database.close()
}

/** Everything that is in the page: elements, attributes, what is typed, styles, title, and what a page can keep. */
function wholePage(page: Page): Promise<string> {
  return page.evaluate(() => {
    const styles = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules].map(rule => rule.cssText))
    const typed = [...document.querySelectorAll('input, textarea')].map(one =>
      'value' in one ? String(one.value) : '',
    )
    const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href]
    // Rules that were made by a script, as those of a printed page are.
    for (const sheet of document.adoptedStyleSheets)
      styles.push(...[...sheet.cssRules].map(rule => rule.cssText))
    return [document.title, document.documentElement.outerHTML, ...typed, ...styles, ...kept].join('\n')
  })
}

test('no score, level, aim, need or detail is anywhere in the page, in any state', async ({ program }) => {
  await openSample(program.page)
  const page = await program.restart(() => plantSecrets(program))
  // The map shows them: what is looked for is there to be found.
  await page.locator('[data-group="A"]').waitFor()
  expect(await wholePage(page)).toMatch(SECRETS)
  await button(page, 'Groups').click()
  await expect(page.getByLabel('Aim').first()).toHaveValue(`${MARK} aim`)

  const isClean = async (where: string) => {
    const text = await wholePage(page)
    expect(text.length, where).toBeGreaterThan(2000)
    expect(SECRETS.exec(text)?.[0], where).toBeUndefined()
  }
  const answers: string[] = []
  page.on('response', async response => {
    if (!(response.request().postData() ?? '').includes('"readDay"')) return
    answers.push(await response.text())
  })
  await present(page, '09:12:00')
  await expect.poll(() => answers.length).toBeGreaterThan(0)
  await isClean('a rotation')
  await page.keyboard.press('Space')
  await isClean('paused')
  await page.keyboard.press('Space')
  await page.keyboard.press('h')
  await page.keyboard.press('Enter')
  await isClean('picking a helper')
  await page.keyboard.press('Escape')
  await page.keyboard.press('f')
  for (const query of ['a', MARK, 'r']) {
    await page.getByLabel('Name').fill(query)
    await expect(
      page
        .getByRole('dialog')
        .getByText(query === MARK ? 'Nobody' : 'then')
        .first(),
    ).toBeVisible()
    // What was typed in is not what the class is about.
    await page.getByLabel('Name').fill(query === MARK ? 'nobody' : query)
    await isClean(`looking for ${query}`)
  }
  await page.keyboard.press('Escape')
  await button(page, 'Options').click()
  await isClean('the options')
  await page.keyboard.press('Escape')
  await passes(page, 11)
  await expect(page.getByText('Clean up now')).toBeVisible()
  await isClean('cleaning up')
  await passes(page, 2)
  await expect(page.getByText('Change: find your place')).toBeVisible()
  await isClean('a change')
  for (const block of ['Stretch', 'Rotation 3', 'Share and tidy up']) {
    await page.keyboard.press('PageDown')
    await expect(title(page)).toHaveText(block)
    await isClean(block)
  }
  await page.keyboard.press('c')
  await page.keyboard.press('b')
  await isClean('dark')
  await page.keyboard.press('b')
  await passes(page, 60)
  await expect(page.getByText('That is all for today', { exact: true })).toBeVisible()
  await isClean('the end')
  await button(page, 'Look at Wednesday').click()
  await isClean('tomorrow')
  // What the application sends for the board does not hold it either, seen or not.
  expect(answers.join()).toContain('Amina')
  expect(SECRETS.exec(answers.join())?.[0]).toBeUndefined()

  // Neither keys of the window nor its menu bring the class up.
  for (const keys of ['Control+k', 'Control+f', 'g m', 'Control+z', 'F1']) {
    for (const key of keys.split(' ')) await page.keyboard.press(key)
    await isClean(keys)
  }
})

const SHAPES: readonly BoardShape[] = [
  { stations: 2, groups: 2, size: 1, isLong: false },
  { stations: 2, groups: 8, size: 8, isLong: false },
  { stations: 5, groups: 6, size: 5, isLong: true },
  { stations: 8, groups: 8, size: 4, isLong: false },
  { stations: 8, groups: 8, size: 15, isLong: true },
  { stations: 8, groups: 24, size: 4, isLong: false },
  { stations: 8, groups: 24, size: 8, isLong: true },
]
const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
  { width: 3840, height: 2160 },
]

for (const shape of SHAPES) {
  const { stations, groups, size, isLong } = shape
  test(`every name is large and whole: ${stations} stations, ${groups} groups of ${size}${isLong ? ', long names' : ''}`, async ({
    program: { page },
  }) => {
    const day = boardOf(shape)
    // Where the screen may not be filled, the window is.
    await page.addInitScript(() => {
      Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('Not allowed.'))
    })
    await page.route('**/call', async route => {
      const { operation, input } = route.request().postDataJSON() as { operation: string; input: object }
      if (operation !== 'readDay') return route.continue()
      await route.fulfill({ json: { ok: true, value: { ...day, ...input } } })
    })
    await openSample(page)
    await present(page, '09:12:00')
    for (const windowSize of SIZES) {
      await page.setViewportSize(windowSize)
      const where = `${windowSize.width} x ${windowSize.height}`
      const turn = page.getByRole('button', { name: /^Page/ })
      const seen = new Set<string>()
      let pages = 1
      for (let at = 1; at <= pages; at++) {
        // A board that has not been measured anew for a larger window is whole as well, but small.
        await expect.poll(() => smallestName(page), where).toBeGreaterThanOrEqual(windowSize.height / 40)
        await expect.poll(() => isWholeOnScreen(page), where).toEqual([])
        for (const name of await page.locator('[data-student]:visible').allTextContents()) seen.add(name)
        if ((await turn.count()) === 0) break
        const [, now, all] = /Page (\d+) of (\d+)/.exec((await turn.textContent()) ?? '') ?? []
        pages = Number(all)
        expect(Number(now), where).toBe(at)
        await turn.click()
      }
      expect([...seen].sort(), where).toEqual(everyName(day).sort())
    }
  })
}

test('it is without fault to assistive technology, light and dark, and moves nothing that should not', async ({
  program: { page },
}) => {
  await openSample(page)
  await page.clock.install({ time: day('09:24:50') })
  await page.reload()
  await button(page, 'Present').click()
  await expect(title(page)).toHaveText('Rotation 2', { timeout: 15_000 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectNoFault(page, `a rotation, ${colorScheme}`)
    await button(page, 'Options').click()
    await expectNoFault(page, `the options, ${colorScheme}`)
    await page.keyboard.press('Escape')
    await page.keyboard.press('h')
    await expectNoFault(page, `picking, ${colorScheme}`)
    await page.keyboard.press('Escape')
    await page.keyboard.press('f')
    await expectNoFault(page, `finding, ${colorScheme}`)
    await page.keyboard.press('Escape')
  }
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageUp')
  const frame = page.locator('.frame')
  await expect(frame).toHaveCSS('animation-name', 'none')
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await expect(frame).not.toHaveCSS('animation-name', 'none')
  await page.keyboard.press('PageDown')
  await expect(title(page)).toHaveText('Stretch')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectNoFault(page, 'a break')
})
