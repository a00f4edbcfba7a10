"""Measure `verify` on labelled sentences: `python -m tests.verify_numbers [FOLDER] [--misses]`.

FOLDER holds `en.jsonl` and `zh.jsonl` (default: `numbers` of the corpus). A row counts as flagged where the text is not
sound. Halves are told apart by the hash of the document: thresholds are tuned on A and looked at on B.
"""

import hashlib
import json
import os
import sys
from collections import Counter
from math import sqrt
from pathlib import Path

from extractor.verify import Source, verify_text

CORPUS = Path(os.environ.get("GOUJI_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
Z = 1.959964
"""Two-sided 95 %."""


def wilson(hits, whole):
    """Return the Wilson interval of a rate."""
    if not whole:
        return 0.0, 1.0
    rate, square = hits / whole, Z * Z / whole
    middle, reach = rate + square / 2, Z * sqrt(rate * (1 - rate) / whole + square / (4 * whole))
    return max(0.0, (middle - reach) / (1 + square)), min(1.0, (middle + reach) / (1 + square))


def groups(row):
    """Yield the groups a row is counted in."""
    half = "AB"[hashlib.sha256(row["document"].encode()).digest()[0] % 2]
    yield row["label"]
    yield f"{row['label']}, half {half}"
    if row["label"] == "inconsistent":
        if row.get("number_only_edit"):
            yield "inconsistent, only a number edited"
        is_absent = row["new_number_absent_from_document"]
        yield "inconsistent, number absent" if is_absent else "inconsistent, number occurs elsewhere (hard)"


def flagged(row):
    """Return what is said of a row's summary."""
    return verify_text(row["summary"], [Source(name=row["id"], text=row["document"])])


def measure(path):
    """Return hits and counts by group, and the rows that went wrong with what was said of them."""
    hits, whole, misses = Counter(), Counter(), []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        said = flagged(row)
        whole.update(groups(row))
        hits.update(groups(row) if not said.is_sound else ())
        if said.is_sound == (row["label"] == "inconsistent"):
            misses.append((row, said))
    return hits, whole, misses


def told(row, said):
    """Return a row that went wrong in a few lines."""
    numbers = "; ".join(
        f"{n.text} {n.verdict} {n.slip or ''} {[p.printed for p in n.places][:2]}" for n in said.numbers
    )
    return f"  {row['id']} {row['label']}: {row['summary'][:300]}\n    {numbers}"


def main(arguments):
    """Print the rates with their intervals; with --misses the rows that went wrong too."""
    named = [argument for argument in arguments if not argument.startswith("--")]
    folder = Path(named[0]) if named else CORPUS / "numbers"
    for name in ("en", "zh"):
        hits, whole, misses = measure(folder / f"{name}.jsonl")
        for group in sorted(whole):
            low, high = wilson(hits[group], whole[group])
            print(f"{name}  {group:45} {hits[group]:3}/{whole[group]:3} flagged  {low:.3f}-{high:.3f}")  # noqa: T201
        if "--misses" in arguments:
            print("\n".join(told(*miss) for miss in misses))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
