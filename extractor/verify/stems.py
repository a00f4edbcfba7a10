"""English words cut to a stem, so that `increases` and `increasing` are one; and the words that say little."""

from typing import Final

_SAY_LITTLE: Final = """
a an the and or but nor so yet of to in on at by for from with without within into onto over under above below
    up down out off about around as than then that this these those there here it its he she they them their his her
    we us our you your i me my is are was were be been being am do does did done has have had having will would can
    could may might must shall should not no if when while where which who whom whose what why how also very just only
    more most less least such each other another same both all any some per between among during after before since
    until against through because due while said says say according however despite including excluding approximately
    roughly nearly almost compared versus vs well still even now one s t ll re ve d don
"""
STOP: Final = frozenset(_SAY_LITTLE.split())
_ENDINGS: Final = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ions",
    "ion",
    "ies",
    "ments",
    "ment",
    "ness",
    "ers",
    "er",
    "ed",
    "es",
    "ly",
    "s",
    "e",
    "y",
)
_SHORTEST: Final = 3


def stem(word: str) -> str:
    """Return a word in small letters without its ending; short words and those that are all ending stay."""
    small = word.lower().strip("'-")
    small = small.removesuffix("'s")
    for ending in _ENDINGS:
        if small.endswith(ending) and len(small) - len(ending) >= _SHORTEST:
            return small[: -len(ending)]
    return small
