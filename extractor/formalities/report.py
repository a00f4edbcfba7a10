"""What every check of the form looks at: a report with its headings found and its prose told from its tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from extractor.formalities.headings import Heading, Part, headings, parts
from extractor.locate import Page, Region
from extractor.records import Field, Slot
from extractor.schema.compiled import Schema
from extractor.span import Span


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report as the pipeline has it, with what several checks ask of it found once."""

    page: Page
    schema: Schema
    slots: Mapping[str, Slot]
    regions: Mapping[str, Region]
    fields: Mapping[str, Field]

    @property
    def is_chinese(self) -> bool:
        """Return whether the words that the checks of prose go by are those of its language."""
        return self.schema.file.language == "zh"

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Return the parts that the form asks for, in its order."""
        return parts(self.schema)

    @property
    def is_numbered(self) -> bool:
        """Return whether the form tells the places of all its tables, and so of all its parts."""
        return all(table.part for table in self.schema.tables)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Return the heading of each part that has one, in the order of the text."""
        return headings(self.page, self.parts, self.regions)

    @cached_property
    def year(self) -> int | None:
        """Return the year the report is of, where it is known."""
        field = self.fields.get("year")
        return field.value if field is not None and isinstance(field.value, int) else None

    @cached_property
    def agency(self) -> str | None:
        """Return the office that reports, where it is known."""
        field = self.fields.get("agency")
        return field.value if field is not None and isinstance(field.value, str) else None

    @cached_property
    def prose(self) -> tuple[Span, ...]:
        """Return what stands outside the tables, in order."""
        found: list[Span] = []
        at = self.page.span.start
        for table in sorted(self._tables()):
            found.append(Span(at, max(at, table.start)))
            at = max(at, table.end)
        return tuple(span for span in (*found, Span(at, max(at, self.page.span.end))) if span)

    def heading_of(self, part: str) -> Heading | None:
        """Return the heading of a part, or None where it has none."""
        return next((heading for heading in self.headings if heading.part.id == part), None)

    def under(self, heading: Heading) -> Span:
        """Return what stands between a heading and the next one."""
        following = (other.start for other in self.headings if other.start > heading.start)
        return Span(heading.end, max(heading.end, next(following, self.page.span.end)))

    def text(self, span: Span) -> str:
        """Return the folded text of a place."""
        return self.page.folded[span.start : span.end]

    def _tables(self) -> list[Span]:
        placed = [self._extent(region) for region in self.regions.values()]
        lost = [h for h in self.headings if h.part.is_table and h.part.id not in self.regions]
        return placed + [Span(heading.start, self.under(heading).end) for heading in lost]

    def _extent(self, region: Region) -> Span:
        """Return the place of a table from its heading to its last label: its region may go on into the prose."""
        labels = region.chain or region.known
        end = self.page.raw(labels[-1].start, labels[-1].end).end if labels else region.span.end
        heading = self.heading_of(region.table.id)
        start = heading.start if heading is not None and heading.start <= end else region.span.start
        return Span(min(start, end), end)
