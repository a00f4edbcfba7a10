"""A verification for programs and people: as JSON, and the words for a verdict."""

from extractor.messages import say, word
from extractor.serialise import JsonObject
from extractor.verify.nouns import Checked, Place, Support, Verification

SIGNS = {Support.SUPPORTED: "", Support.DERIVED: "=", Support.CONTRADICTED: "x", Support.UNSUPPORTED: "?"}
"""What stands in the brackets before a number, so that verdicts are told apart without colour."""


def verification_to_dict(verification: Verification) -> JsonObject:
    """Return a verification as JSON: docs/verify.md says what each part means."""
    return {
        "is_sound": verification.is_sound,
        "sources": list(verification.sources),
        "counts": {verdict.value: count for verdict, count in verification.counts.items()},
        "numbers": [_number(number) for number in verification.numbers],
    }


def _number(number: Checked) -> JsonObject:
    return {
        "span": list(number.span),
        "text": number.text,
        "value": number.value,
        "kind": number.kind.value,
        "unit": number.unit,
        "verdict": number.verdict.value,
        "slip": number.slip and number.slip.value,
        "expression": number.expression,
        "places": [_place(place) for place in number.places],
    }


def _place(place: Place) -> JsonObject:
    return {
        "source": place.source,
        "span": place.span and list(place.span),
        "line": place.line,
        "quote": place.quote,
        "printed": place.printed,
        "fact": place.fact,
    }


def verdict_text(number: Checked, lang: str) -> str:
    """Return a verdict in words, with the kind of mistake where it is known."""
    said = word(lang, "support", number.verdict)
    return said if number.slip is None else f"{said}: {word(lang, 'slip', number.slip)}"


def place_text(place: Place, lang: str) -> str:
    """Return where a source speaks of a number: its name and line, and the labels of a cell."""
    label = place.label[0 if lang == "zh" else -1] if place.label else ""
    if place.line is None:
        return say(lang, "verify.place.none", source=place.source, label=label)
    key = "verify.place.cell" if label else "verify.place"
    return say(lang, key, source=place.source, line=place.line, label=label)
