"""Any text held against its sources: which of its numbers they bear out, and which not."""

from extractor.verify.dossiers import source_of
from extractor.verify.nouns import Checked, Fact, Kind, Place, Slip, Source, Support, Verification
from extractor.verify.sentence import verify_sentence
from extractor.verify.text import verify_text

__all__ = [
    "Checked",
    "Fact",
    "Kind",
    "Place",
    "Slip",
    "Source",
    "Support",
    "Verification",
    "source_of",
    "verify_sentence",
    "verify_text",
]
