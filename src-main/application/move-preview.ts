import type { PairRule } from '../contract/classes.ts'
import type { StudentId } from '../contract/ids.ts'
import type { BrokenRule, MoveConsequence } from '../contract/plans.ts'
import { fitAfterMove } from '../grouping/consequences.ts'
import { totalSpread } from '../grouping/fit.ts'
import { standardise } from '../grouping/standardise.ts'
import { needsAndStrengths, standingsOf } from '../grouping/standings.ts'
import { brokenRules } from './board.ts'
import { needsOf, seatsOf, weightsOf, type PlanState, type SeatedGroup } from './plan-state.ts'

/** What putting the given students into each group would do, in the board's order. */
export function previewMoves(state: PlanState, studentIds: readonly StudentId[]): MoveConsequence[] {
  const { book, groups, request } = state
  const weights = weightsOf(state)
  const scores = book.students.map(student => student.scores)
  const profiles = standardise(scores, weights)
  const seats = seatsOf(state)
  const picked = new Set(studentIds)
  const rows = book.students.flatMap((student, at) => (picked.has(student.id) ? [at] : []))
  const spread = fitAfterMove(profiles, seats, groups.length, rows)
  // Mixed groups are better the less their means differ: the less of the whole spread lies between them.
  const total = totalSpread(profiles)
  const fit = (within: number) => (request.mode === 'mixed' ? Math.max(0, total - within) : within)
  const now = fit(spread.now)
  const passedOver = request.mode === 'focus' ? needPassedOver(state, rows) : null
  const brokenToday = brokenRules(state).filter(isPairRule)
  const brokenNow = new Set(brokenToday.map(({ ruleId }) => ruleId))
  const sizes = new Map(groups.map(({ id, members }) => [id, members.length]))
  /** A group that comes nearer to its limits, though not within them, is no new problem. */
  const isWorse = ({ groupId, size, sizeMax }: BrokenSize) => {
    const today = sizes.get(groupId) ?? 0
    return size > sizeMax ? size > today : size < today
  }
  const thresholds = book.skills.map(skill => skill.masteryThreshold)
  const counts = weights.map(weight => weight > 0)
  const firstNeed = (members: readonly number[]) => {
    const standings = standingsOf(members, scores, profiles, thresholds).filter(({ skill }) => counts[skill])
    return needsAndStrengths(standings, members.length).needs[0]
  }

  const consequences = groups.map((group, at): MoveConsequence => {
    const moved = withMoved(groups, group, studentIds)
    const isHome = group.members.filter(member => picked.has(member.studentId)).length === picked.size
    const brokenThen = brokenRules({ book, request, groups: moved })
    const broken = brokenThen.filter(isPairRule).filter(({ ruleId }) => !brokenNow.has(ruleId))
    const stillBroken = new Set(brokenThen.filter(isPairRule).map(({ ruleId }) => ruleId))
    const mended = brokenToday.filter(({ ruleId }) => !stillBroken.has(ruleId))
    const before = book.students.flatMap((_, row) => (seats[row] === at ? [row] : []))
    const afterwards = [...new Set([...before, ...rows])]
    const need = firstNeed(afterwards)
    return {
      groupId: group.id,
      isHome,
      fitChangePercent: isHome
        ? 0
        : (passedOver?.[at] ?? (now === 0 ? 0 : ((fit(spread.after[at]) - now) / now) * 100)),
      sizeAfter: afterwards.length,
      sizeProblem: sizeProblem(brokenThen.filter(isSizeRule).filter(isWorse), moved),
      newlyBroken: broken.map(rule => ruleInWords(rule, state)),
      mended: isHome ? [] : mended.map(rule => ruleInWords(rule, state)),
      focusAfter: !isHome && need !== undefined && need !== firstNeed(before) ? book.skills[need].id : null,
      isBest: false,
    }
  })
  const fine = consequences.filter(c => c.sizeProblem === null && c.newlyBroken.length === 0)
  const mostMended = Math.max(0, ...fine.map(c => c.mended.length))
  const best = fine
    .filter(c => c.mended.length === mostMended)
    .reduce<MoveConsequence | null>(
      (least, c) => (least && least.fitChangePercent <= c.fitChangePercent ? least : c),
      null,
    )
  return consequences.map(c => ({ ...c, isBest: c === best }))
}

/**
 * Where groups have a focus skill: how much more of the students' needs each group would pass over than their groups
 * do now, in percent of all needs in the class. null where a group has no focus yet.
 */
function needPassedOver(state: PlanState, rows: readonly number[]): number[] | null {
  const { book, groups } = state
  const weights = weightsOf(state)
  const focus = groups.map(group => book.skills.findIndex(({ id }) => id === group.focusSkillId))
  if (focus.includes(-1)) return null
  const needs = book.students.map(student =>
    needsOf(student, book).map((need, skill) => need * weights[skill]),
  )
  const all = needs.reduce((sum, own) => sum + Math.max(0, ...own), 0)
  const seats = seatsOf(state)
  const met = (row: number, group: number) => (group < 0 ? 0 : needs[row][focus[group]])
  return groups.map((_, group) => {
    const lost = rows.reduce((sum, row) => sum + met(row, seats[row]) - met(row, group), 0)
    return all > 0 ? (lost / all) * 100 : 0
  })
}

/** The groups as they would be with the students in one of them; null = in none. */
function withMoved(
  groups: readonly SeatedGroup[],
  target: SeatedGroup,
  studentIds: readonly StudentId[],
): SeatedGroup[] {
  const picked = new Set(studentIds)
  const joining = studentIds.map(studentId => ({ studentId, locked: false }))
  return groups.map(group => {
    const others = group.members.filter(member => !picked.has(member.studentId))
    return { ...group, members: group.id === target.id ? [...others, ...joining] : others }
  })
}

type BrokenSize = Extract<BrokenRule, { kind: 'size' }>
type BrokenPair = Exclude<BrokenRule, BrokenSize>
const isSizeRule = (rule: BrokenRule): rule is BrokenSize => rule.kind === 'size'
const isPairRule = (rule: BrokenRule): rule is BrokenPair => rule.kind !== 'size'

function sizeProblem(broken: readonly BrokenSize[], groups: readonly SeatedGroup[]): string | null {
  const words = broken.map(rule => {
    const letter = groups.find(group => group.id === rule.groupId)?.letter ?? ''
    return rule.size > rule.sizeMax
      ? `Group ${letter} would have ${rule.size}; the limit is ${rule.sizeMax}.`
      : `Group ${letter} would have only ${rule.size}; the least is ${rule.sizeMin}.`
  })
  return words.length > 0 ? words.join(' ') : null
}

function ruleInWords(rule: BrokenPair, { book }: PlanState): string {
  const full = book.rules.find(({ id }) => id === rule.ruleId)
  // The reason stands in the list of rules; in the air the names are enough.
  return full
    ? pairRuleInWords(
        { ...full, reason: '' },
        id => book.students.find(student => student.id === id)?.label ?? '',
      )
    : ''
}

/** "Ben and Elif are to be kept apart: they distract each other." */
export function pairRuleInWords(rule: PairRule, label: (student: StudentId) => string): string {
  const [a, b] = rule.students
  const reason = rule.reason ? `: ${rule.reason.replace(/\.$/, '')}` : ''
  return `${label(a)} and ${label(b)} are to be kept ${rule.kind}${reason}.`
}
