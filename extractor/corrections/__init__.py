"""What people decide of a reading: written out for a spreadsheet, taken in again, listed. Nothing is stored here."""

from extractor.corrections.answers import Answers, Fault, read_answers
from extractor.corrections.columns import COLUMNS, accepted_headings
from extractor.corrections.consequences import broken_sums, with_decisions
from extractor.corrections.intake import Intake, Made, TakenBack, intake
from extractor.corrections.listing import LISTED, listing
from extractor.corrections.words import told
from extractor.corrections.worklist import Cells, worklist, worklist_csv

__all__ = [
    "COLUMNS",
    "LISTED",
    "Answers",
    "Cells",
    "Fault",
    "Intake",
    "Made",
    "TakenBack",
    "accepted_headings",
    "broken_sums",
    "intake",
    "listing",
    "read_answers",
    "told",
    "with_decisions",
    "worklist",
    "worklist_csv",
]
