import { shortened } from './shortened.ts'
import { MOST_STANDARDS, parentsFirst, tooManyStandards, type ReadStandards } from './standard-order.ts'
import { UnreadableFile } from './unreadable-file.ts'

/**
 * Reads a CASE package: `CFItems` with `humanCodingScheme` and `fullStatement` (or `abbreviatedStatement`), and
 * `CFAssociations` of the type `isChildOf`. What else stands in it (rubrics, subjects, licences) is not read.
 *
 * @param title the list's name where the package has none
 * @throws UnreadableFile when it is no such package
 */
export function readCase(text: string, title: string): ReadStandards {
  const root = fieldsOf(parse(text))
  const pack = fieldsOf(root?.['CFPackage']) ?? root
  const items = pack?.['CFItems']
  if (!pack || !Array.isArray(items)) {
    throw new UnreadableFile(
      'This JSON file is no list of standards.',
      'Choose a CASE package: a JSON file with CFItems, as CASE Network and OpenSALT write it.',
    )
  }
  if (items.length > MOST_STANDARDS) throw tooManyStandards(items.length)
  const above = parentsOf(pack['CFAssociations'])
  const entries = items.flatMap(item => {
    const fields = fieldsOf(item)
    if (!fields) return []
    const key = textOf(fields['identifier'])
    const code = shortened(textOf(fields['humanCodingScheme']), 200)
    const statement = textOf(fields['fullStatement']) || textOf(fields['abbreviatedStatement']) || code
    if (statement === '') return []
    return [{ key, code, statement: shortened(statement, 2000), above: above.get(key) ?? '' }]
  })
  const name = textOf(fieldsOf(pack['CFDocument'])?.['title']) || title
  return { name: shortened(name, 200), standards: parentsFirst(entries) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new UnreadableFile(
      'This JSON file is broken or was cut off.',
      'Download the list again, and choose the new file.',
    )
  }
}

/** What each item stands under, by identifier. */
function parentsOf(associations: unknown): Map<string, string> {
  const above = new Map<string, string>()
  if (!Array.isArray(associations)) return above
  for (const association of associations) {
    const fields = fieldsOf(association)
    if (fields?.['associationType'] !== 'isChildOf') continue
    const child = textOf(fieldsOf(fields['originNodeURI'])?.['identifier'])
    const parent = textOf(fieldsOf(fields['destinationNodeURI'])?.['identifier'])
    if (child !== '' && parent !== '' && !above.has(child)) above.set(child, parent)
  }
  return above
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : ''
