import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Application } from '../../../src-main/application/application.ts'
import type { Input, Output } from '../../../src-main/contract/contract.ts'
import type { CellKey, DemandTerms, Hours, Week } from '../../../src-main/contract/rotation.ts'
import { ask, open, temporaryFolder } from './open.ts'
import { found } from './rotation-of-sample.ts'

type Outcome = Output<'proposeRotation'>
type Impossible = Outcome & { readonly kind: 'impossible' }
type NewStation = Partial<Omit<Input<'addStation'>, 'planId'>>

/** What a class has before anything is asked. */
interface Beginning {
  readonly groups: number
  /** The first is the teacher's table, if nothing else is said. */
  readonly stations: readonly NewStation[]
  /** So many on each day from Monday, of 20 minutes from 9:00. */
  readonly blocks: readonly number[]
}

const MONDAY = { weekday: 1, weeks: 'every' as const }
const TABLE: NewStation = { name: 'Table', kind: 'table', needsAdult: true }

/** A class of groups of two, with a rotation in which nobody has a station. */
async function begin(app: Application, { groups, stations, blocks }: Beginning) {
  const { classId, planId } = await ask(app, 'createClass', { name: 'Small' })
  const students = []
  for (let at = 0; at < groups * 2; at++) {
    const fullName = `Kid${String.fromCharCode(97 + at)} Small`
    students.push((await ask(app, 'addStudent', { classId, fullName })).studentId)
  }
  const { request } = await ask(app, 'readPlan', { planId })
  const sizes = { groupCount: groups, sizeMin: 1, sizeMax: 30 }
  await ask(app, 'updateRequest', { planId, request: { ...request, ...sizes } })
  const seats = students.map((studentId, at) => ({ studentId, position: at % groups }))
  await ask(app, 'adoptGroups', { planId, seats })
  await ask(app, 'startRotation', { planId })
  const read = async () => found(await ask(app, 'readRotation', { planId }))
  for (let weekday = 1; weekday <= 5; weekday++) await ask(app, 'removeDay', { planId, weekday })
  for (const { id } of (await read()).stations) await ask(app, 'removeStation', { stationId: id })
  for (const [at, station] of stations.entries()) {
    await ask(app, 'addStation', {
      ...{ planId, name: `Station ${at}`, icon: 'star', kind: 'other', capacity: 1 },
      ...{ needsAdult: false, materials: '', leaderId: null },
      ...station,
    })
  }
  for (const [day, count] of blocks.entries()) {
    for (let at = 0; at < count; at++) {
      const time = { weekday: day + 1, weeks: 'every' as const, start: 540 + 20 * at, minutes: 20 }
      await ask(app, 'addBlock', { planId, ...time, kind: 'rotation', name: '', hasTeacher: true })
    }
  }
  const stationIds = (await read()).stations.map(({ id }) => id)
  const demand = (terms: DemandTerms) => ask(app, 'addDemand', { planId, terms })
  const propose = (asFarAsPossible = false) => ask(app, 'proposeRotation', { planId, asFarAsPossible })
  return { app, planId, students, stationIds, read, demand, propose }
}
type Here = Awaited<ReturnType<typeof begin>>

const remediesOf = ({ obstacles, remedies }: Impossible) => [
  ...obstacles.flatMap(one => one.remedies),
  ...remedies,
]
const wordsOf = (outcome: Impossible) => remediesOf(outcome).map(({ words }) => words)

async function impossible({ propose }: Here): Promise<Impossible> {
  const outcome = await propose()
  if (outcome.kind !== 'impossible') throw new Error(outcome.kind)
  return outcome
}

/** Puts the group of a cell at a station, by its place, and locks it there. */
async function lock({ app, planId, stationIds }: Here, cell: CellKey, station: number): Promise<void> {
  await ask(app, 'placeGroup', { planId, cell, stationId: found(stationIds[station]) })
  await ask(app, 'lockCells', { planId, cells: [cell], locked: true })
}

/**
 * Presses each remedy by itself and fills anew: what is said of it is so.
 *
 * @param week null = both, or the one there is
 */
