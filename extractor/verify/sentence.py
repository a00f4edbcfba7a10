"""The strict look at one sentence: every figure, date and name of it must stand in what it cites."""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Final

from extractor.span import Span
from extractor.verify.alike import is_like, is_within
from extractor.verify.cells import quantity_of
from extractor.verify.names import bare, names
from extractor.verify.nouns import Checked, Kind, Quantity, Source, Support, Verification
from extractor.verify.scan import quantities
from extractor.verify.text import value_text

_AROUND: Final = 4
_LOOSE: Final = frozenset({Kind.BARE, Kind.COUNT})


def verify_sentence(
    sentence: str, cited: Sequence[str | Source], *, known: Collection[Decimal | str] = ()
) -> Verification:
    """Return which figures, dates and names of a sentence stand in the texts it cites; nothing is recomputed.

    `known` are values (in the unit the sentence prints, or in its base: 元, per cent) and names that are right although
    no cited text prints them.
    """
    texts = [source.text if isinstance(source, Source) else source for source in cited]
    printed = [quantity for text in texts for quantity in quantities(text)]
    printed += [quantity_of(fact) for source in cited if isinstance(source, Source) for fact in source.facts]
    values = {value for value in known if isinstance(value, Decimal)}
    whole = "\n".join(bare(text) for text in texts)
    found = [*_figures(sentence, printed, values, whole), *_names(sentence, whole, known)]
    sources = tuple(source.name if isinstance(source, Source) else str(at) for at, source in enumerate(cited, start=1))
    return Verification(text=sentence, sources=sources, numbers=tuple(sorted(found, key=lambda each: each.span)))


def _figures(sentence: str, printed: Sequence[Quantity], known: Collection[Decimal], whole: str) -> Iterator[Checked]:
    for quantity in quantities(sentence):
        is_there = (
            any(_is_printed(quantity, other, printed) for other in printed)
            or _is_known(quantity, known)
            or _is_verbatim(sentence, quantity.span, whole)
        )
        yield Checked(
            span=quantity.span,
            text=quantity.text,
            value=value_text(quantity),
            kind=quantity.kind,
            unit=quantity.unit or None,
            verdict=Support.SUPPORTED if is_there else Support.UNSUPPORTED,
        )


def _is_printed(quantity: Quantity, other: Quantity, printed: Sequence[Quantity]) -> bool:
    """Return whether a cited quantity is the very one: same kind, same value, no rounding."""
    if quantity.kind is Kind.DATE:
        return other.kind is Kind.DATE and (is_within(quantity, other) or _is_pieced(quantity, other, printed))
    if quantity.kind is Kind.LABEL:
        return quantity.unit == other.unit
    is_alike = is_like(quantity, other) or {quantity.kind, other.kind} <= _LOOSE
    return is_alike and quantity.value == other.value and quantity.parts == other.parts


def _is_pieced(quantity: Quantity, other: Quantity, printed: Sequence[Quantity]) -> bool:
    """Return whether a date is printed in pieces: 3月20日 here, its year in another date."""
    year, *rest = quantity.parts
    has_rest = any(part is not None for part in rest) and list(other.parts[1:]) == rest and other.parts[0] is None
    return has_rest and any(each.kind is Kind.DATE and each.parts[0] == year for each in printed)


def _is_verbatim(sentence: str, span: Span, whole: str) -> bool:
    """Return whether a number stands in a cited text with the very same letters around it."""
    before, behind = bare(sentence[: span.start])[-_AROUND:], bare(sentence[span.end :])[:_AROUND]
    said = before + bare(sentence[slice(*span)]) + behind
    if len(before) + len(behind) < _AROUND:
        return False
    return re.search(rf"{re.escape(said)}(?!\d)", whole) is not None


def _is_known(quantity: Quantity, known: Collection[Decimal]) -> bool:
    if quantity.kind is Kind.DATE:
        year, *rest = quantity.parts
        return year is not None and rest == [None, None, None] and Decimal(year) in known
    digits = "".join(char for char in quantity.text.replace(",", "") if char.isdecimal() or char == ".").strip(".")
    return quantity.value in known or (digits.count(".") <= 1 and digits != "" and Decimal(digits) in known)


def _names(sentence: str, whole: str, known: Collection[Decimal | str]) -> Iterator[Checked]:
    cited = "\n".join([whole, *(bare(name) for name in known if isinstance(name, str))])
    seen: list[Span] = []
    for span, name in names(sentence):
        if any(span.within(other) for other in seen) or not bare(name):
            continue
        seen.append(span)
        verdict = Support.SUPPORTED if bare(name) in cited else Support.UNSUPPORTED
        yield Checked(span=span, text=name, value=name, kind=Kind.NAME, unit=None, verdict=verdict)
