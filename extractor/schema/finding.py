"""What is said about a schema file."""

from dataclasses import dataclass
from typing import Literal

from extractor.schema.model import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A remark on a schema file: an `error` keeps it from being used, a `note` is worth knowing.

    `code` names the kind of remark, `path` the place in the file (`tables[2].rows[4].match`).
    """

    level: Literal["error", "note"]
    code: str
    path: str
    message: Label


def error(code: str, path: str, *, zh: str, en: str) -> Finding:
    """Return a finding that keeps the schema from being used."""
    return Finding(level="error", code=code, path=path, message=Label(zh=zh, en=en))


def note(code: str, path: str, *, zh: str, en: str) -> Finding:
    """Return a finding that is worth knowing and stops nothing."""
    return Finding(level="note", code=code, path=path, message=Label(zh=zh, en=en))
