import { parentPort, workerData } from 'node:worker_threads'
import { alternativesTo, type Alternative } from '../grouping/alternatives.ts'
import { loadLinearSolver } from '../grouping/linear-solver.ts'
import type { GroupingProblem } from '../grouping/problem.ts'
import { tradeOffs, type TradeOff } from '../grouping/regroup.ts'
import { pricesOfRules, whatGivingUpAllows, type GivingUp, type RulePrice } from '../grouping/rule-price.ts'
import { searchGroups, type SearchOptions } from '../grouping/search.ts'

/** What the engine is asked. */
export type EngineQuestion =
  /** The best groups. */
  | { readonly kind: 'groups' }
  /** Other groups that are almost as good as these. */
  | { readonly kind: 'alternatives'; readonly best: Int32Array }
  /** What few moves cost in fit, from these groups on. */
  | { readonly kind: 'tradeOffs'; readonly today: Int32Array }
  /** What each rule costs. */
  | { readonly kind: 'prices' }

/** What the worker is started with. `stop` is shared memory: 0 = go on, 1 = end with the best so far. */
export interface WorkerTask {
  readonly question: EngineQuestion
  readonly problem: GroupingProblem
  readonly seed: number
  readonly stop: Int32Array
}

export interface EngineProgress {
  readonly kind: 'progress'
  readonly phase: 'searching' | 'proving'
  readonly progress: number
  /** Cost and bound of the best groups so far; null where the question is another. */
  readonly cost: number | null
  readonly bound: number | null
}

/** What the worker answers. */
export type EngineAnswer =
  | {
      readonly kind: 'grouped'
      readonly groups: Int32Array
      readonly cost: number
      readonly bound: number | null
      readonly stopped: boolean
    }
  | { readonly kind: 'contradiction'; readonly givingUp: readonly GivingUp[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'alternatives'; readonly alternatives: readonly Alternative[] }
  | { readonly kind: 'tradeOffs'; readonly points: readonly TradeOff[] }
  | { readonly kind: 'prices'; readonly cost: number; readonly prices: readonly RulePrice[] }

const REPORT_MILLISECONDS = 50
/** For a grade, which cannot be proven; the teacher may stop it before. */
const SECONDS = 10
const SECONDS_FOR_PRICES = 1
const ALTERNATIVES = 3
/** Fewer students elsewhere would be a detail, not another grouping. */
const LEAST_DIFFERENT_SHARE = 0.1

async function answer(
  { question, problem, seed, stop }: WorkerTask,
  report: (progress: Omit<EngineProgress, 'kind'>) => void,
): Promise<EngineAnswer> {
  const shouldStop = () => Atomics.load(stop, 0) === 1
  const started = performance.now()
  const timePassed = () => (performance.now() - started) / (SECONDS * 1000)
  const options: SearchOptions = {
    seed,
    seconds: SECONDS,
    timePassed,
    loadSolver: loadLinearSolver,
    shouldStop,
  }
  const onProgress = (progress: number) => report({ phase: 'searching', progress, cost: null, bound: null })
  switch (question.kind) {
    case 'groups':
      return findGroups(problem, options, report)
    case 'alternatives': {
      const least = Math.max(2, Math.round(problem.scores.length * LEAST_DIFFERENT_SHARE))
      const search = alternativesTo(problem, question.best, seed, ALTERNATIVES, least)
      let step = search.next()
      for (; !step.done; step = search.next()) onProgress(step.value)
      return { kind: 'alternatives', alternatives: step.value }
    }
    case 'tradeOffs': {
      const search = tradeOffs(problem, question.today, seed)
      let step = search.next()
      for (; !step.done; step = search.next()) onProgress(step.value)
      return { kind: 'tradeOffs', points: step.value }
    }
    case 'prices': {
      const search = pricesOfRules(problem, { ...options, seconds: SECONDS_FOR_PRICES, timePassed: () => 0 })
      let step = await search.next()
      for (; !step.done; step = await search.next()) onProgress(step.value)
      return step.value === null ? { kind: 'prices', cost: 0, prices: [] } : { kind: 'prices', ...step.value }
    }
  }
}

async function findGroups(
  problem: GroupingProblem,
  options: SearchOptions,
  report: (progress: Omit<EngineProgress, 'kind'>) => void,
): Promise<EngineAnswer> {
  const search = searchGroups(problem, options)
  for (let step = await search.next(); ; step = await search.next()) {
    if (step.done) {
      const result = step.value
      if (result.kind === 'grouped') return { ...result, stopped: false }
      if (result.kind === 'unknown') return result
      return { kind: 'contradiction', givingUp: whatGivingUpAllows(problem, result.rules, options.seed) }
    }
    const { phase, progress, cost, bound, groups } = step.value
    if (options.shouldStop()) return { kind: 'grouped', groups, cost, bound, stopped: true }
    report({ phase, progress, cost, bound })
  }
}

const port = parentPort
if (port) {
  let reported = -Infinity
  // The task is handed over by grouping-run.ts alone.
  const task = workerData as WorkerTask
  const result = await answer(task, progress => {
    const now = performance.now()
    if (now - reported < REPORT_MILLISECONDS) return
    reported = now
    port.postMessage({ kind: 'progress', ...progress } satisfies EngineProgress)
  })
  port.postMessage(result)
}
