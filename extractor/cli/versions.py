"""The order in which a store's reports count: of one office and year the last one does.

What a file held before it changed comes before what files hold now; then a file whose name says that it is a correction
comes after one that does not; then the order in which they were first read decides.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from extractor.corpus.offices import named

if TYPE_CHECKING:
    from extractor.store import Store

_CORRECTED = re.compile(
    r"更正|修订|修正|修改|重新|重报|补正|勘误|第[二三四五]版|correct|revis|\bv[2-9]\b", re.IGNORECASE
)


def in_order(store: "Store") -> list[str]:
    """Return the ids of all records of a store, what was replaced included, so that a later version comes later."""
    return [str(row["record"]) for row in sorted(store.view("records"), key=_Order(store).of)]


def current(store: "Store") -> list[str]:
    """Return the ids of the records of the files as they are now, a later version later."""
    order = _Order(store)
    kept = [row for row in store.view("records") if row["text"] in order.current]
    return [str(row["record"]) for row in sorted(kept, key=order.of)]


def versions_of(store: "Store", record: str) -> list[str]:
    """Return the ids of all versions of a report in order, itself included: of its office and year, or of its file."""
    rows = {str(row["record"]): row for row in store.view("records")}
    about = {str(row["record"]): row for row in store.view("reports")}
    paths, own, key = _paths(store), rows[record], _key(record, rows, about)

    def is_version(name: str) -> bool:
        row, other = rows[name], _key(name, rows, about)
        is_same_file = row["part"] == own["part"] and not paths[row["text"]].isdisjoint(paths[own["text"]])
        return name == record or (key is not None and other == key) or (is_same_file and None in {key, other})

    return [name for name in in_order(store) if is_version(name)]


def kin(store: "Store", ids: Sequence[str]) -> list[str]:
    """Return the ids of these records and of all versions of their offices' reports of the year before, in order."""
    rows = {str(row["record"]): row for row in store.view("records")}
    about = {str(row["record"]): row for row in store.view("reports")}
    keys = {name: _key(name, rows, about) for name in rows}
    wanted = {(key[0], int(str(key[1])) - back) for name in ids if (key := keys.get(name)) for back in (0, 1)}
    return [name for name in in_order(store) if name in set(ids) or keys[name] in wanted]


class _Order:
    """What the order of versions goes by: the files that hold each text."""

    def __init__(self, store: "Store") -> None:
        documents = list(store.view("documents"))
        self.current = {row["text"] for row in documents if not row["superseded"]}
        self._corrected = {row["text"] for row in documents if _CORRECTED.search(str(row["name"]))}

    def of(self, row: Mapping[str, object]) -> tuple[bool, bool, int, int]:
        """Return what a record is sorted by."""
        text, part = row["text"], row["part"]
        return text in self.current, text in self._corrected, int(str(text)), int(str(part))


def _paths(store: "Store") -> Mapping[object, set[object]]:
    found: dict[object, set[object]] = {}
    for row in store.view("documents"):
        found.setdefault(row["text"], set()).add(row["path"])
    return found


def _key(
    name: str, rows: Mapping[str, Mapping[str, object]], about: Mapping[str, Mapping[str, object]]
) -> tuple[str, object] | None:
    """Return the office and year of a report, by the user's own list or by its text; null where one is missing."""
    row = about.get(name) or rows[name]
    agency = row["agency"]
    office = named(str(agency)) if agency is not None else None
    return None if office is None or row["year"] is None else (office, row["year"])
