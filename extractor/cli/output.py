"""Where a command's result goes: standard output, or a file that is there as a whole or not at all."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from extractor.cli.terminal import emit
from extractor.errors import CallError, Cause

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file to write (default: standard output).")
]


def to_standard_output(pieces: Iterable[str]) -> None:
    """Write text as it is, in UTF-8 with the line breaks it has; quietly stop where nobody reads it any more."""
    # Another program reads this, whatever the console is set to.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="")
    for piece in pieces:
        if not emit(piece):
            return


def to_file(pieces: Iterable[str | bytes], path: Path) -> None:
    """Write a file that is there as a whole or not at all: an older one stays as it was until this one is done.

    Raises `CallError`, one line, where it cannot be written.
    """
    with _written(path) as file:
        for piece in pieces:
            file.write(piece if isinstance(piece, bytes) else piece.encode())


def is_standard_output(path: Path | None) -> bool:
    """Return whether a path means standard output."""
    return path is None or str(path) == "-"


@contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    if path.is_dir():
        raise CallError("output.folder", path=path)
    try:
        if path.exists() and not path.is_file():  # a device or a pipe: nothing can take its place
            with path.open("wb") as file:
                yield file
        else:
            with _replacing(path.resolve()) as file:
                yield file
    except OSError as error:
        raise CallError("cannot_write", path=path, reason=Cause(error)) from error


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
