import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { inventedProblems } from '../../bench/invented.ts'
import { evaluate, keepsRules } from '../grouping/brute-force.ts'
import { problem as makeProblem } from '../grouping/problems.ts'

const SOLVE = resolve(import.meta.dirname, '../../../src-main/hosts/command-line/solve.ts')
const folder = mkdtempSync(join(tmpdir(), 'horseshoe-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the command as a script does. Answers what it printed, and its exit code. */
async function solve(...words: string[]): Promise<{ stdout: string; stderr: string; code: number }> {
  try {
    const printed = await promisify(execFile)(process.execPath, [SOLVE, ...words], { cwd: folder })
    return { ...printed, code: 0 }
  } catch (error) {
    return error as { stdout: string; stderr: string; code: number }
  }
}

function write(name: string, content: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

function instance(problem: ReturnType<typeof makeProblem>) {
  const { groupCount: k, sizeMin: lo, sizeMax: hi, mode, ...rest } = problem
  return { name: 'invented', mode: mode.kind, k, lo, hi, ...rest }
}

describe('the command that solves a problem file', () => {
  it('prints one line with the groups, what they cost, the proof and the times; the same for the same seed', async () => {
    const problem = inventedProblems()[1]?.problem ?? makeProblem({})
    const file = write('class.json', instance(problem))
    const { stdout, code } = await solve(file, '--seed', '3')
    expect(code).toBe(0)
    expect(stdout.trim().split('\n')).toHaveLength(1)
    const answer = JSON.parse(stdout) as Record<string, unknown> & { groups: number[]; objective: number }
    expect(Object.keys(answer)).toEqual([
      'name',
      'groups',
      'objective',
      'bound',
      'proven',
      'firstMs',
      'bestMs',
      'totalMs',
    ])
    expect(keepsRules(problem, answer.groups)).toBe(true)
    expect(answer.objective).toBeCloseTo(evaluate(problem, answer.groups), 9)
    expect(answer).toMatchObject({ name: 'invented', proven: true, bound: answer.objective })
    const again = JSON.parse((await solve(file, '--seed', '3')).stdout) as typeof answer
    expect(again.groups).toEqual(answer.groups)
  })

  it('says which rules contradict each other, and ends with 1', async () => {
    const file = write('no.json', instance(makeProblem({ groupCount: 1, sizeMax: 3 })))
    const { stdout, code } = await solve(file)
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      groups: null,
      reason: { kind: 'contradiction', rules: [{ kind: 'sizeMax' }] },
    })
  })

  it.each([
    ['a file that is not there', ['nowhere.json'], 'cannot be read'],
    ['a file that is no JSON', [() => write('text.json', 'Name,Score')], 'cannot be read'],
    ['a file that is no problem', [() => write('other.json', { name: 'x' })], 'is no grouping problem: mode'],
    [
      'a problem whose numbers do not fit',
      [() => write('odd.json', instance(makeProblem({ weights: [1, 1] })))],
      'student 0 has 1 scores, not 2',
    ],
    ['no file at all', [], 'Usage:'],
    ['an option that there is not', ['x.json', '--fast'], 'Usage:'],
    ['a seed that is no number', ['x.json', '--seed', 'abc'], 'Usage:'],
  ] as const)('says what is wrong with %s, and ends with 2', async (_, words, message) => {
    const { stderr, stdout, code } = await solve(
      ...words.map(word => (typeof word === 'string' ? word : word())),
    )
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(message)
  })
})
