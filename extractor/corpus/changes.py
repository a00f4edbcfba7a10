"""What changed since another report of the same office: findings new, told again and gone, and the key figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.corpus.alike import alike, matched
from extractor.corpus.copied import Likeness, likeness
from extractor.corpus.forms import compares
from extractor.corpus.narrative import narrative, overlap
from extractor.corpus.outcome import YearFigure, figure
from extractor.corpus.passages import Passage
from extractor.dossier import Dossier
from extractor.findings.section import PROBLEM
from extractor.records import Finding
from extractor.schema.compiled import Schema

AGAIN = 0.5
"""How alike two findings must be to be one that is told again."""
COVERED = 0.7
"""The share of a finding that must lie in copied passages for it to be copied."""
_TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAgain:
    """A finding that both reports tell, as each of them has it; `likeness` is 1 where nothing but figures differs."""

    before: Finding
    after: Finding
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A key figure that both reports have, and that is another now."""

    slot: str
    before: YearFigure
    after: YearFigure

    @property
    def difference(self) -> Decimal:
        """Return by how much it grew."""
        return (self.after.value or Decimal(0)) - (self.before.value or Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed from one report of an office to a later one.

    `has_findings` is false where one of the two was not searched for findings: then nothing is said of them.
    """

    before: str
    after: str
    has_findings: bool
    new: tuple[Finding, ...]
    again: tuple[ToldAgain, ...]
    gone: tuple[Finding, ...]
    figures: tuple[FigureChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFinding:
    """A finding that lies in passages copied from an earlier report, and the share of it that does.

    `of` is the finding there that the passage holds, null where none was found there.
    """

    finding: Finding
    of: Finding | None
    share: float
    is_exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedSince:
    """What a report copied from an earlier one: the passages with their shares, and the findings that lie in them."""

    likeness: Likeness
    findings: tuple[CopiedFinding, ...]


def changed_since(before: Dossier, after: Dossier) -> Changes:
    """Return what changed from one report of an office to a later one.

    Key figures are the totals of each table, or all its cells where it has no column of totals: those that are sure in
    both reports, mean the same in both forms, and differ.
    """
    old, new = before.record.findings, after.record.findings
    pairs = list(matched(old or (), new or (), _likeness, AGAIN))
    kept_old, kept_new = {at for at, _, _ in pairs}, {to for _, to, _ in pairs}
    has_findings = old is not None and new is not None
    return Changes(
        before=before.record.id,
        after=after.record.id,
        has_findings=has_findings,
        new=_others(new or (), kept_new) if has_findings else (),
        again=tuple(_told_again(old or (), new or (), pairs)),
        gone=_others(old or (), kept_old) if has_findings else (),
        figures=tuple(_figures(before, after)),
    )


def copied_since(before: Dossier, after: Dossier) -> CopiedSince | None:
    """Return what a report copied from an earlier one; null where one of them was read by no form."""
    one, other = narrative(before), narrative(after)
    if one is None or other is None:
        return None
    found = likeness(one, other)
    told = (_copied(finding, found, before.record.findings or ()) for finding in after.record.findings or ())
    return CopiedSince(likeness=found, findings=tuple(each for each in told if each is not None))


def _likeness(one: Finding, other: Finding) -> float:
    is_of_a_kind = (one.kind == PROBLEM) == (other.kind == PROBLEM)
    return alike(one.quote, other.quote) if is_of_a_kind else 0.0


def _told_again(
    old: Sequence[Finding], new: Sequence[Finding], pairs: Sequence[tuple[int, int, float]]
) -> Iterator[ToldAgain]:
    for at, to, score in sorted(pairs, key=lambda pair: pair[1]):
        yield ToldAgain(before=old[at], after=new[to], likeness=score)


def _others(findings: Sequence[Finding], kept: set[int]) -> tuple[Finding, ...]:
    return tuple(finding for at, finding in enumerate(findings) if at not in kept)


def _figures(before: Dossier, after: Dossier) -> Iterator[FigureChange]:
    if after.schema is None:
        return
    for address in _key_slots(after.schema):
        if address in before.record.slots and compares(address, after.schema, before.schema):
            old, new = figure(1, address, before), figure(1, address, after)
            if old.is_sure and new.is_sure and None not in {old.value, new.value} and old.value != new.value:
                yield FigureChange(slot=address, before=old, after=new)


def _key_slots(schema: Schema) -> Iterator[str]:
    for table in schema.tables:
        has_total = _TOTAL in table.column
        yield from (slot for slot in table.slots if not has_total or slot.endswith(f"/{_TOTAL}"))


def _copied(finding: Finding, found: Likeness, earlier: Sequence[Finding]) -> CopiedFinding | None:
    own = found.after.interval(finding.span)
    inside = [passage for passage in found.passages if passage.after.overlaps(finding.span)]
    same = (there for passage in inside for _, there in passage.same)
    covered = overlap([own], sorted(found.after.interval(span) for span in same))
    share = covered / max(1, own[1] - own[0])
    if share < COVERED:
        return None
    return CopiedFinding(
        finding=finding,
        of=max(
            (each for each in earlier if any(passage.before.overlaps(each.span) for passage in inside)),
            key=lambda each: _likeness(each, finding),
            default=None,
        ),
        share=share,
        is_exact=covered == own[1] - own[0] and not any(_differs(passage, finding) for passage in inside),
    )


def _differs(passage: Passage, finding: Finding) -> bool:
    """Return whether a passage says something else in the words of a finding."""
    return any(finding.span.start <= there.start < finding.span.end for _, there in passage.differences)
