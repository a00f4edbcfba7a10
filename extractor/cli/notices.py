"""Writes the notices: into a new folder, each file whole or not at all, the index last."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.folder import see_that_it_is_free, write_folder
from extractor.cli.terminal import emit
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.dossier import Dossier


def write_notices(dossiers: Iterable["Dossier"], out: Path, by: str, lang: str) -> bool:
    """Write notices, worklist and index into `out`, and return whether a report still needs a person.

    `CallError` where the folder is not empty (an old notice must not stay among new ones) or cannot be written; what
    was written until then is taken away again.
    """
    from extractor.notices import files, measured, sorted_out

    see_that_it_is_free(out)
    found = sorted_out(dossiers, by, lang)
    write_folder(((file.name, file.text.encode()) for file in files(found, by, lang, measured())), out)
    counts = {"notices": len(found.notices), "faults": found.faults, "tasks": found.tasks}
    places = {"folder": out / "notices", "worklist": out / "worklist.html", "index": out / "index.html"}
    emit(f"{say(lang, 'notices.written', **counts, **places)}\n")
    return found.people > 0
