import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { openApplication } from '../../../src-main/application/application.ts'
import type { Desktop } from '../../../src-main/application/desktop.ts'
import type { HorseshoeEvent } from '../../../src-main/contract/events.ts'
import { ask, forgetfulSettings, open, temporaryFolder } from './open.ts'

const worker = new URL('file:///nowhere.js')

function openOnDesktop(dataDirectory: string, more: { desktop?: Desktop; licencesFile?: URL }) {
  return openApplication({
    dataDirectory,
    settings: forgetfulSettings(),
    host: 'electron',
    version: '1.2.3',
    groupingWorker: worker,
    readingWorker: worker,
    sealingWorker: worker,
    rotationWorker: worker,
    keepingWorker: worker,
    ...more,
  })
}

describe('the computer around the window', () => {
  it('forgets the recent files when everything is deleted for good', async () => {
    using folder = temporaryFolder()
    const forgetRecent = vi.fn()
    const never = () => Promise.reject(new Error('Nobody asked for it.'))
    const desktop = { takeFile: never, chooseFile: never, savePdf: never, forgetRecent }
    const application = openOnDesktop(folder.path, { desktop })
    await ask(application, 'createClass', { name: 'Room 12' })
    const input = { typed: 'delete everything', alsoBackups: true }
    await ask(application, 'deleteForGood', { deletion: { kind: 'everything' }, ...input })
    expect(forgetRecent).toHaveBeenCalledOnce()
    await application.close()
  })

  it('gives files, asks for one and saves a PDF', async () => {
    using folder = temporaryFolder()
    const given = { fileName: 'Room 12.csv', content: 'QQ==' }
    const desktop = {
      takeFile: vi.fn(() => Promise.resolve(given)),
      chooseFile: vi.fn(() => Promise.resolve()),
      savePdf: vi.fn(() => Promise.resolve(true)),
      forgetRecent: vi.fn(),
    }
    const application = openOnDesktop(folder.path, { desktop })
    expect(await ask(application, 'takeGivenFile', {})).toEqual(given)
    expect(await ask(application, 'chooseFile', {})).toEqual({})
    expect(desktop.chooseFile).toHaveBeenCalledOnce()
    expect(await ask(application, 'savePdf', { fileName: 'groups.pdf' })).toEqual({ saved: true })
    expect(desktop.savePdf).toHaveBeenCalledWith('groups.pdf')
    expect(await application.call('savePdf', { fileName: '' })).toMatchObject({
      ok: false,
      problem: { code: 'invalidInput' },
    })
    await application.close()
  })

  it('does nothing of that in a browser, and says so', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    expect(await ask(application, 'takeGivenFile', {})).toBeNull()
    for (const call of [
      application.call('chooseFile', {}),
      application.call('savePdf', { fileName: 'a.pdf' }),
    ])
      expect(await call).toMatchObject({ ok: false, problem: { code: 'notFound' } })
    await application.close()
  })

  it('tells every window what the host says', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const heard: HorseshoeEvent[] = []
    application.onEvent(event => heard.push(event))
    application.tell({ type: 'asked', command: 'about' })
    application.tell({ type: 'fileGiven' })
    expect(heard).toEqual([{ type: 'asked', command: 'about' }, { type: 'fileGiven' }])
    await application.close()
  })

  it('reads the licences that the build wrote, and says what it runs on', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'licences.json')
    const list = [{ name: 'zod', version: '4', licence: 'MIT', text: 'Permission' }]
    writeFileSync(file, JSON.stringify(list))
    const application = openOnDesktop(folder.path, { licencesFile: pathToFileURL(file) })
    expect(await ask(application, 'readLicences', {})).toEqual(list)
    expect(await ask(application, 'readAbout', {})).toMatchObject({
      version: '1.2.3',
      runsOn: expect.stringMatching(/^Node \d+\.\d+\.\d+, (Linux|Windows|macOS) (x64|arm64)$/) as string,
    })
    await application.close()
  })
})
