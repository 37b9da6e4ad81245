import type { ImportChoices, ImportRemark } from '../contract/importing.ts'
import { nameKey } from '../exchange/names.ts'
import type { ScoreTable } from '../exchange/score-table.ts'
import type { ClassOutline } from './class-book.ts'
import { mismatch, type PlannedSkill } from './import-skills.ts'

/** What is to be said about a table before it is imported; what stands in the way comes first. */
export function remarksOf(
  table: ScoreTable,
  skills: readonly PlannedSkill[],
  outline: ClassOutline | null,
  choices: ImportChoices,
): ImportRemark[] {
  const remarks = table.remarks.map(({ kind, ...rest }): ImportRemark => ({
    severity: kind === 'odd' ? (choices.oddCellsAccepted ? 'note' : 'ask') : kind,
    ...rest,
  }))
  const knownSkills = new Map(outline?.skills.map(skill => [skill.id as number, skill]))
  for (const skill of skills) {
    const { column, id, name } = skill
    const known = id === null ? undefined : knownSkills.get(id)
    if (known && nameKey(known.name) !== nameKey(name)) {
      remarks.push({
        severity: 'note',
        row: null,
        column: name,
        message: `The column ${name} is the skill ${known.name}, which was called so before.`,
        remedy: 'If it is another skill, give the column another name.',
      })
    }
    const moved = known && movedLevel(known.levelNames, table.columns[column].levelNames)
    if (moved) {
      remarks.push({
        severity: 'stop',
        row: null,
        column: name,
        message: `${name}: “${moved.name}” is level ${moved.here} in this file and level ${moved.before} in the class.`,
        remedy: 'They are other levels: give the column another name, so that it becomes a skill of its own.',
      })
    }
    const own = table.columns[column].ownScale
    if (known?.scale.kind === 'points' && own?.kind === 'points' && own.maximum !== known.scale.maximum) {
      remarks.push({
        severity: 'note',
        row: null,
        column: name,
        message: `${name} is out of ${own.maximum} in this file and out of ${known.scale.maximum} in the class.`,
        remedy: 'If it is another test, give the column another name.',
      })
    }
    const obstacle = known ? mismatch(skill, known) : null
    if (obstacle === null) continue
    remarks.push({
      severity: 'stop',
      row: null,
      column: name,
      message: obstacle,
      remedy:
        'If it is another test, give the column another name, or ignore it. Else give it the scale of the skill.',
    })
  }
  remarks.push(...remarksOnMastery(skills))
  if (skills.length === 0 && table.rows.length > 0 && table.columns.some(({ role }) => role === 'ignored')) {
    remarks.push({
      severity: 'note',
      row: null,
      column: null,
      message: 'No scores are read from this file.',
      remedy: 'If a column holds scores, choose “Skill” over it in the table below.',
    })
  }
  const seen = new Set<string | number>()
  const twice = skills.filter(({ id, name }) => {
    const isSeen = seen.has(nameKey(name)) || (id !== null && seen.has(id))
    seen.add(nameKey(name))
    if (id !== null) seen.add(id)
    return isSeen
  })
  for (const { name } of twice) {
    remarks.push({
      severity: 'stop',
      row: null,
      column: name,
      message: `Two columns are the skill ${name}.`,
      remedy: 'Give one of them another name, or ignore it.',
    })
  }
  const order = { stop: 0, ask: 1, note: 2 }
  return remarks.sort((a, b) => order[a.severity] - order[b.severity])
}

const NAMED_SKILLS = 3

function remarksOnMastery(skills: readonly PlannedSkill[]): ImportRemark[] {
  const remarks = skills.flatMap(({ name, scale, mastery: { value, from } }): ImportRemark[] => {
    if (from !== 'teacher' || (value >= scale.minimum && value <= scale.maximum)) return []
    return [
      {
        severity: 'stop',
        row: null,
        column: name,
        message: `${name}: nobody can have it from ${value}, for its scale goes from ${scale.minimum} to ${scale.maximum}.`,
        remedy: 'Write another number above the column, at “Has it from”.',
      },
    ]
  })
  const unknown = skills.filter(({ mastery }) => mastery.from === 'half').map(({ name }) => name)
  if (unknown.length === 0) return remarks
  const named = unknown.slice(0, NAMED_SKILLS).join(', ')
  const more = unknown.length > NAMED_SKILLS ? ` and ${unknown.length - NAMED_SKILLS} more` : ''
  remarks.push({
    severity: 'note',
    row: null,
    column: null,
    message: `No cut score is known for ${named}${more}: half of those in the file have it.`,
    remedy: 'If your school has cut scores, write them above the columns, at “Has it from”.',
  })
  return remarks
}

/** A level whose number would mean something else than it does in the class. */
function movedLevel(before: readonly string[] | null, names: readonly string[] | null) {
  if (!before || !names) return null
  for (const [at, name] of names.entries()) {
    const place = before.findIndex(other => nameKey(other) === nameKey(name))
    if (place >= 0 && place !== at) return { name, here: at + 1, before: place + 1 }
  }
  return null
}
