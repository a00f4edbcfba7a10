"""Makes the pages of docs/summaries anew from the shipped reports, by the command: `python -m tests.summary_pages`."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from extractor.cli import main

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "summaries"
REPORTS = (
    "eval/demo/cells-agriculture-2022.txt",
    "eval/demo/glued-city-2023.txt",
    "eval/reports/html-water-2023.html",
    "eval/reports/tabs-water-2024.txt",
)
CARDS = ("cells-agriculture-2022", "glued-city-2023", "tabs-water-2024")


def fresh(folder: Path, call: Callable[..., object] = main) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page, made from the reports in a store in this folder."""
    store = ["--db", str(folder / "gouji.db"), "--lang", "zh"]
    call(["run", *(str(ROOT / report) for report in REPORTS), *store])
    for name, asked in [*((card, [card]) for card in CARDS), ("roll-up", [])]:
        path = folder / f"{name}.md"
        call(["summarise", *asked, "--out", str(path), *store])
        yield path.name, path.read_text("utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for page, text in fresh(Path(scratch)):
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / page).write_text(text, "utf-8", newline="\n")
