"""From a table's best reading to claims: what each slot says, on what evidence, and how far its rivals are away."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from extractor.figures import value_in
from extractor.readers.layout.placed import Placed
from extractor.readers.layout.problem import Line
from extractor.readers.layout.solve import Rival, Solution
from extractor.readers.layout.tokens import Token
from extractor.records import CLEAR, Candidate, Claim, Evidence, State
from extractor.schema.compiled import Schema

MAX_CANDIDATES = 8


def claims_of(
    lines: Sequence[Line], solution: Solution, schema: Schema, text: str, units: Mapping[str, str]
) -> dict[str, Claim]:
    """Return a claim for each slot of a table; `text` is the document's, `units` the unit in a column's heading."""
    nearest = _nearest(solution.rivals)
    weaker = _shifted(lines, solution) | _by_order(lines, solution.cells)
    claims = {}
    for slot, cell in solution.cells.items():
        margin, without_rule, others = nearest.get(slot, (None, None, ()))
        if (solution.is_cut or slot in solution.unsettled) and cell.evidence is not Evidence.CELL:
            without_rule = 0.0
        column = schema.column_of(slot)
        value, unit = _in_unit(cell, solution.tokens.get(slot), column.unit, units.get(column.id))
        claims[slot] = Claim(
            state=cell.state,
            value=value,
            text=text[cell.span.start : cell.span.end] if cell.span else None,
            span=cell.span,
            evidence=cell.evidence if cell.evidence is Evidence.FILLED else weaker.get(slot, cell.evidence),
            unit=unit,
            margin=margin,
            loo=without_rule,
            candidates=_candidates(cell, others, margin),
        )
    return claims


def _in_unit(
    cell: Placed, token: Token | None, unit: str | None, heading: str | None
) -> tuple[Decimal | None, str | None]:
    """Return a cell's value in the schema's unit, and the unit printed on its figure or else in its heading."""
    if cell.value is None:
        return None, None
    value = Decimal(cell.value)
    printed = token.unit if token is not None and cell.span and cell.span.end == token.end else None
    printed = printed or heading
    if printed and unit and printed != unit:
        converted = value_in(value, printed, unit)
        value = value if converted is None else converted
    return value, printed


def _nearest(rivals: Iterable[Rival]) -> Mapping[str, tuple[float, float, tuple[Placed, ...]]]:
    """Return for each slot the nearest rival's distance, with and without its weightiest rule, and rivals' cells."""
    nearest: dict[str, tuple[float, float, tuple[Placed, ...]]] = {}
    for rival in rivals:
        for slot, cell in rival.cells.items():
            margin, without_rule, others = nearest.get(slot, (rival.delta, rival.without_rule, ()))
            if rival.delta < CLEAR and len(others) < MAX_CANDIDATES:
                others = (*others, cell)
            nearest[slot] = (min(margin, rival.delta), min(without_rule, rival.without_rule), others)
    return nearest


def _candidates(cell: Placed, others: Sequence[Placed], margin: float | None) -> tuple[Candidate, ...]:
    """Return the values a slot may have where it is not settled, likeliest first, each once."""
    if margin is None or margin >= CLEAR:
        return ()
    found: dict[str, Candidate] = {}
    for placed in (cell, *others):
        value = "" if placed.value is None else str(placed.value)
        found.setdefault(value, Candidate(value=value, span=placed.span))
    return tuple(found.values())


def _shifted(lines: Sequence[Line], solution: Solution) -> dict[str, Evidence]:
    """Return the slots of rows with an empty cell that may be filler after all: then the row's figures are shifted."""
    if not solution.has_loose_blanks:
        return {}
    rows = (line.slots for line in lines if any(solution.cells[slot].state is State.BLANK for slot in line.slots))
    return {slot: Evidence.SHIFTED for slots in rows for slot in slots}


def _by_order(lines: Sequence[Line], cells: Mapping[str, Placed]) -> dict[str, Evidence]:
    """Return the slots whose row rests on printed order alone, and whose value another order would change."""
    loose = {slot: Evidence.ORDER for line in lines if line.is_loose for slot in line.slots}
    for group in _groups(lines):
        for column in zip(*(line.slots for line in group), strict=False):
            values = {(cells[slot].state, cells[slot].value) for slot in column}
            if len(values) > 1 or len(group) == 1:
                loose.update(dict.fromkeys(column, Evidence.ORDER))
    return loose


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    before = False
    for line in lines:
        if line.by_order:
            if not before:
                groups.append([])
            groups[-1].append(line)
        before = line.by_order
    return groups
