import Database from 'better-sqlite3'
import { deflateRawSync } from 'node:zlib'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { MIGRATIONS } from '../../../src-main/storage/migrate.ts'
import { openDatabase } from '../../../src-main/storage/open-database.ts'
import type { ClassId } from '../../../src-main/contract/ids.ts'
import { DATABASE_NAME } from '../../../src-main/application/application.ts'
import { ask, open, temporaryFolder } from '../application/open.ts'

/** A file as the first Horseshoe left it: a class with two students, a skill, scores, a plan and a logged rename. */
function madeByTheFirst(folder: string): ClassId {
  const { connection, close } = openDatabase(join(folder, DATABASE_NAME), MIGRATIONS.slice(0, 1))
  connection.exec(`
    INSERT INTO class VALUES (1, 'Room 12');
    INSERT INTO student VALUES (1, 'Amina Yusuf', 'Amina', '1001'), (2, 'Benjamin Carter', 'Ben', NULL);
    INSERT INTO enrollment VALUES (1, 1), (1, 2);
    INSERT INTO interest VALUES (1, 'chess');
    INSERT INTO skill VALUES (1, 1, 0, 'Fractions', 'percent', 0, 100, 80, '4.NF.A.1');
    INSERT INTO assessment VALUES (1, 1, 'Quiz', '2026-11-12', 'quiz.csv', '2026-11-12T10:00:00Z');
    INSERT INTO score VALUES (1, 1, 1, 60), (1, 2, 1, 90);
    INSERT INTO plan VALUES (1, 1, NULL, 'First plan', '', '', NULL, 'similar', 0, 1, 1, 4, 1);
    INSERT INTO plan_skill VALUES (1, 1, 1);`)
  const student = 1
  const renamed = [student, [2, 'Ben Carter', 'Ben', null], [2, 'Benjamin Carter', 'Ben', null]]
  connection
    .prepare(
      "INSERT INTO operation VALUES (1, '2026-11-13T10:00:00Z', 'updateStudent', ?, 1, NULL, 'done', ?)",
    )
    .run('rename Ben Carter to Benjamin Carter', deflateRawSync(JSON.stringify([renamed])))
  close()
  return 1 as ClassId
}

it('keeps everything of an older file, and takes back what was done before', async () => {
  using folder = temporaryFolder()
  const classId = madeByTheFirst(folder.path)
  const app = open(folder.path)
  const book = await ask(app, 'readClass', { classId })
  expect(book).toMatchObject({
    name: 'Room 12',
    students: [
      { fullName: 'Amina Yusuf', externalId: '1001', interests: ['chess'], attributes: [], scores: [60] },
      { fullName: 'Benjamin Carter', externalId: null, scores: [90] },
    ],
    skills: [{ name: 'Fractions', standardCode: '4.NF.A.1', alsoCalled: [] }],
    attributes: [],
  })
  expect(await ask(app, 'undo', {})).toMatchObject({ label: 'rename Ben Carter to Benjamin Carter' })
  expect((await ask(app, 'readClass', { classId })).students[1]?.fullName).toBe('Ben Carter')
  await ask(app, 'redo', {})
  expect(await ask(app, 'readClass', { classId })).toEqual(book)
  // The id of the older file is an id of any ordinary file.
  const content = Buffer.from('ID,Name,Fractions\n1001,Amina Y. Yusuf,75').toString('base64')
  const preview = await ask(app, 'previewImport', { fileName: 'next.csv', content, classId, choices: {} })
  expect(preview.people.map(({ state, name }) => [state, name])).toEqual([
    ['changed', 'Amina Yusuf'],
    ['missing', 'Benjamin Carter'],
  ])
  await app.close()
})

it('refuses what makes no sense, and forgets a student altogether', () => {
  using folder = temporaryFolder()
  madeByTheFirst(folder.path)
  const { connection, close } = openDatabase(join(folder.path, DATABASE_NAME))
  const run = (sql: string) => () => connection.exec(sql)
  expect(run("INSERT INTO student_source_id VALUES (99, 'x', '1')")).toThrow(Database.SqliteError)
  expect(run("INSERT INTO birth_date VALUES (1, '3/4/2016')")).toThrow(Database.SqliteError)
  expect(run("INSERT INTO attribute VALUES (1, 'EL', 'yes', 2)")).toThrow(Database.SqliteError)
  expect(run("INSERT INTO attribute VALUES (1, 'EL', '', 1)")).toThrow(Database.SqliteError)
  expect(run("INSERT INTO skill_alias VALUES (99, 'Halves')")).toThrow(Database.SqliteError)
  expect(run("INSERT INTO standard VALUES (1, 99, NULL, 'A', 'One')")).toThrow(Database.SqliteError)
  connection.exec(`
    INSERT INTO student_source_id VALUES (1, 'x', '1');
    INSERT INTO birth_date VALUES (1, '2016-03-04');
    INSERT INTO attribute VALUES (1, 'EL', 'yes', 1);
    INSERT INTO remembered_row VALUES (1, 'x', 'amina|1/1', 1);
    DELETE FROM student WHERE id = 1;`)
  for (const table of ['student_source_id', 'birth_date', 'attribute', 'remembered_row']) {
    expect(connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0)
  }
  close()
})
