import Database from 'better-sqlite3'
import { copyFileSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findConflictCopies, recognisePlace } from '../../../src-main/storage/data-place.ts'
import { openDatabase } from '../../../src-main/storage/open-database.ts'
import { ask, open, temporaryFolder } from '../application/open.ts'

const windows = { platform: 'win32', environment: {}, mounts: '' } as const
const mac = { platform: 'darwin', environment: {}, mounts: '' } as const
const linux = { platform: 'linux', environment: {}, mounts: '' } as const

describe('a folder that something else copies or serves', () => {
  it.each([
    ['C:\\Users\\kim\\OneDrive\\Horseshoe', windows, 'OneDrive'],
    ['C:\\Users\\kim\\OneDrive - Lincoln Elementary\\Documents\\Horseshoe', windows, 'OneDrive'],
    ['D:\\Work\\Horseshoe', { ...windows, environment: { OneDriveCommercial: 'D:\\work' } }, 'OneDrive'],
    ['C:\\Users\\kim\\Dropbox (School)\\Horseshoe', windows, 'Dropbox'],
    ['C:\\Users\\kim\\iCloudDrive\\Horseshoe', windows, 'iCloud'],
    ['G:\\My Drive\\Horseshoe', windows, 'Google Drive'],
    ['\\\\server\\home\\kim\\Horseshoe', windows, 'network drive'],
    ['\\\\?\\UNC\\server\\home\\kim', windows, 'network drive'],
    ['/Users/kim/Library/Mobile Documents/com~apple~CloudDocs/Horseshoe', mac, 'iCloud'],
    ['/Users/kim/Library/CloudStorage/GoogleDrive-kim@school.org/My Drive', mac, 'Google Drive'],
    ['/Users/kim/Library/CloudStorage/OneDrive-School', mac, 'OneDrive'],
    ['/home/kim/Dropbox/horseshoe', linux, 'Dropbox'],
    ['/home/kim/Nextcloud/horseshoe', linux, 'Nextcloud'],
    [
      '/mnt/my home/horseshoe',
      { ...linux, mounts: '/dev/sda1 / ext4 rw 0 0\nsrv:/home /mnt/my\\040home nfs4 rw 0 0' },
      'network drive',
    ],
    ['/srv/h', { ...linux, mounts: '//srv/x /srv cifs rw 0 0\n/dev/sda1 / ext4 rw 0 0' }, 'network drive'],
  ])('%s is recognised', (folder, where, service) => {
    expect(recognisePlace(folder, where)).toEqual({
      kind: service === 'network drive' ? 'network' : 'sync',
      service,
    })
  })

  it.each([
    ['C:\\Users\\kim\\AppData\\Local\\Horseshoe', windows],
    ['C:\\Users\\kim\\OneDriveway\\Horseshoe', windows],
    ['D:\\Workshop', { ...windows, environment: { OneDrive: 'D:\\Work' } }],
    ['\\\\?\\C:\\Users\\kim\\AppData\\Local\\Horseshoe', windows],
    ['/Users/kim/Library/Application Support/Horseshoe', mac],
    [
      '/home/kim/.local/share/horseshoe',
      { ...linux, mounts: 'srv:/x /mnt nfs4 rw 0 0\n/dev/sda1 / ext4 rw 0 0' },
    ],
  ])('%s is an ordinary one', (folder, where) => {
    expect(recognisePlace(folder, where)).toBeNull()
  })

  it('is recognised by the marks of a program that syncs it under any name', () => {
    using folder = temporaryFolder()
    const inner = join(folder.path, 'School', 'Data')
    mkdirSync(inner, { recursive: true })
    expect(recognisePlace(inner, linux)).toBeNull()
    mkdirSync(join(folder.path, '.stfolder'))
    expect(recognisePlace(inner, linux)).toEqual({ kind: 'sync', service: 'Syncthing' })
  })
})

describe('copies that a sync program made of two versions', () => {
  const conflicts = [
    'horseshoe (1).db',
    'horseshoe (Kim’s conflicted copy 2026-11-23).db',
    'horseshoe 2.db',
    'horseshoe-ROOM12-PC.db',
    'horseshoe.sync-conflict-20261123-081000-ABCDEFG.db',
    'horseshoe_conf(1).db',
  ]

  it('are found by their names, if they are databases of Horseshoe', () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'horseshoe.db')
    openDatabase(file).close()
    for (const name of [...conflicts, 'horseshoe-old.db', 'horseshoe.db.version-1.backup', 'other (1).db']) {
      copyFileSync(file, join(folder.path, name))
    }
    new Database(join(folder.path, 'horseshoe (2).db')).exec('CREATE TABLE t(a)').close()
    writeFileSync(join(folder.path, 'horseshoe (3).db'), 'short')
    expect(findConflictCopies(file)).toEqual([...conflicts].sort())
  })

  it('and a folder that is synced are told once each, with what to do', async () => {
    using folder = temporaryFolder()
    const data = join(realpathSync(folder.path), 'Dropbox', 'Horseshoe')
    const app = open(data)
    await ask(app, 'createSampleClass', {})
    expect(await ask(app, 'readTrouble', {})).toMatchObject({
      isViewingOnly: false,
      warnings: [{ message: expect.stringContaining('Dropbox') as string }],
      system: expect.stringMatching(/^Horseshoe 0\.0\.0 \(browser\), /) as string,
    })
    copyFileSync(join(data, 'horseshoe.db'), join(data, 'horseshoe-ROOM12-PC.db'))
    const { warnings } = await ask(app, 'readTrouble', {})
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('horseshoe-ROOM12-PC.db'),
      expect.stringContaining('Dropbox'),
    ])
    expect(new Set(warnings.map(({ key }) => key)).size).toBe(2)
    await app.close()
  })
})
