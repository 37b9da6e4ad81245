import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Plugin } from 'vite'

/** A library that Horseshoe is made of, and what its licence says. */
export interface Licence {
  readonly name: string
  readonly version: string
  /** As SPDX names it: `MIT`. */
  readonly licence: string
  /** The whole text, as its authors wrote it. */
  readonly text: string
}

interface LockedPackage {
  version?: string
  dev?: boolean
  optional?: boolean
}

/** What comes inside another package, or stands beside the program, and so in no list of npm. */
const INSIDE: readonly Licence[] = [
  {
    name: 'SQLite',
    version: 'in better-sqlite3',
    licence: 'Public domain',
    text: 'The authors of SQLite have dedicated its code to the public domain: anyone is free to copy, modify, publish, use, compile, sell, or distribute it, in source code or as a compiled binary, for any purpose, commercial or non-commercial, and by any means.',
  },
]

const AFTER_ELECTRON =
  'Electron holds Chromium and Node.js. Their licences, and those of all they are made of, are in the file LICENSES.chromium.html beside the program.'

/** Folders of all packages that are needed to run, from npm's own list, relative to the project. */
function productionFolders(root: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  return Object.entries(packages)
    .filter(([path, { dev, optional }]) => path !== '' && !dev && !optional)
    .map(([path]) => path)
}

/**
 * The licence of an installed package.
 *
 * @throws Error when the package brings no text: somebody has to look into it
 */
export function licenceOf(folder: string): Licence {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    version: string
    license: string
  }
  const files = readdirSync(folder).filter(file => /^(licen[cs]e|copying)/i.test(file))
  if (files.length === 0) throw new Error(`${name} brings no text of its licence.`)
  const text = files.map(file => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
  return { name, version, licence: license.replace(/^\((.*)\)$/, '$1'), text }
}

/** The folder of the package that a bundled module comes from; null for our own. */
export function packageFolder(moduleId: string): string | null {
  const path = moduleId.replaceAll(sep, '/').replace(/^\0/, '').split('?')[0] ?? ''
  const found = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]
  return found && existsSync(join(found, 'package.json')) ? found : null
}

/**
 * Horseshoe's own licence, then every other by name: of what runs beside the program, of what was bundled into it, and of Electron.
 *
 * @param bundled folders of the packages that were bundled
 */
function gatherLicences(root: string, bundled: ReadonlySet<string>): Licence[] {
  const electron = licenceOf(join(root, 'node_modules/electron'))
  const all = [
    ...productionFolders(root).map(path => licenceOf(join(root, path))),
    ...[...bundled].map(licenceOf),
    ...INSIDE,
    { ...electron, name: 'Electron', text: `${electron.text}\n\n${AFTER_ELECTRON}` },
  ]
  const own = { ...licenceOf(root), name: 'Horseshoe' }
  const byName = new Map(all.map(one => [`${one.name} ${one.version}`, one]))
  const sorted = [...byName.values()].sort((a, b) =>
    a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }),
  )
  return [own, ...sorted]
}

/** For a bundle: remembers which packages went into it, and writes all licences into a file when it is done. */
export function collectLicences(root: string, file: string): Plugin {
  const bundled = new Set<string>()
  return {
    name: 'collect-licences',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        for (const id of Object.keys(chunk.modules)) {
          const folder = packageFolder(id)
          if (folder) bundled.add(folder)
        }
      }
    },
    closeBundle() {
      writeFileSync(file, JSON.stringify(gatherLicences(root, bundled)))
    },
  }
}
