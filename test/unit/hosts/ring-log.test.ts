import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { idsIn, placeOf } from '../../../src-main/application/log.ts'
import { operations } from '../../../src-main/contract/contract.ts'
import { NotSaved } from '../../../src-main/storage/errors.ts'
import { RingLog } from '../../../src-main/hosts/ring-log.ts'
import { ask, open, temporaryFolder } from '../application/open.ts'

const linesOf = (folder: string) =>
  readdirSync(join(folder, 'log'))
    .sort()
    .flatMap(name =>
      readFileSync(join(folder, 'log', name), 'utf8')
        .trim()
        .split('\n'),
    )

describe('the log', () => {
  it('is lines of JSON that this user alone may read', () => {
    using folder = temporaryFolder()
    const log = new RingLog(folder.path, () => new Date(0))
    log.write({ event: 'start', version: '1.2.3' })
    log.write({ event: 'problem', operation: 'moveStudents', code: 'notSaved', ids: { planId: 4 } })
    expect(linesOf(folder.path).map(line => JSON.parse(line) as unknown)).toEqual([
      { at: '1970-01-01T00:00:00.000Z', event: 'start', version: '1.2.3' },
      {
        at: '1970-01-01T00:00:00.000Z',
        event: 'problem',
        operation: 'moveStudents',
        code: 'notSaved',
        ids: { planId: 4 },
      },
    ])
    if (process.platform === 'win32') return
    expect(statSync(join(folder.path, 'log')).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder.path, 'log', 'horseshoe.0.jsonl')).mode & 0o777).toBe(0o600)
  })

  it('keeps five files of a size, the newest lines of all', () => {
    using folder = temporaryFolder()
    const log = new RingLog(folder.path, () => new Date(0), 1000)
    for (let number = 1; number <= 200; number++) log.write({ event: 'problem', ids: { planId: number } })
    const files = readdirSync(join(folder.path, 'log')).sort()
    expect(files).toEqual([0, 1, 2, 3, 4].map(age => `horseshoe.${age}.jsonl`))
    for (const file of files) expect(statSync(join(folder.path, 'log', file)).size).toBeLessThanOrEqual(1000)
    const numbers = linesOf(folder.path).map(
      line => (JSON.parse(line) as { ids: { planId: number } }).ids.planId,
    )
    expect(Math.max(...numbers)).toBe(200)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, at) => 200 - numbers.length + 1 + at))
  })

  it('lets no text through that could be anybody’s words, whoever wrote it', () => {
    using folder = temporaryFolder()
    const log = new RingLog(folder.path)
    log.write({ event: 'problem', place: 'Amina Yusuf scored “41”' })
    expect(linesOf(folder.path).join()).not.toContain('Amina')
  })

  it('makes nothing worse where it cannot be written', () => {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, 'log'), 'a file in its place')
    const log = new RingLog(folder.path)
    expect(() => log.write({ event: 'end' })).not.toThrow()
    const nowhere = new RingLog(join(folder.path, 'gone', 'too'))
    expect(() => nowhere.write({ event: 'end' })).not.toThrow()
  })
})

it('the place of an error says what and where, and none of its words', () => {
  const cause = Object.assign(new Error('Amina Yusuf has 41'), { code: 'SQLITE_FULL' })
  const place = placeOf(new NotSaved('full', { cause }))
  expect(place).toMatch(/^NotSaved full SQLITE_FULL at ring-log\.test\.ts:\d+:\d+/)
  class Odd extends Error {
    override readonly name = 'Amina Yusuf'
    readonly code = 'Ben Carter'
    readonly reason = '41 of 50'
  }
  expect(placeOf(new Odd('41'))).not.toMatch(/Amina|Yusuf|Ben|41 of/)
  expect(placeOf('Amina')).toBe('unknown')
  expect(idsIn({ planId: 3, studentIds: [1], fullName: 'Amina', score: 41, nameId: 'Ben' })).toEqual({
    planId: 3,
  })
})

it('no student’s name or score gets into it, whatever goes wrong with them', async () => {
  using folder = temporaryFolder()
  const names = ['Quokka', 'Unmistakable', 'Zyzzyva']
  const score = 40961
  const app = open(folder.path, { log: new RingLog(folder.path) })
  const csv = (text: string) => Buffer.from(text).toString('base64')
  const { classId, planId } = await ask(app, 'importScores', {
    fileName: 'Zyzzyva.csv',
    content: csv(`Name,Fractions\nQuokka Unmistakable,${score}\nAna Li,3`),
    classId: null,
    choices: { columns: [{ index: 1, scale: { kind: 'score', minimum: 0, maximum: 99999 } }] },
  })
  // Every operation, asked wrongly in every way that is at hand, with names and scores wherever a text goes.
  const wrong: unknown[] = [
    { fullName: names.join(' '), value: score },
    {
      classId,
      planId,
      fullName: names.join(' '),
      studentId: 999,
      studentIds: [998],
      skillId: 997,
      groupId: 996,
    },
    { classId: 995, name: 'Quokka', fullName: 'Quokka Unmistakable' },
    { planId: 994, studentIds: [1], groupId: null, kind: 'csv', withSensitive: true },
    { fileName: 'Zyzzyva.csv', content: csv(`Unmistakable ${score}`), classId: null, choices: {} },
    { fileName: 'Zyzzyva.horseshoe', content: csv('Quokka'), passphrase: 'Quokka Unmistakable' },
    { [names.join('')]: names, query: 'Quokka' },
    'Quokka',
  ]
  let problems = 0
  for (const name of [...Object.keys(operations), 'Quokka Unmistakable']) {
    if (['removeClass', 'cancelImport'].includes(name)) continue
    for (const input of wrong) problems += (await app.call(name, input)).ok ? 0 : 1
  }
  await app.close()
  expect(problems).toBeGreaterThan(200)
  const text = linesOf(folder.path).join('\n')
  expect(linesOf(folder.path).length).toBeGreaterThan(100)
  for (const word of [...names, String(score)]) expect(text).not.toContain(word)
  for (const line of linesOf(folder.path)) {
    expect(line.length).toBeLessThan(700)
    expect(Object.keys(JSON.parse(line) as object).sort()).toEqual(
      expect.arrayContaining(['at', 'code', 'event', 'operation', 'place']),
    )
  }
})
