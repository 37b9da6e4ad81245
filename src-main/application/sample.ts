import type { ClassId, PlanId } from '../contract/ids.ts'
import { defaultMasteryThreshold } from '../exchange/scale.ts'
import { searchQuickly } from '../grouping/search.ts'
import { drawBoard } from './board.ts'
import type { Context } from './context.ts'
import { groupName } from './group-names.ts'
import { problemOf, readPlanState } from './plan-state.ts'
import { sampleAims, sampleClass, sampleScores } from './sample-class.ts'
import { insertSampleWeek } from './sample-week.ts'

const PERCENT = { kind: 'percent', minimum: 0, maximum: 100 } as const

/** Opens the invented class, with its rules, its plan, first groups and their week, as one step that undo takes back. */
export function createSampleClass(context: Context) {
  const { storage } = context
  return context.change(() => {
    const at = context.now().toISOString()
    const classId = storage.classes.insert(sampleClass.name) as ClassId
    const skills = sampleClass.skills.map(name =>
      storage.skills.insert(classId, {
        name,
        scaleKind: PERCENT.kind,
        scaleMinimum: PERCENT.minimum,
        scaleMaximum: PERCENT.maximum,
        masteryThreshold: defaultMasteryThreshold(PERCENT),
      }),
    )
    const students = sampleClass.students.map(({ fullName, callName, interests }) => {
      const id = storage.students.insert(fullName, callName, null)
      storage.classes.enroll(classId, id)
      for (const interest of interests) storage.students.addInterest(id, interest)
      return id
    })
    for (const assessment of sampleClass.assessments) {
      const { name, heldOn } = assessment
      const id = storage.assessments.insert(classId, { name, heldOn, sourceFile: null, importedAt: at })
      for (const [row, student] of sampleClass.students.entries()) {
        for (const [column, value] of sampleScores(student, assessment).entries()) {
          if (value === null) continue
          storage.assessments.putScore(id, { studentId: students[row], skillId: skills[column], value })
        }
      }
    }
    for (const {
      kind,
      students: [first, second],
      reason,
    } of sampleClass.rules) {
      const pair = kind === 'together' ? 'together' : 'apart'
      storage.rules.insert(classId, pair, students[first], students[second], reason)
    }
    const planId = storage.plans.insert(classId, null, {
      ...sampleClass.plan,
      mode: 'similar',
      variety: 0,
    }) as PlanId
    for (const skill of skills) storage.plans.putSkill(planId, skill, 1)
    groupAtOnce(context, planId, at)
    insertSampleWeek(context, planId)
    return {
      result: { classId, planId },
      entry: { name: 'createSampleClass', label: 'open the sample class', classId, planId },
    }
  })
}

/** A class of 28 takes the search a few hundredths of a second: no worker is needed inside this transaction. */
function groupAtOnce({ storage }: Context, planId: PlanId, at: string): void {
  const state = readPlanState(storage, planId)
  const found = searchQuickly(problemOf(state, []), state.plan.seed)
  if (found.kind !== 'grouped') throw new Error('The rules of the sample class contradict each other.')
  const { groups } = found
  const groupingId = storage.groupings.insert(planId, at, state.request.mode, state.plan.seed)
  const ids = Array.from({ length: state.request.groupCount }, (_, position) =>
    storage.groupings.insertGroup(groupingId, position, {
      name: groupName(position),
      focusSkillId: null,
      aim: '',
      moves: '',
      materials: '',
    }),
  )
  for (const [row, { id }] of state.book.students.entries())
    storage.groupings.seat(groupingId, id, ids[groups[row]])
  for (const { id, name, needs } of drawBoard(readPlanState(storage, planId)).groups) {
    const focus = state.book.skills.find(skill => skill.id === needs[0])
    const written = sampleAims.get(focus?.name ?? '')
    if (focus && written) storage.groupings.updateGroup(id, { name, focusSkillId: focus.id, ...written })
  }
}
