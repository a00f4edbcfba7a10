"""The error tree: everything this package raises on purpose.

    GoujiError
    ├── CallError           the call is wrong: a path, an option, a store (exit code 2)
    │   ├── SchemaError     a schema file is wrong; carries the path to the bad field
    │   └── StoreError      the store cannot be opened, read or written
    └── UnreadableError     a document's bytes cannot be turned into text

A bad *report* is never an exception: it is a record with reasons.
"""


class GoujiError(Exception):
    """Root of every error raised on purpose; its text is one line for a person."""


class CallError(GoujiError):
    """A wrong call: the message says what was found, where, and what to do."""


class SchemaError(CallError):
    """A schema file that cannot be used."""


class StoreError(CallError):
    """A store that cannot be opened, read or written."""


class UnreadableError(GoujiError):
    """Bytes that cannot be turned into a document's text."""
