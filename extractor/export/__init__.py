"""Records as files that other programs read: one module a format, each of which yields the file piece by piece.

Nothing here opens a file; the door in `extractor.cli.export` does. Only a workbook is built in memory as a whole.
"""

from extractor.export.book import workbook
from extractor.export.codebook import codebook_csv, codebook_md
from extractor.export.form_page import form_page
from extractor.export.jsonl import jsonl
from extractor.export.long import long_csv
from extractor.export.parquet import parquet
from extractor.export.told import findings_csv
from extractor.export.wide import headings, wide_csv

__all__ = [
    "codebook_csv",
    "codebook_md",
    "findings_csv",
    "form_page",
    "headings",
    "jsonl",
    "long_csv",
    "parquet",
    "wide_csv",
    "workbook",
]
