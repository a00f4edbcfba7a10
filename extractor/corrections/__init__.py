"""What people decide of a reading: written out for a spreadsheet, taken in again, listed. Nothing is stored here."""

from extractor.corrections.answers import Answers, Fault, read_answers
from extractor.corrections.columns import COLUMNS, accepted_headings
from extractor.corrections.intake import Intake, Made, TakenBack, intake
from extractor.corrections.words import told
from extractor.corrections.worklist import worklist, worklist_csv

__all__ = [
    "COLUMNS",
    "Answers",
    "Fault",
    "Intake",
    "Made",
    "TakenBack",
    "accepted_headings",
    "intake",
    "read_answers",
    "told",
    "worklist",
    "worklist_csv",
]
