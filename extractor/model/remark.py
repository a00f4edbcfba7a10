"""What a record says of a question that has no answer."""

from extractor.model.asked import Failed
from extractor.records import Flag
from extractor.span import Span


def remark(part: str, failure: Failed, span: Span | None = None) -> Flag:
    """Return a flag on a table or a section that was asked about in vain: `not_asked` where another run may succeed."""
    kind = "not_asked" if failure.kind.is_unsent else "not_answered"
    return Flag(kind=kind, detail=f"{part}: {failure.kind.value}", span=span)
