"""What `gouji doctor` looks at: programs, folders, forms, encodings, the store, file formats, readers."""

from extractor.doctor.checkup import checkup, is_well
from extractor.doctor.line import Level, Line

__all__ = ["Level", "Line", "checkup", "is_well"]
