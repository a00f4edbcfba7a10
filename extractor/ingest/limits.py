"""How large a file may be."""

from extractor.errors import UnreadableError

TEXT_LIMIT_BYTES = 64 * 2**20
"""A report is some 20 kB, so anything near this is a dump of something else."""


def too_large(size_bytes: int, limit_bytes: int = TEXT_LIMIT_BYTES) -> UnreadableError:
    """Return the error of a file over the limit, with both sizes in it."""
    return UnreadableError("file.too_large", f"{size_bytes / 2**20:.3g} MB > {limit_bytes / 2**20:.3g} MB")
