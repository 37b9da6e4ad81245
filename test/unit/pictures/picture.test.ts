import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ClassBook } from '../../../src-main/contract/classes.ts'
import type { PlanBoard } from '../../../src-main/contract/plans.ts'
import { namedIn } from '../../../src-renderer/pictures/anonymity.ts'
import { element, toXml } from '../../../src-renderer/pictures/element.ts'
import { PICTURE_TOKENS, type Palette } from '../../../src-renderer/pictures/palette.ts'
import { pictureFileName, tooLarge } from '../../../src-renderer/pictures/picture-file.ts'
import { drawMap, framePicture, type ShownMap } from '../../../src-renderer/pictures/picture.ts'
import { clipped, wrapped } from '../../../src-renderer/pictures/text.ts'
import { ask, open, temporaryFolder } from '../application/open.ts'
import { readXml } from './well-formed.ts'

const measure = (text: string, pixels: number) => [...text].length * pixels * 0.55
const tokens = readFileSync(
  new URL('../../../src-renderer/design/tokens.css', import.meta.url),
  'utf8',
).split("[data-theme='dark']")

function palette(theme: 'light' | 'dark'): Palette {
  const css = tokens[theme === 'light' ? 0 : 1] ?? ''
  const value = (token: string) => new RegExp(`--${token}: (#[0-9a-f]{6});`).exec(css)?.[1] ?? 'missing'
  return Object.fromEntries(PICTURE_TOKENS.map(token => [token, value(token)])) as Palette
}

/** The sample class, with people whose names want to be escaped, one in no group, and a group named after one. */
async function awkwardClass(): Promise<{ book: ClassBook; board: PlanBoard; empty: PlanBoard }> {
  using folder = temporaryFolder()
  const application = open(folder.path)
  const { classId, planId } = await ask(application, 'createSampleClass', {})
  const { students } = await ask(application, 'readClass', { classId })
  const { groups } = await ask(application, 'readPlan', { planId })
  const [first, second, third] = students
  if (!first || !second || !third || !groups[0]) throw new Error('The sample class is empty.')
  const odd = '<b>&"Bea\'s</b> O’Neil'
  await ask(application, 'updateStudent', { studentId: first.id, fullName: odd, callName: '<b>&"Bea' })
  await ask(application, 'moveStudents', { planId, studentIds: [second.id], groupId: null })
  await ask(application, 'updateGroup', {
    groupId: groups[0].id,
    name: `${third.callName}’s table`,
    aim: `${third.callName} reads aloud.`,
  })
  const book = await ask(application, 'readClass', { classId })
  const board = await ask(application, 'readPlan', { planId })
  const { planId: other } = await ask(application, 'createPlan', { classId, name: 'Empty', copyOf: null })
  const empty = await ask(application, 'readPlan', { planId: other })
  await application.close()
  return { book, board, empty }
}

