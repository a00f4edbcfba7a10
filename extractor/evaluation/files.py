"""What a run leaves behind, and what another system needs to be measured by."""

import json
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from extractor.errors import CallError, Cause
from extractor.evaluation.dataset import Dataset
from extractor.evaluation.report import FORMAT
from extractor.evaluation.run_file import RunFile
from extractor.evaluation.running import text_of
from extractor.evaluation.scored import Scored
from extractor.resources import prediction_schema_text
from extractor.schema.compiled import Schema
from extractor.scoring.contents import label_of
from extractor.scoring.outcomes import Judged
from extractor.serialise import JsonObject
from extractor.sheets import BOM, write_rows
from extractor.wording import labels

REPORT = "report.json"
PAGE = "report.html"
SLOTS = "slots.csv"
TIMINGS = "timings.json"
FILES = (PAGE, REPORT, SLOTS, TIMINGS)
"""What a run is written to."""


def as_json(content: JsonObject) -> str:
    """Return an object as text that is the same on every machine."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_report(path: Path) -> JsonObject:
    """Return the report of an earlier run, from its file or the folder it was written to.

    One of another format is returned as it is: `check_format` says so.
    """
    file = path / REPORT if path.is_dir() else path
    report = _object(file, "eval.not_a_report", "documents")
    if report.get("format") == FORMAT:
        try:
            RunFile.model_validate(report)
        except ValidationError as error:
            raise CallError("eval.not_a_report", path=file) from error
    return report


def read_timings(path: Path) -> JsonObject:
    """Return how long an earlier run took, from its file or the folder it was written to."""
    file = path / TIMINGS if path.is_dir() else path
    took = _object(file, "eval.not_timings", "p95_seconds")
    if not all(_is_duration(took.get(f"{name}_seconds")) for name in ("total", "p50", "p95")):
        raise CallError("eval.not_timings", path=file)
    return took


def timings(seconds: Mapping[str, float], took: float | None = None) -> JsonObject:
    """Return how long the reports took: together, at the median, and the slowest twentieth at least.

    Where many were under way at once, `took` is how long all of them did.
    """
    ordered = sorted(seconds.values())
    return {
        "total_seconds": round(sum(ordered) if took is None else took, 3),
        "p50_seconds": round(statistics.median(ordered), 4) if ordered else None,
        "p95_seconds": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 4) if ordered else None,
        "documents": {name: round(value, 4) for name, value in seconds.items()},
    }


_COLUMNS = (
    "document",
    "form",
    "slot",
    "gold",
    "said",
    "outcome",
    "salient",
    "misbound",
    "silent",
    "status",
    "start",
    "end",
)


def slots_csv(scored: Iterable[Scored]) -> Iterator[str]:
    """Yield every slot of every report with both sides and what came of it, as CSV that Excel opens as it is."""
    yield BOM + "".join(write_rows([list(_COLUMNS)]))
    for each in scored:
        yield "".join(write_rows(_row(each, slot) for slot in each.judged))


def inputs(dataset: Dataset, schemas: Sequence[Schema]) -> Iterator[tuple[str, str]]:
    """Yield the files (name, text) that another system needs to be measured by: nothing of the gold is in them."""
    forms = {schema.id: schema for schema in schemas}
    used = sorted({case.gold.schema for case in dataset.cases})
    listed = []
    for case in dataset.cases:
        name = f"texts/{case.name}.txt"
        listed.append({"document": case.name, "form": case.gold.schema, "text": name})
        yield name, text_of(case)
    yield "documents.json", as_json({"dataset": dataset.name, "digest": dataset.digest, "documents": listed})
    for form in used:
        yield f"slots/{form}.csv", _slot_list(forms[form])
    yield "prediction.schema.json", prediction_schema_text()


def _slot_list(schema: Schema) -> str:
    rows = [["slot", "table", "row", "column", "unit"]]
    for slot in schema.slots:
        table, row, column = labels(slot, schema, schema.file.language)
        rows.append([slot, table, row, column, schema.column_of(slot).unit or ""])
    return BOM + "".join(write_rows(rows))


def _row(each: Scored, slot: Judged) -> list[str]:
    span = slot.answer.span
    silent = "" if slot.is_silent is None else str(int(slot.is_silent))
    gold = "" if slot.gold is None else label_of(slot.gold) or ""
    return [
        each.case.name,
        each.case.gold.schema,
        slot.slot,
        gold,
        label_of(slot.answer.content) or "",
        slot.outcome.value,
        str(int(slot.is_salient)),
        str(int(slot.is_misbound)),
        silent,
        slot.answer.status or "",
        str(span.start) if span else "",
        str(span.end) if span else "",
    ]


_LONGEST = 1e9
"""Seconds; no run takes thirty years, and neither NaN nor infinity is below it."""


def _is_duration(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _LONGEST


def _object(path: Path, key: str, needed: str) -> JsonObject:
    try:
        loaded = json.loads(path.read_bytes())
        json.dumps(loaded, ensure_ascii=False).encode()  # half a character cannot be printed
    except OSError as error:
        raise CallError("cannot_read", path=path, reason=Cause(error)) from error
    except (ValueError, RecursionError) as error:
        raise CallError(key, path=path) from error
    if not isinstance(loaded, dict) or needed not in loaded:
        raise CallError(key, path=path)
    return loaded