async function pressEach(here: Here, week: Week | null = null): Promise<Impossible | null> {
  const { app, planId, read } = here
  const propose = () => ask(app, 'proposeRotation', { planId, week })
  const before = await read()
  const outcome = await propose()
  if (outcome.kind !== 'impossible') return null
  expect(await read()).toEqual(before)
  for (const { kind, words, ...remedy } of remediesOf(outcome)) {
    const isPartial = words.endsWith(' (then something else is still in the way)')
    expect(isPartial, words).toBe(!outcome.isOneEnough)
    if (kind !== 'change' || !('change' in remedy)) continue
    await ask(app, 'applyRemedy', { planId, change: remedy.change })
    const pressed = await read()
    const { kind: then } = await propose()
    expect([words, then]).toEqual([words, isPartial ? 'impossible' : 'met'])
    if (JSON.stringify(await read()) !== JSON.stringify(pressed)) await ask(app, 'undo', {})
    // One press is one step.
    await ask(app, 'undo', {})
    expect(await read()).toEqual(before)
  }
  return outcome
}

const everyGroup = (least: number): DemandTerms => ({
  kind: 'tableVisits',
  who: { kind: 'everyGroup' },
  least,
})
const group = (position: number, least: number): DemandTerms => ({
  kind: 'tableVisits',
  who: { kind: 'group', position },
  least,
})

describe('a week that is begun before its groups', () => {
  it('has a place for every group of whichever class comes', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const { classId, planId } = await ask(app, 'createClass', { name: 'New' })
    await ask(app, 'startRotation', { planId })
    const students = []
    for (let at = 0; at < 12; at++) {
      const fullName = `Kid${String.fromCharCode(97 + at)} New`
      students.push((await ask(app, 'addStudent', { classId, fullName })).studentId)
    }
    for (const groups of [6, 12]) {
      const { request } = await ask(app, 'readPlan', { planId })
      const sizes = { groupCount: groups, sizeMin: 1, sizeMax: 30 }
      await ask(app, 'updateRequest', { planId, request: { ...request, ...sizes } })
      const seats = students.map((studentId, at) => ({ studentId, position: at % groups }))
      await ask(app, 'adoptGroups', { planId, seats })
      expect(await ask(app, 'proposeRotation', { planId })).toMatchObject({ kind: 'met', wishes: [] })
    }
    await app.close()
  })
})

describe('a demand for a student who sits in no group', () => {
  it('does not count, and says why and what to do', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const here = await begin(app, { groups: 2, stations: [TABLE, {}], blocks: [2] })
    const studentId = found(here.students[0])
    await here.demand({ kind: 'tableVisits', who: { kind: 'student', studentId }, least: 1 })
    await ask(app, 'moveStudents', { planId: here.planId, studentIds: [studentId], groupId: null })
    const words =
      'Kida sits in no group, so “Kida at the table at least once a week” does not count. Put the student in a group, or remove the demand.'
    expect(await here.propose()).toMatchObject({ kind: 'met', uncounted: [{ words }] })
    expect(found((await here.read()).weeks[0]).unmet.map(one => one.words)).toEqual([words])
    await app.close()
  })
})

