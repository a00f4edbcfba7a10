"""Whether a slot means the same in the forms of two reports."""

from extractor.schema.compiled import Schema


def compares(slot: str, schema: Schema | None, other: Schema | None) -> bool:
    """Return whether a slot means the same in both forms; never where one of them is not known."""
    if schema is None or other is None:
        return False
    if schema.id == other.id:
        return True
    judgements = (
        comparison.of(slot)
        for one, earlier in ((schema, other), (other, schema))
        for comparison in one.file.comparisons
        if comparison.form == earlier.id
    )
    return any(judgement is not None and judgement.comparable != "no" for judgement in judgements)
