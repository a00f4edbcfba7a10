"""The tables of a store, as numbered migrations: `PRAGMA user_version` says which of them a file has had.

Each thing is written once: what a form says (labels, rules) stands with the form, and a record's rows point at it. So a
store takes a fifth of what it took with whole records in it, and a record is put together again when it is asked for.
"""

from dataclasses import dataclass

from extractor.store.views import CLAIMS_VIEWS, FINDINGS_VIEWS, VIEWS

APPLICATION_ID = 0x676F756A
"""What `PRAGMA application_id` says in our files ("gouj"), so that another program's database is never written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step to a version of the tables from the one before."""

    version: int
    name: str
    statements: tuple[str, ...]


_MIGRATIONS_TABLE = """
CREATE TABLE migrations (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
)"""

_TEXTS = """
CREATE TABLE texts (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,          -- of the file's bytes
  format TEXT NOT NULL,
  encoding TEXT,
  heading TEXT,                         -- the title of a page or a document, where it has one
  text TEXT NOT NULL                    -- spans are offsets into this
)"""

_DOCUMENTS = """
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,                   -- path relative to the argument it was found under
  path TEXT NOT NULL,                   -- where it lay when it was last read
  text INTEGER NOT NULL REFERENCES texts (id),
  superseded INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1)), -- 1: the file has other content now
  UNIQUE (path, text)                   -- the same bytes at two places: two documents, one reading
)"""

_FORMS = """
CREATE TABLE forms (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  schema TEXT NOT NULL,                 -- the schema's id
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  title_en TEXT NOT NULL,
  body TEXT NOT NULL                    -- the schema as JSON, so that a record can be explained without its file
)"""

_CELLS = """
CREATE TABLE cells (                    -- the places of a form to be filled
  id INTEGER PRIMARY KEY,
  form INTEGER NOT NULL REFERENCES forms (id),
  slot TEXT NOT NULL,                   -- table/row/column
  name TEXT NOT NULL,                   -- the same in the form's words
  table_id TEXT NOT NULL,
  row_id TEXT NOT NULL,
  column_id TEXT NOT NULL,
  table_zh TEXT NOT NULL,
  row_zh TEXT NOT NULL,
  column_zh TEXT NOT NULL,
  table_en TEXT NOT NULL,
  row_en TEXT NOT NULL,
  column_en TEXT NOT NULL,
  unit TEXT,                            -- of the values, where the form names one
  UNIQUE (form, slot)
)"""

_RULES = """
CREATE TABLE rules (                    -- the sums of a form, written out for each row or column they hold in
  id INTEGER PRIMARY KEY,
  form INTEGER NOT NULL REFERENCES forms (id),
  name TEXT NOT NULL,                   -- rule @ over
  rule TEXT NOT NULL,
  over TEXT,
  strength TEXT NOT NULL,
  message TEXT NOT NULL,
  message_en TEXT NOT NULL,
  slots TEXT NOT NULL,                  -- JSON
  UNIQUE (form, name, slots)
)"""

_RUNS = """
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  ended_at TEXT,                        -- null: still going on, or killed
  arguments TEXT NOT NULL,              -- JSON
  read INTEGER,                         -- files read
  unchanged INTEGER,                    -- files that had been read before
  failed INTEGER                        -- files that could not be opened, or broke the reader
)"""

_RECORDS = """
CREATE TABLE records (
  id INTEGER PRIMARY KEY,
  record TEXT NOT NULL UNIQUE,          -- <sha256>#<part>, the record's id elsewhere
  name TEXT NOT NULL,                   -- agency and year, or the file's name
  text INTEGER NOT NULL REFERENCES texts (id),
  part INTEGER NOT NULL,
  form INTEGER REFERENCES forms (id),
  pipeline TEXT NOT NULL,               -- all that could have made another record: a change means reading again
  versions TEXT NOT NULL,               -- JSON
  agency TEXT,                          -- as the text has it
  year INTEGER,
  outcome TEXT NOT NULL,
  verdict TEXT,
  needs_person INTEGER NOT NULL,
  reasons TEXT NOT NULL,                -- JSON
  fields TEXT NOT NULL,                 -- JSON
  span_start INTEGER,
  span_end INTEGER
)"""

_SLOTS = """
CREATE TABLE slots (
  record INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  cell INTEGER NOT NULL REFERENCES cells (id),
  state TEXT NOT NULL,
  value TEXT,                           -- an exact decimal; null is never zero
  text TEXT,                            -- as printed
  status TEXT NOT NULL,
  span_start INTEGER,
  span_end INTEGER,
  line INTEGER,                         -- of the text, from 1
  bound INTEGER NOT NULL,
  reader TEXT NOT NULL,
  unit TEXT,
  candidates TEXT,                      -- JSON
  PRIMARY KEY (record, cell)
)"""

_OUTCOMES = """
CREATE TABLE confrontations (           -- a record's slots held against a rule
  record INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  rule INTEGER NOT NULL REFERENCES rules (id),
  verdict TEXT NOT NULL,
  attribution TEXT,
  gap TEXT,                             -- left side minus right side, an exact decimal
  explanations TEXT,                    -- JSON
  undecided INTEGER NOT NULL,
  PRIMARY KEY (record, rule)
)"""

_FLAGS = """
CREATE TABLE flags (
  record INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  span_start INTEGER,
  span_end INTEGER,
  line INTEGER,
  PRIMARY KEY (record, number)
)"""

