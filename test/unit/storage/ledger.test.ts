import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NothingToUndo } from '../../../src-main/storage/errors.ts'
import { Ledger, type OperationEntry } from '../../../src-main/storage/ledger.ts'
import { openDatabase } from '../../../src-main/storage/open-database.ts'
import type { Slices } from '../../../src-main/storage/slices.ts'
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

  it('answers others between the slices of a long change, and nobody writes into it', async () => {
    using folder = temporaryFolder()
    const storage = openStorage(join(folder.path, 'horseshoe.db'), () => new Date(0))
    const heard: number[] = []
    const insertLater = () => change(storage, 'make another class', () => storage.classes.insert('Room 13'))
    const making = storage.ledger.changeInSlices(
      () => inLongSlices(storage, 5),
      done => {
        heard.push(done)
        expect(storage.ledger.isHalfDone).toBe(true)
        expect(insertLater).toThrow('under way')
      },
    )
    const second = storage.ledger.undo()
    await storage.ledger.settled()
    expect(storage.ledger.isHalfDone).toBe(false)
    expect(await making).toBe('made')
    expect(heard.length).toBeGreaterThanOrEqual(5)
    expect([...heard].sort((a, b) => a - b)).toEqual(heard)
    expect((await second).label).toBe('make many classes')
    expect(storage.classes.list()).toEqual([])
    await storage.ledger.redo()
    expect(storage.classes.list()).toHaveLength(5)
    insertLater()
    storage.close()
  })

  it('takes a long change back whole when it is cancelled or fails', async () => {
    using folder = temporaryFolder()
    const storage = openStorage(join(folder.path, 'horseshoe.db'), () => new Date(0))
    change(storage, 'make a class', () => storage.classes.insert('Room 12'))
    await storage.ledger.undo()
    const cancelled = storage.ledger.changeInSlices(
      () => inLongSlices(storage, 5),
      () => {
        throw new Error('cancelled')
      },
    )
    await expect(cancelled).rejects.toThrow('cancelled')
    const failed = storage.ledger.changeInSlices(
      function* () {
        yield* inLongSlices(storage, 1)
        storage.classes.insert('')
        return yield* inLongSlices(storage, 1)
      },
      () => undefined,
    )
    await expect(failed).rejects.toThrow('CHECK')
    expect(storage.classes.list()).toEqual([])
    expect(storage.ledger.history()).toEqual({ undo: null, redo: 'make a class' })
    storage.close()
  })

  it('takes back and does again changes of more rows than go into one statement', async () => {
    using folder = temporaryFolder()
    const { connection, close } = openDatabase(join(folder.path, 'horseshoe.db'))
    const ledger = new Ledger(connection, () => new Date(0))
    const rows = () => connection.prepare('SELECT * FROM interest').raw().all()
    const entry = { name: 'updateStudent', label: 'like much', classId: null, planId: null }
    connection.exec("INSERT INTO student (full_name, call_name) VALUES ('Ana Li', 'Ana')")
    ledger.change(() => {
      const insert = connection.prepare('INSERT INTO interest (student_id, name) VALUES (1, ?)')
      for (let at = 0; at < 9001; at++) insert.run(`Thing ${at}`)
      return { result: null, entry }
    })
    const all = rows()
    ledger.change(() => {
      connection.exec("UPDATE interest SET name = name || '!' WHERE name LIKE '%7'")
      connection.exec("DELETE FROM interest WHERE name LIKE '%3'")
      return { result: null, entry }
    })
    const fewer = rows()
    expect([all.length, fewer.length]).toEqual([9001, 8101])
    await ledger.undo()
    expect(rows()).toEqual(all)
    await ledger.undo()
    expect(rows()).toEqual([])
    await ledger.redo()
    expect(rows()).toEqual(all)
    await ledger.redo()
    expect(rows()).toEqual(fewer)
    close()
  })
})

/** Makes classes, and works for so long at each that others have their turn after it. */
function* inLongSlices(storage: Storage, count: number): Slices<{ result: string; entry: OperationEntry }> {
  for (let at = 0; at < count; at++) {
    storage.classes.insert(`Room ${at}`)
    for (const start = performance.now(); performance.now() - start < 11;);
    yield at / count
  }
  return {
    result: 'made',
    entry: { name: 'createClass', label: 'make many classes', classId: null, planId: null },
  }
}