describe('what was offered earlier', () => {
  it('is refused where it does not fit any more, and asks for nothing twice', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const here = await begin(app, { groups: 2, stations: [TABLE, {}], blocks: [2] })
    const { planId, read, stationIds } = here
    const { demandId } = await here.demand(everyGroup(2))
    const { demandId: other } = await here.demand(group(1, 3))
    const before = await read()
    const press = (change: Input<'applyRemedy'>['change']) => app.call('applyRemedy', { planId, change })
    const refused = { ok: false, problem: { message: /changed meanwhile/ } }
    const relief = { demandId, position: 150, times: null }
    expect(await press({ kind: 'demands', demands: [relief] })).toMatchObject(refused)
    const stationId = found(stationIds[0])
    expect(await press({ kind: 'room', stationId, capacity: 1 })).toMatchObject(refused)
    const block = { ...MONDAY, start: 550, minutes: 20 }
    expect(await press({ kind: 'blocks', blocks: [block] })).toMatchObject({ ok: false })
    const cell = { week: 'a' as const, blockId: found(before.blocks[0]).id, position: 0 }
    await lock(here, cell, 0)
    const locked = await read()
    expect(await press({ kind: 'nowhere', cells: [{ ...cell, position: 1 }, cell] })).toMatchObject(refused)
    expect(await read()).toEqual(locked)
    // The lock, and the station.
    await ask(app, 'undo', {})
    await ask(app, 'undo', {})
    expect(await read()).toEqual(before)
    const demands = [
      { demandId, position: 1, times: 1 },
      { demandId: other, position: null, times: 1 },
    ]
    expect(await press({ kind: 'demands', demands })).toMatchObject({ ok: true })
    expect((await read()).demands.map(({ words }) => words)).toEqual([
      'Group A at the table at least twice a week',
      'Group B at the table at least once a week',
    ])
    await app.close()
  })

  it('keeps the hours of an adult few, and of weeks that there are', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const here = await begin(app, { groups: 2, stations: [TABLE, {}], blocks: [20, 20, 20] })
    const { planId, read } = here
    const { adultId } = await ask(app, 'addAdult', { planId, name: 'Ms. Aide', hours: [] })
    const places = (await read()).blocks.map(({ id }) => ({ blockId: id, weeks: 'b' as const }))
    await ask(app, 'applyRemedy', { planId, change: { kind: 'adult', adultId, places } })
    const { hours } = found((await read()).adults[0])
    expect(hours).toEqual([1, 2, 3].map(weekday => ({ weekday, weeks: 'every', from: 540, until: 940 })))
    await ask(app, 'updateAdult', { adultId, hours })
    await app.close()
  })
})

