"""How often a notice is wrong: counted over generated cases, and held against what is published."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from extractor.readers import read_layout, reader_version
from tests.generator.measure import Measure

PUBLISHED = Path(__file__).resolve().parents[2] / "eval" / "accusations.json"

_HOW = (
    "Reports that the generator writes with known figures, a quarter of them with a wrong sum planted, are read as "
    "files are. An accusation is a failed sum that a notice would put down to the document; it is wrong where the "
    "figures printed keep that sum. A report is accused wrongly if any accusation of it is wrong. The reader was "
    "developed on such reports."
)

Counts = dict[str, object]
"""The published counts: the keys of `eval/accusations.json`."""


def counted(measures: Sequence[Measure], seed: int) -> Counts:
    """Return the counts over these cases, whose first seed is `seed`, as they are published."""
    return {
        "kind": "generated",
        "command": f"python -m tests.generator --n {len(measures)} --seed {seed}",
        "how": _HOW,
        "reader": reader_version(read_layout),
        "seed": seed,
        "reports": len(measures),
        "reports_accused": sum(bool(found.reported) for found in measures),
        "reports_accused_wrongly": sum(bool(found.misreported) for found in measures),
        "accusations": sum(len(found.reported) for found in measures),
        "accusations_wrong": sum(len(found.misreported) for found in measures),
    }


def as_text(counts: Counts) -> str:
    """Return the counts as the text of the published file."""
    return json.dumps(counts, ensure_ascii=False, indent=2) + "\n"


def overclaimed(published: Mapping[str, object], measured: Mapping[str, object]) -> Iterator[str]:
    """Yield a line for each count in which the published file claims better than was measured on the same cases."""
    if any(published.get(key) != measured[key] for key in ("seed", "reports")):
        return  # other cases: nothing to compare
    if published.get("reader") != measured["reader"]:
        yield f"accusations: published for reader {published.get('reader')}, measured with {measured['reader']}"
    for key, is_better in (
        ("accusations", _more),
        ("reports_accused", _more),
        ("accusations_wrong", _less),
        ("reports_accused_wrongly", _less),
    ):
        if is_better(published.get(key), measured[key]):
            yield f"accusations: {key} published as {published.get(key)}, measured {measured[key]}"


def refuted_by_file(measures: Sequence[Measure], seed: int, path: Path = PUBLISHED) -> list[str]:
    """Return what the published file claims better than these cases bear out; no file is a line too."""
    if not path.is_file():
        return [f"accusations: no {path.name}; write it with --accusations {path.name}"]
    return list(overclaimed(json.loads(path.read_text("utf-8")), counted(measures, seed)))


def _more(published: object, measured: object) -> bool:
    return not isinstance(published, int) or not isinstance(measured, int) or published > measured


def _less(published: object, measured: object) -> bool:
    return not isinstance(published, int) or not isinstance(measured, int) or published < measured


def wrongly_reported(measures: Iterable[Measure]) -> list[str]:
    """Return a line for each sum that a notice would report though the printed figures keep the sum."""
    return [f"{found.case}: wrongly reported: {rule}" for found in measures for rule in found.misreported]
