"""What a schema's rules can and cannot see: contradictions, redundant equations, slots out of their reach."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.schema.algebra import confounded, eliminate
from extractor.schema.compiled import RuleInstance
from extractor.schema.finding import Finding, error, note
from extractor.schema.model import OpenRows, SchemaFile, Table
from extractor.schema.rules import expand

PLACEHOLDERS = ("any_row", "another_row")
"""Row keys that stand for the rows of an open table while no document is read."""

_FLIPPED = {"==": "==", ">=": "<=", "<=": ">="}


def contradictions(file: SchemaFile) -> tuple[Finding, ...]:
    """Return the errors of rules that cannot be meant together."""
    found = expanded(file)
    return (*_forced_zeros(file, found), *_different_relations(found))


def coverage(file: SchemaFile) -> tuple[Finding, ...]:
    """Return notes on each table: redundant equations, slots no rule covers, slots no rule tells apart."""
    found = expanded(file)
    notes: list[Finding] = []
    for index, table in enumerate(file.tables):
        path = f"tables[{index}]"
        own = [instance for instance in found if _tables_of(instance) == {table.id}]
        notes += [*_redundant(table, own, path), *_uncovered(table, found, path), *_alike(table, found, path)]
    return tuple(notes)


def expanded(file: SchemaFile) -> tuple[RuleInstance, ...]:
    """Return the instances of all rules, open tables with rows that stand for those found in a document."""
    return expand(file, placeholders(file))


def placeholders(file: SchemaFile) -> dict[str, tuple[str, ...]]:
    """Return rows that stand for those of the open tables: two plain ones and, where it can be known, a total row."""
    return {
        table.id: (*PLACEHOLDERS, *table.rows.total[:1]) for table in file.tables if isinstance(table.rows, OpenRows)
    }


def _equations(found: Iterable[RuleInstance]) -> list[dict[str, int]]:
    return [_coefficients(instance) for instance in found if instance.relation == "=="]


def _coefficients(instance: RuleInstance) -> dict[str, int]:
    return {slot: coefficient for coefficient, slot in instance.terms}


def _tables_of(instance: RuleInstance) -> set[str]:
    return {slot.partition("/")[0] for slot in instance.slots}


def _forced_zeros(file: SchemaFile, found: Sequence[RuleInstance]) -> Iterator[Finding]:
    """Find what the hard rules leave no value but zero: a sum of counts that has to vanish."""
    hard = [instance for instance in found if instance.strength == "hard"]
    signed = {f"{table.id}/{column.id}" for table in file.tables for column in table.columns if column.kind == "signed"}
    sums: list[Mapping[str, object]] = [
        row for row in eliminate(_equations(hard)).rows if len({value > 0 for value in row.values()}) == 1
    ]
    sums += [_coefficients(instance) for instance in hard if _at_most_zero(instance)]
    for slots in map(list, sums):
        if len(slots) == 1 or not any(_column(slot) in signed for slot in slots):
            yield error(
                "contradiction",
                "rules",
                zh=f"这些规则合起来使 {_some(slots)} 只能为零",
                en=f"taken together the rules leave {_some(slots)} no value but zero",
            )


def _at_most_zero(instance: RuleInstance) -> bool:
    signs = {coefficient > 0 for coefficient, _ in instance.terms}
    return (instance.relation, signs) in (("<=", {True}), (">=", {False}))


def _column(slot: str) -> str:
    # The key of an open row is a printed label and may hold a slash of its own.
    return f"{slot.partition('/')[0]}/{slot.rpartition('/')[2]}"


def _different_relations(found: Sequence[RuleInstance]) -> Iterator[Finding]:
    """Find two rules that compare the same sums and do not agree how."""
    seen: dict[frozenset[tuple[str, int]], tuple[str, str]] = {}
    reported = set()
    for instance in found:
        key, relation = _oriented(instance)
        rule, other = seen.setdefault(key, (instance.rule, relation))
        pair = (rule, instance.rule)
        if relation != other and pair not in reported:
            reported.add(pair)
            yield error(
                "contradiction",
                "rules",
                zh=f"规则 `{rule}` 与 `{instance.rule}` 比较同样的项，却用了不同的关系，请只留一条",
                en=f"the rules `{rule}` and `{instance.rule}` relate the same terms in different ways; keep one",
            )


def _oriented(instance: RuleInstance) -> tuple[frozenset[tuple[str, int]], str]:
    """Return an instance's terms and relation, turned so that the first slot by name counts positive."""
    terms = {slot: coefficient for coefficient, slot in instance.terms}
    if terms[min(terms)] > 0:
        return frozenset(terms.items()), instance.relation
    return frozenset((slot, -value) for slot, value in terms.items()), _FLIPPED[instance.relation]


def _redundant(table: Table, own: Sequence[RuleInstance], path: str) -> Iterator[Finding]:
    equations = [instance for instance in own if instance.relation == "=="]
    result = eliminate(_equations(equations))
    if result.follow:
        follow = _some([f"{equations[index].rule}:{equations[index].over}" for index in result.follow])
        yield note(
            "redundant_rules",
            path,
            zh=f"表 `{table.id}` 的 {len(equations)} 个等式秩为 {result.rank}，可由其余推出的有：{follow}",
            en=f"table `{table.id}`: {len(equations)} equations of rank {result.rank}; these follow: {follow}",
        )


def _uncovered(table: Table, found: Sequence[RuleInstance], path: str) -> Iterator[Finding]:
    slots = _slots(table)
    covered = {slot for instance in found for slot in instance.slots}
    left = [slot for slot in slots if slot not in covered]
    if left:
        yield note(
            "uncovered_slots",
            path,
            zh=f"表 `{table.id}` 的 {len(slots)} 个栏位中有 {len(left)} 个没有规则检验：{_some(left)}",
            en=f"table `{table.id}`: no rule covers {len(left)} of its {len(slots)} slots, such as {_some(left)}",
        )


def _alike(table: Table, found: Sequence[RuleInstance], path: str) -> Iterator[Finding]:
    own = set(_slots(table))
    groups = [group for group in confounded(_equations(found)) if own.issuperset(group)]
    if groups:
        count = sum(map(len, groups))
        yield note(
            "confounded_slots",
            path,
            zh=f"表 `{table.id}` 有 {count} 个栏位规则分辨不出哪一个有误（共 {len(groups)} 组），如 {_some(groups[0])}",
            en=f"table `{table.id}`: {count} slots (groups: {len(groups)}) among which no rule tells one error from "
            f"another, such as {_some(groups[0])}",
        )


def _slots(table: Table) -> list[str]:
    if isinstance(table.rows, OpenRows):
        keys = (*PLACEHOLDERS, *table.rows.total[:1])
        return [f"{table.id}/{key}/{column}" for key in keys for column in table.column]
    return [f"{table.id}/{row.id}/{column}" for row in table.listed_rows for column in table.columns_of(row)]


def _some(names: Sequence[str], shown: int = 5) -> str:
    return ", ".join(names[:shown]) + (" …" if len(names) > shown else "")
