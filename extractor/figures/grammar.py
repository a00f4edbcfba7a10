"""The patterns of printed numbers: digits, thousands marks, units, approximations, footnotes.

Every quantifier is bounded and what repeats is possessive, so a match costs no more than the characters it covers.
"""

import re
from typing import Final

LONGEST: Final = 400
"""A run of more digits than this is no figure: even a whole row of cells glued together has fewer."""

_D: Final = "[0-9０-９]"
_BLANK: Final = "[ \u00a0\u3000]"

_UNIT: Final = (
    "[%％‰]|个百分点|百分点|万元|亿元|千元|百元|元|人次|人(?!民)|批次|批|件(?!数)|条|次(?!数)|项(?!目)|个(?!人)|"
    "份|起|篇|期|场|册|部(?!门|分)|家|名|大类|类|宗|例|户|处(?![理罚分置])|页|张|幅|封|通|天(?!津)|工作日|日(?!常)|"
    "年|月|小时|分钟|号|版|届|位|倍|种|款|台|套|辆|所|千米|公里|千克|公斤|吨|平方米"
)
_POWER: Final = "(?:[百千]万|[百千万亿])(?![元分米克瓦])"
_LETTERS: Final = "[A-Za-z]"

NUMBER: Final = re.compile(
    rf"""
    (?:
        {_D}{{1,3}}+ (?P<mark>[,，\u2009\u202f]) {_D}{{3}} (?:(?P=mark){_D}{{3}}){{0,8}}+ (?![,，]?{_D})
      | {_D}{{1,{LONGEST}}}+
    )
    (?: [.．] (?!(?:19|20){_D}{{2}}年) (?P<fraction>{_D}{{1,{LONGEST}}}+) (?![.．]?{_D}) )?+
    (?!{_D}|{_LETTERS})
    """,
    re.VERBOSE,
)
"""A number with its thousands marks and fraction. `1.2024年` is an enumerator before a year, `2024.1.7` no fraction."""

SPACED: Final = re.compile(rf"{_D}{{1,3}}+(?:[ \u00a0]{_D}{{3}}){{1,4}}+(?={_BLANK}?(?:{_UNIT}))")
"""Blanks as thousands marks: only before a unit, since blanks also part the cells of a row."""

DIGITS: Final = re.compile(rf"{_D}{{1,{LONGEST}}}+(?!{_D}|{_LETTERS})")
"""Digits alone, for what follows a point or a comma that belongs to no number."""

RUN: Final = re.compile(rf"{_D}{{1,1000000}}+")
"""Whatever digits stand here, to step over them."""

NUMERAL: Final = re.compile("[零〇一二两三四五六七八九十百千万亿]{1,1000000}+")
"""Characters of Chinese numerals; whether they form one is for `numerals` to say."""

START: Final = re.compile("[0-9０-９一二两三四五六七八九十]")
"""A character a number may begin with, its sign left aside."""

TAIL: Final = re.compile(
    rf"""
    (?P<power>{_POWER})?+
    (?: (?P<about>余|多(?!元化)) (?P<late>{_POWER})?+ )?+
    (?: {_BLANK}{{0,2}} (?P<unit>{_UNIT}) | [(（]{_BLANK}? (?P<boxed>{_UNIT}) {_BLANK}?[)）] )?+
    (?P<over>以上|左右|上下)?+
    """,
    re.VERBOSE,
)
"""What may follow the digits: a power of ten, an approximation, a unit (bare or in brackets)."""

FOOTNOTE: Final = re.compile(
    rf"{_BLANK}?(?P<note>[(（](?!{_BLANK}?(?:[一二三四五六七八九十]{{1,3}}|{_D}{{1,2}}){_BLANK}?[)）])"
    r"[^()（）\n]{1,80}+[)）])"
)
"""A remark in brackets behind a figure; （二） and （3） are enumerators of what comes next."""

MEASURE: Final = re.compile(
    rf"[余多]?{_BLANK}{{0,2}}(?:件(?!事)|份|篇|起|条|次|批|场|期|家|名|户|宗|例|人次|[千万亿]?元)"
)
"""Words before which one numeral alone is a figure; those of headings (三类, 三个) are not among them."""
