import type { Page } from '@playwright/test'
import { inventedClass } from '../screenshots/invented-class.ts'
import { ask } from './ask.ts'
import { dropFile } from './teacher.ts'

export const BIG = { groups: 8, students: 120, blocks: 25 }
const STATIONS = [
  'Teacher table',
  'Independent reading in the quiet corner by the window',
  'Read to a partner',
  'Word study',
  'Listen and record',
  'Library',
  'Informationsverarbeitungsstation',
  'Maker bench',
]

/** A class of 120 with long names in groups, 8 if nothing is said, and a full week of 25 blocks, at its rotation. */
export async function openBigWeek(page: Page, groupCount = BIG.groups): Promise<void> {
  await dropFile(
    page,
    'Grade 4 of the Elizabeth Cady Stanton Elementary School.csv',
    inventedClass(BIG.students),
  )
  await page.getByRole('button', { name: `Import ${BIG.students} students` }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const [found] = await ask(page, 'listClasses', {})
  const planId = found?.plans[0]?.id
  if (planId === undefined) throw new Error('There is no plan.')
  const size = BIG.students / groupCount
  await ask(page, 'updateRequest', {
    planId,
    request: {
      mode: 'random',
      variety: false,
      groupCount,
      sizeMin: size,
      sizeMax: size,
      skills: [],
    },
  })
  await ask(page, 'proposeGroups', { planId })
  await ask(page, 'startRotation', { planId, start: 525, minutes: 20 })
  await ask(page, 'addBlock', {
    planId,
    weekday: 1,
    weeks: 'every',
    start: 525 + 80,
    minutes: 20,
    kind: 'rotation',
    name: '',
    hasTeacher: true,
  })
  const board = await ask(page, 'readRotation', { planId })
  if (!board) throw new Error('There is no rotation.')
  const ids = board.stations.map(({ id }) => id)
  for (const [at, name] of STATIONS.entries()) {
    const stationId = ids[at]
    const materials = 'A book, a pencil, the reading log, and whatever was not finished the day before.'
    if (stationId !== undefined) await ask(page, 'updateStation', { stationId, name, materials })
    else {
      const made = await ask(page, 'addStation', {
        planId,
        name,
        icon: 'star',
        kind: 'other',
        capacity: 1,
        needsAdult: false,
        materials,
        leaderId: null,
      })
      ids.push(made.stationId)
    }
  }
  const blocks = board.blocks.filter(({ weekday }) => weekday === 1)
  for (const [row, { id }] of blocks.entries()) {
    for (let position = 0; position < groupCount; position++) {
      await ask(page, 'placeGroup', {
        planId,
        cell: { week: 'a', blockId: id, position },
        stationId: ids[(row + position) % ids.length] ?? null,
      })
    }
  }
  await ask(page, 'copyDay', { planId, from: 1, to: [2, 3, 4, 5], cells: true })
}
