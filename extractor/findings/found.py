"""What comes of looking for findings."""

from dataclasses import dataclass

from extractor.records import Finding, Flag

MOST_TEXT = 20_000
"""Characters of a section that are looked at; the longest of a real report had some 700."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found: `findings` as a record has them, null where nobody could look; `is_asked`: a model was asked."""

    findings: tuple[Finding, ...] | None
    flags: tuple[Flag, ...] = ()
    is_asked: bool = False