_DECISIONS = """
CREATE TABLE decisions (                -- what people decided; stands beside the readings and outlives them
  number INTEGER PRIMARY KEY,
  record TEXT NOT NULL,                 -- as in the table of records
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  fingerprint TEXT NOT NULL,            -- of the reading decided on
  ruling TEXT NOT NULL,
  value TEXT,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  superseded_by INTEGER REFERENCES decisions (number),
  undone_at TEXT,
  undone_by TEXT,
  undone_why TEXT
)"""

_ROSTER = """
CREATE TABLE roster (                   -- the user's own list, as it was given
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  path TEXT,
  agency TEXT,
  region TEXT,
  level TEXT,
  year INTEGER,
  url TEXT
)"""

_ALIASES = """
CREATE TABLE aliases (
  alias TEXT NOT NULL,                  -- bare: without blanks, in one width
  agency TEXT NOT NULL,
  PRIMARY KEY (alias, agency)
)"""

_ABOUTS = """
CREATE TABLE abouts (                   -- which line of the list speaks of which report
  record INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  roster INTEGER REFERENCES roster (id) ON DELETE CASCADE,
  agency TEXT,                          -- the one name of the agency
  agrees INTEGER NOT NULL,              -- 0: the text names an agency that the list does not know by this name
  is_alone INTEGER NOT NULL,            -- 1: no other report goes by the same line of the list
  PRIMARY KEY (record, document)
)"""

_WORDS = """
CREATE TABLE words (                    -- the words for statuses, states, verdicts... in both languages
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY (kind, value)
)"""

# Every Chinese character is a word of its own in the index, so that a phrase of one or two characters is found.
_SEARCH = "CREATE VIRTUAL TABLE search USING fts5 (words, content = '', tokenize = 'unicode61')"

_INDEXES = (
    "CREATE INDEX documents_by_text ON documents (text)",
    "CREATE INDEX documents_by_name ON documents (name)",
    "CREATE INDEX records_by_text ON records (text, part)",
    "CREATE INDEX records_by_agency ON records (agency, year)",
    "CREATE INDEX slots_by_cell ON slots (cell)",
    "CREATE INDEX confrontations_by_rule ON confrontations (rule)",
    "CREATE INDEX decisions_by_record ON decisions (record)",
)

_FINDINGS = """
CREATE TABLE findings (                 -- problems and measures that a report tells of itself
  record INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  id TEXT NOT NULL,                     -- p1, m1: within the record
  kind TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  line INTEGER NOT NULL,
  quote TEXT NOT NULL,                  -- as printed
  gist TEXT,                            -- a model's words
  theme TEXT,
  addresses TEXT NOT NULL,              -- JSON: ids of the problems a measure is for
  commitment TEXT,                      -- JSON: deadline, unit, target
  PRIMARY KEY (record, number)
)"""

# How many were found; null: nobody looked for them.
_FINDINGS_OF_RECORDS = "ALTER TABLE records ADD COLUMN findings INTEGER"

_CLAIMS = """
CREATE TABLE claims (                   -- numbers that the prose states
  record INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  id TEXT NOT NULL,                     -- c1: within the record
  span_start INTEGER NOT NULL,          -- the clause that states it
  span_end INTEGER NOT NULL,
  line INTEGER NOT NULL,
  figure_start INTEGER,                 -- null: words say it
  figure_end INTEGER,
  text TEXT NOT NULL,                   -- the clause, white space left out
  value TEXT NOT NULL,                  -- an exact decimal
  unit TEXT,
  period INTEGER,                       -- a year that is not the report's own
  terms TEXT NOT NULL,                  -- JSON: signed slots whose sum it should be
  reading TEXT,
  agrees INTEGER,                       -- null: nothing says
  PRIMARY KEY (record, number)
)"""

_DEFECTS = """
CREATE TABLE defects (                  -- where a report is not as it should be, outside the sums of its tables
  record INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  span_start INTEGER,
  span_end INTEGER,
  line INTEGER,
  others TEXT NOT NULL,                 -- JSON: further places
  slots TEXT NOT NULL,                  -- JSON
  detail TEXT NOT NULL,
  PRIMARY KEY (record, number)
)"""

# Where the whole item ends of which the quote is only the beginning.
_EXTENTS = "ALTER TABLE findings ADD COLUMN extent_end INTEGER"

MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        version=2,
        name="each thing written once",
        statements=(
            _MIGRATIONS_TABLE,
            _TEXTS,
            _DOCUMENTS,
            _FORMS,
            _CELLS,
            _RULES,
            _RUNS,
            _RECORDS,
            _SLOTS,
            _OUTCOMES,
            _FLAGS,
            _DECISIONS,
            _ROSTER,
            _ALIASES,
            _ABOUTS,
            _WORDS,
            _SEARCH,
            *_INDEXES,
            *VIEWS,
        ),
    ),
    Migration(version=3, name="findings", statements=(_FINDINGS, _FINDINGS_OF_RECORDS, *FINDINGS_VIEWS)),
    Migration(version=4, name="claims and defects", statements=(_CLAIMS, _DEFECTS, _EXTENTS, *CLAIMS_VIEWS)),
)
"""Never edit a released one: add the next."""

FIRST_VERSION = MIGRATIONS[0].version
"""Version 1 was that of trial builds, and is not read."""

VERSION = MIGRATIONS[-1].version
"""The version of the tables this code reads and writes."""
