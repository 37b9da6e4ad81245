/** Classes, students and their scores; plans, groups and memberships; the operation log. */
export const classesAndPlans = `
CREATE TABLE class (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (length(name) > 0)
) STRICT;

CREATE TABLE student (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  full_name TEXT NOT NULL CHECK (length(full_name) > 0),
  call_name TEXT NOT NULL CHECK (length(call_name) > 0),
  external_id TEXT
) STRICT;

CREATE TABLE enrollment (
  class_id INTEGER NOT NULL REFERENCES class ON DELETE CASCADE,
  student_id INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  PRIMARY KEY (class_id, student_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrollment_student ON enrollment (student_id);

CREATE TABLE interest (
  student_id INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) > 0),
  PRIMARY KEY (student_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE skill (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  class_id INTEGER NOT NULL REFERENCES class ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) > 0),
  scale_kind TEXT NOT NULL CHECK (scale_kind IN ('percent', 'points', 'level', 'score')),
  scale_minimum REAL NOT NULL,
  scale_maximum REAL NOT NULL,
  mastery_threshold REAL NOT NULL,
  standard_code TEXT,
  CHECK (scale_maximum > scale_minimum)
) STRICT;
CREATE INDEX skill_class ON skill (class_id, position);

CREATE TABLE assessment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  class_id INTEGER NOT NULL REFERENCES class ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) > 0),
  held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  source_file TEXT,
  imported_at TEXT NOT NULL
) STRICT;
CREATE INDEX assessment_class ON assessment (class_id, held_on);

CREATE TABLE score (
  assessment_id INTEGER NOT NULL REFERENCES assessment ON DELETE CASCADE,
  student_id INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  skill_id INTEGER NOT NULL REFERENCES skill ON DELETE CASCADE,
  value REAL NOT NULL,
  PRIMARY KEY (assessment_id, student_id, skill_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX score_student ON score (student_id);
CREATE INDEX score_skill ON score (skill_id);

CREATE TABLE pair_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  class_id INTEGER NOT NULL REFERENCES class ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('together', 'apart')),
  first_student_id INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  second_student_id INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  reason TEXT NOT NULL,
  CHECK (first_student_id <> second_student_id)
) STRICT;
CREATE INDEX pair_rule_class ON pair_rule (class_id);
CREATE INDEX pair_rule_first ON pair_rule (first_student_id);
CREATE INDEX pair_rule_second ON pair_rule (second_student_id);

CREATE TABLE plan (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  class_id INTEGER NOT NULL REFERENCES class ON DELETE CASCADE,
  parent_plan_id INTEGER REFERENCES plan ON DELETE SET NULL,
  name TEXT NOT NULL CHECK (length(name) > 0),
  purpose TEXT NOT NULL,
  success_criteria TEXT NOT NULL,
  regroup_on TEXT CHECK (regroup_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  mode TEXT NOT NULL CHECK (mode IN ('similar', 'mixed', 'focus', 'interest', 'random')),
  variety INTEGER NOT NULL CHECK (variety IN (0, 1)),
  group_count INTEGER NOT NULL CHECK (group_count >= 1),
  size_min INTEGER NOT NULL CHECK (size_min >= 1),
  size_max INTEGER NOT NULL CHECK (size_max >= size_min),
  seed INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_class ON plan (class_id);
CREATE INDEX plan_parent ON plan (parent_plan_id);

CREATE TABLE plan_skill (
  plan_id INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
  skill_id INTEGER NOT NULL REFERENCES skill ON DELETE CASCADE,
  weight REAL NOT NULL CHECK (weight > 0),
  PRIMARY KEY (plan_id, skill_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_skill_skill ON plan_skill (skill_id);

-- Every press of Group makes a grouping; the newest is on the board, the older ones are its history.
CREATE TABLE grouping (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
  made_at TEXT NOT NULL,
  mode TEXT NOT NULL,
  seed INTEGER NOT NULL
) STRICT;
CREATE INDEX grouping_plan ON grouping (plan_id);

CREATE TABLE "group" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  grouping_id INTEGER NOT NULL REFERENCES grouping ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  focus_skill_id INTEGER REFERENCES skill ON DELETE SET NULL,
  aim TEXT NOT NULL,
  moves TEXT NOT NULL,
  materials TEXT NOT NULL,
  UNIQUE (grouping_id, position)
) STRICT;
CREATE INDEX group_focus ON "group" (focus_skill_id);

CREATE TABLE membership (
  grouping_id INTEGER NOT NULL REFERENCES grouping ON DELETE CASCADE,
  student_id INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  group_id INTEGER NOT NULL REFERENCES "group" ON DELETE CASCADE,
  locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
  PRIMARY KEY (grouping_id, student_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_group ON membership (group_id);
CREATE INDEX membership_student ON membership (student_id);

-- Append-only. change: the rows before and after, deflated JSON; see ledger.ts.
CREATE TABLE operation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  class_id INTEGER,
  plan_id INTEGER,
  state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'abandoned')),
  change BLOB NOT NULL
) STRICT;
CREATE INDEX operation_state ON operation (state, id);
`
