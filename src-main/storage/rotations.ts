import type Database from 'better-sqlite3'
import { NotFound } from './errors.ts'

export type WeekName = 'a' | 'b'
export type WeeksName = 'every' | WeekName

/** A piece of time of the week: minutes after midnight, weekday 1 = Monday. */
export interface HoursRow {
  weekday: number
  weeks: WeeksName
  from: number
  until: number
}

export interface StationValues {
  name: string
  icon: string
  kind: 'table' | 'independent' | 'partner' | 'technology' | 'library' | 'adult' | 'other'
  capacity: number
  needsAdult: 0 | 1
  materials: string
  leaderId: number | null
}
export interface StationRow extends StationValues {
  id: number
  planId: number
}

export interface BlockValues {
  weekday: number
  weeks: WeeksName
  start: number
  minutes: number
  kind: 'rotation' | 'break' | 'together'
  name: string
  hasTeacher: 0 | 1
}
export interface BlockRow extends BlockValues {
  id: number
  planId: number
}

export interface AdultRow {
  id: number
  planId: number
  name: string
}

/** Either a student or a position is given. */
export interface PullOutValues extends HoursRow {
  studentId: number | null
  position: number | null
  name: string
}
export interface PullOutRow extends PullOutValues {
  id: number
  planId: number
}

export interface DemandValues {
  kind: 'table_visits' | 'must_visit' | 'must_not_visit' | 'apart' | 'most_changes'
  position: number | null
  otherPosition: number | null
  studentId: number | null
  stationId: number | null
  times: number | null
}
export interface DemandRow extends DemandValues {
  id: number
  planId: number
}

export interface SlotKey {
  blockId: number
  week: WeekName
  position: number
}
export interface SlotRow extends SlotKey {
  stationId: number | null
  locked: 0 | 1
}

/** What is null follows the group. */
export interface MeetingTexts {
  aim: string | null
  moves: string | null
  materials: string | null
  check: string | null
}
/** A group's n-th meeting of a week. */
interface MeetingKey {
  week: WeekName
  position: number
  ordinal: number
}
export interface MeetingRow extends MeetingTexts, MeetingKey {}

export interface MeetingNoteRow {
  day: string
  position: number
  start: number
  text: string
  /** Who was there. */
  studentIds: readonly number[]
}

/** Any of the rows that belong to a plan and have an id. */
type OfPlan = 'station' | 'block' | 'adult' | 'pull_out' | 'rotation_demand'

const STATION = `SELECT id, plan_id AS planId, name, icon, kind, capacity, needs_adult AS needsAdult, materials,
  leader_id AS leaderId FROM station`
const BLOCK = `SELECT id, plan_id AS planId, weekday, weeks, start_minute AS start, minutes, kind, name,
  has_teacher AS hasTeacher FROM block`
const ADULT = 'SELECT id, plan_id AS planId, name FROM adult'
const PULL_OUT = `SELECT id, plan_id AS planId, student_id AS studentId, position, weekday, weeks, from_minute AS "from",
  until_minute AS until, name FROM pull_out`
const DEMAND = `SELECT id, plan_id AS planId, kind, position, other_position AS otherPosition, student_id AS studentId,
  station_id AS stationId, times FROM rotation_demand`