describe('what is offered', () => {
  it('leaves as many groups at no station as have no place, and says how many that are', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const here = await begin(app, { groups: 3, stations: [{ name: 'Desk' }], blocks: [1] })
    const outcome = found(await pressEach(here))
    expect(outcome).toMatchObject({ isOneEnough: true, reason: null })
    expect(outcome.obstacles.map(one => one.words)).toEqual(['3 groups, and places for 1, on Monday 9:00'])
    expect(wordsOf(outcome)).toEqual([
      'Leave groups A and B at no station on Monday 9:00',
      'Let 3 groups be at Desk at a time',
    ])
    await app.close()
  })

  it('leaves nobody at no station who is asked to be somewhere', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const here = await begin(app, { groups: 2, stations: [TABLE], blocks: [1] })
    await here.demand(group(0, 1))
    expect(wordsOf(found(await pressEach(here)))).toContain('Leave group B at no station on Monday 9:00')
    await app.close()
  })

  it('counts no group that is meant to be nowhere among those that need a place', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const here = await begin(app, { groups: 2, stations: [TABLE], blocks: [1] })
    const [block] = (await here.read()).blocks
    const cell = { week: 'a' as const, blockId: found(block).id, position: 0 }
    await ask(app, 'applyRemedy', { planId: here.planId, change: { kind: 'nowhere', cells: [cell] } })
    await ask(app, 'updateBlock', { blockId: cell.blockId, hasTeacher: false })
    const outcome = found(await pressEach(here))
    expect(outcome.obstacles.map(one => one.words)).toEqual(['1 group, and places for none, on Monday 9:00'])
    await app.close()
  })

  it('is said once where places are few in every rotation', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const here = await begin(app, { groups: 3, stations: [TABLE, {}], blocks: [2, 2] })
    const outcome = await impossible(here)
    expect(outcome.obstacles.map(one => one.words)).toEqual([
      '3 groups, and places for 2, in all 4 rotations',
    ])
    expect(wordsOf(outcome)).toEqual([
      'Let 2 groups be at Table at a time',
      'Let 2 groups be at Station 1 at a time',
    ])
    await app.close()
  })

  it('says what is asked at the table and what there is, and gives up nobody where that is not enough', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const here = await begin(app, { groups: 3, stations: [TABLE, { capacity: 3 }], blocks: [3, 3] })
    await here.demand(everyGroup(4))
    const outcome = found(await pressEach(here))
    expect(outcome.reason).toBe('Together they ask for 12 visits at your table; there are 6.')
    expect(outcome.obstacles).toMatchObject([
      { words: 'Every group at the table at least 4 times a week', remedies: [] },
    ])
    expect(wordsOf(outcome)).toEqual([
      'Ask for less: groups A, B and C twice at the table',
      'Let 2 groups be at Table at a time',
    ])
    await app.close()
  })

  it('is less of one group where that is enough, and not of each', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const here = await begin(app, { groups: 5, stations: [TABLE, { capacity: 5 }], blocks: [4, 5] })
    await here.demand(everyGroup(2))
    const outcome = found(await pressEach(here))
    expect(outcome.obstacles[0]?.remedies.map(({ words }) => words)).toEqual(
      ['A', 'B', 'C'].map(letter => `Ask for one visit a week for group ${letter} alone`),
    )
    await app.close()
  })

  it('is one more rotation only where that holds with who is there then', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const here = await begin(app, { groups: 2, stations: [TABLE], blocks: [3] })
    const { planId } = here
    const hours = (until: number): Hours[] => [{ ...MONDAY, from: 540, until }]
    const { adultId } = await ask(app, 'addAdult', { planId, name: 'Ms. Aide', hours: hours(600) })
    await ask(app, 'addStation', {
      ...{ planId, name: 'Lab', icon: 'star', kind: 'adult', capacity: 1 },
      ...{ needsAdult: true, materials: '', leaderId: adultId },
    })
    await here.demand(everyGroup(2))
    const added = async () => wordsOf(found(await pressEach(here))).filter(one => one.startsWith('Add'))
    expect(await added()).toEqual([])
    await ask(app, 'updateAdult', { adultId, hours: hours(620) })
    expect(await added()).toEqual(['Add one more rotation on Monday 10:00'])
    // A break is in its place, and it is after that when she is gone.
    const recess = { ...MONDAY, start: 605, minutes: 10, kind: 'break' as const, name: 'Recess' }
    await ask(app, 'addBlock', { planId, ...recess, hasTeacher: true })
    expect(await added()).toEqual([])
    await ask(app, 'updateAdult', { adultId, hours: hours(640) })
    expect(await added()).toEqual(['Add one more rotation on Monday 10:15'])
    for (const position of [0, 1]) {
      const speech = { ...MONDAY, from: 610, until: 640, who: { kind: 'group' as const, position } }
      await ask(app, 'addPullOut', { planId, ...speech, name: 'Speech' })
    }
    expect(await added()).toEqual([])
    await app.close()
  })

  it('is to give up one of two that contradict each other, also where something else is asked', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const here = await begin(app, { groups: 3, stations: [TABLE, {}, { capacity: 3 }], blocks: [3, 3] })
    const stationId = found(here.stationIds[1])
    await here.demand({ kind: 'mustVisit', position: 0, stationId, least: 1 })
    await here.demand({ kind: 'mustNotVisit', position: 0, stationId })
    await here.demand({ kind: 'mostChanges', most: 2 })
    const outcome = found(await pressEach(here))
    expect(outcome).toMatchObject({ isOneEnough: true, isSmallest: true })
    expect(outcome.obstacles.map(({ remedies }) => remedies.map(({ words }) => words))).toEqual([
      ['Give it up'],
      ['Give it up'],
    ])
    await app.close()
  })

  it('is tried as it will be done: a number that every group has is changed for every group', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const here = await begin(app, { groups: 2, stations: [TABLE, { capacity: 2 }], blocks: [2, 3] })
    const [first, second] = (await here.read()).blocks
    for (const position of [0, 1]) {
      await lock(here, { week: 'a', blockId: found(first).id, position }, position)
      await lock(here, { week: 'a', blockId: found(second).id, position }, 1 - position)
    }
    await here.demand({ kind: 'mostChanges', most: 0 })
    const outcome = found(await pressEach(here))
    expect(outcome.isOneEnough).toBe(true)
    expect(wordsOf(outcome)).toEqual(['Give it up for every group', 'Allow 1 change a day for every group'])
    await app.close()
  })

  it('is tried as it will be done: in both weeks', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const here = await begin(app, { groups: 2, stations: [TABLE, { capacity: 2 }], blocks: [1] })
    const { planId } = here
    await ask(app, 'setAlternation', { planId, weekAFrom: '2026-11-23' })
    for (const { id } of (await here.read()).blocks) {
      await ask(app, 'updateBlock', { blockId: id, hasTeacher: false })
    }
    await here.demand(group(0, 1))
    const outcome = found(await pressEach(here))
    expect(outcome.isOneEnough).toBe(true)
    expect(wordsOf(outcome)).toEqual([
      'Give it up, in both weeks',
      'Have the teacher there on Monday 9:00 in both weeks as well',
    ])
    await app.close()
  })

  it('is true of whatever a week is asked', async () => {
    let pressed = 0
    await fc.assert(
      fc.asyncProperty(anyRotation, async ({ groups, stations, blocks, demands, hours, locks, ...more }) => {
        using folder = temporaryFolder()
        const app = open(folder.path)
        const here = await begin(app, { groups, stations: [TABLE, ...stations], blocks })
        const { planId, stationIds } = here
        if (more.weeks !== 'one') await ask(app, 'setAlternation', { planId, weekAFrom: '2026-11-23' })
        const [block] = (await here.read()).blocks
        if (more.isTeacherLate) await ask(app, 'updateBlock', { blockId: found(block).id, hasTeacher: false })
        await ask(app, 'addAdult', { planId, name: 'Ms. Aide', hours })
        for (const make of demands) {
          // What is asked already is refused.
          await app.call('addDemand', { planId, terms: make(groups, stationIds) })
        }
        const cells = (await here.read()).weeks.flatMap(({ week, cells: ofWeek }) =>
          ofWeek.map(({ blockId, position }): CellKey => ({ week, blockId, position })),
        )
        for (const [at, place] of [...new Set(locks.map(one => one % cells.length))].entries()) {
          await lock(here, found(cells[place]), at % stationIds.length)
        }
        const outcome = await pressEach(here, more.weeks === 'first' ? 'a' : null)
        if (outcome) pressed += remediesOf(outcome).length
        await app.close()
      }),
      { numRuns: 20, seed: 2882 },
    )
    expect(pressed).toBeGreaterThan(20)
  })
})