describe('a picture of the map', () => {
  let sample: Awaited<ReturnType<typeof awkwardClass>>
  let looks: readonly ShownMap[]
  beforeAll(async () => {
    sample = await awkwardClass()
    const [x, y] = sample.book.skills
    if (!x || !y) throw new Error('The sample class has no skills.')
    const plane = { kind: 'plane' } as const
    looks = [
      { look: 'constellation', axes: plane, sorting: 'same' },
      { look: 'constellation', axes: { kind: 'skills', x, y }, sorting: 'same' },
      { look: 'grid', axes: plane, sorting: 'same' },
      { look: 'profiles', axes: plane, sorting: 'same' },
      { look: 'profiles', axes: plane, sorting: 'needed' },
    ]
  })
  const draw = (
    shown: ShownMap,
    {
      withNames = true,
      board = sample.board,
      title = 'Room 12 <before> "winter" & after',
      theme = 'light',
    } = {},
  ) => {
    const colours = palette(theme === 'dark' ? 'dark' : 'light')
    const scene = { book: sample.book, board, withNames, colours, measure }
    return framePicture(scene, shown.look, drawMap(scene, shown), title, '2026-11-23')
  }
  const named = (shown: ShownMap) => `${shown.look} ${shown.axes.kind} ${shown.sorting}`

  it('is well-formed, says its title, day and size, and needs no other file', () => {
    for (const shown of looks) {
      for (const withNames of [true, false]) {
        for (const theme of ['light', 'dark']) {
          const { svg, width, height } = draw(shown, { withNames, theme })
          const [root, ...parts] = readXml(svg)
          expect(root?.name).toBe('svg')
          expect(root?.attributes.get('viewBox')).toBe(`0 0 ${width} ${height}`)
          expect(root?.attributes.get('font-family')).toContain('sans-serif')
          expect(root?.text).toContain('Room 12 <before> "winter" & after')
          expect(root?.text).toContain('November 23, 2026')
          expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toContain('http')
          expect(svg).not.toMatch(/var\(|missing|NaN|undefined|<script|<style|href|currentcolor/i)
          const colours = parts.flatMap(({ attributes }) =>
            ['fill', 'stroke'].flatMap(key => attributes.get(key) ?? []),
          )
          expect(colours.filter(colour => !/^(#[0-9a-f]{6}|none|url\(#hatch\))$/.test(colour))).toEqual([])
        }
      }
    }
  })

  it('has every student exactly once', () => {
    for (const shown of looks) {
      const parts = readXml(draw(shown).svg)
      const { students } = sample.book
      if (shown.look === 'profiles') {
        const names = parts.filter(({ name }) => name === 'text').flatMap(({ text }) => text.split(/,\s*/))
        for (const { label } of students) {
          expect(
            names.filter(name => name === label),
            `${label}, ${named(shown)}`,
          ).toHaveLength(1)
        }
        const scores = students.flatMap(student => student.scores.filter(score => score !== null))
        const dots = parts.filter(({ attributes }) => attributes.get('class') === 'dot')
        expect(dots).toHaveLength(scores.length)
      } else {
        const marks = parts.filter(({ attributes }) => attributes.get('class') === 'student')
        expect(marks, named(shown)).toHaveLength(students.length)
        for (const { fullName } of students) {
          const theirs = marks.filter(({ text }) => text.startsWith(fullName.slice(0, 20)))
          // Two girls of the sample class have the same name.
          const same = students.filter(student => student.fullName.startsWith(fullName.slice(0, 20)))
          expect(theirs, `${fullName}, ${named(shown)}`).toHaveLength(same.length)
        }
      }
    }
  })

  it('has no name, no part of a name and no aim in the file when names are left out', () => {
    const secrets = sample.book.students.flatMap(({ fullName, label, callName }) => [
      fullName,
      label,
      callName,
      ...fullName.split(/\s+/).filter(word => word.length > 2),
    ])
    for (const shown of looks) {
      for (const board of [sample.board, sample.empty]) {
        const parts = readXml(draw(shown, { withNames: false, board }).svg)
        const everything = parts.flatMap(({ text, attributes }) => [text, ...attributes.values()]).join('\n')
        for (const secret of secrets) {
          expect(everything.includes(secret), `${secret} in ${named(shown)}`).toBe(false)
        }
        expect(everything).not.toMatch(/reads aloud|table/)
      }
    }
  })

  it('has the same people in it with and without names, and tells nobody by the order of the file', () => {
    const constellation = looks[0]
    if (!constellation) throw new Error('There is no constellation.')
    const places = (withNames: boolean) =>
      readXml(draw(constellation, { withNames }).svg)
        .filter(({ attributes }) => attributes.get('class') === 'student')
        .map(({ attributes }) => attributes.get('transform') ?? '')
    const [withNames, without] = [places(true), places(false)]
    expect([...without].sort()).toEqual([...withNames].sort())
    expect(without).not.toEqual(withNames)
    const across = without.map(transform => Number(/\(([-\d.]+),/.exec(transform)?.[1]))
    expect(across).toEqual([...across].sort((a, b) => a - b))
  })

  it('names every group in the legend, by its letter alone where its name could be a student’s', () => {
    for (const shown of looks) {
      for (const withNames of [true, false]) {
        const texts = readXml(draw(shown, { withNames }).svg)
          .filter(({ name }) => name === 'text')
          .map(({ text }) => text)
        for (const [at, { letter, name, members }] of sample.board.groups.entries()) {
          const called = at === 0 && !withNames ? `Group ${letter}` : `${letter} · ${name}`
          expect(texts, named(shown)).toContain(`${called} (${members.length})`)
        }
        expect(texts).toContain('not in a group (1)')
      }
    }
  })

  it('says how much the plane shows, and where mastery is', () => {
    const text = (shown: ShownMap | undefined) => (shown ? (readXml(draw(shown).svg)[0]?.text ?? '') : '')
    expect(text(looks[0])).toMatch(/the plane shows \d+ % of all differences/)
    expect(text(looks[1])).toContain('mastery: from here on a student has the skill')
    expect(text(looks[2])).toContain('mastery 80')
    expect(text(looks[2])).toContain('hatched: not assessed')
    expect(text(looks[3])).toContain('mastery from the line on')
  })

  it('can be drawn before there are groups', () => {
    for (const shown of looks) {
      const parts = readXml(draw(shown, { board: sample.empty }).svg)
      expect(parts[0]?.text, named(shown)).toContain('a student')
    }
  })
})

describe('the parts of a picture', () => {
  it('write any text as XML that reads back the same, without what XML cannot hold', () => {
    const text = '<b>&"\' ]]> \u0000\u0007\ud800 é 𝕊'
    const xml = toXml(element('text', { 'data-x': text }, text))
    const [part] = readXml(`<?xml version="1.0" encoding="UTF-8"?>${xml}`)
    expect(part?.text).toBe('<b>&"\' ]]> \ufffd é 𝕊')
    expect(part?.attributes.get('data-x')).toBe(part?.text)
  })

  it('keep texts within their width', () => {
    expect(clipped('Maximiliane Theodora', 60, 10, measure)).toBe('Maximilia…')
    expect(clipped('Ana', 60, 10, measure)).toBe('Ana')
    expect(wrapped('one two three four', 44, 10, measure)).toEqual(['one two', 'three', 'four'])
    expect(wrapped('one two three four', 44, 10, measure, { mostLines: 2 })).toEqual(['one two', 'three f…'])
  })

  it('find a student in a text whatever the case and accents, and nobody where nobody is', () => {
    const student = { fullName: 'Siobhán Ní Dhomhnaill', callName: 'Siobhán', label: 'Siobhán' }
    const students = [
      { ...student, id: 1 as never, externalId: null, interests: [], attributes: [], scores: [], needs: [] },
    ]
    expect(namedIn('Reading with SIOBHAN!', students)).not.toBeNull()
    expect(namedIn('Siobhánesque', students)).toBeNull()
    expect(namedIn('Grade 4', students)).toBeNull()
  })

  it('say when a PNG would be too large, and have file names that every computer takes', () => {
    expect(tooLarge({ svg: '', width: 1200, height: 900 }, 'png')).toBeNull()
    expect(tooLarge({ svg: '', width: 1200, height: 9000 }, 'png')).toContain('2,400 × 18,000 pixels')
    expect(tooLarge({ svg: '', width: 1200, height: 9000 }, 'svg')).toBeNull()
    expect(pictureFileName('4/5: "Owls" <?>', 'grid', 'png')).toBe('4 5 Owls - grid.png')
    expect(pictureFileName(' \u0000', 'profiles', 'svg')).toBe('Skill map - profiles.svg')
  })
})
