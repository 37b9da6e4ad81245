import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readClassDocument, writeClassDocument } from '../../src-main/exchange/class-document.ts'
import { writeGroupSheet, type SharedGroups } from '../../src-main/exchange/group-sheet.ts'
import { writeGroupWorkbook } from '../../src-main/exchange/group-workbook.ts'
import { seal, unseal } from '../../src-main/exchange/sealed-file.ts'
import { NotFound } from '../../src-main/storage/errors.ts'
import { openStorage, type Storage } from '../../src-main/storage/storage.ts'
import { temporaryFolder } from '../unit/application/open.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 30 })
/** SQLite counts no letters after a NUL, and an empty name is none. */
const name = text.filter(one => one.trim() !== '' && !one.startsWith('\0'))
const number = fc.double({ noNaN: true, noDefaultInfinity: true })
const place = fc.nat({ max: 1000 })

/** A class of anybody, with everything a class can have; numbers choose among what there is. */
const anyClass = fc.record({
  name,
  students: fc.array(
    fc.record({
      ...{ fullName: name, callName: name, externalId: fc.option(text) },
      interests: fc.uniqueArray(name, { maxLength: 3 }),
      ids: fc.dictionary(name, name, { maxKeys: 2 }),
      bornOn: fc.option(fc.constantFrom('2015-03-04', '2016-12-31')),
      details: fc.array(fc.record({ name, value: name, isSensitive: fc.constantFrom<0 | 1>(0, 1) }), {
        maxLength: 3,
      }),
      rowKey: fc.option(name),
    }),
    { minLength: 1, maxLength: 9 },
  ),
  skills: fc.array(
    fc.record({ name, code: fc.option(name), aliases: fc.uniqueArray(name, { maxLength: 2 }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
  assessments: fc.array(
    fc.record({
      ...{ name, sourceFile: fc.option(text) },
      scores: fc.array(fc.tuple(place, place, number), { maxLength: 20 }),
    }),
    { maxLength: 3 },
  ),
  rules: fc.array(fc.tuple(place, text), { maxLength: 3 }),
  plans: fc.array(
    fc.record({
      ...{ name, purpose: text, successCriteria: text, parent: fc.option(place) },
      regroupOn: fc.option(fc.constant('2026-12-11')),
      weights: fc.array(fc.double({ min: 0.25, max: 5, noNaN: true }), { maxLength: 4 }),
      groupings: fc.array(
        fc.array(
          fc.record({
            ...{ name, aim: text, moves: text, materials: text, focus: fc.option(place) },
          }),
          { minLength: 1, maxLength: 4 },
        ),
        { maxLength: 3 },
      ),
      seats: fc.array(fc.tuple(place, fc.boolean()), { maxLength: 9 }),
    }),
    { maxLength: 3 },
  ),
})
type AnyClass = typeof anyClass extends fc.Arbitrary<infer T> ? T : never

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]

function change<T>(storage: Storage, write: () => T): T {
  const entry = { name: 'x', label: 'x', classId: null, planId: null }
  return storage.ledger.change(() => ({ result: write(), entry }))
}

function store(storage: Storage, given: AnyClass): number {
  const classId = storage.classes.insert(given.name)
  const students = given.students.map(({ fullName, callName, externalId, ...more }) => {
    const id = storage.students.insert(fullName, callName, externalId)
    storage.classes.enroll(classId, id)
    for (const interest of more.interests) storage.students.addInterest(id, interest)
    for (const [source, own] of Object.entries(more.ids)) storage.details.identify(id, source, own)
    if (more.bornOn !== null) storage.details.putBirthDate(id, more.bornOn)
    for (const detail of more.details) storage.details.putAttribute(id, detail)
    if (more.rowKey !== null) storage.details.rememberRow(classId, 'nwea', more.rowKey, id)
    return id
  })
  const skills = given.skills.map(({ name: skill, code, aliases }) => {
    const id = storage.skills.insert(classId, {
      ...{ name: skill, scaleKind: 'points', scaleMinimum: -1.5, scaleMaximum: 10 },
      ...{ masteryThreshold: 0.1 + 0.2, standardCode: code },
    })
    for (const alias of aliases) storage.skills.addAlias(id, alias)
    return id
  })
  for (const { name: title, sourceFile, scores } of given.assessments) {
    const importedAt = '2026-11-24T10:00:00.000Z'
    const id = storage.assessments.insert(classId, {
      ...{ name: title, heldOn: '2026-11-24', sourceFile, importedAt },
    })
    for (const [student, skill, value] of scores) {
      storage.assessments.putScore(id, {
        ...{ studentId: pick(students, student), skillId: pick(skills, skill), value },
      })
    }
  }
  for (const [at, reason] of given.rules) {
    const [first, second] = [pick(students, at), pick(students, at + 1)]
    if (first !== second) {
      storage.rules.insert(classId, at % 2 ? 'apart' : 'together', first, second, reason)
    }
  }
  const plans: number[] = []
  for (const plan of given.plans) {
    const parent = plan.parent === null || plans.length === 0 ? null : pick(plans, plan.parent)
    plans.push(storePlan(storage, classId, parent, plan, students, skills))
  }
  return classId
}

function storePlan(
  storage: Storage,
  classId: number,
  parent: number | null,
  { name: title, purpose, successCriteria, regroupOn, weights, groupings, seats }: AnyClass['plans'][number],
  students: readonly number[],
  skills: readonly number[],
): number {
  const id = storage.plans.insert(classId, parent, {
    ...{ name: title, purpose, successCriteria, regroupOn, mode: 'mixed', variety: 1 },
    ...{ groupCount: 3, sizeMin: 1, sizeMax: 4 },
  })
  weights.slice(0, skills.length).forEach((weight, at) => storage.plans.putSkill(id, skills[at], weight))
  for (const groups of groupings) {
    const grouping = storage.groupings.insert(id, '2026-11-24T10:00:00.000Z', 'mixed', 7)
    const ids = groups.map(({ focus, ...group }, at) => {
      const focusSkillId = focus === null ? null : pick(skills, focus)
      return storage.groupings.insertGroup(grouping, at, { ...group, focusSkillId })
    })
    seats.forEach(([seat, locked], at) => {
      storage.groupings.seat(grouping, pick(students, at), pick(ids, seat), locked)
    })
  }
  return id
}

/** What a workbook can hold: no control characters. */
const printable = name.map(one => one.toWellFormed().replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '·'))
const board = fc
  .array(fc.array(printable, { maxLength: 5 }), { minLength: 1, maxLength: 5 })
  .map((groups): SharedGroups => ({
    ...{ classId: 1, className: 'c', planId: 1, planName: 'p', purpose: '', successCriteria: '' },
    regroupOn: null,
    unplaced: [],
    weeks: [],
    groups: groups.map((names, at) => ({
      ...{ letter: String.fromCharCode(65 + at), name: 'Oak', focusSkill: '', aim: '' },
      ...{ moves: '', materials: '' },
      members: names.map((fullName, id) => ({
        ...{ id, fullName, callName: fullName, externalId: null, locked: false },
      })),
    })),
  }))

const seatsOf = ({ groups }: SharedGroups) =>
  groups.flatMap(({ letter, members }) => members.map(({ fullName }) => [letter, fullName]))

const plain = (xml: string) =>
  xml
    .replace(/_x005F_(?=x[0-9A-Fa-f]{4}_)/g, '_')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

describe('export, then import', () => {
  it('gives the same class, whatever is in it', async () => {
    using folder = temporaryFolder()
    const storage = openStorage(join(folder.path, 'horseshoe.db'), () => new Date(0))
    await fc.assert(
      fc.asyncProperty(anyClass, async given => {
        const { version: tablesVersion, ...copies } = storage.classCopies
        const classId = change(storage, () => store(storage, given))
        const copy = copies.take(classId)
        const tables = copy.map(table => ({
          name: table.name,
          columns: [...table.columns],
          rows: table.rows.map(row => [...row]),
        }))
        const written = writeClassDocument({ tablesVersion, writtenBy: '0.0.0', tables })
        const read = readClassDocument(await unseal(await seal(written, 'a passphrase', 4), 'a passphrase'))
        const fitting = copies.bringUpToDate(read.tables, read.tablesVersion)
        const again = change(storage, () => copies.insert(fitting, given.name))
        // As text, for a zero below zero is written as zero.
        expect(JSON.stringify(copies.take(again))).toBe(JSON.stringify(copy))
        // The class from which it was taken stays as it was, and undo takes the copy back, redo brings it.
        expect(JSON.stringify(copies.take(classId))).toBe(JSON.stringify(copy))
        await storage.ledger.undo()
        expect(() => copies.take(again)).toThrow(NotFound)
        await storage.ledger.redo()
        expect(JSON.stringify(copies.take(again))).toBe(JSON.stringify(copy))
      }),
      { numRuns: 60 },
    )
    storage.close()
  })

  it('of groups as CSV gives letters and names', () => {
    fc.assert(
      fc.property(board, shared => {
        const rows = parse(strFromU8(writeGroupSheet(shared).bytes), { bom: true }) as string[][]
        // The apostrophe keeps a spreadsheet from running the text.
        const seats = rows
          .slice(1)
          .map(([letter, , who]) => [letter, who.replace(/^'(?=[=+\-@＝＋－＠])/, '')])
        expect(seats).toEqual(seatsOf(shared))
      }),
    )
  })

  it('of groups as a workbook gives letters and names', async () => {
    await fc.assert(
      fc.asyncProperty(board, async shared => {
        const files = unzipSync((await writeGroupWorkbook(shared)).bytes)
        const read = (path: string) => strFromU8(files[path])
        const strings = [...read('xl/sharedStrings.xml').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, one]) =>
          plain(one),
        )
        const seats = shared.groups.flatMap(({ letter }, at) => {
          const sheet = read(`xl/worksheets/sheet${at + 2}.xml`)
          const inB = [...sheet.matchAll(/<c r="B\d+"[^>]*t="s"[^>]*><v>(\d+)<\/v>/g)].map(
            ([, index]) => strings[Number(index)],
          )
          return inB.slice(inB.indexOf('Student') + 1).map(who => [letter, who])
        })
        expect(seats).toEqual(seatsOf(shared))
      }),
    )
  })
})
