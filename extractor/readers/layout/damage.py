"""Figures that may not be what was printed, though they look like figures."""

from dataclasses import replace

from extractor.readers.layout.problem import Line
from extractor.readers.layout.tokens import Mark, Token
from extractor.records import Claim, Document, Evidence
from extractor.schema.model import Table


def without_signs(lines: list[Line], table: Table) -> list[Line]:
    """Take the sign off figures, as damaged, where nothing can be negative: the mark is a border or a smudge."""
    if any(column.kind == "signed" for column in table.columns):
        return lines
    return [
        replace(line, tokens=tuple(map(_without_sign, line.tokens))) if any(map(_is_signed, line.tokens)) else line
        for line in lines
    ]


def _is_signed(token: Token) -> bool:
    return token.mark is Mark.FIGURE and token.digits[:1] in {"+", "-"}


def _without_sign(token: Token) -> Token:
    return replace(token, start=token.start + 1, digits=token.digits[1:], damaged=True) if _is_signed(token) else token


def with_whole_counts(lines: list[Line], table: Table) -> list[Line]:
    """Mark a fraction among the whole numbers of a column of counts as damaged: a smudge, or not its figure."""
    odd: dict[str, list[bool]] = {}
    for line in lines:
        for slot, token in _pairs(line):
            odd.setdefault(slot.rpartition("/")[2], []).append(_is_fraction(token))
    counts = {column.id for column in table.columns if column.kind == "count"}
    smudged = {column for column in counts & odd.keys() if 0 < 2 * sum(odd[column]) < len(odd[column])}
    return [_with_damage(line, smudged) for line in lines] if smudged else lines


def _pairs(line: Line) -> list[tuple[str, Token]]:
    return list(zip(line.slots, line.tokens, strict=True)) if len(line.slots) == len(line.tokens) else []


def _is_fraction(token: Token) -> bool:
    return bool(token.digits.partition(".")[2].strip("0"))


def _with_damage(line: Line, columns: set[str]) -> Line:
    tokens = [
        replace(token, damaged=True) if slot.rpartition("/")[2] in columns and _is_fraction(token) else token
        for slot, token in _pairs(line)
    ]
    return replace(line, tokens=tuple(tokens)) if tokens else line


def joined_in_doubt(claims: dict[str, Claim], document: Document) -> dict[str, Claim]:
    """Count a figure that ingest joined from two lines of a cell as damaged: it may have been two figures."""
    joined = [flag.span for flag in document.flags if flag.kind == "joined_digits" and flag.span]
    for slot, claim in claims.items() if joined else ():
        if claim.span is not None and any(claim.span.overlaps(span) for span in joined):
            claims[slot] = replace(claim, evidence=Evidence.DAMAGED)
    return claims
