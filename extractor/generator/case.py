"""What the generator returns: a report whose truth is known."""

from collections.abc import Mapping
from dataclasses import dataclass

UNDETERMINED = "?"
SLASH = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A rule instance that the printed figures themselves break."""

    rule: str
    over: str | None
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A generated report with its gold.

    `gold` holds for every slot that is scored the printed value as a plain string in the schema's unit, None for a
    printed blank, `/`, or `?` where the text leaves the slot open: to be sure of a number there is a silent error.
    `determined` are the slots whose gold is not `?`. A slot in neither (`unscored`) is one that the oracle could not
    decide within its bounds, or whose reading depends on rules that the document itself breaks. `printed` is what the
    page showed before any accident, determined or not.
    """

    schema: str
    seed: int
    data: bytes
    suffix: str
    gold: Mapping[str, str | None]
    determined: frozenset[str]
    unscored: frozenset[str]
    printed: Mapping[str, str | None]
    planted: tuple[Planted, ...]
    layout: str
    accidents: tuple[str, ...]
    sparsity: str

    @property
    def name(self) -> str:
        """Return a file name for the case."""
        return f"{self.schema}-{self.seed}{self.suffix}"

    @property
    def text(self) -> str:
        """Return the report as text; a DOCX file has none until it is ingested."""
        return self.data.decode("utf-8")
