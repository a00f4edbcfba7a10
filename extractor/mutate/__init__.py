"""Fault injection: what notices faults put on purpose into reports whose truth is known, and what escapes it."""

from extractor.mutate.counts import Alarms, Caught, FaultRow, Localised, Matrix, Miss, to_dict, total_of
from extractor.mutate.detectors import DETECTORS
from extractor.mutate.matrix import VALUE_FAULTS, matrix
from extractor.mutate.prints import PRINT_FAULTS
from extractor.mutate.seeds import Seed, generated, shipped, sparsity_of

__all__ = [
    "DETECTORS",
    "PRINT_FAULTS",
    "VALUE_FAULTS",
    "Alarms",
    "Caught",
    "FaultRow",
    "Localised",
    "Matrix",
    "Miss",
    "Seed",
    "generated",
    "matrix",
    "shipped",
    "sparsity_of",
    "to_dict",
    "total_of",
]
