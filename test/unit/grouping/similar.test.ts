import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { InvalidProblem } from '../../../src-main/grouping/problem.ts'
import { evaluate, keepsRules } from './brute-force.ts'
import { problem, solve } from './problems.ts'

describe('groups of similar needs', () => {
  it('put students with the same needs together', () => {
    const result = solve(
      problem({
        scores: [
          [10, 90],
          [85, 20],
          [12, 88],
          [80, 25],
        ],
        sizeMin: 2,
        sizeMax: 2,
      }),
    )
    expect(result.kind).toBe('grouped')
    if (result.kind !== 'grouped') return
    expect(result.groups[0]).toBe(result.groups[2])
    expect(result.groups[1]).toBe(result.groups[3])
    expect(result.groups[0]).not.toBe(result.groups[1])
  })

  it('keep a locked student where they are when the rest is grouped again', () => {
    const result = solve(
      problem({
        sizeMin: 2,
        sizeMax: 2,
        locked: [
          [0, 1],
          [3, 1],
        ],
      }),
    )
    expect(result.kind === 'grouped' && [...result.groups]).toEqual([1, 0, 0, 1])
  })

  it('count a weighted skill for more', () => {
    const scores = [
      [0, 0],
      [0, 9],
      [9, 0],
      [9, 9],
    ]
    const first = solve(problem({ scores, weights: [4, 1], sizeMin: 2, sizeMax: 2 }))
    const second = solve(problem({ scores, weights: [1, 4], sizeMin: 2, sizeMax: 2 }))
    if (first.kind !== 'grouped' || second.kind !== 'grouped') throw new Error('no groups')
    expect(first.groups[0]).toBe(first.groups[1])
    expect(second.groups[0]).toBe(second.groups[2])
  })

  it('leave a skill that does not count out altogether', () => {
    const scores = [
      [0, 5],
      [9, 5],
      [0, 90],
      [9, 70],
    ]
    const result = solve(problem({ scores, weights: [1, 0], sizeMin: 2, sizeMax: 2 }))
    expect(result.kind === 'grouped' && result.within).toBe(0)
  })

  it.each([
    ['one student', problem({ scores: [[5]], groupCount: 1 })],
    ['everybody equal', problem({ scores: [[5], [5], [5], [5]] })],
    [
      'a skill nobody was assessed in',
      problem({
        scores: [
          [5, null],
          [1, null],
          [2, null],
        ],
      }),
    ],
    ['nobody assessed at all', problem({ scores: [[null], [null], [null]] })],
    ['weights of 0', problem({ weights: [0] })],
    ['no skills', problem({ scores: [[], [], []], weights: [] })],
    ['a group that may be empty', problem({ sizeMin: 0, groupCount: 3 })],
  ])('can be made for %s', (_, degenerate) => {
    const result = solve(degenerate)
    expect(result.kind === 'grouped' && keepsRules(degenerate, result.groups)).toBe(true)
  })

  it('say which limit leaves too few places, and which needs too many students', () => {
    expect(solve(problem({ groupCount: 1, sizeMax: 3 }))).toEqual({
      kind: 'contradiction',
      rules: [{ kind: 'sizeMax' }],
    })
    expect(solve(problem({ groupCount: 3, sizeMin: 2 }))).toEqual({
      kind: 'contradiction',
      rules: [{ kind: 'sizeMin' }],
    })
  })

  it('name the three rules that contradict each other, and no other', () => {
    const result = solve(
      problem({
        together: [
          [1, 2],
          [0, 1],
        ],
        apart: [
          [2, 3],
          [0, 2],
        ],
        locked: [[3, 0]],
      }),
    )
    expect(result).toEqual({
      kind: 'contradiction',
      rules: [
        { kind: 'together', at: 0 },
        { kind: 'together', at: 1 },
        { kind: 'apart', at: 1 },
      ],
    })
  })

  it('refuse a problem whose numbers do not fit each other', () => {
    expect(() => solve(problem({ weights: [1, 1] }))).toThrow(InvalidProblem)
    expect(() => solve(problem({ locked: [[0, 7]] }))).toThrow('a lock names group 7 of 2')
  })
})

interface Instance {
  k: number
  lo: number
  hi: number
}

const INSTANCES = resolve(import.meta.dirname, '../../../../shared/instances')

describe.runIf(existsSync(INSTANCES))('classes of which the proven optimum is known', () => {
  const best = existsSync(INSTANCES)
    ? (JSON.parse(readFileSync(join(INSTANCES, 'best-known.json'), 'utf8')) as Record<
        string,
        { best: number }
      >)
    : {}
  const files = existsSync(INSTANCES)
    ? readdirSync(INSTANCES).filter(file => /^p-c\d+\.json$/.test(file))
    : []
  it.each(files)('%s is solved to the optimum', file => {
    const instance = JSON.parse(readFileSync(join(INSTANCES, file), 'utf8')) as Instance &
      ReturnType<typeof problem>
    const asked = { ...instance, groupCount: instance.k, sizeMin: instance.lo, sizeMax: instance.hi }
    const result = solve(asked)
    if (result.kind !== 'grouped') throw new Error(result.kind)
    expect(keepsRules(asked, result.groups)).toBe(true)
    expect(evaluate(asked, result.groups)).toBeCloseTo(best[file.replace('.json', '')]?.best ?? NaN, 6)
  })
})
