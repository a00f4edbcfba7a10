"""Time the reading of reports, file bytes to record, on one core: `make bench`. Prints; never fails on time.

Beside each group stands a *bare pass* over the same texts, the least a program could do with them: decode, NFKC, and
every number with its span by one regular expression. The ratio of the two travels between machines; the times do not.
Start-up is held against the import of typer, the least a command line of this kind can do.
"""

import cProfile
import gc
import os
import pstats
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

from extractor.generator import generate
from extractor.ground import ground
from extractor.ingest import ingest
from extractor.locate import make_page, recognise, regions, split_parts
from extractor.locate.page import part_page
from extractor.pipeline import read_document
from extractor.readers import read_layout
from extractor.reconcile import reconcile
from extractor.schema import Schema, shipped_schemas

ROUNDS = 5
STARTS = {"gouji --help": ("-m", "extractor", "--help"), "import typer": ("-c", "import typer")}
GENERATED = 50
FIRST_SEED = 1
SLOWEST = 10
STAGES = ("ingest", "locate", "read", "ground", "reconcile")
ROOT = Path(__file__).resolve().parents[1]
CORPUS = Path(os.environ.get("GOUJI_CORPUS") or ROOT.parent / "shared" / "corpus")
NUMBER = re.compile(r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(slots=True)
class Timed:
    """One report with its best times so far, in seconds; `bare` is what the bare pass is given."""

    name: str
    data: bytes
    bare: tuple[bytes, str]
    read_seconds: float = float("inf")
    bare_seconds: float = float("inf")
    stage_seconds: dict[str, float] = field(default_factory=dict)


def main() -> None:
    schemas = shipped_schemas()
    groups = {name: reports for name, reports in _groups(schemas) if reports}
    everything = [report for reports in groups.values() for report in reports]
    for _ in range(ROUNDS):
        for report in everything:
            _time(report, schemas)
    _print_times(groups)
    _print_stages(groups)
    profiled = "corpus" if "corpus" in groups else "demo"
    _print_profile(profiled, groups[profiled], schemas)
    _print_start()


def _groups(schemas: Sequence[Schema]) -> Iterator[tuple[str, list[Timed]]]:
    yield "demo", [_report(path.name, path.read_bytes()) for path in sorted((ROOT / "eval" / "demo").iterdir())]
    texts = [*sorted((CORPUS / "seeds").glob("*.txt")), *sorted((CORPUS / "reports").glob("*.txt"))]
    if not texts:
        print("no corpus: set GOUJI_CORPUS to the folder that holds it to time real reports too")
    yield "corpus", [_report(path.name, path.read_bytes()) for path in texts]
    seeds = range(FIRST_SEED, FIRST_SEED + GENERATED)
    cases = [generate(schemas[seed % len(schemas)], seed) for seed in seeds]
    yield "generated", [_report(case.name, case.data) for case in cases]


def _report(name: str, data: bytes) -> Timed:
    """Prepare a report: the bare pass reads the file's own bytes, or the text of a file that is no text."""
    document = ingest(data, name)
    bare = (data, document.encoding) if document.encoding else (document.text.encode(), "utf-8")
    return Timed(name=name, data=data, bare=bare)


def _time(report: Timed, schemas: Sequence[Schema]) -> None:
    gc.collect()
    start = perf_counter()
    read_document(ingest(report.data, report.name), schemas)
    read = perf_counter()
    _bare_pass(*report.bare)
    bare = perf_counter()
    report.read_seconds = min(report.read_seconds, read - start)
    report.bare_seconds = min(report.bare_seconds, bare - read)
    for stage, seconds in _stages(report, schemas).items():
        report.stage_seconds[stage] = min(report.stage_seconds.get(stage, seconds), seconds)


def _bare_pass(data: bytes, encoding: str) -> list[tuple[str, tuple[int, int]]]:
    text = unicodedata.normalize("NFKC", data.decode(encoding, errors="replace"))
    return [(found[0], found.span()) for found in NUMBER.finditer(text)]


def _stages(report: Timed, schemas: Sequence[Schema]) -> Mapping[str, float]:
    """Return the seconds of each stage, called as the pipeline calls them."""
    seconds = dict.fromkeys(STAGES, 0.0)
    start = perf_counter()
    document = ingest(report.data, report.name)
    seconds["ingest"], start = perf_counter() - start, perf_counter()
    page = make_page(document)
    parts = split_parts(page, schemas)
    seconds["locate"] = perf_counter() - start
    for part in parts:
        start = perf_counter()
        own = page if len(parts) == 1 else part_page(page, part.span)
        schema = recognise(own, schemas).schema
        if schema is None:
            continue
        found = regions(own, schema)
        located = perf_counter()
        draft = read_layout(own, found, schema)
        read = perf_counter()
        grounded = ground(own, draft, schema)
        checked = perf_counter()
        reconcile(grounded, schema)
        ends = (located, read, checked, perf_counter())
        for stage, one, following in zip(STAGES[1:], (start, *ends), ends, strict=False):
            seconds[stage] += following - one
    return seconds


def _print_times(groups: Mapping[str, Sequence[Timed]]) -> None:
    print(f"one core, best of {ROUNDS} interleaved rounds; ms for a document\n")
    print(f"{'group':<10} {'documents':>9} {'a second':>9} {'median':>8} {'max':>8} {'bare':>8} {'ratio':>7}")
    for name, reports in groups.items():
        read = [1000 * report.read_seconds for report in reports]
        bare = [1000 * report.bare_seconds for report in reports]
        rate = 1000 * len(reports) / sum(read)
        print(
            f"{name:<10} {len(reports):>9} {rate:>9.0f} {median(read):>8.2f} {max(read):>8.2f} {median(bare):>8.3f}"
            f" {sum(read) / sum(bare):>7.1f}"
        )


def _print_stages(groups: Mapping[str, Sequence[Timed]]) -> None:
    """Print each stage's share of the time; the rest (fields, verdict, the record itself) is what they leave."""
    print(f"\n{'share of time':<13}" + "".join(f"{stage:>11}" for stage in (*STAGES, "rest")))
    for name, reports in groups.items():
        whole = sum(report.read_seconds for report in reports)
        shares = [sum(report.stage_seconds[stage] for report in reports) / whole for stage in STAGES]
        shares.append(max(0.0, 1 - sum(shares)))
        print(f"{name:<13}" + "".join(f"{share:>11.0%}" for share in shares))


def _print_profile(name: str, reports: Sequence[Timed], schemas: Sequence[Schema]) -> None:
    profile = cProfile.Profile()
    profile.enable()
    for report in reports:
        read_document(ingest(report.data, report.name), schemas)
    profile.disable()
    stats = pstats.Stats(profile).get_stats_profile()
    slowest = sorted(stats.func_profiles.items(), key=lambda entry: entry[1].tottime, reverse=True)[:SLOWEST]
    print(f"\nslowest functions over the {name} group, by their own time (under a profiler: compare shares, not times)")
    for function, cost in slowest:
        place = "" if cost.file_name == "~" else f"  {Path(cost.file_name).name}:{cost.line_number}"
        print(f"{cost.tottime / stats.total_tt:>7.1%} {cost.ncalls:>10} calls  {function}{place}")


def _print_start() -> None:
    """Print how long the command takes to say what it can do, in processes of their own."""
    rounds = [{name: _start_seconds(arguments) for name, arguments in STARTS.items()} for _ in range(ROUNDS)]
    seconds = {name: min(taken[name] for taken in rounds) for name in STARTS}
    ours, least = seconds.values()
    print(
        f"\nstart-up, best of {ROUNDS}: " + ", ".join(f"{name} {taken:.2f} s" for name, taken in seconds.items()),
        end="",
    )
    print(f", ratio {ours / least:.1f}")


def _start_seconds(arguments: Sequence[str]) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - start


if __name__ == "__main__":
    main()
