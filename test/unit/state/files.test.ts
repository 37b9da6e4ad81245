import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '../../../src-main/contract/problem.ts'
import { open, temporaryFolder } from '../application/open.ts'

/** The state of a window, what it asked the application, and what it saved. */
async function openWindow(folder: string) {
  vi.resetModules()
  const application = open(folder)
  const asked: string[] = []
  const saved: string[] = []
  /** The first reading ends when it is cancelled, and not before. */
  const slow = { isWanted: false, end: Promise.withResolvers<Answer<unknown>>() }
  const call = (operation: string, input: unknown): Promise<Answer<unknown>> => {
    asked.push(operation)
    if (operation === 'cancelImport') {
      slow.end.resolve({ ok: false, problem: { code: 'cancelled', message: 'Cancelled.', remedy: '' } })
    }
    if (operation === 'previewImport' && slow.isWanted) {
      slow.isWanted = false
      return slow.end.promise
    }
    return application.call(operation, input)
  }
  const saveFile = ({ fileName }: { fileName: string }) => {
    saved.push(fileName)
    return Promise.resolve(true)
  }
  vi.stubGlobal('window', {
    horseshoe: { host: 'electron', call, onEvent: application.onEvent, saveFile },
  })
  const { workspace } = await import('../../../src-renderer/state/workspace.svelte.ts')
  const { importing } = await import('../../../src-renderer/state/importing.svelte.ts')
  const { classFile } = await import('../../../src-renderer/state/class-file.svelte.ts')
  const { exporting } = await import('../../../src-renderer/state/exporting.svelte.ts')
  return { application, workspace, importing, classFile, exporting, asked, saved, slow }
}

/** What a folder is to a window, or a file that was removed meanwhile. */
function unreadable(name: string): File {
  const gone = () => Promise.reject(new DOMException('gone', 'NotFoundError'))
  return Object.assign(new File(['x'], name), {
    arrayBuffer: gone,
    slice: () => Object.assign(new Blob(), { text: gone }),
  })
}

describe('a file that is dropped', () => {
  beforeEach(() => {
    vi.unstubAllGlobals()
  })

  it('and cannot be read from the disk says so, as a folder does', async () => {
    using folder = temporaryFolder()
    const { application, importing, classFile } = await openWindow(folder.path)
    await importing.open(unreadable('Scores'))
    expect(importing.fileName).toBe('Scores')
    expect(importing.problem).toMatchObject({ message: 'Scores cannot be read from the disk.' })
    await importing.open(unreadable('Grade 4.horseshoe'))
    expect(importing.fileName).toBeNull()
    await classFile.open('a passphrase')
    expect(classFile.problem).toMatchObject({ message: 'Grade 4.horseshoe cannot be read from the disk.' })
    expect(classFile.busy).toBe(false)
    await application.close()
  })

  it('does not wait for the one before, which is not wanted any more', async () => {
    using folder = temporaryFolder()
    const { application, importing, asked, slow } = await openWindow(folder.path)
    slow.isWanted = true
    const first = importing.open(new File(['Name,F\nCy,60'], 'large.csv'))
    await vi.waitUntil(() => asked.includes('previewImport'))
    await importing.open(new File(['Name,F\nAna,80\nBen,70'], 'quiz.csv'))
    expect(asked).toEqual(['previewImport', 'cancelImport', 'previewImport'])
    expect(importing.preview).toMatchObject({ fileName: 'quiz.csv', rowCount: 2 })
    expect(importing.busy).toBe(false)
    await first
    expect(importing.preview?.fileName).toBe('quiz.csv')
    await application.close()
  })
})

describe('a class that is encrypted', () => {
  it('is not saved where the dialog was closed meanwhile', async () => {
    using folder = temporaryFolder()
    const { application, workspace, exporting, saved } = await openWindow(folder.path)
    await application.call('createSampleClass', {})
    await workspace.start()
    const closed = exporting.saveClass('tami-kelo-sobu')
    exporting.forget()
    expect(await closed).toBe(false)
    expect(saved).toEqual([])
    expect(exporting.busy).toBe(false)
    expect(await exporting.saveClass('tami-kelo-sobu')).toBe(true)
    expect(saved).toEqual(['Grade 4 · Room 12 (sample).horseshoe'])
    await application.close()
  })
})
