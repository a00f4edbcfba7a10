"""The patterns of quantities on a folded text; every quantifier is bounded, so a match costs what it covers."""

import re
from typing import Final

from extractor.verify.english import FRACTIONS, MULTIPLES, NUMBER, ORDINALS
from extractor.verify.units import CURRENCIES, SCALES, WORDS

_MONTHS: Final = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
    "november nov|december dec"
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTHS.split("|"), start=1) for name in names.split()}

_MONTH: Final = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])"
_NUM: Final = "[零〇一二三四五六七八九十]"
_ORD: Final = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_FISCAL: Final = r"(?:(?:fiscal|calendar|financial)\s?(?:year\s?)?|FY\s?'?|CY\s?'?)"
_HAN: Final = "\u4e00-\u9fff"


def _longest_first(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SIGNS: Final = _longest_first([word for word in CURRENCIES if not word.isalpha() or word in {"USD", "EUR", "GBP"}])

MASTER: Final = re.compile(
    rf"""
      (?P<item>(?m:^)[ \t]{{0,8}}(?:[(]?\d{{1,2}}[)]|\d{{1,2}}[.、](?!\d))(?=\s|[{_HAN}A-Z"]))
    | (?P<mdy>\b{_MONTH}\s{{0,2}}{_DAY}(?:st|nd|rd|th)?(?!\d|[.,]\d|%)(?:\s{{0,2}},?\s{{0,2}}(?P<mdy_y>{_YEAR}))?\b)
    | (?P<dmy>\b{_DAY}(?:st|nd|rd|th)?\s{{1,2}}(?:of\s)?{_MONTH}(?:,?\s{{1,2}}(?P<dmy_y>{_YEAR})\b)?)
    | (?P<wdm>\b(?:the\s)?(?P<wd_d>(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|
        tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|
        thirtieth)\sof\s(?P<wd_m>{_MONTH}))
    | (?P<years>(?<!\d)(?P<ys_y>{_YEAR})[-/](?P<ys_z>\d\d)(?![\d/-]))
    | (?P<my>\b{_MONTH},?\s{{1,2}}(?:of\s)?(?P<my_y>{_YEAR})\b)
    | (?P<iso>\b{_YEAR}[-/.](?:1[0-2]|0?[1-9])[-/.]{_DAY}(?!\d))
    | (?P<q>\b(?P<q_y0>{_FISCAL}?{_YEAR}(?:'s)?[\s-]{{1,2}})?
        (?:Q(?P<q_n>[1-4])|(?P<q_o>{_ORD})[\s-]{{0,2}}(?:fiscal\s)?-?quarters?|(?:quarter\s(?P<q_w>one|two|three|four)))\b
        (?:(?:,|\sof|\sin)?\s{{0,2}}(?:the\s)?{_FISCAL}?(?P<q_y1>{_YEAR})\b)?)
    | (?P<h>\b(?:H(?P<h_n>[12])|(?P<h_o>first|second)[\s-]half(?=\s(?:of\s)?(?:the\s)?(?:fiscal|year|{_YEAR}|FY)))\b
        (?:(?:,|\sof|\sin)?\s{{0,2}}{_FISCAL}?(?P<h_y>{_YEAR})\b)?)
    | (?P<fy>\b{_FISCAL}(?P<fy_y>{_YEAR}|\d\d)\b(?!\s?%))
    | (?P<zy>(?<!\d)(?P<zy_y>{_YEAR}|[一二]{_NUM}{{3}})\s?年(?!代|级)
        (?:\s?(?P<zy_m>1[0-2]|0?[1-9]|{_NUM}{{1,2}})\s?月份?(?:\s?(?P<zy_d>{_DAY}|{_NUM}{{1,3}})\s?[日号])?
          |(?P<zy_q>第?[一二三四1-4]季度)|(?P<zy_h>上半年|下半年))?)
    | (?P<zm>(?<![\d.])(?P<zm_m>1[0-2]|0?[1-9]|{_NUM}{{1,2}})\s?月(?:\s?(?P<zm_d>{_DAY}|{_NUM}{{1,3}})\s?[日号]|份)?)
    | (?P<zd>(?<![\d.:/])(?P<zd_d>{_DAY})\s?日(?!元|圆))
    | (?P<zq>第?[一二三四1-4]季度)
    | (?P<clock>(?<![\d.])(?:(?P<c_h>\d{{1,3}})小时)?(?P<c_m>\d{{1,3}})分(?P<c_s>\d{{1,2}}(?:\.\d{{1,3}})?)
        (?:秒(?P<c_f>\d{{2,3}})?|(?![个次记分]))(?!\d))
    | (?P<sprint>(?<![\d.])(?P<sp_s>\d{{1,2}})秒(?P<sp_f>\d{{2,3}})(?!\d))
    | (?P<time>(?<![\d.:])(?P<t_h>[01]?\d|2[0-4])(?:[:.](?P<t_m>[0-5]\d)(?!\d))?\s?
        (?P<t_a>[ap]\.?m\b\.?|o'clock|ish\b|点钟))
    | (?P<wtime>\b(?P<w_h>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)
        (?:[\s-](?P<w_m>fifteen|thirty|forty-five))?\s(?P<w_a>[ap]\.?m\b\.?|o'clock))
    | (?P<noon>\b(?:noon|midday|midnight)\b)
    | (?P<pair>(?<![\d.:])(?P<p_a>\d{{1,3}})\s?[:∶比]\s?(?P<p_b>\d{{1,3}})(?![\d:∶]|\.\d|\s?%))
    | (?P<parts>(?P<f_d>[零一二三四五六七八九十百]{{1,4}}|\d{{1,4}})分之
        (?P<f_n>[零一二两三四五六七八九十百点]{{1,9}}|\d{{1,6}}(?:\.\d{{1,6}})?))
    | (?P<slash>(?<![\d./-])(?P<s_n>\d{{1,2}})/(?P<s_d>\d{{1,2}})(?![\d/-]))
    | (?P<arabic>(?:(?P<a_cur>{_SIGNS})\s?)?
        (?P<a_num>\d{{1,3}}(?:,\d{{3}}){{1,8}}(?!\d)|\d{{1,30}}(?!\d))(?P<a_dec>\.\d{{1,15}}(?!\d|\.\d))?)
    | (?P<overlong>\d{{31,100000}})
    | (?P<single>\b(?P<sd>single|double|triple)[\s-]{{1,2}}digits?\b)
    | (?P<halfof>\bhalf\s(?:a|of\sa)\s(?P<ho>million|billion|trillion|dozen|hundred|thousand)\b)
    | (?P<andhalf>\b(?:an?|one)\s(?P<ah_u>year|month|week|day|hour|decade|mile)\sand\sa\shalf\b)
    | (?P<outof>\b(?:(?P<o_n>one|two|three|four|five|six|seven|eight|nine)\s(?:in(?:\severy)?|out\sof(?:\severy)?)\s
        (?P<o_d>three|four|five|six|eight|ten|twenty)\b(?!\s(?:years?|months?|weeks?|days?|hours?|minutes?|and|hundred|thousand|million)|-)))
    | (?P<decade>\b(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b)
    | (?P<partpoint>\b(?P<pp_n>half|(?:a\s|three[\s-])?quarters?)(?:\sof\sa|\san?)?[\s-](?:percentage[\s-])?point\b)
    | (?P<fraction>\b(?:(?P<fr_n>an?|one|two|three|four|five)[\s-]{{1,2}})?(?P<fr_d>{"|".join(FRACTIONS)})s?
        (?=\s(?:of|the|an?|as|that|its|their|those|from)\b|[.,;]|\Z))
    | (?P<multiple>\b(?:{_longest_first(list(MULTIPLES))})\b)
    | (?P<ordinal>\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?
        (?:{_longest_first(list(ORDINALS))})\b)
    | (?P<words>{NUMBER})
    | (?P<zhalf>一半|半数|对半|翻一?番|翻两番)
    | (?P<han>[零〇一二两三四五六七八九十百千万亿]{{1,40}})
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Every way of printing a quantity, in the order they are tried at a place."""

_HAN_SCALE: Final = "万亿|十万|百万|千万|十亿|百亿|千亿|百(?!分)|千(?![米克瓦])|万|亿"
_HAN_UNITS: Final = _longest_first([word for word in WORDS if any(char >= "\u4e00" for char in word)] + ["年", "年代"])
_LATIN_UNITS: Final = _longest_first([word for word in WORDS if word.isascii() and word[0].isalpha() and word[1:]])
_LATIN_SCALES: Final = _longest_first([word for word in SCALES if word.isascii()])

HAN_TAIL: Final = re.compile(
    rf"(?P<about>余|多|来|几)?(?P<scale>{_HAN_SCALE})?(?P<late>余|多|来)?\s?"
    rf"(?P<unit>[%‰℃]|°C|{_HAN_UNITS}|(?:\u3007|[{_HAN}])(?!分之))?(?P<over>以上|左右|上下|以下|以内)?"
)
"""What may follow digits in Chinese: about, a power of ten, a unit (a word we know, or the next character)."""

_ADJECTIVES: Final = "free|full|whole|consecutive|straight|more|additional|extra|further|long|short|calendar"
LATIN_TAIL: Final = re.compile(
    rf"(?P<order>(?:st|nd|rd|th)\b)?(?P<decade>'?s\b)?(?:[\s-]?(?P<scale>{_LATIN_SCALES})\b\.?)?"
    rf"(?:\s?(?P<sign>[%‰℃€£$])|[\s-]{{1,2}}(?:of\s)?(?:US\s|(?:{_ADJECTIVES})\s(?=(?:years?|months?|weeks?|days?|hours?|minutes?)\b))?(?P<unit>{_LATIN_UNITS})\b|(?P<glued>km|kg|g|m|cm|mm|MW|GW|kWh|GB|TB|MB|pp|bps|x|(?-i:°?[CF]))\b)?"
    r"(?:[\s-]{1,2}(?P<noun>[A-Za-z][A-Za-z'-]{1,30}))?",
    re.IGNORECASE,
)
"""The same in English; `noun` is the word behind, for what is counted."""

OVER: Final = re.compile(
    r"(?:超过?|逾|突破|more than|over|exceed(?:s|ed|ing)?|upwards of|in excess of|well above)"
    r"\s?(?:了|by|to)?\s?(?:a\s)?\Z",
    re.IGNORECASE,
)
UNDER: Final = re.compile(
    r"(?:不到|不足|近|将近|接近|nearly|almost|close to|just under|just shy of|just below)\s?(?:a\s)?\Z", re.IGNORECASE
)
ABOUT: Final = re.compile(
    r"(?:约|大约|约为|about|around|approximately|roughly|some|circa|an estimated|~)\s?(?:a\s)?\Z",
    re.IGNORECASE,
)
"""Words before a number that widen it. Limits (at least, below, 不低于) do not: a limit is a number like any other."""
