import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NothingToUndo } from '../../../src-main/storage/errors.ts'
import { Ledger } from '../../../src-main/storage/ledger.ts'
import { openDatabase } from '../../../src-main/storage/open-database.ts'
import { openStorage, type Storage } from '../../../src-main/storage/storage.ts'
import { temporaryFolder } from '../application/open.ts'

function change<T>({ ledger }: Storage, label: string, write: () => T): T {
  return ledger.change(() => ({
    result: write(),
    entry: { name: 'renameClass', label, classId: null, planId: null },
  }))
}

describe('the ledger', () => {
  it('logs no change that left everything as it was, and keeps the chance to redo', async () => {
    using folder = temporaryFolder()
    const storage = openStorage(join(folder.path, 'horseshoe.db'), () => new Date(0))
    const id = change(storage, 'make a class', () => storage.classes.insert('Room 12'))
    change(storage, 'rename it', () => storage.classes.rename(id, 'Room 13'))
    await storage.ledger.undo()
    change(storage, 'rename it to what it is', () => storage.classes.rename(id, 'Room 12'))
    expect(storage.ledger.history()).toEqual({ undo: 'make a class', redo: 'rename it' })
    storage.close()
  })

  it('lets a new change end the redo, and says when there is nothing left', async () => {
    using folder = temporaryFolder()
    const storage = openStorage(join(folder.path, 'horseshoe.db'), () => new Date(0))
    const id = change(storage, 'make a class', () => storage.classes.insert('Room 12'))
    change(storage, 'rename it', () => storage.classes.rename(id, 'Room 13'))
    await storage.ledger.undo()
    change(storage, 'rename it otherwise', () => storage.classes.rename(id, 'Room 14'))
    await expect(storage.ledger.redo()).rejects.toThrow(NothingToUndo)
    expect([(await storage.ledger.undo()).label, (await storage.ledger.undo()).label]).toEqual([
      'rename it otherwise',
      'make a class',
    ])
    await expect(storage.ledger.undo()).rejects.toThrow(NothingToUndo)
    storage.close()
  })

  it('never gives the id of an undone row to a new one', async () => {
    using folder = temporaryFolder()
    const storage = openStorage(join(folder.path, 'horseshoe.db'), () => new Date(0))
    const first = change(storage, 'make a class', () => storage.classes.insert('Room 12'))
    await storage.ledger.undo()
    expect(change(storage, 'make another', () => storage.classes.insert('Room 13'))).toBeGreaterThan(first)
    storage.close()
  })

  it('gives every number and letter back exactly', async () => {
    using folder = temporaryFolder()
    const storage = openStorage(join(folder.path, 'horseshoe.db'), () => new Date(0))
    const values = [0.1 + 0.2, 1 / 3, 1e-300, 123456789.12345679, 5e-324, Number.MAX_VALUE]
    const name = 'Đặng "O’Neil" \\ \u2028 😀'
    const { classId, assessment } = change(storage, 'make a class', () => {
      const made = storage.classes.insert(name)
      const student = storage.students.insert(name, name, null)
      storage.classes.enroll(made, student)
      const sheet = { name: 'Quiz', heldOn: '2026-11-23', sourceFile: null, importedAt: '' }
      const id = storage.assessments.insert(made, sheet)
      for (const [at, value] of values.entries()) {
        const skillId = storage.skills.insert(made, {
          name: `Skill ${at}`,
          scaleKind: 'score',
          scaleMinimum: 0,
          scaleMaximum: 1,
          masteryThreshold: 0.7,
        })
        storage.assessments.putScore(id, { studentId: student, skillId, value })
      }
      return { classId: made, assessment: id }
    })
    change(storage, 'remove it', () => storage.classes.remove(classId))
    await storage.ledger.undo()
    expect(storage.assessments.scoresOf(assessment).map(score => score.value)).toEqual(values)
    expect(storage.students.ofClass(classId)).toMatchObject([{ fullName: name, callName: name }])
    storage.close()
  })

  it('puts nothing back when something else has written', async () => {
    using folder = temporaryFolder()
    const { connection, close } = openDatabase(join(folder.path, 'horseshoe.db'))
    const entry = { name: 'createClass', label: 'make classes', classId: null, planId: null }
    const ledger = new Ledger(connection, () => new Date(0))
    ledger.change(() => ({
      result: connection.exec("INSERT INTO class (name) VALUES ('Room 12'), ('Room 13')"),
      entry,
    }))
    connection.exec("DELETE FROM class WHERE name = 'Room 12'")
    await expect(ledger.undo()).rejects.toThrow('does not fit')
    expect(connection.prepare('SELECT name FROM class').pluck().all()).toEqual(['Room 13'])
    expect(ledger.history().undo).toBe('make classes')
    close()
  })
})
