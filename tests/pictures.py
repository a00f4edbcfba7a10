"""Draw the pictures of the documentation anew: `make pictures`. Needs Chromium and a Chinese font; looks, never tests.

Each terminal picture is a real command in a real pseudo-terminal, what it printed drawn by a browser; each picture of a
page is one that a command wrote.
"""

import os
import pty
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from unicodedata import east_asian_width

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
WIDTH = 104
CELL, LINE, EDGE = 7.5, 20, 32
"""Pixels of a character and a line at the page's font size, and around the text."""

PAGE = """<!doctype html><meta charset="utf-8"><style>
/* The Chinese font draws these twice as wide as a terminal does. */
@font-face {{ font-family: narrow; src: local("DejaVu Sans Mono"); size-adjust: 83.1%;
  unicode-range: U+B7, U+D7, U+2010-201F, U+2026, U+2260, U+2500-257F; }}
body {{ margin: 0; background: #1b1d23; color: #e4e6eb; }}
pre {{ margin: 0; padding: 16px; font: 15px/20px narrow, "Noto Sans Mono CJK SC", monospace; }}
{stylesheet}
</style><pre>{code}</pre>"""

DIM = ((60, 64, 72), (255, 107, 107), (126, 200, 120), (229, 192, 90), (97, 175, 239), (214, 140, 230), (86, 194, 214))
BRIGHT = ((128, 134, 146), (255, 130, 130), (150, 220, 140), (240, 210, 120), (130, 195, 250), (226, 165, 240))
WHITE = (228, 230, 235)
THEME = TerminalTheme((27, 29, 35), WHITE, [*DIM, WHITE], [*BRIGHT, (120, 215, 230), (255, 255, 255)])

WRONG = "cells-agriculture-2022.txt"
TERMINAL = {
    "run-en": (["run", "eval/demo"], "en", 40),
    "run-zh": (["run", "eval/demo"], "zh", 40),
    "check-en": (["check", WRONG], "en", 30),
    "check-zh": (["check", WRONG], "zh", 30),
    "show-zh": (["show", "glued-city-2023.txt"], "zh", 60),
    "slot-en": (["show", WRONG, "--slot", "requests/total/business"], "en", 30),
    "eval-en": (["eval"], "en", 40),
    "eval-zh": (["eval"], "zh", 40),
}
"""Picture -> arguments, language, and the most lines shown."""


def main() -> None:
    """Draw every picture."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        os.environ["GOUJI_DB"] = str(scratch / "gouji.db")
        subprocess.run([*_gouji(), "run", "eval/demo"], cwd=ROOT, capture_output=True, check=False)
        for name, (arguments, lang, lines) in TERMINAL.items():
            if arguments[0] == "run":
                os.environ["GOUJI_DB"] = str(scratch / f"{name}.db")
            text = _in_terminal([*_gouji(), *arguments, "--lang", lang])
            os.environ["GOUJI_DB"] = str(scratch / "gouji.db")
            _draw_terminal(f"$ gouji {' '.join(arguments)}\n{text}", PICTURES / f"{name}.png", scratch, lines)
        _draw_notice(scratch)
        _draw_report(scratch)


def _draw_notice(scratch: Path) -> None:
    for lang in ("en", "zh"):
        folder = scratch / f"notices-{lang}"
        command = [*_gouji(), "check", "--out", str(folder), "--lang", lang]
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        (page,) = (folder / "notices").glob("*.html")
        _screenshot(page, PICTURES / f"notice-{lang}.png", 900, 1150, scratch)


def _draw_report(scratch: Path) -> None:
    for lang in ("en", "zh"):
        folder = scratch / f"run-{lang}"
        subprocess.run(
            [*_gouji(), "eval", "--out", str(folder), "--lang", lang], cwd=ROOT, capture_output=True, check=True
        )
        _screenshot(folder / "report.html", PICTURES / f"report-{lang}.png", 1000, 1500, scratch)


def _gouji() -> list[str]:
    return [sys.executable, "-m", "extractor"]


def _in_terminal(command: Sequence[str]) -> str:
    """Return what a command prints on a terminal, colours and all; a progress bar has been wiped off by its end."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": str(WIDTH), "LINES": "50", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(command, cwd=ROOT, stdout=theirs, stderr=subprocess.PIPE, env=environment) as child:
        os.close(theirs)
        printed = b""
        while piece := _piece(ours):
            printed += piece
        told = child.stderr.read() if child.stderr else b""
    os.close(ours)
    return told.decode() + printed.decode().replace("\r\n", "\n")


def _piece(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end is closed
        return b""


def _draw_terminal(ansi: str, picture: Path, scratch: Path, most_lines: int) -> None:
    lines = ansi.rstrip("\n").split("\n")
    shown = lines if len(lines) <= most_lines else [*lines[: most_lines - 1], "..."]
    console = Console(record=True, width=400, file=open(os.devnull, "w"), force_terminal=True, color_system="truecolor")  # noqa: PTH123, SIM115
    text = Text.from_ansi("\n".join(shown))
    console.print(text, soft_wrap=True)
    page = scratch / f"{picture.stem}.html"
    page.write_text(console.export_html(theme=THEME, code_format=PAGE), encoding="utf-8")
    rows = sum(max(1, -(-_columns(line) // WIDTH)) for line in text.plain.split("\n"))
    _screenshot(page, picture, int(WIDTH * CELL) + EDGE, rows * LINE + EDGE, scratch)


def _columns(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


def _screenshot(page: Path, picture: Path, width: int, height: int, scratch: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
    flags += ["--disable-background-networking", f"--user-data-dir={scratch / 'browser'}"]
    command = [browser, *flags, f"--screenshot={picture}", f"--window-size={width},{height}", page.as_uri()]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    sys.stdout.write(f"{picture.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
