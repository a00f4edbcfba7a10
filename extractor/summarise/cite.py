"""Places as citations: what a sentence rests on, with the words there and those around them on their line."""

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.dossier import Dossier
from extractor.lines import visible
from extractor.records import Finding
from extractor.span import Span
from extractor.summarise.nouns import Citation, Report
from extractor.wording import labels

REACH = 20
"""Characters quoted on either side of a figure."""


@dataclass(frozen=True, kw_only=True)
class Citing:
    """Cites one report."""

    dossier: Dossier

    def span(self, span: Span, *, slot: str | None = None, finding: str | None = None, reach: int = 0) -> Citation:
        """Return a citation of a place, with at most `reach` characters of its line on either side."""
        line = self.dossier.lines.at(span.start)
        text, schema = self.dossier.text, self.dossier.schema
        return Citation(
            report=self.dossier.record.id,
            document=self.dossier.record.document,
            span=span,
            line=line.number,
            quote=text[slice(*span)],
            before=visible(text[max(line.span.start, span.start - reach) : span.start]).lstrip(),
            after=visible(text[span.end : max(span.end, min(line.span.end, span.end + reach))]).rstrip(),
            slot=slot,
            label=None if slot is None else visible(" / ".join(labels(slot, schema, language_of(self.dossier))[1:])),
            finding=finding,
        )

    def finding(self, finding: Finding) -> Citation:
        """Return a citation of a finding's words."""
        return self.span(finding.span, finding=finding.id)

    def slots(self, addresses: Iterable[str]) -> tuple[Citation, ...]:
        """Return citations of the figures that are printed in cells, in the order given."""
        slots = ((address, self.dossier.record.slots.get(address)) for address in addresses)
        return tuple(self.span(slot.span, slot=address, reach=REACH) for address, slot in slots if slot and slot.span)

    def field(self, name: str) -> tuple[Citation, ...]:
        """Return a citation of where the document says its year or its agency; none where it does not."""
        found = self.dossier.record.fields.get(name)
        return () if found is None or found.span is None else (self.span(found.span, reach=REACH),)


def language_of(dossier: Dossier) -> str:
    """Return the language that a report is written in, as its form says; Chinese where no form is known."""
    return dossier.schema.file.language if dossier.schema else "zh"


def report_of(dossier: Dossier) -> Report:
    """Return which report a dossier is."""
    return Report(
        id=dossier.record.id,
        document=dossier.record.document,
        agency=dossier.agency,
        year=dossier.year,
        region=dossier.about.region,
        level=dossier.about.level,
        form=dossier.record.schema,
    )
