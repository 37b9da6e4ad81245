import { createHash } from 'node:crypto'
import type { ImportChoices, ImportMemory, RememberedReading } from '../contract/importing.ts'
import { nameKey } from '../exchange/names.ts'
import type { ReadingChoices } from '../exchange/read-file.ts'
import type { ScoreTable } from '../exchange/score-table.ts'

const MOST_SOURCES = 60
/** Of one source: a known kind has other columns in every file, as quizzes have questions. */
const MOST_COLUMNS = 600

/** What was corrected in a file like this before, or null. */
export function memoryOf(memories: readonly ImportMemory[], table: ScoreTable): ImportMemory | null {
  const source = sourceOf(table)
  return memories.find(memory => memory.source === source) ?? null
}

/** The layout of an earlier file, under what the teacher says of this one. */
export function withMemoryOfLayout(memory: ImportMemory, choices: ImportChoices): ImportChoices {
  return {
    ...choices,
    headerRow: choices.headerRow ?? memory.headerRow,
    layout: choices.layout ?? memory.layout,
    asKnownFormat: choices.asKnownFormat ?? memory.asKnownFormat,
  }
}

/** Which columns of an earlier file held who, what and how much, found again by their names. */
export function withMemoryOfLong(
  memory: ImportMemory,
  { sheetHeaders }: ScoreTable,
  { long: said }: ImportChoices,
): ImportChoices['long'] {
  const headers = sheetHeaders.map(header => fingerprint(nameKey(header)))
  const place = (part: 'person' | 'skill' | 'score') => {
    const at = headers.indexOf(memory.long?.[part] ?? '')
    return said?.[part] ?? (at < 0 ? undefined : at)
  }
  const found = { person: place('person'), skill: place('skill'), score: place('score') }
  return Object.values(found).some(at => at !== undefined) ? found : undefined
}

/** The columns of an earlier file, found again by their names, under what the teacher says of these. */
export function withMemoryOfColumns(
  memory: ImportMemory,
  table: ScoreTable,
  choices: ImportChoices,
): ReadingChoices['columns'] {
  const said = new Map(choices.columns?.map(column => [column.index, column]))
  const headers = headerKeys(table)
  return headers.flatMap((header, index) => {
    const before = memory.columns.find(column => column.header === header)
    const now = said.get(index)
    if (!before) return now ? [now] : []
    return [
      {
        index,
        role: now?.role ?? before.role,
        skillName: now?.skillName ?? before.skillName,
        scale: now?.scale,
        scaleBefore: before.scale,
        masteryThreshold: now?.masteryThreshold ?? before.masteryThreshold,
        attributeName: now?.attributeName ?? before.attributeName,
        isSensitive: now?.isSensitive ?? before.isSensitive,
        levelNames: before.levelNames,
      },
    ]
  })
}

/** What of it came from the earlier file; null when nothing did. */
export function rememberedReading(
  memory: ImportMemory,
  table: ScoreTable,
  choices: ImportChoices,
): RememberedReading | null {
  const said = new Map(choices.columns?.map(column => [column.index, column]))
  const headers = headerKeys(table)
  const columns = headers.flatMap((header, index) => {
    const before = memory.columns.find(column => column.header === header)
    const now = said.get(index)
    const isKept = (part: 'role' | 'skillName' | 'scale' | 'masteryThreshold') =>
      before?.[part] !== undefined && now?.[part] === undefined
    const kept = {
      index,
      role: isKept('role'),
      skillName: isKept('skillName') && table.columns[index].role === 'skill',
      // The scale that the skill has in the class comes before it.
      scale:
        isKept('scale') &&
        table.columns[index].role === 'skill' &&
        JSON.stringify(table.columns[index].scale) === JSON.stringify(before?.scale),
      masteryThreshold: isKept('masteryThreshold') && table.columns[index].role === 'skill',
    }
    return kept.role || kept.skillName || kept.scale || kept.masteryThreshold ? [kept] : []
  })
  const isKept = (part: 'headerRow' | 'layout' | 'asKnownFormat') =>
    memory[part] !== undefined && choices[part] === undefined
  const kept = {
    headerRow: isKept('headerRow'),
    layout: isKept('layout'),
    asKnownFormat: isKept('asKnownFormat'),
    columns,
  }
  return kept.headerRow || kept.layout || kept.asKnownFormat || columns.length > 0 ? kept : null
}

/**
 * What is kept for the next file: what the teacher said of this one and of those before, and the levels that words
 * were taken for. Nothing of a file whose columns have no names.
 *
 * @param used the choices that the table was read with, memory included
 * @returns all memories, this one first
 */
export function remember(
  memories: readonly ImportMemory[],
  table: ScoreTable,
  used: ReadingChoices,
): ImportMemory[] {
  const source = sourceOf(table)
  const others = memories.filter(memory => memory.source !== source)
  if (source === '') return others
  const said = new Map(used.columns?.map(column => [column.index, column]))
  const headers = headerKeys(table)
  const isWordsOfFormat = table.source.format !== null && table.source.isReadAsKnown
  const columns = table.columns.flatMap(({ index, levelNames }): ImportMemory['columns'] => {
    const { role, skillName, masteryThreshold, attributeName, isSensitive } = said.get(index) ?? {}
    const scale = said.get(index)?.scale ?? said.get(index)?.scaleBefore
    const kept = {
      ...(role && { role }),
      ...(skillName && { skillName }),
      ...(scale && { scale: { ...scale } }),
      ...(masteryThreshold !== undefined && { masteryThreshold }),
      ...(attributeName && { attributeName }),
      ...(isSensitive !== undefined && { isSensitive }),
      ...(levelNames && !isWordsOfFormat && { levelNames: [...levelNames] }),
    }
    return Object.keys(kept).length > 0 ? [{ header: headers[index], ...kept }] : []
  })
  const { headerRow, layout, long, asKnownFormat } = used
  const elsewhere = (memoryOf(memories, table)?.columns ?? []).filter(
    ({ header }) => !headers.includes(header),
  )
  const memory: ImportMemory = {
    source,
    ...(headerRow !== undefined && { headerRow }),
    ...(layout && { layout }),
    ...(layout === 'long' && long && { long: rememberedLong(table, long) }),
    ...(asKnownFormat !== undefined && { asKnownFormat }),
    columns: [...columns, ...elsewhere].slice(0, MOST_COLUMNS),
  }
  const isEmpty = Object.keys(memory).length === 2 && memory.columns.length === 0
  return isEmpty ? others : [memory, ...others].slice(0, MOST_SOURCES)
}

function rememberedLong(
  { sheetHeaders }: ScoreTable,
  { person, skill, score }: NonNullable<ReadingChoices['long']>,
): ImportMemory['long'] {
  const named = (at: number | undefined) =>
    at === undefined ? undefined : fingerprint(nameKey(sheetHeaders[at] ?? ''))
  return {
    ...(person !== undefined && { person: named(person) }),
    ...(skill !== undefined && { skill: named(skill) }),
    ...(score !== undefined && { score: named(score) }),
  }
}

/** Names may be people's where a row of students was taken for the header, so only their fingerprint is kept. */
const fingerprint = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)

function sourceOf({ source: { key } }: ScoreTable): string {
  return key === '' || key.startsWith('format ') ? key : fingerprint(key)
}

/** One a column; the second of the same name is another. */
function headerKeys(table: ScoreTable): string[] {
  const times = new Map<string, number>()
  return table.columns.map(({ header }) => {
    const name = nameKey(header)
    const time = (times.get(name) ?? 0) + 1
    times.set(name, time)
    return fingerprint(`${name}\n${time}`)
  })
}
