import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { writeEverything } from '../../../src-main/exchange/everything.ts'
import { safeFileName } from '../../../src-main/exchange/file-name.ts'
import { writeGroupSheet, type SharedGroups } from '../../../src-main/exchange/group-sheet.ts'
import { writeGroupList, writeGroupText } from '../../../src-main/exchange/group-text.ts'
import { writeGroupWorkbook } from '../../../src-main/exchange/group-workbook.ts'
import { readFile } from '../../../src-main/exchange/read-file.ts'
import { writeOneRoster } from '../../../src-main/exchange/oneroster-groups.ts'

/** Every text is one that a spreadsheet would run. */
const EVIL = '=1+1'
const member = (id: number, fullName: string, externalId: string | null = null) => ({
  ...{ id, fullName, callName: fullName, externalId },
  locked: id === 1,
})
const shared: SharedGroups = {
  classId: 3,
  className: '@Room 12',
  planId: 5,
  planName: '+Plan',
  purpose: '=HYPERLINK("x")',
  successCriteria: '-1\n=2',
  regroupOn: '2026-12-11',
  groups: [
    {
      ...{ letter: 'A', name: EVIL, focusSkill: '=Fractions', aim: '=A1\n\t=B1' },
      ...{ moves: '＝1', materials: '@cmd|x' },
      members: [member(1, EVIL, '=7'), member(2, 'Ben <b> & "Carter"', 's-2')],
    },
    {
      ...{ letter: 'B', name: 'a/b[c]:*?\\', focusSkill: '', aim: '', moves: '', materials: '' },
      members: [member(3, 'Li Wei', 's-2'), member(4, 'Cher')],
    },
  ],
  unplaced: [member(5, '\t=tab')],
  weeks: [
    {
      name: 'Week',
      days: [
        {
          name: 'Monday',
          blocks: [
            { start: '9:05', end: '9:25', name: '-Rotation', stations: ['=Library', ''] },
            { start: '9:25', end: '9:35', name: '@Break', stations: null },
          ],
        },
      ],
    },
  ],
}
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/

const text = (bytes: Uint8Array | undefined) => strFromU8(bytes ?? new Uint8Array())

