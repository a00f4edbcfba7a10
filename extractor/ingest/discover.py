"""Which files a call names: files, folders and patterns, in a stable order. This is where the disk is looked at."""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import CallError
from extractor.ingest.kinds import kind_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read: where it is, its name in records, and its kind by suffix.

    `name` is the path relative to the folder or pattern it was found under, with forward slashes; for a file given
    itself, its file name. `kind` may be one that is not read, so that the file can be counted and named; `special`
    is a broken link, a folder that may not be listed or no regular file, which must not be opened.
    """

    path: Path
    name: str
    kind: str


def discover(paths: Sequence[Path]) -> Iterator[Source]:
    """Yield every file that `paths` name, each once, folders in order of name; hidden and lock files are skipped.

    A path that is not there does not keep the rest from being found: `CallError` names all such paths at the end.
    """
    missing: list[str] = []
    seen: set[Path] = set()
    for path in paths:
        found = _found(path)
        if found is None:
            missing.append(str(path))
            continue
        for source in found:
            absolute = Path(os.path.abspath(source.path))  # noqa: PTH100 - links stay as they are: two names, two files
            if absolute not in seen:
                seen.add(absolute)
                yield source
    if missing:
        raise CallError("paths.missing", paths=", ".join(missing))


def _found(path: Path) -> Iterator[Source] | None:
    """Return what one argument names, or None where it names nothing."""
    if path.is_dir():
        return _under(path, path)
    if path.exists():
        return iter([_source(path, path.name)])
    matches = sorted(map(Path, glob.glob(str(path), recursive=True))) if glob.has_magic(str(path)) else []  # noqa: PTH207
    return _matched(matches, _fixed_part(path)) if matches else None


def _matched(matches: Sequence[Path], root: Path) -> Iterator[Source]:
    for match in matches:
        if match.is_dir():
            yield from _under(match, root)
        elif not _is_skipped(match.name):
            yield _source(match, match.relative_to(root).as_posix())


def _under(folder: Path, root: Path) -> Iterator[Source]:
    """Yield the files below a folder, depth first; a folder reached again through a link is not entered twice."""
    entered: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not path.is_dir():
            yield _source(path, path.relative_to(root).as_posix())
            continue
        status = path.stat()
        if (status.st_dev, status.st_ino) in entered:
            continue
        entered.add((status.st_dev, status.st_ino))
        listed = _listed(path)
        if listed is None:
            yield Source(path=path, name=path.relative_to(root).as_posix(), kind="special")
        else:
            waiting.extend(reversed(listed))


def _listed(folder: Path) -> list[Path] | None:
    """Return what a folder holds, in order; None where it may not be listed, which must not end the batch."""
    try:
        return sorted(entry for entry in folder.iterdir() if not _is_skipped(entry.name))
    except OSError:
        return None


def _source(path: Path, name: str) -> Source:
    return Source(path=path, name=name, kind=kind_of(name) if path.is_file() else "special")


def _is_skipped(name: str) -> bool:
    """Return whether a file is hidden or the lock that an open Office document leaves behind."""
    return name.startswith((".", "~$"))


def _fixed_part(pattern: Path) -> Path:
    """Return the folder before the first part of a pattern that holds a wildcard."""
    fixed = Path()
    for part in pattern.parts:
        if glob.has_magic(part):
            break
        fixed /= part
    return fixed
