import type { ImportPreview } from '../../src-main/contract/importing.ts'
import { columnRoles, layouts, scaleKinds } from './file-words.ts'
import { listed } from './words.ts'

const MOST_COLUMNS = 3

/** What of an earlier file's corrections is used: "“Code” ignored, “Spelling” on levels from 1 to 4". */
export function rememberedWords(preview: ImportPreview): string {
  const { remembered, columns } = preview
  if (!remembered) return ''
  const said: string[] = []
  if (remembered.asKnownFormat) said.push('read like any other table')
  if (remembered.layout) {
    said.push(layouts.find(({ layout }) => layout === preview.layout)?.name.toLowerCase() ?? '')
  }
  if (remembered.headerRow) {
    said.push(preview.headerRow === 0 ? 'no column names' : `column names in row ${preview.headerRow}`)
  }
  const named = remembered.columns.slice(0, MOST_COLUMNS).map(kept => {
    const { header, role, skillName, scale, mastery } = columns[kept.index] ?? {}
    const parts = [
      kept.role ? (role === 'ignored' ? 'ignored' : `as ${roleName(role)}`) : '',
      kept.skillName ? `called “${skillName ?? ''}”` : '',
      kept.scale && scale ? `on ${scaleName(scale.kind)} from ${scale.minimum} to ${scale.maximum}` : '',
      kept.masteryThreshold && mastery ? `had from ${mastery.value}` : '',
    ]
    return `“${header ?? ''}” ${parts.filter(Boolean).join(', ')}`
  })
  const more = remembered.columns.length - named.length
  if (more > 0) named.push(more === 1 ? 'one more column' : `${more} more columns`)
  return listed([...said, ...named].filter(Boolean))
}

function roleName(role: ImportPreview['columns'][number]['role'] | undefined): string {
  return columnRoles.find(other => other.role === role)?.name.toLowerCase() ?? ''
}

function scaleName(kind: string): string {
  return scaleKinds.find(other => other.kind === kind)?.name.toLowerCase() ?? ''
}
