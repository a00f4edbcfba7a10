"""What `gouji doctor` looks at: programs, folders, forms, encodings, the store, file formats, readers, a model."""

from extractor.doctor.checkup import checkup, is_well
from extractor.doctor.line import Level, Line
from extractor.doctor.model import asked, unasked

__all__ = ["Level", "Line", "asked", "checkup", "is_well", "unasked"]
