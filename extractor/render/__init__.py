"""Records as a person sees them in a terminal: pure, values in, `rich` text and tables out."""

from extractor.render.evaluation import against, run_report
from extractor.render.form import show
from extractor.render.place import slot
from extractor.render.ranking import ranking
from extractor.render.summary import Tally, clean_line, file_line, run_summary
from extractor.render.sums import check

__all__ = [
    "Tally",
    "against",
    "check",
    "clean_line",
    "file_line",
    "ranking",
    "run_report",
    "run_summary",
    "show",
    "slot",
]
