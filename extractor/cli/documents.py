"""What the commands on a store share: finding the documents that were named."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.terminal import complain
from extractor.errors import CallError

if TYPE_CHECKING:
    from extractor.store import Entry, Store

_MOST_CANDIDATES = 8


def resolve(store: "Store", doc: str, db: Path) -> list[str]:
    """Return the ids of the records of the one file `doc` means; `CallError` where it means none or several."""
    entries = store.find(doc)
    if not entries:
        raise CallError("doc.missing", db=db, doc=doc)
    if len({entry.id.partition("#")[0] for entry in entries}) > 1:
        named = "; ".join(_candidate(entry) for entry in entries[:_MOST_CANDIDATES])
        more = "; ..." if len(entries) > _MOST_CANDIDATES else ""
        raise CallError("doc.ambiguous", doc=doc, candidates=named + more)
    return list(dict.fromkeys(entry.id for entry in entries))


class Asked:
    """The records that a command line names; what cannot be found is told at once and does not stop the rest."""

    def __init__(self, store: "Store", docs: Sequence[str], db: Path, lang: str) -> None:
        self._store, self._docs, self._db, self._lang = store, docs, db, lang
        self.is_bad_call = False

    def ids(self) -> Iterator[str]:
        """Yield the ids of the records named, one file after the other."""
        for doc in self._docs:
            try:
                yield from resolve(self._store, doc, self._db)
            except CallError as error:
                self.is_bad_call = True
                complain(error.text(self._lang))


def _candidate(entry: "Entry") -> str:
    about = " ".join(str(part) for part in (entry.agency, entry.year) if part)
    return f"{entry.id[:12]} ({entry.document}{', ' if about else ''}{about})"
