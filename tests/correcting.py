"""The table of decisions as a person has it in hand: written out, filled in, saved, taken in again."""

import csv
import io
from dataclasses import replace

from extractor.corrections import COLUMNS, accepted_headings, intake, read_answers, worklist, worklist_csv
from extractor.corrections.columns import headings
from extractor.sheets import BOM, read_rows

RULE = "letters.sum@received"
FIRM = "letters/carried/firm"  # not read
PERSON = "letters/carried/person"  # read, not sure: 2
TOTAL = "letters/received/total"  # read, not sure: 12
NOW = "2026-01-02T03:04:05Z"


def table(dossier, lang="en", **more):
    """Return the rows as a person sees them: by heading id, everything text."""
    text = "".join(worklist_csv(worklist(dossier, lang, **more), lang))
    rows = list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))
    assert tuple(rows[0]) == headings(lang)
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]]


def filled(dossier, *entries, **more):
    """Return the rows with these entries, each `(subject, decision, value, who, why)`; what is left out is empty."""
    rows = table(dossier, **more)
    for subject, *cells in entries:
        row = next(row for row in rows if row["subject"] == subject)
        row |= dict(zip(("decision", "value", "who", "why"), cells, strict=False))
    return rows


def as_bytes(rows, *, columns=COLUMNS, encoding="utf-8", delimiter=",", titles=None):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    names = dict(zip(COLUMNS, titles or headings("en"), strict=True))
    writer.writerow([names.get(column, column) for column in columns])
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return buffer.getvalue().encode(encoding, errors="replace")


def taken(dossier, data, history=(), who="wang"):
    data = data if isinstance(data, bytes) else as_bytes(data)
    answers = read_answers(read_rows(data, "t.csv", accepted_headings()), who=who)
    return intake(answers, [dossier], history, at=NOW)


def decisions(result):
    return [(made.decision.subject, made.decision.ruling.value, made.decision.value) for made in result.made]


def faults(result, lang="en"):
    return [(fault.row, fault.error.text(lang)) for fault in result.faults]


def fault_key(dossier, *entry, **more):
    (fault,) = taken(dossier, filled(dossier, entry, **more)).faults
    return fault.error.key


def in_force(dossier, result):
    """Return the report as the store would give it once the decisions are kept."""
    made = (replace(made.decision, number=number) for number, made in enumerate(result.made, start=1))
    return replace(dossier, decisions=tuple(made))
