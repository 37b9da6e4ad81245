import { zipSync } from 'fflate'
import { csvLines } from './csv-cell.ts'
import type { SharedGroups, SharedMember } from './group-sheet.ts'
import { bytesOf, type WrittenFile } from './written-file.ts'

const USERS = [
  ...['sourcedId', 'status', 'dateLastModified', 'enabledUser', 'username', 'userIds', 'givenName'],
  ...['familyName', 'middleName', 'identifier', 'email', 'sms', 'phone', 'agentSourcedIds', 'grades'],
  ...['password', 'userMasterIdentifier', 'resourceSourcedIds', 'preferredGivenName'],
  ...['preferredMiddleName', 'preferredFamilyName', 'primaryOrgSourcedId', 'pronouns'],
]
const ROLES = [
  ...['sourcedId', 'status', 'dateLastModified', 'userSourcedId', 'roleType', 'role', 'beginDate'],
  ...['endDate', 'orgSourcedId', 'userProfileSourcedId'],
]
const CLASSES = [
  ...['sourcedId', 'status', 'dateLastModified', 'title', 'grades', 'courseSourcedId', 'classCode'],
  ...['classType', 'location', 'schoolSourcedId', 'termSourcedIds', 'subjects', 'subjectCodes', 'periods'],
]
const ENROLLMENTS = [
  ...['sourcedId', 'status', 'dateLastModified', 'classSourcedId', 'schoolSourcedId', 'userSourcedId'],
  ...['role', 'primary', 'beginDate', 'endDate'],
]
/** What a OneRoster 1.2 manifest names, and which of it is here. */
const FILES = [
  ...['academicSessions', 'categories', 'classes', 'classResources', 'courses', 'courseResources'],
  ...['demographics', 'enrollments', 'lineItemLearningObjectiveIds', 'lineItems', 'lineItemScoreScales'],
  ...['orgs', 'resources', 'resultLearningObjectiveIds', 'results', 'resultScoreScales', 'roles'],
  ...['scoreScales', 'userProfiles', 'userResources', 'users'],
]

/**
 * The class and each of its groups as classes of a OneRoster 1.2 CSV zip (1EdTech, "OneRoster 1.2 CSV Binding").
 * Students keep the id that the school's files gave them; who has none gets one of ours. School, course and term are
 * left empty, since they are not known here: a roster to read groups from, not one to set a whole school up with. So
 * is the preferred given name: what a student is called here may be any part of the name, or none.
 */
export function writeOneRoster(shared: SharedGroups): WrittenFile {
  const { classId, className, planId, groups, unplaced } = shared
  const everybody = [...groups.flatMap(group => group.members), ...unplaced]
  const classKey = `horseshoe-class-${classId}`
  const rosters = [
    { key: classKey, title: className, type: 'homeroom', members: everybody },
    ...groups.map(({ letter, name, members }) => ({
      key: `horseshoe-plan-${planId}-${letter}`,
      title: `${className}: ${letter} · ${name}`,
      type: 'scheduled',
      members,
    })),
  ]
  const userKey = sourcedIds(everybody)
  const tables = {
    users: table(
      USERS,
      everybody.map(member => ({
        sourcedId: userKey(member),
        enabledUser: 'true',
        username: userKey(member),
        ...givenAndFamily(member.fullName),
        identifier: member.externalId ?? '',
      })),
    ),
    roles: table(
      ROLES,
      everybody.map(member => ({
        sourcedId: `horseshoe-role-${userKey(member)}`,
        userSourcedId: userKey(member),
        roleType: 'primary',
        role: 'student',
      })),
    ),
    classes: table(
      CLASSES,
      rosters.map(({ key, title, type }) => ({ sourcedId: key, title, classType: type })),
    ),
    enrollments: table(
      ENROLLMENTS,
      rosters.flatMap(({ key, members }) =>
        members.map(member => ({
          sourcedId: `${key}-${userKey(member)}`,
          classSourcedId: key,
          userSourcedId: userKey(member),
          role: 'student',
          primary: 'false',
        })),
      ),
    ),
  }
  const manifest = [
    ['propertyName', 'value'],
    ['manifest.version', '1.0'],
    ['oneroster.version', '1.2'],
    ...FILES.map(name => [`file.${name}`, Object.hasOwn(tables, name) ? 'bulk' : 'absent']),
    ['source.systemName', 'Horseshoe'],
    ['source.systemCode', 'horseshoe'],
  ]
  const files = Object.entries({ manifest, ...tables }).map(([name, rows]) => [`${name}.csv`, rows] as const)
  return {
    extension: 'zip',
    mediaType: 'application/zip',
    bytes: zipSync(Object.fromEntries(files.map(([name, rows]) => [name, bytesOf(csvLines(rows))]))),
    parts: files.map(([name, rows]) => ({ kind: 'table', name, rows })),
  }
}

function table(columns: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string[][] {
  return [[...columns], ...rows.map(row => columns.map(column => row[column] ?? ''))]
}

/** The school's own id where there is one and nobody else has it too. */
function sourcedIds(everybody: readonly SharedMember[]): (member: SharedMember) => string {
  const owners = new Map<string, number>()
  for (const { externalId } of everybody) {
    if (externalId !== null) owners.set(externalId, (owners.get(externalId) ?? 0) + 1)
  }
  return ({ id, externalId }) =>
    externalId !== null && owners.get(externalId) === 1 ? externalId : `horseshoe-student-${id}`
}

/** OneRoster wants a name in two; what stands last is taken for the family name, where there is more than one word. */
function givenAndFamily(fullName: string): { givenName: string; familyName: string } {
  const words = fullName.trim().split(/\s+/)
  if (words.length < 2) return { givenName: fullName, familyName: '' }
  return { givenName: words.slice(0, -1).join(' '), familyName: words.at(-1) ?? '' }
}
