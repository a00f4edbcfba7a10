"""What is wrong with a schema file, and what its author should know about it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extractor.errors import SchemaError
from extractor.schema.compiled import Schema
from extractor.schema.coverage import PLACEHOLDERS, contradictions, coverage, placeholders
from extractor.schema.finding import Finding, error
from extractor.schema.model import Rule, Scalar, SchemaFile, Table
from extractor.schema.rules import Expression, Setting, Term, instances, matching, parse, settings

_ESCAPED_OR_CLASS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")
_UNBOUNDED = re.compile(r"(?<![}?*+(])[*+]|\{\d*,\}")


def lint(schema: Schema | SchemaFile) -> tuple[Finding, ...]:
    """Return the errors of a schema and, where it has none, what its rules cannot see."""
    file = schema.file if isinstance(schema, Schema) else schema
    found = errors(file) or contradictions(file)
    return found or coverage(file)


def errors(file: SchemaFile) -> tuple[Finding, ...]:
    """Return what keeps a schema from being used at all: ids, tables, patterns and rule terms that do not hold."""
    return (*_twice(file), *_table_errors(file), *_field_errors(file.fields), *_all_rule_errors(file))


def _twice(file: SchemaFile) -> Iterator[Finding]:
    for path, ids in _id_lists(file):
        for name in (name for name, count in Counter(ids).items() if count > 1):
            yield error(
                "duplicate_id",
                f"{path}[{len(ids) - 1 - ids[::-1].index(name)}].id",
                zh=f"编号 `{name}` 出现了不止一次，请改名",
                en=f"the id `{name}` is used more than once; rename one",
            )


def _id_lists(file: SchemaFile) -> Iterator[tuple[str, list[str]]]:
    lists: dict[str, Sequence[Rule | Scalar | Table]] = {"tables": file.tables, "fields": file.fields}
    yield from ((path, [part.id for part in parts]) for path, parts in lists.items())
    yield "rules", [rule.id for rule in file.rules]
    yield "cross_document_rules", [rule.id for rule in file.cross_document_rules]
    yield "sections", [section.id for section in file.sections]
    yield "finding_kinds", [term.id for term in file.finding_kinds]
    yield "themes", [term.id for term in file.themes]
    for index, table in enumerate(file.tables):
        yield f"tables[{index}].columns", [column.id for column in table.columns]
        yield f"tables[{index}].rows", [row.id for row in table.listed_rows]


def _table_errors(file: SchemaFile) -> Iterator[Finding]:
    if not file.tables:
        yield _empty("tables", "表", "table")
    for index, table in enumerate(file.tables):
        path = f"tables[{index}]"
        if not table.columns:
            yield _empty(f"{path}.columns", "列", "column")
        if not table.is_open and not table.listed_rows:
            yield _empty(f"{path}.rows", "行", "row")
        yield from _row_errors(table, path)


def _empty(path: str, zh: str, en: str) -> Finding:
    return error("empty_table", path, zh=f"一{zh}也没有，请至少写一{zh}", en=f"there is no {en}; write at least one")


def _row_errors(table: Table, path: str) -> Iterator[Finding]:
    for index, row in enumerate(table.listed_rows):
        for at, name in enumerate(row.columns):
            if name not in table.column:
                yield error(
                    "unknown_id",
                    f"{path}.rows[{index}].columns[{at}]",
                    zh=f"表 `{table.id}` 没有列 `{name}`",
                    en=f"table `{table.id}` has no column `{name}`",
                )


def _field_errors(fields: Sequence[Scalar]) -> Iterator[Finding]:
    for index, field in enumerate(fields):
        for at, pattern in enumerate(field.patterns):
            fault = _pattern_fault(pattern)
            if fault:
                zh, en = fault
                yield error("bad_pattern", f"fields[{index}].patterns[{at}]", zh=zh, en=en)


def _pattern_fault(pattern: str) -> tuple[str, str] | None:
    try:
        groups: Mapping[str, int] = re.compile(pattern).groupindex
    except re.error as fault:
        return f"不是正则表达式：{fault}", f"not a regular expression: {fault}"
    if "value" not in groups:
        return "缺少名为 value 的组：请写 (?P<value>…)", "no group named value; write (?P<value>...)"
    if _UNBOUNDED.search(_ESCAPED_OR_CLASS.sub("x", pattern)):
        return "有不设上限的重复：请用 {0,40} 代替 * 和 +", "a repeat without a limit; write {0,40} instead of * or +"
    return None


def _all_rule_errors(file: SchemaFile) -> Iterator[Finding]:
    for index, rule in enumerate(file.rules):
        yield from _rule_errors(file, rule, f"rules[{index}]", across=False)
    for index, rule in enumerate(file.cross_document_rules):
        yield from _rule_errors(file, rule, f"cross_document_rules[{index}]", across=True)


def _rule_errors(file: SchemaFile, rule: Rule, path: str, *, across: bool) -> list[Finding]:
    try:
        expression = parse(rule.expr)
    except SchemaError as fault:
        return [error("bad_expression", f"{path}.expr", zh=f"表达式写错了：{fault}", en=str(fault))]
    found = _reach_error(file, rule, path) or _year_error(expression, path, across=across)
    if found:
        return [found]
    known = settings(file, rule, placeholders(file))
    terms = list(_term_errors(file, rule, expression, known, path))
    return terms or list(_only_errors(rule, known, path)) or list(_nowhere(file, rule, path))


def _reach_error(file: SchemaFile, rule: Rule, path: str) -> Finding | None:
    if rule.over is None and rule.table is not None:
        return error(
            "no_axis",
            path,
            zh="写了 `table` 却没有写 `over`：请写 `over: rows` 或 `over: columns`",
            en="`table` is given and `over` is not; write `over: rows` or `over: columns`",
        )
    if rule.over is not None and rule.table not in {table.id for table in file.tables}:
        return error(
            "unknown_id",
            f"{path}.table",
            zh=f"没有表 `{rule.table}`",
            en=f"there is no table `{rule.table}`",
        )
    return None


def _year_error(expression: Expression, path: str, *, across: bool) -> Finding | None:
    if any(term.previous for term in expression.terms) == across:
        return None
    if across:
        zh, en = "没有 `previous_year.`：请移到 rules", "nothing is of the `previous_year.`; move it to rules"
    else:
        zh, en = "用了 `previous_year.`：请移到 cross_document_rules", "move it to cross_document_rules"
    return error("wrong_list", f"{path}.expr", zh=zh, en=en)


def _term_errors(
    file: SchemaFile, rule: Rule, expression: Expression, known: Sequence[Setting], path: str
) -> Iterator[Finding]:
    names = {name for setting in known for name in setting.places}
    for term in expression.terms:
        if not matching(term.name, names):
            zh, en = _hint(file, rule, term)
            yield error(
                "unknown_term",
                f"{path}.expr",
                zh=f"`{term.name}` 无所指：{zh}",
                en=f"`{term.name}` is nothing here: {en}",
            )


def _hint(file: SchemaFile, rule: Rule, term: Term) -> tuple[str, str]:
    """Say where the name does exist: another table, or the other axis of this one."""
    if rule.over is None:
        return "请写完整地址 表/行/列", "write a full address, table/row/column"
    for table in file.tables:
        for axis, ids in (("columns", [row.id for row in table.listed_rows]), ("rows", list(table.column))):
            if matching(term.name, ids):
                return (
                    f"它在表 `{table.id}` 里，须写 `table: {table.id}`、`over: {axis}`",
                    f"it belongs to `table: {table.id}` with `over: {axis}`",
                )
    axis_zh, axis_en = ("列", "column") if rule.over == "rows" else ("行", "row")
    return f"表 `{rule.table}` 没有这样的{axis_zh}", f"table `{rule.table}` has no such {axis_en}"


def _only_errors(rule: Rule, known: Sequence[Setting], path: str) -> Iterator[Finding]:
    # The rows of an open table are not known before a document is read, so `only` may name any of them.
    overs = [setting.over for setting in known if setting.over]
    for at, pattern in enumerate(rule.only):
        if not matching(pattern, overs) and PLACEHOLDERS[0] not in overs:
            yield error(
                "unknown_id",
                f"{path}.only[{at}]",
                zh=f"表 `{rule.table}` 没有 `{pattern}`",
                en=f"table `{rule.table}` has no `{pattern}` to run over",
            )


def _nowhere(file: SchemaFile, rule: Rule, path: str) -> Iterator[Finding]:
    unlimited = rule.model_copy(update={"only": ()}) if rule.table in placeholders(file) else rule
    found = list(instances(file, unlimited, placeholders(file)))
    if not found:
        yield error(
            "no_instance",
            f"{path}.expr",
            zh="没有一行（列）同时印有表达式里的各项",
            en="no row or column has all the terms of the expression",
        )
    elif not all(instance.terms for instance in found):
        yield error("empty_rule", f"{path}.expr", zh="左右两边相同", en="both sides are the same")
