"""English number words: twenty-five, twelve point five, twenty three hundred, a million and a half, two thirds."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

_SMALL_WORDS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_SMALL: Final = _SMALL_WORDS.split()
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

UNITS: Final = (
    {word: value for value, word in enumerate(_SMALL)}
    | {word: 10 * place for place, word in enumerate(_TENS, start=2)}
    | {"threescore": 60, "fourscore": 80}
)
POWERS: Final = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_FIRST_TO_TWENTIETH: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_FURTHER: Final = {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
ORDINALS: Final = {word: value for value, word in enumerate(_FIRST_TO_TWENTIETH.split(), start=1)} | _FURTHER
FRACTIONS: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
MULTIPLES: Final = {
    "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "twice": 2, "twofold": 2, "two-fold": 2, "dual": 2,
    "triple": 3, "tripled": 3, "triples": 3, "tripling": 3, "threefold": 3, "three-fold": 3, "thrice": 3,
    "quadruple": 4, "quadrupled": 4, "fourfold": 4, "four-fold": 4, "fivefold": 5, "five-fold": 5, "tenfold": 10,
    "ten-fold": 10, "halve": 0, "halved": 0, "halving": 0, "halves": 0,
}  # fmt: skip
"""Words for so many times as much; 0 stands for a half."""

_WORD: Final = "|".join(sorted([*UNITS, *POWERS, "dozen"], key=len, reverse=True))
NUMBER: Final = (
    rf"(?:\ban?\s{{1,2}}(?=(?:hundred|thousand|million|billion|trillion|dozen)\b))?\b(?:{_WORD})\b"
    rf"(?:(?:\s{{0,2}}-\s{{0,2}}|\s{{1,2}}(?:and\s{{1,2}})?)(?:{_WORD})\b){{0,8}}"
    rf"(?:\s{{1,2}}(?:point|dot)(?:[\s-]{{1,2}}(?:{_WORD})\b){{1,6}})?"
    r"(?:\s{1,2}and\s{1,2}a\s{1,2}half\b)?"
)
"""A pattern of whatever may be a number in words; `value_of` says whether it is one."""


def value_of(printed: str) -> tuple[Decimal, Decimal] | None:
    """Return what number words say and what one of their last digit is worth; None where they form no number."""
    words = [word for word in re.split(r"[\s-]+", printed.lower()) if word not in {"and", "a", "an", ""}]
    if re.fullmatch(r"[a-z]{3,5}\s{1,2}and\s{1,2}(?:twenty|thirty|forty|fifty)", printed.lower()):
        words.reverse()
    is_half = words[-1] == "half"
    words = words[:-1] if is_half else words
    mark = next((at for at, word in enumerate(words) if word in {"point", "dot"}), len(words))
    whole, behind = _whole(words[:mark]), _behind(words[mark + 1 :])
    if whole is None or behind is None:
        return None
    value, step = whole
    if behind:
        return Decimal(f"{value}.{behind}"), Decimal(1).scaleb(-len(behind))
    return (Decimal(value) + Decimal("0.5") * step, step * Decimal("0.1")) if is_half else (Decimal(value), step)


def _whole(words: Sequence[str]) -> tuple[int, Decimal] | None:
    """Return the value of words without a point, and the power of ten they end in."""
    total, section, last = 0, None, 100
    for word in words:
        if word == "dozen":
            section = 12 * (section or 1)
        elif word == "hundred":
            section = 100 * (section or 1)
            last = 100
        elif word in POWERS:
            total += (section or 1) * 10 ** POWERS[word]
            section, last = None, 100
        else:
            value = UNITS.get(word, 0)
            if word not in UNITS:
                return None
            if section is not None and not _may_follow(value, last, section):
                return None
            section, last = (section or 0) + value, value
    end = POWERS.get(words[-1], 0) if words else 0
    return None if not words else (total + (section or 0), Decimal(10) ** end)


def _may_follow(value: int, last: int, section: int) -> bool:
    """Return whether a word may follow another inside a number: a digit after a ten, anything after a hundred."""
    return (last >= 20 and last % 10 == 0 and last < 100 and 0 < value < 10) or (
        last == 100 and section % 100 == 0 and value > 0
    )


def _behind(words: Sequence[str]) -> str | None:
    """Return the digits that stand behind a spoken point: `five two` and `fifty` alike."""
    if any(word not in UNITS for word in words):
        return None
    return "".join(str(UNITS[word]) for word in words)


def spoken_pair(printed: str) -> int | None:
    """Return what two numbers below a hundred said together are: nineteen ninety four, three fifty."""
    words = re.split(r"[\s-]+", printed.lower())
    for at in range(1, len(words)):
        first, second = _whole(words[:at]), _whole(words[at:])
        if first and second and 0 < first[0] < 100 and 10 <= second[0] < 100:
            return first[0] * 100 + second[0]
    return None
