"""What needs several documents: rules over two years, versions of one report, copied text.

Everything here takes dossiers and returns values; whoever asks reads the store. Of several reports of one office and
year the last one given counts.
"""

from extractor.corpus.changes import Changes, CopiedSince, changed_since, copied_since
from extractor.corpus.copied import Likeness, Relation, copied, likeness
from extractor.corpus.narrative import Narrative, narrative
from extractor.corpus.offices import Filing, counting, filings, office
from extractor.corpus.outcome import Why, YearFigure, YearOutcome
from extractor.corpus.passages import Passage
from extractor.corpus.versions import Fault, Standing, VersionChange, compare_versions
from extractor.corpus.years import across_years

__all__ = [
    "Changes",
    "CopiedSince",
    "Fault",
    "Filing",
    "Likeness",
    "Narrative",
    "Passage",
    "Relation",
    "Standing",
    "VersionChange",
    "Why",
    "YearFigure",
    "YearOutcome",
    "across_years",
    "changed_since",
    "compare_versions",
    "copied",
    "copied_since",
    "counting",
    "filings",
    "likeness",
    "narrative",
    "office",
]
