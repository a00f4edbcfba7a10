"""A schema made ready for use: slots enumerated, rules expanded into instances over slots."""

from dataclasses import dataclass
from functools import cached_property

from extractor.schema.model import Column, Label, Row, SchemaFile, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInstance:
    """One equation or inequality over slots: sum of coefficient x slot, compared with 0 by `relation`.

    `terms` holds (coefficient, slot id) pairs, left side minus right side; `over` is the row or column id the instance
    stands for (None for a rule of full addresses).
    """

    rule: str
    over: str | None
    terms: tuple[tuple[int, str], ...]
    relation: str
    strength: str
    message: Label

    @property
    def slots(self) -> tuple[str, ...]:
        """Return the slots the instance is about, in the order written."""
        return tuple(slot for _, slot in self.terms)


@dataclass(frozen=True, kw_only=True)
class Schema:
    """A loaded schema: the file's content, and everything derived from it once."""

    file: SchemaFile
    digest: str
    instances: tuple[RuleInstance, ...]

    @property
    def id(self) -> str:
        """Return the schema's id."""
        return self.file.id

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables in printed order."""
        return self.file.tables

    @cached_property
    def table(self) -> dict[str, Table]:
        """Return the tables by id."""
        return {table.id: table for table in self.file.tables}

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """Return every slot of the closed tables, in printed order."""
        return tuple(slot for table in self.tables for slot in table.slots)

    def column_of(self, slot: str) -> Column:
        """Return the column of a slot."""
        return self.table[slot.partition("/")[0]].column[slot.rpartition("/")[2]]

    def row_of(self, slot: str) -> Row | None:
        """Return the listed row of a slot, or None on an open axis."""
        table, _, place = slot.partition("/")
        return self.table[table].row.get(place.rpartition("/")[0])
