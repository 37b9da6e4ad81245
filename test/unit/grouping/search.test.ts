import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { InvalidProblem } from '../../../src-main/grouping/problem.ts'
import { evaluate, keepsRules } from './brute-force.ts'
import { problem, solve } from './problems.ts'

describe('groups of similar needs', () => {
  it('put students with the same needs together', async () => {
    const result = await solve(
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

  it('keep a locked student where they are when the rest is grouped again', async () => {
    const result = await solve(
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

  it('count a weighted skill for more', async () => {
    const scores = [
      [0, 0],
      [0, 9],
      [9, 0],
      [9, 9],
    ]
    const first = await solve(problem({ scores, weights: [4, 1], sizeMin: 2, sizeMax: 2 }))
    const second = await solve(problem({ scores, weights: [1, 4], sizeMin: 2, sizeMax: 2 }))
    if (first.kind !== 'grouped' || second.kind !== 'grouped') throw new Error('no groups')
    expect(first.groups[0]).toBe(first.groups[1])
    expect(second.groups[0]).toBe(second.groups[2])
  })

  it('leave a skill that does not count out altogether', async () => {
    const scores = [
      [0, 5],
      [9, 5],
      [0, 90],
      [9, 70],
    ]
    const result = await solve(problem({ scores, weights: [1, 0], sizeMin: 2, sizeMax: 2 }))
    expect(result.kind === 'grouped' && result.cost).toBeCloseTo(0, 9)
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
  ])('can be made for %s', async (_, degenerate) => {
    const result = await solve(degenerate)
    expect(result.kind === 'grouped' && keepsRules(degenerate, result.groups)).toBe(true)
  })

  it('say which limit leaves too few places, and which needs too many students', async () => {
    expect(await solve(problem({ groupCount: 1, sizeMax: 3 }))).toEqual({
      kind: 'contradiction',
      rules: [{ kind: 'sizeMax' }],
    })
    expect(await solve(problem({ groupCount: 3, sizeMin: 2 }))).toEqual({
      kind: 'contradiction',
      rules: [{ kind: 'sizeMin' }],
    })
  })

  it('name the three rules that contradict each other, and no other', async () => {
    const result = await solve(
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

  it('refuse a problem whose numbers do not fit each other', async () => {
    await expect(solve(problem({ weights: [1, 1] }))).rejects.toThrow(InvalidProblem)
    await expect(solve(problem({ locked: [[0, 7]] }))).rejects.toThrow('a lock names group 7 of 2')
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
  it.each(files)('%s is solved to the optimum, and proven', async file => {
    const instance = JSON.parse(readFileSync(join(INSTANCES, file), 'utf8')) as Instance &
      ReturnType<typeof problem>
    const asked = {
      ...instance,
      mode: { kind: 'similar' },
      groupCount: instance.k,
      sizeMin: instance.lo,
      sizeMax: instance.hi,
    } as const
    const result = await solve(asked)
    if (result.kind !== 'grouped') throw new Error(result.kind)
    expect(keepsRules(asked, result.groups)).toBe(true)
    expect(result.bound).toBe(result.cost)
    expect(evaluate(asked, result.groups)).toBeCloseTo(best[file.replace('.json', '')]?.best ?? NaN, 6)
  })
})
