import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { GroupingProblem } from '../../grouping/problem.ts'

const Pair = z.tuple([z.int().min(0), z.int().min(0)])

/** One grouping problem as a file: students, groups and skills by number from 0; null = not assessed. */
const Instance = z.object({
  name: z.string(),
  mode: z.enum(['similar', 'mixed']),
  k: z.int().min(1),
  lo: z.int().min(0),
  hi: z.int().min(1),
  weights: z.array(z.number().min(0)),
  scores: z.array(z.array(z.number().nullable())).min(1),
  together: z.array(Pair).default([]),
  apart: z.array(Pair).default([]),
  locked: z.array(Pair).default([]),
})

/** The file cannot be read as a grouping problem; the message says why. */
export class UnreadableInstance extends Error {
  override readonly name = 'UnreadableInstance'
}

/**
 * Reads a grouping problem from a JSON file.
 *
 * @throws UnreadableInstance
 */
export function readInstance(file: string): { name: string; problem: GroupingProblem } {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UnreadableInstance(`${file} cannot be read: ${error instanceof Error ? error.message : ''}`)
  }
  const read = Instance.safeParse(content)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new UnreadableInstance(`${file} is no grouping problem: ${issue.path.join('.')}: ${issue.message}`)
  }
  const { name, mode, k, lo, hi, weights, scores, together, apart, locked } = read.data
  const rules = { together, apart, locked }
  return {
    name,
    problem: { mode: { kind: mode }, scores, weights, groupCount: k, sizeMin: lo, sizeMax: hi, ...rules },
  }
}
