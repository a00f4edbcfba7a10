"""What can be wrong with a model's answer, by name: so that it can be told what to look at again."""

from dataclasses import dataclass
from decimal import Decimal

DOUBTFUL = frozenset({"left_over", "rule_fails"})
"""Faults that an answer may keep if it is given twice: it is what the page prints, and the page may be wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: `slots` are the cells to look at again, the first of them the one it is told of.

    `value` is what the model said, `printed` what stands at the `tag` it named; `rule` and `gap` go with a rule that
    fails.
    """

    kind: str
    slots: tuple[str, ...]
    value: str = ""
    tag: int | None = None
    printed: str = ""
    rule: str = ""
    gap: Decimal | None = None

    @property
    def is_doubtful(self) -> bool:
        """Return whether the answer may stand all the same, if it is given again."""
        return self.kind in DOUBTFUL
