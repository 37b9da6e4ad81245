import { describe, expect, it, vi } from 'vitest'
import { openApplication } from '../../../src-main/application/application.ts'
import { ReadingDesk } from '../../../src-main/application/reading-desk.ts'
import type { SettingsStore } from '../../../src-main/application/settings-store.ts'
import type { HorseshoeEvent } from '../../../src-main/contract/events.ts'
import { inventedScores } from '../../bench/invented-scores.ts'
import { writeWorkbook } from '../exchange/write-workbook.ts'
import { ask, dump, forgetfulSettings, open, temporaryFolder, threadOf } from './open.ts'

const WORKER = threadOf('reading')
const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64')
const file = (fileName: string, content: string | Uint8Array) => ({
  fileName,
  content: base64(content),
  classId: null,
  choices: {},
})

function openWith(folder: string, settings: SettingsStore) {
  return openApplication({
    dataDirectory: folder,
    settings,
    host: 'browser',
    version: '0.0.0',
    groupingWorker: WORKER,
    readingWorker: WORKER,
    sealingWorker: WORKER,
    rotationWorker: WORKER,
    keepingWorker: WORKER,
  })
}

describe('reading in a thread of its own', () => {
  it('can be cancelled, imports nothing then, and reads the next file', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const large = file('large.csv', inventedScores(2000, 40))
    const importing = application.call('importScores', large)
    const waiting = application.call('previewImport', large)
    await ask(application, 'cancelImport', {})
    expect(await importing).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    expect(await waiting).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    expect(await ask(application, 'listClasses', {})).toEqual([])
    const next = await ask(application, 'previewImport', file('next.csv', 'Name,Fractions\nAna,80'))
    expect(next.rowCount).toBe(1)
    await application.close()
  })

  it('can be cancelled while a backup is made before it is written', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    await ask(application, 'createClass', { name: 'Room 12' })
    const cancelled = new Promise<unknown>(done => {
      application.onEvent(event => {
        if (event.type === 'keepingChanged') done(ask(application, 'cancelImport', {}))
      })
    })
    const importing = application.call('importScores', file('small.csv', 'Name,Fractions\nAna,80'))
    await cancelled
    expect(await importing).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    expect(await ask(application, 'listClasses', {})).toHaveLength(1)
    await application.close()
  })

  it('tells its progress, and imports 2,000 students with 40 skills whole', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const events: HorseshoeEvent[] = []
    application.onEvent(event => events.push(event))
    const large = file('large.csv', inventedScores(2000, 40))
    const { effect } = await ask(application, 'previewImport', large)
    expect(effect).toMatchObject({ newStudents: 2000, newSkills: 40 })
    const { classId } = await ask(application, 'importScores', large)
    expect(events.filter(event => event.type === 'importProgress').map(event => event.phase)).toContain(
      'writing',
    )
    const again = await ask(application, 'previewImport', { ...large, classId })
    expect(again.nothingNew).toBe(true)
    await application.close()
  })

  it('can be cancelled while it is written, and nothing of it is there then', async () => {
    using folder = temporaryFolder()
    let application = open(folder.path)
    await ask(application, 'createClass', { name: 'Owls' })
    await application.close()
    const before = dump(folder.path)
    application = open(folder.path)
    const heard: number[] = []
    let listed: Promise<unknown> | undefined
    application.onEvent(event => {
      if (event.type !== 'importProgress' || event.phase !== 'writing') return
      heard.push(event.progress)
      if (event.progress < 0.5 || listed) return
      // Asked while half of it is written: answered when all is decided.
      listed = ask(application, 'listClasses', {})
      void application.call('cancelImport', {})
    })
    const importing = application.call('importScores', file('large.csv', inventedScores(2000, 40)))
    expect(await importing).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    expect(heard.filter(progress => progress > 0 && progress < 0.5)).not.toEqual([])
    expect(await listed).toMatchObject([{ name: 'Owls' }])
    expect(await ask(application, 'readHistory', {})).toMatchObject({
      undo: 'make the class Owls',
      redo: null,
    })
    await application.close()
    expect(dump(folder.path)).toBe(before)
  })

  it('is taken back when Horseshoe is closed while it is written', async () => {
    using folder = temporaryFolder()
    let application = open(folder.path)
    const closing = new Promise<void>(closed => {
      application.onEvent(event => {
        if (event.type === 'importProgress' && event.progress > 0.4 && event.phase === 'writing') {
          void application.close().then(closed)
        }
      })
    })
    const importing = application.call('importScores', file('large.csv', inventedScores(2000, 40)))
    expect(await importing).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    await closing
    application = open(folder.path)
    expect(await ask(application, 'listClasses', {})).toEqual([])
    await application.close()
  })

  it('ends with words when it takes too long', async () => {
    const desk = new ReadingDesk(WORKER, 1)
    const reading = desk.read(
      new TextEncoder().encode(inventedScores(2000, 40)),
      'x.csv',
      {},
      () => undefined,
    )
    await expect(reading).rejects.toMatchObject({
      name: 'UnreadableFile',
      message: expect.stringContaining('given up'),
    })
    await desk.close()
  })

  it('says of a file that cannot be read why', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const answer = await application.call('previewImport', file('a.xlsx', writeWorkbook([]).subarray(0, 200)))
    expect(answer).toMatchObject({ ok: false, problem: { code: 'unreadableFile' } })
    await application.close()
  })
})

