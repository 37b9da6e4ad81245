import week from '../../resources/sample-class/literacy-week.json' with { type: 'json' }
import type { PlanId } from '../contract/ids.ts'
import { STATION_ICONS, STATION_KINDS, type StationKind } from '../contract/station-choices.ts'
import type { BlockValues, HoursRow, WeekName } from '../storage/rotations.ts'
import type { Context } from './context.ts'
import { putNote } from './meetings.ts'
import { readPlanState, type PlanState } from './plan-state.ts'

/** Written in a file, so that anything may stand there; what does not fit is a mistake of ours. */
function oneOf<T extends string>(list: readonly T[], word: string): T {
  const found = list.find(one => one === word)
  if (found === undefined) throw new Error(`The sample week says ${word}.`)
  return found
}

function known<T>(what: T | undefined, name: string): T {
  if (what === undefined) throw new Error(`The sample class has no ${name}.`)
  return what
}

/**
 * Gives the sample class its week: a literacy block of a fourth grade, with a specialist, pull-outs, and meetings about
 * what each group needs in reading; inside a change, after the groups were made.
 */
export function insertSampleWeek({ storage }: Pick<Context, 'storage'>, planId: PlanId): void {
  const { rotations } = storage
  const state = readPlanState(storage, planId)
  const studentId = (fullName: string) =>
    known(state.book.students.find(student => student.fullName === fullName)?.id, fullName)
  rotations.put(planId, null)
  const adults = new Map(
    week.adults.map(({ name, hours }) => {
      const id = rotations.insertAdult(planId, name)
      rotations.setHours(
        id,
        hours.map((one): HoursRow => ({ ...one, weeks: 'every' })),
      )
      return [name, id]
    }),
  )
  const stations = new Map(
    week.stations.map(({ key, name, icon, kind, capacity, needsAdult, leader, materials }) => [
      key,
      rotations.insertStation(planId, {
        name,
        icon: oneOf(STATION_ICONS, icon),
        kind: oneOf<StationKind>(STATION_KINDS, kind),
        capacity,
        needsAdult: needsAdult ? 1 : 0,
        materials,
        leaderId: leader === null ? null : known(adults.get(leader), leader),
      }),
    ]),
  )
  const table = known(stations.get('table'), 'table')
  const lab = known(stations.get('lab'), 'lab')
  const rotationBlocks = insertBlocks({ storage }, planId)
  for (const { student, name, weekdays, from, until } of week.pullOuts) {
    for (const weekday of weekdays) {
      const hours = { weekday, weeks: 'every' as const, from, until }
      rotations.insertPullOut(planId, { ...hours, name, position: null, studentId: studentId(student) })
    }
  }
  const nobody = { position: null, otherPosition: null, studentId: null, stationId: null }
  const tableVisits = (who: { position?: number; studentId?: number }, least: number) =>
    rotations.insertDemand(planId, { ...nobody, ...who, kind: 'table_visits', times: least })
  tableVisits({}, week.everyGroupAtTable)
  tableVisits({ studentId: studentId(week.studentAtTable.student) }, week.studentAtTable.least)
  for (const position of mostInNeed(state)) {
    tableVisits({ position }, week.mostInNeed.atTable)
    rotations.insertDemand(planId, {
      ...nobody,
      kind: 'must_visit',
      position,
      stationId: lab,
      times: week.mostInNeed.atLab,
    })
  }
  const visits = state.groups.map(() => 0)
  for (const [at, keys] of (week.week as readonly (readonly string[])[]).entries()) {
    const blockId = known(rotationBlocks[at], `block ${at}`)
    for (const [position, key] of keys.entries()) {
      const stationId = known(stations.get(key), key)
      rotations.putSlot({ blockId, week: 'a' satisfies WeekName, position, stationId, locked: 0 })
      if (stationId === table) visits[position]++
    }
  }
  for (const [position, group] of state.groups.entries()) {
    const skill = readingFocus(state, position)
    const focus = state.book.skills.find(({ id }) => id === group.focusSkillId)?.name
    for (const [ordinal, texts] of textsOf(skill).slice(0, visits[position]).entries()) {
      // The first meeting is about the group's own aim, where that is about reading.
      const isOwn = ordinal > 0 || focus !== skill
      const { aim, moves, materials, check } = texts
      const written = isOwn ? { aim, moves, materials } : { aim: null, moves: null, materials: null }
      rotations.putMeeting(planId, { week: 'a', position, ordinal, ...written, check })
    }
  }
  for (const note of week.notes) putNote(storage, planId, note)
}

/** Puts the days in. Answers the blocks of rotation, by day and time. */
function insertBlocks({ storage }: Pick<Context, 'storage'>, planId: PlanId): number[] {
  return week.days.flatMap(({ weekdays, blocks }) =>
    weekdays.flatMap(weekday =>
      blocks.flatMap(({ kind, ...block }) => {
        const id = storage.rotations.insertBlock(planId, {
          ...block,
          weekday,
          weeks: 'every',
          hasTeacher: 1,
          kind: oneOf<BlockValues['kind']>(['rotation', 'break', 'together'], kind),
        })
        return kind === 'rotation' ? [id] : []
      }),
    ),
  )
}

/** The groups that are furthest below mastery in reading, by position. */
function mostInNeed(state: PlanState): number[] {
  const need = (position: number) =>
    week.readingSkills.reduce((sum, skill) => sum + meanBelow(state, position, skill), 0)
  return [...state.groups.keys()]
    .sort((a, b) => need(b) - need(a))
    .slice(0, week.mostInNeed.groups)
    .sort((a, b) => a - b)
}

/** What a group reads about at the table: its focus if that is reading, else where it is furthest below the class. */
function readingFocus(state: PlanState, position: number): string {
  const focus = state.book.skills.find(({ id }) => id === state.groups[position].focusSkillId)?.name
  const behind = (skill: string) => {
    const all = [...state.groups.keys()].map(group => meanBelow(state, group, skill))
    return meanBelow(state, position, skill) - all.reduce((sum, one) => sum + one, 0) / all.length
  }
  const [first, ...others] = week.readingSkills
  if (focus !== undefined && week.readingSkills.includes(focus)) return focus
  return others.reduce(
    (furthest, skill) => (behind(skill) > behind(furthest) ? skill : furthest),
    known(first, 'reading skill'),
  )
}

/** How far the students of a group are below mastery in a skill, in the mean of those who were assessed. */
function meanBelow({ groups, book }: PlanState, position: number, skillName: string): number {
  const at = book.skills.findIndex(({ name }) => name === skillName)
  const skill = known(book.skills[at], skillName)
  const members = new Set(groups[position].members.map(({ studentId }) => studentId))
  const scores = book.students.flatMap(student => {
    const score = student.scores[at] ?? null
    return members.has(student.id) && score !== null ? [score] : []
  })
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length)
  return skill.masteryThreshold - mean
}

const TEXTS: Readonly<
  Record<string, readonly { aim: string; moves: string; materials: string; check: string }[]>
> = week.meetings

const textsOf = (skill: string) => known(TEXTS[skill], skill)
