import type { ValidInput } from '../contract/contract.ts'
import type { ExportedFile, GroupsFileKind } from '../contract/exporting.ts'
import type { StudentId } from '../contract/ids.ts'
import { writeGroupSheet, type SharedGroups, type SharedMember } from '../exchange/group-sheet.ts'
import { writeGroupList, writeGroupText } from '../exchange/group-text.ts'
import { writeGroupWorkbook } from '../exchange/group-workbook.ts'
import { writeOneRoster } from '../exchange/oneroster-groups.ts'
import type { WrittenFile } from '../exchange/written-file.ts'
import type { Storage } from '../storage/storage.ts'
import { drawBoard } from './board.ts'
import type { Context } from './context.ts'
import { exportedFile } from './exported-file.ts'
import { readPlanState } from './plan-state.ts'
import { readRotationState } from './rotation-state.ts'
import { sharedWeeks } from './shared-weeks.ts'

/** Each kind's writer, and what its file is called after the class and the plan. */
const KINDS: Readonly<
  Record<
    GroupsFileKind,
    { readonly title: string; readonly write: (shared: SharedGroups) => WrittenFile | Promise<WrittenFile> }
  >
> = {
  workbook: { title: 'groups', write: writeGroupWorkbook },
  csv: { title: 'groups', write: writeGroupSheet },
  text: { title: 'groups', write: writeGroupText },
  list: { title: 'group list', write: writeGroupList },
  oneRoster: { title: 'OneRoster', write: writeOneRoster },
}

/** The groups on the board as a file of one kind. */
export async function exportGroups(
  { storage }: Context,
  { planId, kind }: ValidInput<'exportGroups'>,
): Promise<ExportedFile> {
  const shared = sharedGroups(storage, planId)
  const { title, write } = KINDS[kind]
  return exportedFile([shared.className, shared.planName, title], await write(shared))
}

function sharedGroups(storage: Storage, planId: ValidInput<'exportGroups'>['planId']): SharedGroups {
  const state = readPlanState(storage, planId)
  const { book, plan } = state
  const board = drawBoard(state)
  const rotation = readRotationState(storage, planId)
  const students = new Map(book.students.map(student => [student.id, student]))
  const skills = new Map(book.skills.map(skill => [skill.id, skill.name]))
  const member = (id: StudentId, locked: boolean): SharedMember[] => {
    const student = students.get(id)
    if (!student) return []
    const { fullName, callName, externalId } = student
    return [{ id, fullName, callName, externalId, locked }]
  }
  return {
    classId: book.id,
    className: book.name,
    planId,
    planName: plan.name,
    purpose: plan.purpose,
    successCriteria: plan.successCriteria,
    regroupOn: plan.regroupOn,
    groups: board.groups.map(({ letter, name, focusSkillId, aim, moves, materials, members }) => ({
      letter,
      name,
      focusSkill: focusSkillId === null ? '' : (skills.get(focusSkillId) ?? ''),
      aim,
      moves,
      materials,
      members: members.flatMap(({ studentId, locked }) => member(studentId, locked)),
    })),
    weeks: rotation && state.groups.length > 0 ? sharedWeeks(rotation) : [],
    unplaced: board.groups.length === 0 ? [] : board.unplaced.flatMap(id => member(id, false)),
  }
}
