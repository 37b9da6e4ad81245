import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Check } from './check.ts'
import { CHECK_NAMES, ROOT } from './suite.ts'

/** A row of docs/security.md: a point, where it stands in the code, and the tests that see it. */
export interface Row {
  readonly point: string
  readonly places: readonly string[]
  readonly tests: readonly string[]
}

/** What docs/security.md promises. */
export interface Table {
  readonly rows: readonly Row[]
}

/** Names of the tests that run elsewhere: in a real page, and under the operating system's eyes. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'test/end-to-end/20-safety.spec.ts': 'a real Chromium',
  'test/no-network/run.ts': 'the operating system',
}

/** Rows are table lines of four cells: number, point, files in backticks, tests in bold. */
export function readTable(text: string): Table {
  const rows = text.split('\n').flatMap(line => {
    const [, number = '', point = '', where = '', tests = ''] =
      /^\| *([\w.]+) *\|(.*)\|(.*)\|(.*)\|$/.exec(line) ?? []
    if (!/^(?:\d+|[BHMN]\d+)$/.test(number)) return []
    return [
      {
        point: `${number} ${point.trim()}`,
        places: [...where.matchAll(/`([^`]+)`/g)].map(([, place = '']) => place),
        tests: [...tests.matchAll(/\*\*(.+?)\*\*/g)].map(([, test = '']) => test),
      },
    ]
  })
  return { rows }
}

const numbers = (rows: readonly Row[], kind: RegExp) =>
  rows.flatMap(({ point }) => kind.exec(point)?.[1] ?? []).map(Number)
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

export const tableChecks: readonly Check<Table>[] = [
  {
    name: "docs/security.md has Electron's 20 points, the twelve beyond and the seven layers, in order",
    run: ({ rows }) => {
      assert.deepEqual(numbers(rows, /^(\d+) /), upTo(20))
      assert.deepEqual(numbers(rows, /^B(\d+) /), upTo(12))
      assert.deepEqual(numbers(rows, /^N(\d+) /), upTo(7))
    },
  },
  {
    name: 'docs/security.md names a test for every point, and each test exists',
    run: ({ rows }) => {
      for (const { point, tests } of rows) {
        assert.ok(tests.length > 0, point)
        for (const test of tests)
          assert.ok(CHECK_NAMES.includes(test) || test in ELSEWHERE, `${point}: ${test}`)
      }
    },
  },
  {
    name: 'docs/security.md names every test',
    run: ({ rows }) => {
      const named = rows.flatMap(({ tests }) => tests)
      assert.deepEqual(
        [...CHECK_NAMES, ...Object.keys(ELSEWHERE)].filter(name => !named.includes(name)),
        [],
      )
    },
  },
  {
    name: 'docs/security.md names places that exist',
    run: ({ rows }) => {
      for (const { point, places } of rows) {
        assert.ok(places.length > 0, point)
        for (const place of places) assert.ok(existsSync(join(ROOT, place)), `${point}: ${place}`)
      }
      for (const file of Object.keys(ELSEWHERE)) assert.ok(existsSync(join(ROOT, file)), file)
    },
  },
]
