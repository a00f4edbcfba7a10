"""The codebook: what each slot is, which are sums of which, and which compare from one form to another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.export.columns import JOINT, joined
from extractor.export.wide import headings
from extractor.messages import say, word
from extractor.schema.compiled import RuleInstance, Schema
from extractor.schema.model import Judgement, Table
from extractor.sheets import BOM, write_rows
from extractor.wording import labels

_NOTES = ("of_slots", "of_missing", "of_wide", "of_comparing", "of_labels")
_STRICTEST = ("no", "with_care", "yes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the codebook says of one slot.

    `zh` and `en` are its table, row and column; where forms print different labels, all of them. `sums` has, by form,
    the slots it is the sum of. `judgements` say whether it compares from form to form; none where nobody judged it.
    """

    slot: str
    zh: Sequence[str]
    en: Sequence[str]
    unit: str | None
    kinds: Sequence[str]
    forms: frozenset[str]
    sums: Mapping[str, str]
    judgements: Sequence[Judgement]

    @property
    def comparable(self) -> str | None:
        """Return `yes`, `with_care` or `no`, the strictest judgement; null where there is none."""
        return min((one.comparable for one in self.judgements), key=_STRICTEST.index, default=None)

    def why(self, lang: str) -> str | None:
        """Return the reasons of the judgements."""
        return joined(dict.fromkeys(one.why.text(lang) for one in self.judgements))


def entries(schemas: Sequence[Schema]) -> Iterator[Entry]:
    """Yield an entry for each slot of the forms, table by table.

    A table whose rows the form does not list has one entry a column, with `*` for the row.
    """
    slots = {schema.id: frozenset(_slots(schema)) for schema in schemas}
    sums = {schema.id: _sums(schema.instances) for schema in schemas}
    for slot in (*headings([], schemas), *(slot for schema in schemas for slot in _open_slots(schema))):
        having = [schema for schema in schemas if slot in slots[schema.id]]
        yield Entry(
            slot=slot,
            zh=_merged(labels(slot, schema, "zh") for schema in having),
            en=_merged(labels(slot, schema, "en") for schema in having),
            unit=joined(dict.fromkeys(filter(None, (schema.column_of(slot).unit for schema in having)))),
            kinds=tuple(dict.fromkeys(schema.column_of(slot).kind for schema in having)),
            forms=frozenset(schema.id for schema in having),
            sums={form: found[slot] for form, found in sums.items() if slot in found},
            judgements=_judgements(slot, having, schemas),
        )


def codebook_csv(schemas: Sequence[Schema]) -> Iterator[str]:
    """Yield the codebook as CSV that Excel opens as it is; a form of its own has two columns."""
    forms = [schema.id for schema in schemas]
    first = ("slot", "table_zh", "row_zh", "column_zh", "table_en", "row_en", "column_en", "unit", "kind")
    there, sums = [f"in_{form}" for form in forms], [f"sum_of_{form}" for form in forms]
    yield BOM + "".join(write_rows([[*first, *there, "comparable", "why_zh", "why_en", *sums]]))
    for entry in entries(schemas):
        about = (entry.slot, *entry.zh, *entry.en, entry.unit, joined(entry.kinds))
        judged = (entry.comparable, entry.why("zh"), entry.why("en"))
        is_in = ["true" if form in entry.forms else "false" for form in forms]
        yield "".join(write_rows([[*about, *is_in, *judged, *map(entry.sums.get, forms)]]))


def codebook_md(schemas: Sequence[Schema], lang: str) -> Iterator[str]:
    """Yield the codebook as a page of Markdown to read, one table for each table of the forms."""
    forms = [schema.id for schema in schemas]
    yield f"# {say(lang, 'codebook.title')}\n\n"
    yield from (f"- `{schema.id}`: {schema.file.title.text(lang)}\n" for schema in schemas)
    yield "\n" + "".join(f"- {say(lang, f'codebook.{note}')}\n" for note in _NOTES)
    heads = [say(lang, f"codebook.{key}") for key in ("slot", "row", "column", "kind", "comparable", "why", "sums")]
    heads[4:4] = [f"`{form}`" for form in forms]
    table = None
    for entry in entries(schemas):
        title = (entry.zh if lang == "zh" else entry.en)[0]
        if title != table:
            yield f"\n## {title}\n\n{_line(heads)}{_line(['---'] * len(heads))}"
        table = title
        yield _line(_row(entry, forms, lang))


def _row(entry: Entry, forms: Sequence[str], lang: str) -> Iterator[str]:
    _, row, column = entry.zh if lang == "zh" else entry.en
    yield from (f"`{entry.slot}`", row, column)
    kinds = JOINT.join(word(lang, "kind", kind) for kind in entry.kinds)
    yield f"{kinds} ({entry.unit})" if entry.unit else kinds
    yield from ("✓" if form in entry.forms else "" for form in forms)
    yield word(lang, "comparable", entry.comparable) if entry.comparable else ""
    yield entry.why(lang) or ""
    yield JOINT.join(dict.fromkeys(f"`{text}`" for text in entry.sums.values()))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _slots(schema: Schema) -> Iterator[str]:
    yield from schema.slots
    yield from _open_slots(schema)


def _open_slots(schema: Schema) -> Iterator[str]:
    tables: Iterable[Table] = (table for table in schema.tables if table.is_open)
    return (f"{table.id}/*/{column}" for table in tables for column in table.column)


def _merged(labelled: Iterable[Sequence[str]]) -> list[str]:
    """Return table, row and column, each with every label that the forms print for it."""
    return [JOINT.join(dict.fromkeys(texts)) for texts in zip(*labelled, strict=True)]


def _sums(instances: Iterable[RuleInstance]) -> dict[str, str]:
    """Return the slots that rules define as sums, with the terms; several ways to sum are joined by ` = `."""
    found: dict[str, list[str]] = {}
    for instance in instances:
        total = _total(instance)
        if total is not None:
            terms = " + ".join(slot for slot in instance.slots if slot != total)
            found.setdefault(total, []).append(terms)
    return {total: " = ".join(ways) for total, ways in found.items()}


def _total(instance: RuleInstance) -> str | None:
    """Return the slot that stands alone on its side of an equation, against two or more on the other."""
    if instance.relation != "==" or any(abs(coefficient) != 1 for coefficient, _ in instance.terms):
        return None
    sides = [[slot for coefficient, slot in instance.terms if coefficient == side] for side in (1, -1)]
    alone, rest = sorted(sides, key=len)
    return alone[0] if len(alone) == 1 and len(rest) > 1 else None


def _judgements(slot: str, having: Sequence[Schema], schemas: Sequence[Schema]) -> list[Judgement]:
    """Return what the forms at hand say of a slot, where both forms of a comparison are at hand and one has it."""
    known, held = {schema.id for schema in schemas}, {schema.id for schema in having}
    comparisons = (
        comparison
        for schema in schemas
        for comparison in schema.file.comparisons
        if comparison.form in known and {schema.id, comparison.form} & held
    )
    return [judgement for comparison in comparisons if (judgement := comparison.of(slot)) is not None]
