import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { collectLicences, licenceOf, packageFolder, type Licence } from '../../../packaging/licences.ts'
import { readFileSync } from 'node:fs'
import { temporaryFolder } from '../application/open.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const MODULES = join(ROOT, 'node_modules')

describe('licences', () => {
  it('are found for a bundled module, also one inside another package, and never for our own files', () => {
    expect(packageFolder(join(MODULES, 'd3-scale/src/index.js'))).toBe(join(MODULES, 'd3-scale'))
    expect(packageFolder(`\0${join(MODULES, '@lucide/svelte/dist/icons/x.svelte')}?svelte&type=style`)).toBe(
      join(MODULES, '@lucide/svelte'),
    )
    expect(packageFolder(join(ROOT, 'src-renderer/main.ts'))).toBeNull()
    expect(packageFolder('\0vite/preload-helper.js')).toBeNull()
  })

  it('are taken as their authors wrote them', () => {
    expect(licenceOf(join(MODULES, 'zod'))).toMatchObject({
      name: 'zod',
      licence: 'MIT',
      text: expect.stringContaining('Colin McDonnell') as string,
    })
    expect(licenceOf(join(MODULES, 'type-fest')).text).toContain('CC0')
  })

  it('stop the build where a package brings none', () => {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, 'package.json'), '{"name":"bare","version":"1.0.0","license":"MIT"}')
    expect(() => licenceOf(folder.path)).toThrow('bare brings no text of its licence.')
  })

  it('are listed once each: our own first, what runs, what was bundled, SQLite and Electron', () => {
    using folder = temporaryFolder()
    mkdirSync(folder.path, { recursive: true })
    const file = join(folder.path, 'licences.json')
    const plugin = collectLicences(ROOT, file)
    const chunk = { type: 'chunk', modules: { [join(MODULES, 'd3-scale/src/index.js')]: {}, '\0mine': {} } }
    ;(plugin.generateBundle as unknown as (options: object, bundle: object) => void)({}, { chunk })
    ;(plugin.closeBundle as () => void)()
    const list = JSON.parse(readFileSync(file, 'utf8')) as Licence[]
    const names = list.map(({ name }) => name)
    expect(names[0]).toBe('Horseshoe')
    for (const name of ['zod', 'better-sqlite3', 'SQLite', 'Electron', 'd3-scale', 'ajv'])
      expect(names).toContain(name)
    expect(names).not.toContain('vitest')
    expect(names).not.toContain('d3-zoom')
    const keys = list.map(({ name, version }) => `${name} ${version}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const { name, text } of list) expect(text.length, name).toBeGreaterThan(100)
  })
})