describe('an import', () => {
  it('has succeeded when it is saved, also where the settings cannot be', async () => {
    using folder = temporaryFolder()
    const settings = {
      ...forgetfulSettings(),
      update: () => {
        throw new Error('EACCES')
      },
    }
    const said = vi.spyOn(console, 'error').mockReturnValue()
    const application = openWith(folder.path, settings)
    const imported = await ask(application, 'importScores', file('quiz.csv', 'Name,Fractions\nAna,80'))
    expect(imported.summary).toBe('1 student and 1 score imported.')
    expect(said).toHaveBeenCalledWith('importMemory', 'Error')
    said.mockRestore()
    await application.close()
  })

  it('is previewed at once, however long the headers of a file are', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const headers = Array.from({ length: 200 }, (_, at) => `${at} ${'free reduced '.repeat(700)}`)
    const rows = Array.from({ length: 60 }, (_, at) => `Student ${at}${',x'.repeat(headers.length)}`)
    const text = [`Name,${headers.join(',')}`, ...rows].join('\n')
    const preview = await ask(application, 'previewImport', file('long.csv', text))
    expect(preview.rowCount).toBe(60)
    await application.close()
  })
})

describe('what was corrected in a file', () => {
  const QUIZ = 'Pupil,Code,Spelling\nAna Li,17,3\nBen Ko,23,4'
  const CHOICES = {
    columns: [
      { index: 1, role: 'ignored' as const },
      { index: 2, skillName: 'Spelling of long words' },
    ],
  }

  it('is used for the next file of the same columns, whatever their order, and can be set aside', async () => {
    using folder = temporaryFolder()
    const settings = forgetfulSettings()
    const application = openWith(folder.path, settings)
    const first = await ask(application, 'previewImport', file('a.csv', QUIZ))
    expect(first.remembered).toBeNull()
    expect(first.columns[1]?.role).toBe('skill')
    await ask(application, 'importScores', { ...file('a.csv', QUIZ), choices: CHOICES })

    const next = file('b.csv', 'Pupil,Spelling,Code\nCy Ro,3,17\nBen Ko,4,23')
    const second = await ask(application, 'previewImport', next)
    expect(second.columns.map(column => [column.role, column.skillName])).toEqual([
      ['fullName', 'Pupil'],
      ['skill', 'Spelling of long words'],
      ['ignored', 'Code'],
    ])
    expect(second.remembered?.columns).toEqual([
      { index: 1, role: false, skillName: true, scale: false, masteryThreshold: false },
      { index: 2, role: true, skillName: false, scale: false, masteryThreshold: false },
    ])
    const over = await ask(application, 'previewImport', { ...next, choices: { asLastTime: false } })
    expect(over.remembered).toBeNull()
    expect(over.columns[2]?.role).toBe('skill')

    await ask(application, 'importScores', { ...next, choices: { asLastTime: false } })
    expect((await ask(application, 'previewImport', file('c.csv', QUIZ))).remembered).toBeNull()
    await application.close()
  })

  it('keeps no word of any student or column, and undo does not touch it', async () => {
    using folder = temporaryFolder()
    const settings = forgetfulSettings()
    const application = openWith(folder.path, settings)
    await ask(application, 'importScores', { ...file('a.csv', QUIZ), choices: CHOICES })
    await ask(application, 'undo', {})
    const kept = JSON.stringify(settings.read().importMemory)
    expect(kept).toContain('Spelling of long words')
    expect(kept).not.toMatch(/Ana|Ben|Pupil|Code/)
    await application.close()
  })

  it('keeps the levels that words were taken for', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    await ask(application, 'importScores', file('a.csv', 'Name,Oral\nAna,Novice\nBen,Basic\nCy,Advanced'))
    const later = await ask(application, 'previewImport', file('b.csv', 'Name,Oral\nAna,Basic\nBen,Advanced'))
    expect(later.columns[1]).toMatchObject({ levelNames: ['Novice', 'Basic', 'Advanced'] })
    expect(later.rows[1]?.cells[1]?.value).toBe(3)
    expect(later.remembered).toBeNull()
    await application.close()
  })
})
