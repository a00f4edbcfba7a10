"""Row labels with a character or two misread: looked for only where a row is missing between its neighbours."""

from collections.abc import Iterator, Sequence

from extractor.locate.page import Hit, Word, matching_form
from extractor.schema.model import Row, Table

SHORTEST = 4  # characters of a label below which a likeness says nothing
SHORT = 5  # and below which it counts only right before a figure
LONGEST = 9  # its beginning is enough, and all that a narrow column leaves together
TWO_WRONG = 8  # length from which two wrong characters still leave a label known; one does in any
REACH = 160  # characters before the first or behind the last label found in which a missing one may stand


def with_misread(words: str, chain: Sequence[Hit], table: Table) -> tuple[Hit, ...]:
    """Return a chain with the labels added that stand, misread, between the neighbours of a missing row."""
    found = {hit.word.key: hit for hit in chain}
    rows = table.listed_rows
    for index, row in enumerate(rows):
        if row.id in found:
            continue
        before = next((found[r.id] for r in reversed(rows[:index]) if r.id in found), None)
        after = next((found[r.id] for r in rows[index + 1 :] if r.id in found), None)
        start = before.end if before else max(0, after.start - REACH) if after else 0
        end = after.start if after else min(len(words), start + REACH)
        hit = _alike(words, start, min(end, start + 4 * REACH), row, table)
        if hit is not None:
            found[row.id] = hit
    return tuple(sorted(found.values(), key=lambda hit: hit.start))


def _alike(words: str, start: int, end: int, row: Row, table: Table) -> Hit | None:
    """Return the one place in `start:end` most like a row's label, if it is like enough."""
    ranked = sorted(
        (wrong, -len(form), at) for form in _forms(row) for at, wrong in _likenesses(words, start, end, form)
    )
    if not ranked:
        return None
    wrong, length, at = ranked[0]
    others = (form for other in table.listed_rows if other.id != row.id for form in _forms(other))
    if any(_differences(words[at : at + len(form)], form) <= wrong for form in others):
        return None  # another row's label is as like: it is that one, printed out of order
    return Hit(at, at - length, Word(kind="row", table=table.id, key=row.id))


def _forms(row: Row) -> set[str]:
    texts = (matching_form(text) for text in (row.label.zh, row.label.en, *row.match) if text)
    return {text[:LONGEST] for text in texts if len(text) >= SHORTEST}


def _likenesses(words: str, start: int, end: int, form: str) -> Iterator[tuple[int, int]]:
    """Yield the places where a stretch differs from `form` in few enough characters, none of them a digit."""
    allowed = 2 if len(form) >= TWO_WRONG else 1
    for at in range(start, end - len(form) + 1):
        stretch = words[at : at + len(form)]
        if len(form) < SHORT and not words[at + len(form) : at + len(form) + 1].isdigit():
            continue
        wrong = _differences(stretch, form)
        if wrong <= allowed and not any(char.isdigit() for char in stretch):
            yield at, wrong


def _differences(stretch: str, form: str) -> int:
    """Return in how many characters two words of one length differ; more than any bound where one is cut short."""
    if len(stretch) != len(form):
        return LONGEST + 1
    return sum(one != other for one, other in zip(stretch, form, strict=True))
