"""Rules over two years: what this year's report says of last year's, held against last year's own. All of it is soft.

A report may differ from last year's for good reasons: the office was reorganised, or last year's was corrected since.
So a failure here is never an error of the document; it is something to ask about.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.corpus.forms import compares
from extractor.corpus.offices import filings, year_pairs
from extractor.corpus.outcome import Why, YearFigure, YearOutcome, YearPair, figure
from extractor.corpus.prose import prose_outcomes
from extractor.dossier import Dossier
from extractor.records import RuleVerdict
from extractor.rules import confront
from extractor.schema.compiled import RuleInstance, Schema
from extractor.schema.rules import PREVIOUS, expand_across
from extractor.wording import open_rows


def across_years(dossiers: Sequence[Dossier], reports: Sequence[str] | None = None) -> tuple[YearOutcome, ...]:
    """Return every rule over two years of the reports given, wherever the office's report of the year before is there.

    Of several reports of one office and year the last in the sequence counts. `reports` are ids of records: with them
    only the rules of these reports are returned.
    """
    pairs = (YearPair(before=before, after=after) for before, after in year_pairs(filings(dossiers)))
    asked = (pair for pair in pairs if reports is None or pair.after.current.record.id in reports)
    return tuple(outcome for pair in asked for outcome in _outcomes(pair))


def _outcomes(pair: YearPair) -> Iterator[YearOutcome]:
    schema, earlier = pair.after.current.schema, pair.before.current.schema
    if schema is None or earlier is None:
        return
    found = [(instance, _outcome(instance, pair, schema, earlier)) for instance in _instances(pair, schema)]
    anew = _started_anew([outcome for _, outcome in found])
    for instance, outcome in found:
        yield _explained(instance, outcome, pair, starts_anew=outcome.rule in anew)
    yield from prose_outcomes(pair)


def _instances(pair: YearPair, schema: Schema) -> tuple[RuleInstance, ...]:
    rows = {table.id: open_rows(pair.after.current.record, table.id) for table in schema.tables if table.is_open}
    return expand_across(schema.file, rows)


def _outcome(instance: RuleInstance, pair: YearPair, schema: Schema, earlier: Schema) -> YearOutcome:
    figures = tuple(_figure(coefficient, slot, pair) for coefficient, slot in instance.terms)
    outcome = YearOutcome(
        office=pair.name,
        year=pair.after.year,
        report=pair.after.current.record.id,
        previous=pair.before.current.record.id,
        rule=instance.rule,
        over=instance.over,
        relation=instance.relation,
        message=instance.message,
        verdict=RuleVerdict.NOT_ASSESSABLE,
        figures=figures,
    )
    if not all(compares(slot.removeprefix(PREVIOUS), schema, earlier) for slot in _previous(instance)):
        return replace(outcome, reasons=(Why.FORMS_DIFFER,))
    found = confront(instance, _values(instance, figures))
    missing = (Why.MISSING,) if found.missing else ()
    return replace(outcome, verdict=found.verdict, gap=found.gap, reasons=missing)


def _previous(instance: RuleInstance) -> list[str]:
    return [slot for slot in instance.slots if slot.startswith(PREVIOUS)]


def _figure(coefficient: int, slot: str, pair: YearPair) -> YearFigure:
    filing = pair.before if slot.startswith(PREVIOUS) else pair.after
    return figure(coefficient, slot.removeprefix(PREVIOUS), filing.current)


def _values(instance: RuleInstance, figures: Sequence[YearFigure]) -> Mapping[str, Decimal | None]:
    return {slot: each.value for slot, each in zip(instance.slots, figures, strict=True)}


def _started_anew(outcomes: Sequence[YearOutcome]) -> set[str]:
    """Return the rules by which this year's report takes nothing at all over from last year's, which had something."""
    rules: dict[str, list[YearOutcome]] = {}
    for outcome in outcomes:
        if outcome.verdict is not RuleVerdict.NOT_ASSESSABLE:
            rules.setdefault(outcome.rule, []).append(outcome)
    return {rule for rule, found in rules.items() if _takes_nothing_over(found)}


def _takes_nothing_over(found: Sequence[YearOutcome]) -> bool:
    own = [each.value for one in found for each in one.figures if each.year == one.year]
    return not any(own) and any(one.verdict is RuleVerdict.FAIL for one in found)


def _explained(instance: RuleInstance, outcome: YearOutcome, pair: YearPair, *, starts_anew: bool) -> YearOutcome:
    """Return a failure with all that may lie behind it."""
    if outcome.verdict is not RuleVerdict.FAIL:
        return outcome
    told = {
        Why.READING_IN_DOUBT: not outcome.is_sure,
        Why.OWN_SUMS_FAIL: _sums_fail(outcome, pair.after.current),
        Why.PREVIOUS_SUMS_FAIL: _sums_fail(outcome, pair.before.current),
        Why.OTHER_VERSION_AGREES: _other_version_agrees(instance, pair),
        Why.RESUBMITTED: len(pair.before.versions) > 1,
        Why.STARTS_ANEW: starts_anew,
    }
    reasons = tuple(why for why, is_so in told.items() if is_so)
    return replace(outcome, reasons=reasons or (Why.REORGANISED_OR_CORRECTED,))


def _sums_fail(outcome: YearOutcome, dossier: Dossier) -> bool:
    """Return whether a sum of one report fails over a cell that the rule speaks of."""
    cells = {each.slot for each in outcome.figures if each.record == dossier.record.id}
    return any(rule.is_broken and not cells.isdisjoint(rule.slots) for rule in dossier.record.rules)


def _other_version_agrees(instance: RuleInstance, pair: YearPair) -> bool:
    """Return whether the rule holds with a version of last year's report that has been replaced since."""
    earlier = (replace(pair.before, versions=(old,)) for old in pair.before.versions[:-1])
    others = (replace(pair, before=filing) for filing in earlier)
    tried = ([_figure(coefficient, slot, other) for coefficient, slot in instance.terms] for other in others)
    return any(confront(instance, _values(instance, each)).verdict is RuleVerdict.PASS for each in tried)
