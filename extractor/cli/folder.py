"""A new folder of files: written as a whole, or taken away again."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from extractor.errors import CallError, Cause


def see_that_it_is_free(folder: Path) -> None:
    """Raise `CallError` where a folder is there already and not empty: what is old must not stay among the new."""
    try:
        if folder.exists() and not folder.is_dir():
            raise CallError("folder.is_none", path=folder)
        if folder.is_dir() and any(folder.iterdir()):
            raise CallError("folder.not_empty", path=folder)
    except OSError as error:
        raise CallError("cannot_write", path=folder, reason=Cause(error)) from error


def write_folder(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Write files (name, content) into a free folder, in their order; none stays where one cannot be written."""
    written: list[Path] = []
    is_whole = False
    try:
        for name, content in files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            written += (part := path.with_name(f"{path.name}.part"), path)
            part.write_bytes(content)
            part.replace(path)
        is_whole = True
    except OSError as error:
        raise CallError("cannot_write", path=folder, reason=Cause(error)) from error
    finally:
        if not is_whole:
            _take_away(written, folder)


def _take_away(written: Sequence[Path], folder: Path) -> None:
    """Remove what was written of a folder that did not get whole, and the folders that are empty then."""
    for path in written:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    for parent in sorted({path.parent for path in written} | {folder}, key=lambda path: -len(path.parts)):
        with suppress(OSError):
            parent.rmdir()
