import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchStudents, type KnownStudent, type Match } from '../../src-main/exchange/match-students.ts'
import { exactNameKey } from '../../src-main/exchange/names.ts'
import { atOnce } from '../../src-main/storage/slices.ts'
import { rowKeys, type NamedRow } from '../../src-main/exchange/row-keys.ts'
import { shareAName } from '../../src-main/exchange/similar-names.ts'

const SOURCE = 'file'
const name = fc.constantFrom('Ana Li', 'ana li', 'Li, Ana', 'Ben Ko', 'Bén Ko', 'Benjamin Ko', 'Cy Oh', 'Dee')
const birthDate = fc.option(fc.constantFrom('2015-03-04', '2016-03-04'))
const rows = fc
  .array(
    fc.record({ fullName: name, externalId: fc.option(fc.constantFrom('1', '2', '3', '4')), birthDate }),
    { maxLength: 7 },
  )
  .map(all => all.map((row, at): NamedRow => ({ row: at + 2, ...row })))
const students = fc
  .array(
    fc.record({
      fullName: name,
      own: fc.option(fc.constantFrom('1', '2', '3', '4', '5')),
      other: fc.option(fc.constantFrom('1', '2', '9')),
      birthDate,
    }),
    { maxLength: 6 },
  )
  .map(all =>
    all.map(({ fullName, own, other, birthDate: born }, at): KnownStudent => {
      const ids = new Map<string, string>()
      if (own !== null) ids.set(SOURCE, own)
      if (other !== null) ids.set('elsewhere', other)
      return { id: 10 + at, fullName, ids, birthDate: born }
    }),
  )

const nobody: ReadonlyMap<string, number> = new Map()
const match = (inFile: readonly NamedRow[], inClass: readonly KnownStudent[], remembered = nobody) =>
  atOnce(matchStudents(inFile, inClass, { source: SOURCE, sameScores: () => false, remembered }))
const knownIds = (matches: readonly Match[]) => matches.flatMap(one => (one.kind === 'known' ? [one.id] : []))

describe('matching the rows of a file with the students of a class', () => {
  it('never gives one student two rows', () => {
    fc.assert(
      fc.property(rows, students, (inFile, inClass) => {
        const ids = knownIds(match(inFile, inClass))
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 2000 },
    )
  })

  it('goes by the id of the source before anything else, and an id that differs is somebody else', () => {
    fc.assert(
      fc.property(rows, students, (inFile, inClass) => {
        const all = match(inFile, inClass)
        const taken = new Set(knownIds(all))
        for (const [at, found] of all.entries()) {
          const { externalId } = inFile[at] as NamedRow
          if (externalId === null) continue
          const owners = inClass.filter(student => student.ids.get(SOURCE) === externalId)
          const sameId = inFile.filter(row => row.externalId === externalId)
          const [owner] = owners
          if (owner && owners.length === 1 && sameId.length === 1) {
            const { fullName } = inFile[at] as NamedRow
            if (shareAName(fullName, owner.fullName)) expect(found).toEqual({ kind: 'known', id: owner.id })
            else if (!taken.has(owner.id)) {
              expect(found).toMatchObject({ kind: 'ask', doubt: 'otherName' })
              expect(found.kind === 'ask' && found.candidates[0]).toBe(owner.id)
            }
          }
          // It is asked just because the id and the name are of two students.
          if (found.kind === 'ask' && found.doubt === 'otherName') continue
          const ids = found.kind === 'known' ? [found.id] : found.kind === 'ask' ? found.candidates : []
          for (const student of inClass.filter(one => ids.includes(one.id))) {
            expect([undefined, externalId]).toContain(student.ids.get(SOURCE))
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('takes as long as there are rows, also if all have one name, or names with a word in common', () => {
    const named = (count: number, name: (at: number) => string, birthDate: string | null) =>
      Array.from({ length: count }, (_, at) => ({
        ...{ row: at + 2, id: at, fullName: name(at), birthDate },
        ...{ externalId: null, ids: new Map<string, string>() },
      }))
    for (const born of [null, '2015-03-04']) {
      const all = match(
        named(50_000, () => 'Ana Li', born),
        named(1, () => 'Ana Li', born),
      )
      expect(all.every(found => found.kind === 'ask')).toBe(true)
    }
    const numbered = match(
      named(10_000, at => `Student ${at + 20_000}`, null),
      named(10_000, at => `Student ${at}`, null),
    )
    expect(numbered.every(found => found.kind === 'new')).toBe(true)
  })

  it('is sure by name only of a name that one open student and one open row have', () => {
    fc.assert(
      fc.property(rows, students, (inFile, inClass) => {
        const plain = inFile.map(row => ({ ...row, externalId: null, birthDate: null }))
        for (const id of knownIds(match(plain, inClass))) {
          const key = exactNameKey(inClass.find(student => student.id === id)?.fullName ?? '')
          expect(inClass.filter(student => exactNameKey(student.fullName) === key)).toHaveLength(1)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('never takes one for the other where birth dates differ, unless their id is the same', () => {
    fc.assert(
      fc.property(rows, students, (inFile, inClass) => {
        for (const [at, found] of match(inFile, inClass).entries()) {
          const row = inFile[at] as NamedRow
          const student = inClass.find(one => found.kind === 'known' && one.id === found.id)
          if (!student || student.birthDate === null || row.birthDate === null) continue
          if (student.birthDate !== row.birthDate) expect(student.ids.get(SOURCE)).toBe(row.externalId)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('asks only about those who are open, and remembers an answer that is still among them', () => {
    fc.assert(
      fc.property(rows, students, fc.nat(20), (inFile, inClass, pick) => {
        const first = match(inFile, inClass)
        const taken = new Set(knownIds(first))
        const keys = rowKeys(inFile)
        expect(new Set(keys).size).toBe(keys.length)
        const answers = new Map<string, number>()
        for (const [at, found] of first.entries()) {
          if (found.kind !== 'ask') continue
          expect(found.candidates.length).toBeGreaterThan(0)
          expect(found.candidates.filter(id => taken.has(id))).toEqual([])
          expect(found.remembered).toBeNull()
          answers.set(keys[at] ?? '', found.candidates[pick % found.candidates.length] ?? 0)
        }
        for (const [at, found] of match(inFile, inClass, answers).entries()) {
          if (found.kind === 'ask') expect(found.remembered).toBe(answers.get(keys[at] ?? ''))
        }
      }),
      { numRuns: 2000 },
    )
  })
})
