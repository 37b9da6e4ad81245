import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { APPLICATION_ID } from './migrate.ts'

/** A folder that something else copies or serves while the database is open: the usual way to spoil one. */
export interface UnsafePlace {
  readonly kind: 'sync' | 'network'
  /** What does it, as its maker calls it: "OneDrive"; "network drive". */
  readonly service: string
}

/** What is known of the computer; handed in, so that every platform can be tested on any. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  /** Text of /proc/self/mounts on Linux; '' elsewhere. */
  readonly mounts: string
}

/** Names of folders that sync programs make, as a whole path segment. */
const SYNC_FOLDERS: readonly (readonly [pattern: RegExp, service: string])[] = [
  [/^OneDrive( -.*|-.*)?$/i, 'OneDrive'],
  [/^Dropbox( \(.*\)|-.*)?$/i, 'Dropbox'],
  [/^(iCloud ?Drive|Mobile Documents|com~apple~CloudDocs)$/i, 'iCloud'],
  [/^(Google ?Drive|GoogleDrive-.*|My Drive)$/i, 'Google Drive'],
  [/^(Box|Box Sync|Box-Box)$/i, 'Box'],
  [/^Nextcloud\d*$/i, 'Nextcloud'],
  [/^ownCloud$/i, 'ownCloud'],
  [/^pCloud( ?Drive)?$/i, 'pCloud'],
  [/^(MEGA|MEGAsync)$/i, 'MEGA'],
]

/** Files that sync programs leave in the folder they sync. */
const SYNC_MARKS: readonly (readonly [name: string, service: string])[] = [
  ['.dropbox.cache', 'Dropbox'],
  ['.stfolder', 'Syncthing'],
  ['.owncloudsync.log', 'Nextcloud'],
  ['.tmp.drivedownload', 'Google Drive'],
]

const NETWORK_FILE_SYSTEMS =
  /^(nfs\d?|cifs|smb\d?|smbfs|afpfs|ncpfs|9p|davfs2?|webdav|afs|fuse\.(sshfs|davfs2?|gvfsd-fuse|rclone|s3fs|google-drive-ocamlfuse))$/

/**
 * Whether a folder is on a network drive or inside a folder that is synced. Recognised are names, environment and
 * marks of the usual programs: a sync program nobody has heard of is not found.
 *
 * @param folder the real path (links and drive letters resolved), with the separators of its platform
 */
export function recognisePlace(
  folder: string,
  { platform, environment, mounts }: Surroundings,
): UnsafePlace | null {
  const isWindows = platform === 'win32'
  const segments = folder.split(isWindows ? /[\\/]/ : /\//).filter(Boolean)
  for (const name of ['OneDrive', 'OneDriveCommercial', 'OneDriveConsumer']) {
    const root = isWindows ? environment[name] : undefined
    if (root && isInside(folder.toLowerCase(), root.toLowerCase(), '\\')) {
      return { kind: 'sync', service: 'OneDrive' }
    }
  }
  for (const segment of segments) {
    const known = SYNC_FOLDERS.find(([pattern]) => pattern.test(segment))
    if (known) return { kind: 'sync', service: known[1] }
  }
  if (isWindows && /^[\\/]{2}(?![.?][\\/](?!UNC[\\/]))/i.test(folder)) {
    return { kind: 'network', service: 'network drive' }
  }
  const mount = mounts
    .split('\n')
    .map(line => line.split(' '))
    .map(([, point = '', type = '']) => ({ point: point.replaceAll('\\040', ' '), type }))
    .filter(({ point }) => point !== '' && isInside(folder, point, '/'))
    .sort((a, b) => b.point.length - a.point.length)[0]
  if (mount && NETWORK_FILE_SYSTEMS.test(mount.type)) return { kind: 'network', service: 'network drive' }
  return markedPlace(folder)
}

function isInside(folder: string, root: string, separator: string): boolean {
  const trimmed = root.endsWith(separator) ? root.slice(0, -1) : root
  return folder === trimmed || folder.startsWith(`${trimmed}${separator}`)
}

function markedPlace(folder: string): UnsafePlace | null {
  for (let at = folder; ; at = dirname(at)) {
    const mark = SYNC_MARKS.find(([name]) => existsSync(join(at, name)))
    if (mark) return { kind: 'sync', service: mark[1] }
    if (dirname(at) === at) return null
  }
}

/** What this computer is like. */
export function surroundings(): Surroundings {
  const isLinux = process.platform === 'linux'
  return {
    platform: process.platform,
    environment: process.env,
    mounts: isLinux && existsSync('/proc/self/mounts') ? readFileSync('/proc/self/mounts', 'utf8') : '',
  }
}

/** How sync programs call the second version when two computers changed a file: after the name, before its ending. */
const CONFLICT_ENDINGS: readonly RegExp[] = [
  // OneDrive: horseshoe-ROOM12-PC.db
  /^-[A-Z0-9][A-Z0-9-]{1,30}(-\d+)?$/,
  // Dropbox, Nextcloud, Google Drive, Windows: horseshoe (conflicted copy 2026-11-23).db, horseshoe (1).db
  /^ ?\(.+\)$/,
  // iCloud: horseshoe 2.db
  /^ \d{1,3}$/,
  // Syncthing: horseshoe.sync-conflict-20261123-081000-ABCDEFG.db
  /^\.sync-conflict-\d{8}-\d{6}-\w+$/,
  // Google Drive: horseshoe_conf(1).db
  /^_conf\(\d+\)$/,
]

/**
 * Files beside the database that a sync program made because two computers changed it: they are named so, and they
 * are databases of Horseshoe. One of them may hold work that the other has not.
 *
 * @returns names, sorted
 */
export function findConflictCopies(file: string): string[] {
  const ending = extname(file)
  const name = basename(file, ending)
  return readdirSync(dirname(file))
    .filter(other => other.startsWith(name) && other.endsWith(ending) && other !== basename(file))
    .filter(other => {
      const middle = other.slice(name.length, other.length - ending.length)
      return CONFLICT_ENDINGS.some(pattern => pattern.test(middle))
    })
    .filter(other => isOurs(join(dirname(file), other)))
    .sort()
}

const OWNER_OFFSET = 68

function isOurs(file: string): boolean {
  const owner = Buffer.alloc(4)
  const handle = openSync(file, 'r')
  try {
    return readSync(handle, owner, 0, 4, OWNER_OFFSET) === 4 && owner.readInt32BE(0) === APPLICATION_ID
  } finally {
    closeSync(handle)
  }
}
