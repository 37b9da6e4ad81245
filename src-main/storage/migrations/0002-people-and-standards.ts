/**
 * What is known about students besides names and scores; what was asked about a file's rows; other names of skills
 * and the names of their levels; lists of standards. New tables only: the operation log holds whole rows of the old ones, as wide as they were.
 */
export const peopleAndStandards = `
-- A student's id in a system whose files are known by themselves; the id in any other file is student.external_id.
CREATE TABLE student_source_id (
  student_id INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  source TEXT NOT NULL CHECK (length(source) > 0),
  external_id TEXT NOT NULL CHECK (length(external_id) > 0),
  PRIMARY KEY (student_id, source)
) STRICT, WITHOUT ROWID;

-- To tell namesakes apart, and for nothing else.
CREATE TABLE birth_date (
  student_id INTEGER PRIMARY KEY REFERENCES student ON DELETE CASCADE,
  born_on TEXT NOT NULL CHECK (born_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE TABLE attribute (
  student_id INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) > 0),
  value TEXT NOT NULL CHECK (length(value) > 0),
  is_sensitive INTEGER NOT NULL CHECK (is_sensitive IN (0, 1)),
  PRIMARY KEY (student_id, name)
) STRICT, WITHOUT ROWID;

-- Who a row of a source is, where the teacher had to say so. row_key: see exchange/row-keys.ts.
CREATE TABLE remembered_row (
  class_id INTEGER NOT NULL REFERENCES class ON DELETE CASCADE,
  source TEXT NOT NULL CHECK (length(source) > 0),
  row_key TEXT NOT NULL CHECK (length(row_key) > 0),
  student_id INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  PRIMARY KEY (class_id, source, row_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX remembered_row_student ON remembered_row (student_id);

-- What a skill was called before it was renamed or another was merged into it, so that files still find it.
CREATE TABLE skill_alias (
  skill_id INTEGER NOT NULL REFERENCES skill ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) > 0),
  PRIMARY KEY (skill_id, name)
) STRICT, WITHOUT ROWID;

-- What the levels of a skill are called, where files say it; level 1 is the lowest.
CREATE TABLE skill_level (
  skill_id INTEGER NOT NULL REFERENCES skill ON DELETE CASCADE,
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 30),
  name TEXT NOT NULL CHECK (length(name) > 0),
  PRIMARY KEY (skill_id, level)
) STRICT, WITHOUT ROWID;

-- Lists of standards serve every class.
CREATE TABLE standard_list (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (length(name) > 0),
  source_file TEXT NOT NULL,
  imported_at TEXT NOT NULL
) STRICT;

-- code '' = a heading, which stands above standards and cannot be given to a skill.
CREATE TABLE standard (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  list_id INTEGER NOT NULL REFERENCES standard_list ON DELETE CASCADE,
  parent_id INTEGER REFERENCES standard,
  code TEXT NOT NULL,
  statement TEXT NOT NULL
) STRICT;
CREATE INDEX standard_in_list ON standard (list_id);
CREATE INDEX standard_parent ON standard (parent_id);
`
