"""The tables of a store, as numbered migrations: `PRAGMA user_version` says how many of them a file has had."""

from dataclasses import dataclass

APPLICATION_ID = 0x676F756A
"""What `PRAGMA application_id` says in our files ("gouj"), so that another program's database is never written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step from a version of the tables to the next."""

    name: str
    statements: tuple[str, ...]


_TEXTS = """
CREATE TABLE texts (
  sha256 TEXT PRIMARY KEY,              -- of the file's bytes
  format TEXT NOT NULL,
  encoding TEXT,
  title TEXT,
  text TEXT NOT NULL                    -- spans are offsets into this
)"""

_DOCUMENTS = """
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,                   -- path relative to the argument it was found under
  sha256 TEXT NOT NULL REFERENCES texts (sha256),
  UNIQUE (name, sha256)                 -- the same bytes under two names: two documents, one reading
)"""

_FORMS = """
CREATE TABLE forms (
  digest TEXT PRIMARY KEY,
  schema TEXT NOT NULL,                 -- the schema's id
  version INTEGER NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  body TEXT NOT NULL                    -- the schema as JSON, so that a record can be explained without its file
)"""

_RECORDS = """
CREATE TABLE records (
  id TEXT PRIMARY KEY,                  -- <sha256>#<part>
  sha256 TEXT NOT NULL REFERENCES texts (sha256),
  part INTEGER NOT NULL,
  form TEXT REFERENCES forms (digest),
  schema TEXT,
  agency TEXT,
  year INTEGER,
  outcome TEXT NOT NULL,
  verdict TEXT,
  needs_person INTEGER NOT NULL,
  reasons TEXT NOT NULL,                -- JSON
  body TEXT NOT NULL                    -- the whole record as JSON: docs/record.md
)"""

_SLOTS = """
CREATE TABLE slots (
  record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  slot TEXT NOT NULL,                   -- table_id/row_id/column_id
  table_id TEXT NOT NULL,
  row_id TEXT NOT NULL,
  column_id TEXT NOT NULL,
  label_zh TEXT,
  label_en TEXT,
  state TEXT NOT NULL,
  value TEXT,                           -- an exact decimal; null is never zero
  text TEXT,                            -- as printed
  status TEXT NOT NULL,
  span_start INTEGER,
  span_end INTEGER,
  line INTEGER,                         -- of the text, from 1
  unit TEXT,
  PRIMARY KEY (record, slot)
)"""

_RULES = """
CREATE TABLE rules (
  record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  rule TEXT NOT NULL,
  over TEXT,
  verdict TEXT NOT NULL,
  strength TEXT NOT NULL,
  attribution TEXT,
  gap TEXT,                             -- left side minus right side, an exact decimal
  message TEXT NOT NULL,
  slots TEXT NOT NULL,                  -- JSON
  explanations TEXT NOT NULL,           -- JSON
  PRIMARY KEY (record, number)
)"""

_FLAGS = """
CREATE TABLE flags (
  record TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  message TEXT NOT NULL,
  span_start INTEGER,
  span_end INTEGER,
  line INTEGER,
  PRIMARY KEY (record, number)
)"""

_MIGRATIONS_TABLE = """
CREATE TABLE migrations (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
)"""

MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        name="first tables",
        statements=(
            _MIGRATIONS_TABLE,
            _TEXTS,
            _DOCUMENTS,
            _FORMS,
            _RECORDS,
            _SLOTS,
            _RULES,
            _FLAGS,
            "CREATE INDEX documents_by_sha256 ON documents (sha256)",
            "CREATE INDEX records_by_sha256 ON records (sha256, part)",
            "CREATE INDEX records_by_agency ON records (agency, year)",
            "CREATE INDEX slots_by_slot ON slots (slot)",
        ),
    ),
)
"""Never edit a released one: add the next."""

VERSION = len(MIGRATIONS)
"""The version of the tables this code reads and writes."""
