import type { SharedGroup, SharedGroups, SharedMember } from './group-sheet.ts'
import { rotationBlocks, type SharedWeek } from './shared-week.ts'
import { bytesOf, type WrittenFile } from './written-file.ts'

/**
 * The groups as plain text to paste into an e-mail. Every line starts with a word or a bullet of ours, so that a
 * name such as `=1+1` stays text where the lines are pasted into a spreadsheet.
 */
export function writeGroupText(shared: SharedGroups): WrittenFile {
  const { className, planName, purpose, successCriteria, regroupOn, groups, unplaced, weeks } = shared
  const blocks = [
    [
      line('Groups of', `${className}: ${planName}`),
      ...labelled('Purpose', purpose),
      ...labelled('How we will know', successCriteria),
      ...labelled('Regroup on', regroupOn ?? ''),
    ],
    ...groups.map((group, at) => [
      ...heading(group),
      ...members(group.members),
      ...plan(group),
      ...weeks.flatMap(week => weekOf(week, at)),
    ]),
    ...(unplaced.length > 0 ? [['Not in a group', ...members(unplaced)]] : []),
  ]
  const text = `${blocks.map(block => block.join('\r\n')).join('\r\n\r\n')}\r\n`
  return {
    extension: 'txt',
    mediaType: 'text/plain;charset=utf-8',
    bytes: bytesOf(text),
    parts: [{ kind: 'text', name: 'Text', text }],
  }
}

/**
 * The groups as a list to work through in a learning platform that cannot read groups from a file (Google
 * Classroom, Seesaw): group, then who is in it, with the id or address that the school's files gave.
 */
export function writeGroupList({ groups, unplaced }: SharedGroups): WrittenFile {
  const entry = ({ fullName, externalId }: SharedMember) =>
    bullet(externalId === null ? fullName : `${fullName} (${externalId})`)
  const blocks = [
    ...groups.map(group => [line('Group', `${group.letter}: ${group.name}`), ...group.members.map(entry)]),
    ...(unplaced.length > 0 ? [['Not in a group', ...unplaced.map(entry)]] : []),
  ]
  const text = `${blocks.map(block => block.join('\r\n')).join('\r\n\r\n')}\r\n`
  return {
    extension: 'txt',
    mediaType: 'text/plain;charset=utf-8',
    bytes: bytesOf(text),
    parts: [{ kind: 'text', name: 'List', text }],
  }
}

const heading = ({ letter, name, focusSkill }: SharedGroup) => [
  line('Group', `${letter}: ${name}`),
  ...labelled('Focus', focusSkill),
]

const members = (list: readonly SharedMember[]) => list.map(({ fullName }) => bullet(fullName))

const plan = ({ aim, moves, materials }: SharedGroup) => [
  ...labelled('Aim', aim),
  ...labelled('Teacher’s moves', moves),
  ...labelled('Materials', materials),
]

/** Where a group is, a line a day: "• Monday: 9:05 Word study, 9:25 Library corner". */
function weekOf(week: SharedWeek, group: number): string[] {
  const days = Map.groupBy(rotationBlocks(week), ({ day }) => day)
  const lines = [...days].flatMap(([day, blocks]) => {
    const visits = blocks.flatMap(({ block, stations }) =>
      stations[group] ? [`${block.start} ${stations[group]}`] : [],
    )
    return visits.length > 0 ? [bullet(`${day}: ${visits.join(', ')}`)] : []
  })
  return lines.length > 0 ? [`${week.name}:`, ...lines] : []
}

/** Nothing for an empty text; the lines of a longer one as bullets under its label. */
function labelled(label: string, text: string): string[] {
  const lines = text
    .split(/\r\n|[\r\n]/)
    .map(one => one.trim())
    .filter(Boolean)
  const [only] = lines
  if (only === undefined) return []
  return lines.length === 1 ? [`${label}: ${oneLine(only)}`] : [`${label}:`, ...lines.map(bullet)]
}

const line = (start: string, text: string) => `${start} ${oneLine(text)}`
const bullet = (text: string) => `• ${oneLine(text)}`

/** Tabs and line breaks would begin a new cell where the text is pasted into a spreadsheet. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
