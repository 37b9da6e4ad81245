import { posix, win32 } from 'node:path'

const MOST = 8

/** The recent files as the menu writes them. */
export interface RecentFile {
  readonly path: string
  /** The file's name; with its folder where two have the same name. */
  readonly label: string
}

/** The list with a file at its top, and nowhere else in it. */
export function withRecent(paths: readonly string[], path: string, platform: NodeJS.Platform): string[] {
  return [path, ...withoutRecent(paths, path, platform)].slice(0, MOST)
}

/** The list without a file. Windows and macOS do not tell capitals apart. */
export function withoutRecent(paths: readonly string[], path: string, platform: NodeJS.Platform): string[] {
  const plain = (one: string) => (platform === 'linux' ? one : one.toLowerCase())
  return paths.filter(one => plain(one) !== plain(path))
}

export function recentFiles(paths: readonly string[], platform: NodeJS.Platform): RecentFile[] {
  const { basename, dirname } = platform === 'win32' ? win32 : posix
  const names = paths.map(path => basename(path))
  return paths.map((path, at) => ({
    path,
    label:
      names.filter(name => name === names[at]).length > 1
        ? `${names[at]} (${basename(dirname(path))})`
        : (names[at] ?? path),
  }))
}
