import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { OperationError } from '../../../src-main/contract/problem.ts'
import { filesInArguments, readGivenFile } from '../../../src-main/hosts/electron/given-files.ts'
import { recentFiles, withoutRecent, withRecent } from '../../../src-main/hosts/electron/recent-files.ts'
import { placeInSight } from '../../../src-main/hosts/electron/window-place.ts'
import { temporaryFolder } from '../application/open.ts'

describe('files among the arguments', () => {
  it('are found wherever they stand, and made absolute', () => {
    expect(filesInArguments(['scores.csv'], '/home/ms-okafor')).toEqual([
      resolve('/home/ms-okafor/scores.csv'),
    ])
    expect(
      filesInArguments(['--data=/x', '/mnt/stick/Room 12.HORSESHOE', '--original-process-start-time=1'], '/'),
    ).toEqual(['/mnt/stick/Room 12.HORSESHOE'])
  })

  it('are not the program, its folder, a switch, an empty word or a file of another kind', () => {
    for (const no of [
      '/opt/Horseshoe/horseshoe',
      '/work/app',
      '--data=scores.csv',
      '-x.csv',
      '',
      '.',
      'photo.png',
      'csv',
    ])
      expect(filesInArguments([no], '/home'), no).toEqual([])
  })

  it('may be addresses, as file managers on Linux write them, but never of another computer', () => {
    const path = resolve('/home/Zoë/Room 12.csv')
    expect(filesInArguments([pathToFileURL(path).href], '/')).toEqual([path])
    for (const no of [
      'file://server/share/scores.csv',
      'file://',
      'file:///%00.csv',
      'https://example.org/a.csv.html',
    ])
      expect(filesInArguments([no], '/'), no).toEqual([])
  })
})

describe('a given file', () => {
  it('is read with its name and every byte', async () => {
    using folder = temporaryFolder()
    const bytes = Buffer.from([0, 255, 10, 13, 128])
    writeFileSync(join(folder.path, 'Zoë.csv'), bytes)
    expect(await readGivenFile(join(folder.path, 'Zoë.csv'))).toEqual({
      fileName: 'Zoë.csv',
      content: bytes.toString('base64'),
    })
  })

  it('that is gone, a folder, or too large is refused in words', async () => {
    using folder = temporaryFolder()
    const refused = (name: string) =>
      readGivenFile(join(folder.path, name)).catch((error: unknown) =>
        error instanceof OperationError ? error.problem : error,
      )
    expect(await refused('gone.csv')).toMatchObject({
      code: 'unreadableFile',
      message: 'gone.csv is not there any more.',
    })
    mkdirSync(join(folder.path, 'folder.csv'))
    expect(await refused('folder.csv')).toMatchObject({ message: 'folder.csv is no file.' })
    writeFileSync(join(folder.path, 'large.csv'), '')
    truncateSync(join(folder.path, 'large.csv'), 31_000_000)
    expect(await refused('large.csv')).toMatchObject({
      message: 'large.csv has 31 MB; at most 20 MB can be read.',
    })
    truncateSync(join(folder.path, 'large.csv'), 20_000_000)
    expect(await refused('large.csv')).toMatchObject({ fileName: 'large.csv' })
  })
})

/** A program of every Linux. */
const MAKE_PIPE = 'mkfifo'

describe.runIf(process.platform === 'linux')('a given name that leads elsewhere', () => {
  it('is refused when a pipe is behind it, and nobody waits for what comes out', async () => {
    using folder = temporaryFolder()
    const pipe = join(folder.path, 'scores.csv')
    execFileSync(MAKE_PIPE, [pipe])
    await expect(readGivenFile(pipe)).rejects.toThrow('scores.csv is no file.')
  })

  it('is read to the limit and no further when what it leads to has no size and no end', async () => {
    using folder = temporaryFolder()
    const link = join(folder.path, 'scores.csv')
    symlinkSync('/dev/zero', link)
    await expect(readGivenFile(link)).rejects.toThrow('scores.csv is no file.')
    // Both say they are empty. One has a few lines in it, the other some terabytes.
    rmSync(link)
    symlinkSync('/proc/self/status', link)
    expect(Buffer.from((await readGivenFile(link)).content, 'base64').toString()).toMatch(/^Name:/)
    rmSync(link)
    symlinkSync('/proc/self/pagemap', link)
    await expect(readGivenFile(link)).rejects.toThrow('scores.csv has more than it says; at most 20 MB')
  })
})

describe('recent files', () => {
  it('have the newest first, each once, and eight at most', () => {
    let list: string[] = []
    for (let number = 0; number < 12; number++) list = withRecent(list, `/a/${number}.csv`, 'linux')
    expect(list).toHaveLength(8)
    list = withRecent(list, '/a/6.csv', 'linux')
    expect(list.slice(0, 2)).toEqual(['/a/6.csv', '/a/11.csv'])
    expect(list).toHaveLength(8)
  })

  it('tell capitals apart on Linux alone', () => {
    expect(withRecent(['C:\\A.csv'], 'c:\\a.CSV', 'win32')).toEqual(['c:\\a.CSV'])
    expect(withoutRecent(['/A.csv'], '/a.csv', 'darwin')).toEqual([])
    expect(withRecent(['/A.csv'], '/a.csv', 'linux')).toEqual(['/a.csv', '/A.csv'])
  })

  it('are called by their name, with the folder where two have the same', () => {
    expect(recentFiles(['/a/x.csv', '/b/x.csv', '/b/y.csv'], 'linux').map(({ label }) => label)).toEqual([
      'x.csv (a)',
      'x.csv (b)',
      'y.csv',
    ])
    expect(recentFiles(['C:\\Scores\\x.csv'], 'win32')[0]?.label).toBe('x.csv')
  })
})

describe('the window', () => {
  const main = { x: 0, y: 0, width: 1366, height: 728 }
  const projector = { x: 1366, y: 0, width: 1920, height: 1080 }
  const place = { x: 1500, y: 100, width: 1280, height: 800, maximized: false }

  it('opens where it stood, also on the second screen', () => {
    expect(placeInSight(place, [main, projector])).toBe(place)
    const partly = { ...place, x: -1100 }
    expect(placeInSight(partly, [main])).toBe(partly)
  })

  it('opens in the middle when its screen is gone, no larger than the screen there is', () => {
    expect(placeInSight(place, [main])).toEqual({ width: 1280, height: 728, maximized: false })
    expect(placeInSight({ ...place, x: 0, y: -500 }, [main])).toMatchObject({ width: 1280 })
    expect(placeInSight({ ...place, x: 0, y: 720 }, [main])).not.toHaveProperty('y')
    expect(placeInSight({ ...place, x: -1240 }, [main])).not.toHaveProperty('x')
  })

  it('opens in the middle the first time', () => {
    expect(placeInSight({ width: 1280, height: 800, maximized: true }, [projector])).toEqual({
      width: 1280,
      height: 800,
      maximized: true,
    })
  })
})
