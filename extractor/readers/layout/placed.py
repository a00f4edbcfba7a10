"""What a reading is made of: a thing placed into a column, an option for a whole row, and what liberties cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.readers.layout.tokens import Mark, Token
from extractor.records import Evidence, State
from extractor.span import Span

Number = int | Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What each liberty with the printed order costs; the row rule costs `row_rule`, a rule across rows `cross_rule`.

    Order outranks rules: nothing in a well-formed row may pay to mend a rule. A systematic fault (every row of the
    table short by one) and a document printed without separators are charged little a row.
    """

    lost: float = 2.0
    lost_nonzero: float = 3.0
    extra_zero: float = 1.5
    extra: float = 5.0
    extra_alone: float = 1.0
    edge_blank: float = 0.0
    inner_blank: float = 1.0
    split: float = 3.0
    row_rule: float = 6.0
    cross_rule: float = 4.0
    worst: float = 8.0  # a dearer way is not a reading of the row any more


GLUED = Costs(split=0.3, lost=3.5, lost_nonzero=5.0)  # nothing is lost where everything runs together, as a rule


@dataclass(frozen=True, slots=True)
class Placed:
    """What one option puts into one column."""

    state: State
    value: Number | None
    span: Span | None
    evidence: Evidence
    token: int = -1


@dataclass(frozen=True, slots=True)
class Option:
    """One way a row can be read: a placed thing for each column, what it costs, which of its row rules it breaks."""

    cells: tuple[Placed, ...]
    cost: float
    broken: tuple[int, ...] = ()

    @property
    def values(self) -> tuple[Number | None, ...]:
        """Return the value of each column; None for a printed blank or a hole."""
        return tuple(cell.value for cell in self.cells)

    @property
    def key(self) -> tuple[tuple[State, Number | None], ...]:
        """Return what tells two options apart: states and values, not places."""
        return tuple((cell.state, cell.value) for cell in self.cells)


EMPTY = {State.BLANK, State.SLASH}  # weighed as 0 where a rule guides a reading; a rule's verdict never does so
HOLE = Placed(State.UNREAD, None, None, Evidence.FILLED)
LOST_ZERO = Placed(State.ZERO, 0, None, Evidence.FILLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRule:
    """A linear rule inside a row: a coefficient for each column position, sum equals 0."""

    coefficients: tuple[int, ...]

    def gap(self, values: Sequence[Number | None]) -> Number | None:
        """Return left side minus right side, or None where a member is missing."""
        total: Number = 0
        for coefficient, value in zip(self.coefficients, values, strict=True):
            if coefficient:
                if value is None:
                    return None
                total += coefficient * value
        return total


def number(digits: str) -> Number:
    """Return printed digits as an exact number: an int where there is no decimal point."""
    return Decimal(digits) if "." in digits else int(digits)


def whole(token: Token, at: int) -> Placed:
    """Return a token, the `at`-th of its row, placed into a column as it is."""
    if token.mark is Mark.BLANK:
        return Placed(State.BLANK, None, token.span, Evidence.CELL, at)
    if token.mark is Mark.SLASH:
        return Placed(State.SLASH, None, token.span, Evidence.CELL, at)
    if token.mark is Mark.ILLEGIBLE:
        return Placed(State.ILLEGIBLE, None, token.span, Evidence.DAMAGED, at)
    value = number(token.digits)
    evidence = Evidence.DAMAGED if token.damaged else Evidence.CELL
    return Placed(State.VALUE if value else State.ZERO, value, token.span, evidence, at)


def is_run(token: Token) -> bool:
    """Return whether a figure cannot be one number: it begins with a zero that is not its only digit."""
    digits = token.digits.lstrip("+-")
    return token.mark is Mark.FIGURE and len(digits) > 1 and digits[0] == "0" and digits[1] != "."