type MakeDemand = (groups: number, stations: readonly Here['stationIds'][number][]) => DemandTerms

const anyDemand: fc.Arbitrary<MakeDemand> = fc
  .record({
    // Those that every group has are the hardest to speak of.
    kind: fc.constantFrom(0, 0, 1, 2, 3, 4, 5, 5),
    ...{ at: fc.nat(), to: fc.nat(), least: fc.integer({ min: 1, max: 2 }) },
  })
  .map(({ kind, at, to, least }) => (groups, stations) => {
    const position = at % groups
    const stationId = found(stations[to % stations.length])
    const all: readonly DemandTerms[] = [
      everyGroup(least),
      group(position, least),
      { kind: 'mustVisit', position, stationId, least: 1 },
      { kind: 'mustNotVisit', position, stationId },
      { kind: 'apart', positions: [position, (position + 1) % groups] },
      { kind: 'mostChanges', most: least - 1 },
    ]
    return found(all[kind])
  })

const anyRotation = fc.record({
  groups: fc.integer({ min: 2, max: 3 }),
  stations: fc.array(
    fc.record({ capacity: fc.integer({ min: 1, max: 3 }), needsAdult: fc.constantFrom(false, false, true) }),
    { maxLength: 2 },
  ),
  blocks: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 2 }),
  demands: fc.array(anyDemand, { minLength: 1, maxLength: 3 }),
  hours: fc.constantFrom<Hours[]>([], [{ ...MONDAY, from: 540, until: 580 }]),
  locks: fc.array(fc.nat(), { maxLength: 3 }),
  /** Of alternating weeks both are filled, or the first. */
  weeks: fc.constantFrom('one', 'both', 'both', 'first'),
  /** She is not there for the first rotation. */
  isTeacherLate: fc.boolean(),
})
