"""Rules over two years on the terminal: what does not fit last year's report, both figures with their places."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from extractor.corpus import YearFigure, YearOutcome
from extractor.dossier import Dossier
from extractor.lines import visible
from extractor.messages import say
from extractor.records import RuleVerdict
from extractor.serialise import plain
from extractor.wording import MISSING, Place, slot_label

if TYPE_CHECKING:
    from rich.text import Text

_SIGNS = {"==": "≠", ">=": "<", "<=": ">"}


def years(outcomes: Sequence[YearOutcome], dossiers: Mapping[str, Dossier], lang: str) -> "Text":
    """Return what does not fit last year's report, in full, and how many rules hold or cannot be assessed.

    `dossiers` are the reports by the ids of their records, for the words of their forms.
    """
    from rich.text import Text

    text = Text()
    failed = [outcome for outcome in outcomes if outcome.verdict is RuleVerdict.FAIL]
    for _, group in groupby(failed, key=lambda outcome: (outcome.report, outcome.rule)):
        text.append_text(_failures(list(group), dossiers, lang))
    for line in _standing(outcomes, lang):
        text.append(f"{line}\n")
    return text


def _failures(outcomes: Sequence[YearOutcome], dossiers: Mapping[str, Dossier], lang: str) -> "Text":
    """Return what fails of one rule in one report, under what the rule demands."""
    from rich.text import Text

    first = outcomes[0]
    head = say(lang, "years.between", office=first.office, before=first.year - 1, after=first.year)
    text = Text(f"{visible(head)} ", "bold").append(f"{first.message.text(lang)}\n", "yellow")
    for outcome in outcomes:
        text.append_text(_failure(outcome, dossiers, lang))
    return text


def _failure(outcome: YearOutcome, dossiers: Mapping[str, Dossier], lang: str) -> "Text":
    from rich.text import Text

    text = Text()
    if outcome.said is not None:
        where = _at(outcome.year, outcome.said.place, lang)
        text.append(f"  {say(lang, 'years.said', text=visible(outcome.said.text))}  {where}\n")
        expected = MISSING if outcome.expected is None else plain(outcome.expected)
        text.append(f"  {say(lang, 'years.expected', value=expected)}\n", "bold")
    else:
        text.append(f"  {equation(outcome)}  {say(lang, 'check.gap', gap=plain(outcome.gap or Decimal(0)))}\n", "bold")
    for each in outcome.figures:
        label = slot_label(each.slot, dossiers[each.record].schema, lang)
        value = MISSING if each.value is None else plain(each.value)
        text.append(f"    {value:>6}  {label}  {_at(each.year, each.place, lang)}\n")
    reasons = say(lang, "years.semicolon").join(say(lang, f"why.{reason}") for reason in outcome.reasons)
    return text.append(f"    {say(lang, 'years.perhaps', reasons=reasons)}\n", "bright_black")


def equation(outcome: YearOutcome) -> str:
    """Return both sides of a broken rule with their values, such as `3 ≠ 5`."""
    sides = ([each for each in outcome.figures if (each.coefficient > 0) is is_left] for is_left in (True, False))
    left, right = (" + ".join(map(_product, side)) or "0" for side in sides)
    return f"{left} {_SIGNS[outcome.relation]} {right}"


def _product(figure: YearFigure) -> str:
    value = MISSING if figure.value is None else plain(figure.value)
    times = abs(figure.coefficient)
    value = f"({value})" if value.startswith("-") else value
    return value if times == 1 else f"{times}×{value}"


def _at(year: int, where: Place | None, lang: str) -> str:
    if where is None:
        return say(lang, "years.at_no_place", year=year)
    return say(lang, "years.at", year=year, line=where.line, quote=where.quote)


def _standing(outcomes: Sequence[YearOutcome], lang: str) -> Iterator[str]:
    """Yield in a line each how many rules hold, fail, and cannot be assessed, and why."""
    counts = Counter(outcome.verdict for outcome in outcomes)
    if not outcomes:
        yield say(lang, "years.none")
        return
    yield say(lang, "years.counts", **{verdict.value: counts[verdict] for verdict in RuleVerdict})
    silent = [outcome for outcome in outcomes if outcome.verdict is RuleVerdict.NOT_ASSESSABLE]
    for reason, count in Counter(reason for outcome in silent for reason in outcome.reasons).items():
        yield f"  {say(lang, 'years.not_assessed', count=count, reason=say(lang, f'why.{reason}'))}"
