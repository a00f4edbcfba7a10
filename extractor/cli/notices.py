"""Writes the notices: into a new folder, each file whole or not at all, the index last."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.terminal import emit
from extractor.errors import CallError, Cause
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.dossier import Dossier
    from extractor.notices import File


def write_notices(dossiers: Iterable["Dossier"], out: Path, by: str, lang: str) -> bool:
    """Write notices, worklist and index into `out`, and return whether a report still needs a person.

    `CallError` where the folder is not empty (an old notice must not stay among new ones) or cannot be written; what
    was written until then is taken away again.
    """
    from extractor.notices import files, measured, sorted_out

    _see_that_it_is_free(out)
    found = sorted_out(dossiers, by, lang)
    _write(files(found, by, lang, measured()), out)
    counts = {"notices": len(found.notices), "faults": found.faults, "tasks": found.tasks}
    places = {"folder": out / "notices", "worklist": out / "worklist.html", "index": out / "index.html"}
    emit(f"{say(lang, 'notices.written', **counts, **places)}\n")
    return found.people > 0


def _see_that_it_is_free(out: Path) -> None:
    try:
        if out.exists() and not out.is_dir():
            raise CallError("notices.not_folder", path=out)
        if out.is_dir() and any(out.iterdir()):
            raise CallError("notices.not_empty", path=out)
    except OSError as error:
        raise CallError("cannot_write", path=out, reason=Cause(error)) from error


def _write(made: Iterable["File"], out: Path) -> None:
    written: list[Path] = []
    is_whole = False
    try:
        for file in made:
            path = out / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            written += (part := path.with_name(f"{path.name}.part"), path)
            part.write_text(file.text, encoding="utf-8", newline="")
            part.replace(path)
        is_whole = True
    except OSError as error:
        raise CallError("cannot_write", path=out, reason=Cause(error)) from error
    finally:
        if not is_whole:
            _take_away(written, out)


def _take_away(written: Sequence[Path], out: Path) -> None:
    """Remove what was written of a folder that did not get whole, and the folders that are empty then."""
    for path in written:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    for folder in (out / "notices", out):
        with suppress(OSError):
            folder.rmdir()
