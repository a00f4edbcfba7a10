"""The error tree: everything this package raises on purpose.

    GoujiError
    ├── CallError           the call is wrong: a path, an option, a file given (exit code 2)
    │   ├── SchemaError     a schema file is wrong; carries the path to the bad field
    │   └── StoreError      the store cannot be opened, read or written
    └── UnreadableError     a document's bytes cannot be turned into text

A bad *report* is never an exception: it is a record with reasons.
"""

import errno
from dataclasses import dataclass

from extractor.messages import MESSAGES, Lang, say


class GoujiError(Exception):
    """Root of every error raised on purpose: the message `key` with its `values`, one line for a person.

    A value may be an error or a label itself; it is put into the language asked for with the rest.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def text(self, lang: str) -> str:
        """Return what was found, where, and what to do, in one line."""
        return say(lang, self.key, **{name: _in_language(value, lang) for name, value in self.values.items()})

    def __str__(self) -> str:
        return self.text(Lang.EN)


class CallError(GoujiError):
    """A wrong call: the message says what was found, where, and what to do."""


class SchemaError(CallError):
    """A schema file that cannot be used."""


class StoreError(CallError):
    """A store that cannot be opened, read or written."""


class UnreadableError(GoujiError):
    """Bytes that cannot be turned into text: `key` says why, `detail` has what is particular to them, free of language.

    `name` is the document's, where it is known.
    """

    def __init__(self, key: str, detail: str = "", name: str = "") -> None:
        super().__init__(key, detail=detail)
        self.detail = detail
        self.name = name

    @property
    def reason(self) -> str:
        """Return the reason as a record keeps it: `key`, or `key: detail`."""
        return f"{self.key}: {self.detail}" if self.detail else self.key

    def __str__(self) -> str:
        return f"{self.name}: {super().__str__()}" if self.name else super().__str__()


@dataclass(frozen=True, slots=True)
class Cause:
    """Why the system refused something, in the language asked for where we have the words."""

    error: OSError

    def text(self, lang: str) -> str:
        """Return the cause in words."""
        key = f"errno.{errno.errorcode.get(self.error.errno or 0, '')}"
        return say(lang, key) if key in MESSAGES else self.error.strerror or type(self.error).__name__


def _in_language(value: object, lang: str) -> object:
    spoken = getattr(value, "text", None)
    return spoken(lang) if callable(spoken) else value
