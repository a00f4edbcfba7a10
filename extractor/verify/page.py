"""A verification as one web page: the text with its numbers marked, and what the sources say of each."""

from dataclasses import dataclass

from extractor.pages import page
from extractor.verify.nouns import Checked, Place, Support, Verification
from extractor.verify.told import SIGNS, place_text, verdict_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the text: plain, or one number with its position in the list."""

    text: str
    number: Checked | None = None
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A place in words, its quote cut around what is printed there."""

    where: str
    before: str
    printed: str
    after: str


def verification_page(verification: Verification, lang: str) -> str:
    """Return a verification as a page in one language; it stands alone and needs no script."""
    return page(
        "extractor.verify",
        "verify.html",
        lang,
        verification=verification,
        pieces=pieces(verification),
        counts={verdict.value: count for verdict, count in verification.counts.items()},
        verdicts=[verdict.value for verdict in Support],
        signs={verdict.value: sign for verdict, sign in SIGNS.items()},
        quoted=lambda place: quoted(place, lang),
        verdict_text=lambda number: verdict_text(number, lang),
    )


def pieces(verification: Verification) -> tuple[Piece, ...]:
    """Return the text in pieces: what stands between its numbers, and the numbers."""
    found: list[Piece] = []
    start = 0
    for at, number in enumerate(verification.numbers, start=1):
        found.append(Piece(text=verification.text[start : number.span.start]))
        found.append(Piece(text=number.text, number=number, at=at))
        start = number.span.end
    return (*found, Piece(text=verification.text[start:]))


def quoted(place: Place, lang: str) -> Quoted:
    """Return a place with its quote cut in three: before, what is printed there, after."""
    start = place.inset
    before, printed = place.quote[:start], place.quote[start : start + len(place.printed)]
    after = place.quote[start + len(place.printed) :]
    return Quoted(where=place_text(place, lang), before=before.lstrip(), printed=printed or place.printed, after=after)
