"""What things are called on the page: in the words of the form where it is at hand, else by their ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractor.messages import MESSAGES, say, word
from extractor.schema.compiled import Schema
from extractor.serialise import JsonObject
from extractor.wording import labels


@dataclass(frozen=True, kw_only=True)
class Names:
    """Names in one language, by the forms at hand."""

    lang: str
    schemas: Sequence[Schema] = field(default=())

    def slot(self, slot: str, form: str) -> tuple[str, str, str]:
        """Return the table, row and column of a slot; of one that its form does not have, the parts of its id."""
        schema = self._forms.get(form)
        table, _, place = slot.partition("/")
        is_known = (
            schema is not None and table in schema.table and place.rpartition("/")[2] in schema.table[table].column
        )
        return labels(slot, schema if is_known else None, self.lang)

    def table(self, table: str) -> str:
        """Return the name of a table, as the first form at hand that has it says it."""
        return next((schema.table[table].label.text(self.lang) for schema in self._having(table)), table)

    def row(self, part: str) -> str:
        """Return the name of a row (`table/row`), as the first form at hand that has it says it."""
        table, _, row = part.partition("/")
        found = (schema.table[table].row.get(row) for schema in self._having(table))
        return next((each.label.text(self.lang) for each in found if each is not None), row or table)

    def form(self, form: str) -> str:
        """Return the title of a form."""
        schema = self._forms.get(form)
        return schema.file.title.text(self.lang) if schema else form

    def field(self, name: str) -> str:
        """Return the name of a scalar of a report."""
        scalars = (scalar for schema in self.schemas for scalar in schema.file.fields)
        return next((scalar.label.text(self.lang) for scalar in scalars if scalar.id == name), name)

    def stratum(self, by: str, value: str) -> str:
        """Return the name of a kind of report."""
        return self.form(value) if by == "form" else self.of(by, value)

    def of(self, kind: str, value: str) -> str:
        """Return the page's own word for a value of a closed list; unknown ones as they are."""
        return word(self.lang, f"eval.page.{kind}", value)

    def content(self, label: str | None, *, is_of_form: bool = True) -> str:
        """Return what a cell says, or is said to say: a number as it is, a mark in words."""
        if not is_of_form:
            return say(self.lang, "eval.page.content.stranger")
        key = f"eval.page.content.{'blank' if label is None else label}"
        return say(self.lang, key) if key in MESSAGES else label or ""

    def status(self, status: str | None) -> str:
        """Return how sure the system says it is; nothing where it does not say."""
        return word(self.lang, "status", status) if status else ""

    def _having(self, table: str) -> Sequence[Schema]:
        return [schema for schema in self.schemas if table in schema.table]

    @cached_property
    def _forms(self) -> Mapping[str, Schema]:
        return {schema.id: schema for schema in self.schemas}


def strata_text(names: Names, document: JsonObject) -> str:
    """Return what kind of report one is, form first."""
    kinds = {by: is_ for by, is_ in document["strata"].items() if by != "form"}
    kinds |= {"split": document["split"]} if document["split"] else {}
    others = [names.stratum(by, kind) for by, kind in sorted(kinds.items())]
    return " · ".join([names.form(document["form"]), *others])
