import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { forgetPassphrases } from '../../../src-renderer/state/forget-passphrases.ts'

class Field extends EventTarget {
  value = 'correct horse'
}

describe('a passphrase that is being typed when the screen is locked', () => {
  it('is taken out of its field, and whoever follows the field hears of it', () => {
    const field = new Field()
    const heard: string[] = []
    field.addEventListener('input', () => heard.push(field.value))
    const asked: string[] = []
    const page = {
      querySelectorAll: (selector: string) => {
        asked.push(selector)
        return [field]
      },
    } as unknown as ParentNode
    forgetPassphrases(page)
    expect(heard).toEqual([''])
    expect(asked).toEqual(['input[data-forget-when-locked]'])
  })

  it('stands in a marked field wherever a file is opened with it, and in none where it is given', () => {
    const root = join(import.meta.dirname, '../../../src-renderer')
    const withPassphrase = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.svelte'))
      .map(name => [name.replaceAll('\\', '/'), readFileSync(join(root, name), 'utf8')] as const)
      .filter(
        ([name, text]) =>
          /<PassphraseField\s|<input[^>]*password/.test(text) && !name.endsWith('/PassphraseField.svelte'),
      )
    const marks = withPassphrase.map(([name, text]) => [name, text.includes('data-forget-when-locked')])
    expect(Object.fromEntries(marks)).toEqual({
      'exporting/OpenClassDialog.svelte': true,
      'exporting/PassphraseFields.svelte': false,
      'keeping/OpenCopyDialog.svelte': true,
    })
  })
})