/** The tables of a plan's week, of its meetings, and of who is absent. */
export function rotationTables(database: Database.Database) {
  const rotation = database.prepare<[number], { weekAFrom: string | null }>(
    'SELECT week_a_from AS weekAFrom FROM rotation WHERE plan_id = ?',
  )
  const putRotation = database.prepare(`
    INSERT INTO rotation (plan_id, week_a_from) VALUES (?, ?)
    ON CONFLICT DO UPDATE SET week_a_from = excluded.week_a_from`)
  const removals = [
    'DELETE FROM rotation_demand WHERE plan_id = ?',
    'DELETE FROM pull_out WHERE plan_id = ?',
    'DELETE FROM block WHERE plan_id = ?',
    'DELETE FROM station WHERE plan_id = ?',
    'DELETE FROM adult WHERE plan_id = ?',
    'DELETE FROM meeting WHERE plan_id = ?',
    'DELETE FROM rotation WHERE plan_id = ?',
  ].map(sql => database.prepare(sql))

  const stationsOf = database.prepare<[number], StationRow>(
    `${STATION} WHERE plan_id = ? ORDER BY position, id`,
  )
  const station = database.prepare<[number], StationRow>(`${STATION} WHERE id = ?`)
  const insertStation = database.prepare(`
    INSERT INTO station (plan_id, position, name, icon, kind, capacity, needs_adult, materials, leader_id)
    SELECT :planId, coalesce(max(position) + 1, 0), :name, :icon, :kind, :capacity, :needsAdult, :materials, :leaderId
    FROM station WHERE plan_id = :planId`)
  const updateStation = database.prepare(`
    UPDATE station SET name = :name, icon = :icon, kind = :kind, capacity = :capacity, needs_adult = :needsAdult,
      materials = :materials, leader_id = :leaderId
    WHERE id = :id`)
  const placeStation = database.prepare('UPDATE station SET position = ? WHERE id = ? AND position <> ?')

  const blocksOf = database.prepare<[number], BlockRow>(
    `${BLOCK} WHERE plan_id = ? ORDER BY weekday, start_minute, weeks, id`,
  )
  const block = database.prepare<[number], BlockRow>(`${BLOCK} WHERE id = ?`)
  const insertBlock = database.prepare(`
    INSERT INTO block (plan_id, weekday, weeks, start_minute, minutes, kind, name, has_teacher)
    VALUES (:planId, :weekday, :weeks, :start, :minutes, :kind, :name, :hasTeacher)`)
  const updateBlock = database.prepare(`
    UPDATE block SET weekday = :weekday, weeks = :weeks, start_minute = :start, minutes = :minutes, kind = :kind,
      name = :name, has_teacher = :hasTeacher
    WHERE id = :id`)

  const adultsOf = database.prepare<[number], AdultRow>(`${ADULT} WHERE plan_id = ? ORDER BY id`)
  const adult = database.prepare<[number], AdultRow>(`${ADULT} WHERE id = ?`)
  const insertAdult = database.prepare('INSERT INTO adult (plan_id, name) VALUES (?, ?)')
  const renameAdult = database.prepare('UPDATE adult SET name = ? WHERE id = ? AND name <> ?')
  const hoursOf = database.prepare<[number], HoursRow>(`
    SELECT weekday, weeks, from_minute AS "from", until_minute AS until FROM adult_hours
    WHERE adult_id = ? ORDER BY weekday, from_minute, weeks, until_minute`)
  const removeHours = database.prepare(`
    DELETE FROM adult_hours WHERE adult_id = :adultId AND weekday = :weekday AND weeks = :weeks
      AND from_minute = :from AND until_minute = :until`)
  const insertHours = database.prepare(`
    INSERT INTO adult_hours (adult_id, weekday, weeks, from_minute, until_minute)
    VALUES (:adultId, :weekday, :weeks, :from, :until) ON CONFLICT DO NOTHING`)

  const pullOutsOf = database.prepare<[number], PullOutRow>(
    `${PULL_OUT} WHERE plan_id = ? ORDER BY weekday, from_minute, id`,
  )
  const pullOut = database.prepare<[number], PullOutRow>(`${PULL_OUT} WHERE id = ?`)
  const insertPullOut = database.prepare(`
    INSERT INTO pull_out (plan_id, student_id, position, weekday, weeks, from_minute, until_minute, name)
    VALUES (:planId, :studentId, :position, :weekday, :weeks, :from, :until, :name)`)
  const updatePullOut = database.prepare(`
    UPDATE pull_out SET student_id = :studentId, position = :position, weekday = :weekday, weeks = :weeks,
      from_minute = :from, until_minute = :until, name = :name
    WHERE id = :id`)

  const demandsOf = database.prepare<[number], DemandRow>(`${DEMAND} WHERE plan_id = ? ORDER BY id`)
  const demand = database.prepare<[number], DemandRow>(`${DEMAND} WHERE id = ?`)
  const insertDemand = database.prepare(`
    INSERT INTO rotation_demand (plan_id, kind, position, other_position, student_id, station_id, times)
    VALUES (:planId, :kind, :position, :otherPosition, :studentId, :stationId, :times)`)
  const updateDemand = database.prepare(`
    UPDATE rotation_demand SET kind = :kind, position = :position, other_position = :otherPosition,
      student_id = :studentId, station_id = :stationId, times = :times
    WHERE id = :id`)

  const remove: Record<OfPlan, Database.Statement<[number]>> = {
    station: database.prepare('DELETE FROM station WHERE id = ?'),
    block: database.prepare('DELETE FROM block WHERE id = ?'),
    adult: database.prepare('DELETE FROM adult WHERE id = ?'),
    pull_out: database.prepare('DELETE FROM pull_out WHERE id = ?'),
    rotation_demand: database.prepare('DELETE FROM rotation_demand WHERE id = ?'),
  }

  const slotsOf = database.prepare<[number], SlotRow>(`
    SELECT block_id AS blockId, week, position, station_id AS stationId, locked
    FROM rotation_slot JOIN block ON block.id = block_id WHERE plan_id = ?
    ORDER BY week, weekday, start_minute, block_id, position`)
  const putSlot = database.prepare(`
    INSERT INTO rotation_slot (block_id, week, position, station_id, locked)
    VALUES (:blockId, :week, :position, :stationId, :locked)
    ON CONFLICT DO UPDATE SET station_id = excluded.station_id, locked = excluded.locked
    WHERE station_id IS NOT excluded.station_id OR locked <> excluded.locked`)
  const removeSlot = database.prepare(
    'DELETE FROM rotation_slot WHERE block_id = ? AND week = ? AND position = ?',
  )

  const meetingsOf = database.prepare<[number], MeetingRow>(`
    SELECT week, position, ordinal, aim, moves, materials, how_we_know AS "check"
    FROM meeting WHERE plan_id = ? ORDER BY week, position, ordinal`)
  const putMeeting = database.prepare(`
    INSERT INTO meeting (plan_id, week, position, ordinal, aim, moves, materials, how_we_know)
    VALUES (:planId, :week, :position, :ordinal, :aim, :moves, :materials, :check)
    ON CONFLICT DO UPDATE SET aim = excluded.aim, moves = excluded.moves, materials = excluded.materials,
      how_we_know = excluded.how_we_know`)
  const removeMeeting = database.prepare(
    'DELETE FROM meeting WHERE plan_id = ? AND week = ? AND position = ? AND ordinal = ?',
  )

  const notesOf = database.prepare<[number], Omit<MeetingNoteRow, 'studentIds'> & { id: number }>(`
    SELECT id, held_on AS day, position, start_minute AS start, note AS text
    FROM meeting_note WHERE plan_id = ? ORDER BY held_on DESC, start_minute, position`)
  const studentsOfNote = database.prepare<[number], { studentId: number }>(`
    SELECT student_id AS studentId FROM meeting_note_student WHERE meeting_note_id = ? ORDER BY student_id`)
  const changeNote = database.prepare(`
    UPDATE meeting_note SET note = :text WHERE plan_id = :planId AND held_on = :day AND position = :position
      AND start_minute = :start`)
  const insertNote = database.prepare(`
    INSERT INTO meeting_note (plan_id, held_on, position, start_minute, note)
    VALUES (:planId, :day, :position, :start, :text)`)
  const insertNoteStudent = database.prepare(
    'INSERT INTO meeting_note_student (meeting_note_id, student_id) VALUES (?, ?)',
  )
  const removeNote = database.prepare(`
    DELETE FROM meeting_note WHERE plan_id = :planId AND held_on = :day AND position = :position
      AND start_minute = :start`)

  const absentOn = database.prepare<[number, string], { studentId: number }>(
    'SELECT student_id AS studentId FROM absence WHERE class_id = ? AND absent_on = ? ORDER BY student_id',
  )
  const putAbsence = database.prepare(
    'INSERT INTO absence (class_id, student_id, absent_on) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const removeAbsence = database.prepare(
    'DELETE FROM absence WHERE class_id = ? AND student_id = ? AND absent_on = ?',
  )
  const forgetStudent = [
    'DELETE FROM absence WHERE student_id = ? AND class_id = ?',
    'DELETE FROM pull_out WHERE student_id = ? AND plan_id IN (SELECT id FROM plan WHERE class_id = ?)',
    'DELETE FROM rotation_demand WHERE student_id = ? AND plan_id IN (SELECT id FROM plan WHERE class_id = ?)',
  ].map(sql => database.prepare(sql))

  return {
    /** null = the plan has no week. */
    read: (planId: number) => rotation.get(planId) ?? null,
    /** Gives a plan a week, or changes how its weeks alternate. */
    put: (planId: number, weekAFrom: string | null) => void putRotation.run(planId, weekAFrom),
    /** Takes a plan's week away; notes of what happened stay. */
    remove: (planId: number) => void removals.forEach(statement => statement.run(planId)),
    removeRow: (table: OfPlan, id: number) => void remove[table].run(id),

    /** In the teacher's order. */
    stationsOf: (planId: number) => stationsOf.all(planId),
    station: (id: number) => there(station.get(id), 'station'),
    /** Last in the order. */
    insertStation: (planId: number, values: StationValues) =>
      Number(insertStation.run({ ...values, planId }).lastInsertRowid),
    updateStation: (id: number, values: StationValues) => void updateStation.run({ ...values, id }),
    /** Gives all stations of a plan their order. */
    orderStations: (ids: readonly number[]) =>
      void ids.forEach((id, position) => placeStation.run(position, id, position)),

    /** By day and time. */
    blocksOf: (planId: number) => blocksOf.all(planId),
    block: (id: number) => there(block.get(id), 'block'),
    insertBlock: (planId: number, values: BlockValues) =>
      Number(insertBlock.run({ ...values, planId }).lastInsertRowid),
    updateBlock: (id: number, values: BlockValues) => void updateBlock.run({ ...values, id }),

    adultsOf: (planId: number) => adultsOf.all(planId),
    adult: (id: number) => there(adult.get(id), 'adult'),
    insertAdult: (planId: number, name: string) => Number(insertAdult.run(planId, name).lastInsertRowid),
    renameAdult: (id: number, name: string) => void renameAdult.run(name, id, name),
    hoursOf: (adultId: number) => hoursOf.all(adultId),
    /** Makes these the adult's only hours. Those she has already are not touched. */
    setHours(adultId: number, hours: readonly HoursRow[]): void {
      const isSame = (one: HoursRow) => (other: HoursRow) =>
        one.weekday === other.weekday &&
        one.weeks === other.weeks &&
        one.from === other.from &&
        one.until === other.until
      for (const row of hoursOf.all(adultId)) {
        if (!hours.some(isSame(row))) removeHours.run({ ...row, adultId })
      }
      for (const row of hours) insertHours.run({ ...row, adultId })
    },

    pullOutsOf: (planId: number) => pullOutsOf.all(planId),
    pullOut: (id: number) => there(pullOut.get(id), 'pull-out'),
    insertPullOut: (planId: number, values: PullOutValues) =>
      Number(insertPullOut.run({ ...values, planId }).lastInsertRowid),
    updatePullOut: (id: number, values: PullOutValues) => void updatePullOut.run({ ...values, id }),

    demandsOf: (planId: number) => demandsOf.all(planId),
    demand: (id: number) => there(demand.get(id), 'demand'),
    insertDemand: (planId: number, values: DemandValues) =>
      Number(insertDemand.run({ ...values, planId }).lastInsertRowid),
    updateDemand: (id: number, values: DemandValues) => void updateDemand.run({ ...values, id }),

    slotsOf: (planId: number) => slotsOf.all(planId),
    /** A slot with neither station nor lock has no row. */
    putSlot(slot: SlotRow): void {
      if (slot.stationId === null && slot.locked === 0) removeSlot.run(slot.blockId, slot.week, slot.position)
      else putSlot.run(slot)
    },

    meetingsOf: (planId: number) => meetingsOf.all(planId),
    /** What a meeting is about. One that follows its group in everything has a row only where it is open for texts. */
    putMeeting: (planId: number, row: MeetingRow) => void putMeeting.run({ ...row, planId }),
    removeMeeting: (planId: number, { week, position, ordinal }: MeetingKey) =>
      void removeMeeting.run(planId, week, position, ordinal),

    /** Newest day first. */
    notesOf: (planId: number): MeetingNoteRow[] =>
      notesOf.all(planId).map(({ id, ...note }) => ({
        ...note,
        studentIds: studentsOfNote.all(id).map(({ studentId }) => studentId),
      })),
    /** An empty text takes the note away. Who was there stays as it was noted first. */
    putNote(planId: number, { text, studentIds, ...key }: MeetingNoteRow): void {
      if (text === '') removeNote.run({ ...key, planId })
      else if (changeNote.run({ ...key, planId, text }).changes === 0) {
        const { lastInsertRowid } = insertNote.run({ ...key, planId, text })
        for (const studentId of studentIds) insertNoteStudent.run(lastInsertRowid, studentId)
      }
    },

    absentOn: (classId: number, day: string) => absentOn.all(classId, day).map(row => row.studentId),
    setAbsent: (classId: number, studentId: number, day: string, absent: boolean) =>
      void (absent ? putAbsence : removeAbsence).run(classId, studentId, day),
    /** Absences, pull-outs and demands of a student who leaves a class. */
    forgetStudent: (studentId: number, classId: number) =>
      void forgetStudent.forEach(statement => statement.run(studentId, classId)),
  }
}

function there<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw new NotFound(what)
  return row
}
