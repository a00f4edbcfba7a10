"""Edit rules: from the expression a schema's author writes to equations over slots."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache

from extractor.errors import SchemaError
from extractor.schema.compiled import RuleInstance, Schema
from extractor.schema.model import OpenRows, Rule, SchemaFile, Table

PREVIOUS = "previous_year."
RELATIONS = ("==", ">=", "<=")
_NAME = r"(?:previous_year\.)?[a-z*][a-z0-9_*]*(?:/[a-z0-9_*]+){0,2}"
_TOKEN = re.compile(rf"\s*(?:(?P<name>{_NAME})|(?P<sign>[+-])|(?P<relation>==|>=|<=))")

Rows = Mapping[str, Sequence[str]]
"""The rows found in a document for each open table: table id -> row keys, in printed order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One name in an expression, with its sign after everything is moved to the left side."""

    sign: int
    name: str
    previous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A parsed rule: the sum of `terms`, compared with 0 by `relation`."""

    terms: tuple[Term, ...]
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One row or column a rule runs over: what each name stands for there."""

    over: str | None
    places: Mapping[str, tuple[str, ...]]


def expand(file: SchemaFile, rows: Rows) -> tuple[RuleInstance, ...]:
    """Return an instance of every rule for each row or column it holds in.

    `rows` gives the rows of the open tables; closed tables list their own. A row or column in which a term is not
    printed has no instance. Raises `SchemaError` where an expression cannot be parsed.
    """
    return tuple(instance for rule in file.rules for instance in instances(file, rule, rows))


def with_rows(schema: Schema, rows: Rows) -> Schema:
    """Return a schema with its rules expanded over the rows found in a document."""
    return replace(schema, instances=expand(schema.file, rows))


def with_rows_of(schema: Schema, slots: Iterable[str]) -> Schema:
    """Return a schema with its rules expanded over the rows of its open tables that these slots stand in."""
    opened: dict[str, dict[str, None]] = {table.id: {} for table in schema.tables if table.is_open}
    if not opened:
        return schema
    for slot in slots:
        table, _, place = slot.partition("/")
        if table in opened:
            opened[table][place.rpartition("/")[0]] = None
    return with_rows(schema, {table: list(rows) for table, rows in opened.items()})


def expand_across(file: SchemaFile, rows: Rows) -> tuple[RuleInstance, ...]:
    """Return the same for the cross-document rules; last year's slots are `previous_year.table/row/column`."""
    return tuple(instance for rule in file.cross_document_rules for instance in instances(file, rule, rows))


def instances(file: SchemaFile, rule: Rule, rows: Rows) -> Iterator[RuleInstance]:
    """Yield one rule's instances, in the printed order of the rows or columns it runs over."""
    expression = parse(rule.expr)
    for setting in settings(file, rule, rows):
        terms = _resolve(expression, setting)
        if terms is not None and _wanted(setting.over, rule.only):
            yield RuleInstance(
                rule=rule.id,
                over=setting.over,
                terms=terms,
                relation=expression.relation,
                strength=rule.strength,
                message=rule.message,
            )


@cache
def parse(expr: str) -> Expression:
    """Return an expression such as `total == granted + refused_*` in parts; `SchemaError` says what is wrong in it."""
    sides: list[list[Term]] = [[]]
    relation, sign = "", 0
    for kind, word in _tokens(expr):
        if kind == "name" and (sign or not sides[-1]):
            sides[-1].append(_term(sign or 1, word))
            sign = 0
        elif kind == "sign" and not sign:
            sign = 1 if word == "+" else -1
        elif kind == "relation" and not relation and not sign:
            relation = word
            sides.append([])
        else:
            raise SchemaError("schema.misplaced", expr=expr, word=word)
    if not relation or sign or not all(sides):
        raise SchemaError("schema.one_sided", expr=expr)
    left, right = sides
    moved = tuple(Term(sign=-term.sign, name=term.name, previous=term.previous) for term in right)
    return Expression(terms=(*left, *moved), relation=relation)


def settings(file: SchemaFile, rule: Rule, rows: Rows) -> tuple[Setting, ...]:
    """Return everything a rule could run over; none where its table is unknown."""
    tables = {table.id: table for table in file.tables}
    if rule.over is None:
        slots = (slot for table in file.tables for slot in _slots(table, rows))
        return (Setting(over=None, places={slot: (slot,) for slot in slots}),)
    table = tables.get(rule.table or "")
    if table is None:
        return ()
    return _over_rows(table, rows) if rule.over == "rows" else _over_columns(table, rows)


def matching(name: str, known: Iterable[str]) -> list[str]:
    """Return the known names that `name`, which may hold `*`, stands for."""
    return [other for other in known if fnmatchcase(other, name)]


def _tokens(expr: str) -> Iterator[tuple[str, str]]:
    at, end = 0, len(expr.rstrip())
    while at < end:
        match = _TOKEN.match(expr, at)
        if match is None or match.lastgroup is None:
            found = expr[at:].split(maxsplit=1)[0]
            raise SchemaError("schema.bad_word", expr=expr, word=found)
        yield match.lastgroup, match[match.lastgroup]
        at = match.end()


def _term(sign: int, token: str) -> Term:
    return Term(sign=sign, name=token.removeprefix(PREVIOUS), previous=token.startswith(PREVIOUS))


def _lines(table: Table, rows: Rows) -> dict[str, tuple[str, ...]]:
    """Return the rows of a table, each with the columns printed in it."""
    if table.is_open:
        return {key: tuple(table.column) for key in rows.get(table.id, ())}
    return {row.id: table.columns_of(row) for row in table.listed_rows}


def _slots(table: Table, rows: Rows) -> Iterator[str]:
    for row, columns in _lines(table, rows).items():
        yield from (f"{table.id}/{row}/{column}" for column in columns)


def _over_rows(table: Table, rows: Rows) -> tuple[Setting, ...]:
    return tuple(
        Setting(over=row, places={column: (f"{table.id}/{row}/{column}",) for column in columns})
        for row, columns in _lines(table, rows).items()
    )


def _over_columns(table: Table, rows: Rows) -> tuple[Setting, ...]:
    lines = _lines(table, rows)
    settings = []
    for column in table.column:
        slots = {row: f"{table.id}/{row}/{column}" for row, columns in lines.items() if column in columns}
        settings.append(Setting(over=column, places=_named_rows(table, slots)))
    return tuple(settings)


def _named_rows(table: Table, slots: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    if not isinstance(table.rows, OpenRows):
        return {row: (slot,) for row, slot in slots.items()}
    totals = [slot for key, slot in slots.items() if table.rows.is_total(key)]
    others = tuple(slot for slot in slots.values() if slot not in totals)
    # Two rows labelled as the total leave it open which one is meant: then no rule speaks of it.
    named = {"rows": others, "total": tuple(totals) if len(totals) == 1 else ()}
    return {name: found for name, found in named.items() if found}


def _resolve(expression: Expression, setting: Setting) -> tuple[tuple[int, str], ...] | None:
    """Return (coefficient, slot) pairs, or None where a term does not exist in this row or column."""
    sums: dict[str, int] = {}
    for term in expression.terms:
        names = matching(term.name, setting.places)
        if not names:
            return None
        for slot in (slot for name in names for slot in setting.places[name]):
            key = PREVIOUS + slot if term.previous else slot
            sums[key] = sums.get(key, 0) + term.sign
    return tuple((coefficient, slot) for slot, coefficient in sums.items() if coefficient)


def _wanted(over: str | None, only: Sequence[str]) -> bool:
    return not only or over is None or any(fnmatchcase(over, pattern) for pattern in only)
