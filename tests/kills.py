"""Kill a run again and again, and hold the store it ends with against that of a run nobody disturbed.

`python -m tests.kills --reports 2000 --kills 20` writes generated reports into a folder of its own, reads them into one
store in peace, and into another with a SIGKILL at random moments, started again each time. Exit code 1 where the two
stores differ in anything but the list of runs and the numbers of rows, or where SQLite finds fault with the file.
"""

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from extractor.generator import generate
from extractor.schema import shipped_schemas

EVERYTHING = (
    "SELECT sha256, format, encoding, heading, text FROM texts ORDER BY 1",
    "SELECT name, path, superseded, sha256 FROM documents JOIN texts ON texts.id = documents.text ORDER BY 1, 2",
    "SELECT digest, schema FROM forms ORDER BY 1",
    """SELECT record, records.name, part, pipeline, versions, agency, year, outcome, verdict, needs_person,
         reasons, fields, findings, span_start, span_end, digest
       FROM records LEFT JOIN forms ON forms.id = records.form ORDER BY 1""",
    """SELECT records.record, slot, state, value, slots.text, status, slots.span_start, slots.span_end, line, bound,
         reader, slots.unit, candidates
       FROM slots JOIN records ON records.id = slots.record JOIN cells ON cells.id = slots.cell ORDER BY 1, 2""",
    """SELECT records.record, rules.name, confrontations.verdict, attribution, gap, explanations, undecided
       FROM confrontations JOIN records ON records.id = confrontations.record
       JOIN rules ON rules.id = confrontations.rule ORDER BY 1, 2""",
    """SELECT records.record, number, kind, detail, flags.span_start, flags.span_end, line
       FROM flags JOIN records ON records.id = flags.record ORDER BY 1, 2""",
    """SELECT records.record, number, findings.id, kind, findings.span_start, findings.span_end, line, quote, gist,
         theme, addresses, commitment
       FROM findings JOIN records ON records.id = findings.record ORDER BY 1, 2""",
    "SELECT document, slot, value, status FROM readings ORDER BY 1, 2",
    """SELECT sha256 FROM search JOIN texts ON texts.id = search.rowid WHERE search MATCH '"政 府"' ORDER BY 1""",
)


def main() -> int:
    """Do what the module says; returns the exit code."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports"
        write_reports(reports, options.reports)
        calm, killed = Path(folder) / "calm.db", Path(folder) / "killed.db"
        seconds = _timed(reports, calm)
        kills = kill_and_restart(reports, killed, options.kills, seconds, options.seed)
        found = list(differences(calm, killed))
        files = ", ".join(file.name for file in sorted(Path(folder).iterdir()))
    _say(f"{options.reports} reports in {seconds:.1f} s undisturbed; killed {kills} times and started again; {files}")
    for line in found or ["the two stores are equal, and whole"]:
        _say(line)
    return int(bool(found))


def write_reports(folder: Path, count: int) -> None:
    """Write `count` generated reports into a new folder."""
    folder.mkdir()
    schemas = shipped_schemas()
    for seed in range(count):
        case = generate(schemas[seed % len(schemas)], seed)
        (folder / f"{seed:05}{Path(case.name).suffix or '.txt'}").write_bytes(case.data)


def kill_and_restart(reports: Path, db: Path, kills: int, seconds: float, seed: int) -> int:
    """Run until done, killing the first `kills` runs at random moments; return how many were killed at work."""
    killed, moments = 0, random.Random(seed)  # noqa: S311 - moments to kill at, not secrets
    for _ in range(kills):
        with subprocess.Popen(_command(reports, db), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
            # Short enough that the runs together do not finish before the last of them is killed.
            time.sleep(0.3 + moments.random() * 1.6 * seconds / kills)
            killed += child.poll() is None
            child.kill()
    done = subprocess.run(_command(reports, db), capture_output=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr.decode(errors="replace"))
    return killed


def differences(calm: Path, killed: Path) -> Iterator[str]:
    """Yield a line for everything in which the two stores differ, and for every fault of the second."""
    one, two = sqlite3.connect(calm), sqlite3.connect(killed)
    try:
        for query in EVERYTHING:
            left, right = (connection.execute(query).fetchall() for connection in (one, two))
            if left != right:
                yield f"{len(set(left) ^ set(right))} of {len(left)} rows differ: {' '.join(query.split())[:100]}"
        for pragma in ("integrity_check", "foreign_key_check"):
            found = two.execute(f"PRAGMA {pragma}").fetchall()
            if found not in ([("ok",)], []):
                yield f"{pragma}: {found[:3]}"
    finally:
        one.close()
        two.close()


def _timed(reports: Path, db: Path) -> float:
    start = time.perf_counter()
    done = subprocess.run(_command(reports, db), capture_output=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr.decode(errors="replace"))
    return time.perf_counter() - start


def _command(reports: Path, db: Path) -> list[str]:
    return [sys.executable, "-m", "extractor", "run", str(reports), "--db", str(db)]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2000, help="how many reports to write")
    parser.add_argument("--kills", type=int, default=20, help="how often to kill the run")
    parser.add_argument("--seed", type=int, default=0, help="of the moments")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
