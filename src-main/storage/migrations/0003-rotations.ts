/**
 * The week of a plan: stations, blocks of time and who is where; other adults, pull-outs and demands; what meetings are
 * about and what happened in them; who was absent. New tables only, for the reason given in the step before.
 */
export const rotations = `
-- A plan that has a week. week_a_from: the Monday of a week A; none = every week is the same, and is week a.
CREATE TABLE rotation (
  plan_id INTEGER PRIMARY KEY REFERENCES plan ON DELETE CASCADE,
  week_a_from TEXT CHECK (week_a_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE TABLE adult (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) > 0)
) STRICT;
CREATE INDEX adult_plan ON adult (plan_id);

-- Times are minutes after midnight; weekday 1 is Monday.
CREATE TABLE adult_hours (
  adult_id INTEGER NOT NULL REFERENCES adult ON DELETE CASCADE,
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  weeks TEXT NOT NULL CHECK (weeks IN ('every', 'a', 'b')),
  from_minute INTEGER NOT NULL CHECK (from_minute >= 0),
  until_minute INTEGER NOT NULL CHECK (until_minute <= 1440),
  PRIMARY KEY (adult_id, weekday, weeks, from_minute, until_minute),
  CHECK (until_minute > from_minute)
) STRICT, WITHOUT ROWID;

CREATE TABLE station (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) > 0),
  icon TEXT NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('table', 'independent', 'partner', 'technology', 'library', 'adult', 'other')),
  capacity INTEGER NOT NULL CHECK (capacity >= 1),
  needs_adult INTEGER NOT NULL CHECK (needs_adult IN (0, 1)),
  materials TEXT NOT NULL,
  leader_id INTEGER REFERENCES adult ON DELETE SET NULL
) STRICT;
CREATE INDEX station_plan ON station (plan_id, position);
CREATE INDEX station_leader ON station (leader_id);

CREATE TABLE block (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  weeks TEXT NOT NULL CHECK (weeks IN ('every', 'a', 'b')),
  start_minute INTEGER NOT NULL CHECK (start_minute >= 0),
  minutes INTEGER NOT NULL CHECK (minutes >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('rotation', 'break', 'together')),
  name TEXT NOT NULL,
  has_teacher INTEGER NOT NULL CHECK (has_teacher IN (0, 1)),
  CHECK (start_minute + minutes <= 1440)
) STRICT;
CREATE INDEX block_plan ON block (plan_id, weekday, start_minute);

-- One group, by its position (0 = A), in one block of one week. No row = no station, not locked.
CREATE TABLE rotation_slot (
  block_id INTEGER NOT NULL REFERENCES block ON DELETE CASCADE,
  week TEXT NOT NULL CHECK (week IN ('a', 'b')),
  position INTEGER NOT NULL CHECK (position >= 0),
  station_id INTEGER REFERENCES station ON DELETE SET NULL,
  locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
  PRIMARY KEY (block_id, week, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX rotation_slot_station ON rotation_slot (station_id);

-- A student, or a group by its position, who is elsewhere.
CREATE TABLE pull_out (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
  student_id INTEGER REFERENCES student ON DELETE CASCADE,
  position INTEGER CHECK (position >= 0),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  weeks TEXT NOT NULL CHECK (weeks IN ('every', 'a', 'b')),
  from_minute INTEGER NOT NULL CHECK (from_minute >= 0),
  until_minute INTEGER NOT NULL CHECK (until_minute <= 1440),
  name TEXT NOT NULL CHECK (length(name) > 0),
  CHECK (until_minute > from_minute),
  CHECK ((student_id IS NULL) <> (position IS NULL))
) STRICT;
CREATE INDEX pull_out_plan ON pull_out (plan_id);
CREATE INDEX pull_out_student ON pull_out (student_id);

-- table_visits without position and student is for every group.
CREATE TABLE rotation_demand (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
  kind TEXT NOT NULL
    CHECK (kind IN ('table_visits', 'must_visit', 'must_not_visit', 'apart', 'most_changes')),
  position INTEGER CHECK (position >= 0),
  other_position INTEGER CHECK (other_position >= 0),
  student_id INTEGER REFERENCES student ON DELETE CASCADE,
  station_id INTEGER REFERENCES station ON DELETE CASCADE,
  times INTEGER CHECK (times >= 0),
  CHECK (kind <> 'table_visits' OR (times IS NOT NULL AND (position IS NULL OR student_id IS NULL))),
  CHECK (kind <> 'must_visit' OR (position IS NOT NULL AND station_id IS NOT NULL AND times IS NOT NULL)),
  CHECK (kind <> 'must_not_visit' OR (position IS NOT NULL AND station_id IS NOT NULL)),
  CHECK (kind <> 'apart' OR (position IS NOT NULL AND other_position IS NOT NULL AND position <> other_position)),
  CHECK (kind <> 'most_changes' OR times IS NOT NULL)
) STRICT;
CREATE INDEX rotation_demand_plan ON rotation_demand (plan_id);
CREATE INDEX rotation_demand_student ON rotation_demand (student_id);
CREATE INDEX rotation_demand_station ON rotation_demand (station_id);

-- What a group's n-th meeting of a week is about, where it is not what the group's card says.
CREATE TABLE meeting (
  plan_id INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
  week TEXT NOT NULL CHECK (week IN ('a', 'b')),
  position INTEGER NOT NULL CHECK (position >= 0),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  aim TEXT,
  moves TEXT,
  materials TEXT,
  how_we_know TEXT,
  PRIMARY KEY (plan_id, week, position, ordinal)
) STRICT, WITHOUT ROWID;

-- What happened on a day. Known by the time and not by the block, so that it stays when the week is changed.
CREATE TABLE meeting_note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
  held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  position INTEGER NOT NULL CHECK (position >= 0),
  start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN 0 AND 1440),
  note TEXT NOT NULL CHECK (length(note) > 0),
  UNIQUE (plan_id, held_on, position, start_minute)
) STRICT;

-- Who was there: groups change, and what was noted does not go to whoever comes.
CREATE TABLE meeting_note_student (
  meeting_note_id INTEGER NOT NULL REFERENCES meeting_note ON DELETE CASCADE,
  student_id INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  PRIMARY KEY (meeting_note_id, student_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_note_student_student ON meeting_note_student (student_id);

CREATE TABLE absence (
  class_id INTEGER NOT NULL REFERENCES class ON DELETE CASCADE,
  student_id INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  absent_on TEXT NOT NULL CHECK (absent_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  PRIMARY KEY (class_id, student_id, absent_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX absence_student ON absence (student_id);
`