describe('no cell runs as a formula', () => {
  it('in CSV', () => {
    const rows = parse(text(writeGroupSheet(shared).bytes), { bom: true }) as string[][]
    expect(rows.flat().filter(cell => FORMULA_START.test(cell))).toEqual([])
    expect(rows[1]).toEqual([
      'A',
      `'${EVIL}`,
      `'${EVIL}`,
      `'=7`,
      'yes',
      `'=Fractions`,
      `'=A1\n\t=B1`,
      `'=Library`,
    ])
  })

  it('and the week stands in CSV, text and workbook', async () => {
    const rows = parse(text(writeGroupSheet(shared).bytes), { bom: true }) as string[][]
    expect(rows.map(row => row.at(-1))).toEqual(['Monday 9:05', `'=Library`, `'=Library`, '', '', ''])
    expect(text(writeGroupText(shared).bytes)).toContain('Week:\r\n• Monday: 9:05 =Library')
    const { parts } = await writeGroupWorkbook(shared)
    const week = parts.find(({ name }) => name === 'Week')
    expect(week?.kind === 'table' && week.rows.slice(3)).toEqual([
      ['Day', 'Time', 'Block', `A · ${EVIL}`, 'B · a/b[c]:*?\\'],
      ['Monday', '9:05–9:25', '-Rotation', '=Library', ''],
      ['', '9:25–9:35', '@Break', '', ''],
    ])
  })

  it.each([
    ['text', writeGroupText],
    ['list', writeGroupList],
  ])('in %s that is pasted into a spreadsheet', (_kind, write) => {
    const cells = text(write(shared).bytes).split(/[\t\r\n]+/)
    expect(cells.length).toBeGreaterThan(6)
    expect(cells.filter(cell => FORMULA_START.test(cell.trimStart()))).toEqual([])
  })

  it('in the workbook: every cell is empty or a string, and there is no formula element', async () => {
    const { xml, strings } = await workbook()
    const sheets = [...xml].filter(([name]) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
    expect(sheets).toHaveLength(4)
    for (const [, sheet] of sheets) {
      expect(sheet).not.toMatch(/<f[\s/>]/)
      const cells = [...sheet.matchAll(/<c ([^>]*)><v>/g)]
      expect(cells.length).toBeGreaterThan(5)
      for (const [, attributes] of cells) expect(attributes).toContain('t="s"')
    }
    expect(strings).toContain(EVIL)
    expect(strings).toContain('=HYPERLINK("x")')
  })

  it('in OneRoster and in everything', () => {
    const rows = [
      [1, EVIL],
      [2, '-x'],
    ]
    const student = { name: 'student', columns: ['id', 'full_name'], rows }
    for (const { bytes } of [writeOneRoster(shared), writeEverything([student], false, '2026-11-24')]) {
      const files = Object.entries(unzipSync(bytes)).filter(([name]) => name.endsWith('.csv'))
      const cells = files.flatMap(([, file]) => (parse(text(file), { bom: true }) as string[][]).flat())
      expect(cells.some(cell => cell.includes(`'${EVIL}`) || cell.includes(EVIL))).toBe(true)
      expect(cells.filter(cell => FORMULA_START.test(cell))).toEqual([])
    }
  })
})

async function workbook() {
  const files = unzipSync((await writeGroupWorkbook(shared)).bytes)
  const xml = new Map(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))
  const strings = [...(xml.get('xl/sharedStrings.xml') ?? '').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(
    ([, one]) =>
      one.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  )
  return { xml, strings }
}

describe('the workbook', () => {
  it('has an overview, the week and a sheet a group, under names that Excel takes', async () => {
    const { xml } = await workbook()
    const names = [...(xml.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
      ([, name]) => name,
    )
    expect(names).toEqual(['Overview', 'Week', 'A · =1+1', 'B · a b c'])
  })

  it('prints in portrait as wide as the page, on whatever paper is in the printer', async () => {
    const { xml } = await workbook()
    for (const at of [1, 2, 3, 4]) {
      const sheet = xml.get(`xl/worksheets/sheet${at}.xml`) ?? ''
      expect(sheet).toContain('<pageSetup orientation="portrait" fitToWidth="1" fitToHeight="0"/>')
      expect(sheet).not.toContain('paperSize')
      // The order that ECMA-376 gives; Excel calls a file with another one damaged.
      const order = ['sheetPr', 'sheetViews', 'cols', 'sheetData', 'mergeCells', 'printOptions']
      const places = [...order, 'pageMargins', 'pageSetup', 'headerFooter'].map(name =>
        sheet.indexOf(`<${name}`),
      )
      expect(places).toEqual([...places].sort((a, b) => a - b))
      expect(places).not.toContain(-1)
    }
  })

  it('has names, aim, focus, moves and materials as they are written', async () => {
    const { strings } = await workbook()
    for (const one of ['Ben <b> & "Carter"', '=Fractions', '=A1\n\t=B1', '＝1', '@cmd|x', 'Notes']) {
      expect(strings).toContain(one)
    }
    expect(strings).toContain('=1+1 (stays here)')
  })

  it.each(['constructor', 'valueOf', '__proto__', 'text 0', '_x0041_'])(
    'takes a student called %s',
    async one => {
      const groups = [{ ...shared.groups[0], members: [member(2, one)] }]
      const files = unzipSync((await writeGroupWorkbook({ ...shared, groups })).bytes)
      const [last] = [...text(files['xl/worksheets/sheet3.xml']).matchAll(/<c r="B8"[^>]*><v>(\d+)<\/v>/g)]
      const strings = [...text(files['xl/sharedStrings.xml']).matchAll(/<t[^>]*>([^<]*)<\/t>/g)]
      expect(strings[Number(last[1])][1]).toBe(one === '_x0041_' ? '_x005F_x0041_' : one)
    },
  )

  it('holds no cell and no row that Excel cannot take, however many students a group has', async () => {
    const members = Array.from({ length: 2500 }, (_, id) => member(id, `Student with a long name ${id}`))
    const { bytes } = await writeGroupWorkbook({
      ...shared,
      groups: [{ ...shared.groups[0], members, aim: 'a\n'.repeat(300) }],
    })
    const files = unzipSync(bytes)
    const texts = [...strFromU8(files['xl/sharedStrings.xml']).matchAll(/<t[^>]*>([^<]*)<\/t>/g)]
    expect(Math.max(...texts.map(([, text]) => text.length))).toBe(32_767)
    for (const [name, content] of Object.entries(files)) {
      if (!name.startsWith('xl/worksheets/')) continue
      const heights = [...strFromU8(content).matchAll(/ ht="([\d.]+)"/g)].map(([, height]) => Number(height))
      expect(Math.max(...heights)).toBeLessThanOrEqual(409)
    }
  })

  it('takes groups whose long names are the same', async () => {
    const name = 'x'.repeat(60)
    const groups = ['a', 'A'].map(letter => ({ ...shared.groups[0], letter, name }))
    const { parts } = await writeGroupWorkbook({ ...shared, groups })
    const names = parts.map(part => part.name.toLowerCase())
    expect(new Set(names).size).toBe(4)
    expect(Math.max(...names.map(one => one.length))).toBeLessThanOrEqual(31)
  })
})

describe('OneRoster', () => {
  const files = unzipSync(writeOneRoster(shared).bytes)
  const table = (name: string) => parse(text(files[name]), { columns: true }) as Record<string, string>[]

  it('has the class and each group as a class, and everybody in it', () => {
    const classes = table('classes.csv')
    expect(classes.map(one => one['classType'])).toEqual(['homeroom', 'scheduled', 'scheduled'])
    expect(table('users.csv')).toHaveLength(5)
    expect(table('roles.csv').map(one => one['role'])).toEqual(Array.from({ length: 5 }, () => 'student'))
    const sizes = classes.map(
      one => table('enrollments.csv').filter(e => e['classSourcedId'] === one['sourcedId']).length,
    )
    expect(sizes).toEqual([5, 2, 2])
  })

  it('keeps every name whole, whatever a student is called', () => {
    const names = ['Đặng Thị Thu Hương', 'Ana', 'Siobhán Ní Dhomhnaill', 'von der Tann']
    const members = names.map((name, id) => ({ ...member(id, name), callName: name.split(' ').at(-1) ?? '' }))
    const { bytes } = writeOneRoster({ ...shared, groups: [], unplaced: members })
    const read = readFile(bytes, 'x.zip')
    expect(read.source.format?.id).toBe('one-roster')
    expect(read.rows.map(row => row.fullName)).toEqual(names)
  })

  it('gives nobody the id of somebody else', () => {
    const ids = table('users.csv').map(one => one['sourcedId'])
    expect(new Set(ids).size).toBe(5)
    // Two students have s-2: neither can be told by it.
    expect(ids).not.toContain('s-2')
  })

  it('points only to rows that are there, and says in the manifest what is there', () => {
    const users = new Set(table('users.csv').map(one => one['sourcedId']))
    const classes = new Set(table('classes.csv').map(one => one['sourcedId']))
    for (const one of table('enrollments.csv')) {
      expect(users).toContain(one['userSourcedId'])
      expect(classes).toContain(one['classSourcedId'])
    }
    const bulk = table('manifest.csv').filter(one => one['value'] === 'bulk')
    expect(bulk.map(one => one['propertyName'])).toEqual([
      ...['file.classes', 'file.enrollments', 'file.roles', 'file.users'],
    ])
  })
})

describe('a file name', () => {
  it.each([
    [['Grade 4: "Owls"?', 'Plan <1>', 'groups'], 'csv', 'Grade 4 Owls - Plan 1 - groups.csv'],
    [['CON'], 'horseshoe', '_CON.horseshoe'],
    [['aux.x', ''], 'csv', '_aux.x.csv'],
    [['.hidden', 'x. '], 'zip', 'hidden - x.zip'],
    [['\u202Efdp.exe', '\n'], 'txt', 'fdp.exe.txt'],
    [['', ' '], 'zip', 'Horseshoe.zip'],
    [['\uD83D'], 'zip', 'Horseshoe.zip'],
  ])('of %j is safe on Windows', (parts, extension, expected) => {
    expect(safeFileName(parts, extension)).toBe(expected)
  })

  it('is never too long, and keeps its ending', () => {
    for (const letter of ['x', 'ä', '漢', '😀']) {
      const name = safeFileName([letter.repeat(300), 'groups'], 'horseshoe')
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(210)
      expect(Buffer.byteLength(name)).toBeGreaterThan(200)
      expect(name.endsWith(`${letter}.horseshoe`)).toBe(true)
    }
  })
})
