"""Units in Chinese and English: what each counts, its canonical word, and what it is worth in the base of its kind."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from extractor.verify.nouns import Kind


class Unit(NamedTuple):
    """A unit: its kind, its canonical word, and what one of it is worth in the base."""

    kind: Kind
    name: str
    factor: Decimal = Decimal(1)


def _units(kind: Kind, name: str, words: str, factor: str = "1") -> dict[str, Unit]:
    return {word: Unit(kind, name, Decimal(factor)) for word in words.split("|")}


SCALES: Final[Mapping[str, int]] = {
    "十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "百万": 6, "千万": 7, "万亿": 12, "百亿": 10, "千亿": 11, "十万": 5,
    "十亿": 9, "兆": 12,
    "hundred": 2, "thousand": 3, "k": 3, "million": 6, "millions": 6, "mln": 6, "mn": 6, "mm": 6, "m": 6, "billion": 9,
    "billions": 9, "bln": 9, "bn": 9, "b": 9, "trillion": 12, "trn": 12, "tn": 12, "lakh": 5, "crore": 7,
}  # fmt: skip
"""Words for powers of ten behind digits."""

CURRENCIES: Final[Mapping[str, Unit]] = {
    **_units(Kind.MONEY, "USD", "$|US$|us$|usd|USD|dollar|dollars|bucks|美元|美金"),
    **_units(Kind.MONEY, "USD", "cent|cents|美分", "0.01"),
    **_units(Kind.MONEY, "EUR", "€|eur|EUR|euro|euros|欧元"),
    **_units(Kind.MONEY, "GBP", "£|gbp|GBP|pounds|pound|pound sterling|pounds sterling|quid|英镑"),
    **_units(Kind.MONEY, "JPY", "jpy|JPY|yen|日元|日圆"),
    **_units(Kind.MONEY, "CNY", "¥|cny|CNY|rmb|RMB|yuan|元|块钱|人民币|元人民币|圆"),
    **_units(Kind.MONEY, "CNY", "角", "0.1"),
    **_units(Kind.MONEY, "HKD", "HK$|hkd|HKD|港元|港币"),
    **_units(Kind.MONEY, "INR", "₹|inr|INR|rupee|rupees|卢比"),
    **_units(Kind.MONEY, "RUB", "rouble|roubles|ruble|rubles|卢布"),
    **_units(Kind.MONEY, "KRW", "₩|won|韩元"),
    **_units(Kind.MONEY, "AUD", "A$|AUD|澳元"),
    **_units(Kind.MONEY, "CAD", "C$|CAD|加元"),
    **_units(Kind.MONEY, "CHF", "CHF|francs|瑞士法郎"),
}
"""Money by its signs, codes and names."""

_COUNTERS: Final = "种类粒只支枚项款块颗道段处幅张页套台部辆架艘列棵株头场期届轮批户栋层强胜负平连球票级金银铜"

WORDS: Final[Mapping[str, Unit]] = {
    **CURRENCIES,
    **_units(Kind.PERCENT, "%", "%|percent|per cent|pct|percentage"),
    **_units(Kind.PERCENT, "%", "‰", "0.1"),
    **_units(Kind.PERCENT, "%", "成", "10"),
    **_units(Kind.POINTS, "pp", "percentage point|percentage points|pp|ppt|ppts|个百分点|百分点"),
    **_units(Kind.POINTS, "pp", "basis point|basis points|bp|bps|个基点|基点", "0.01"),
    **_units(Kind.MULTIPLE, "x", "times|fold|x|倍"),
    **_units(Kind.DURATION, "year", "year|years|yr|yrs|周年"),
    **_units(Kind.DURATION, "month", "month|months|个月|个多月"),
    **_units(Kind.DURATION, "month", "个季度", "3"),
    **_units(Kind.DURATION, "month", "quarters", "3"),
    **_units(Kind.DURATION, "year", "decade|decades", "10"),
    **_units(Kind.DURATION, "day", "day|days|天"),
    **_units(Kind.DURATION, "day", "week|weeks|周|个星期|星期", "7"),
    **_units(Kind.DURATION, "workday", "个工作日|工作日|working days|business days"),
    **_units(Kind.DURATION, "second", "hour|hours|hr|hrs|个小时|小时|个多小时", "3600"),
    **_units(Kind.DURATION, "second", "minute|minutes|min|mins|分钟", "60"),
    **_units(Kind.DURATION, "second", "second|seconds|sec|secs|秒|秒钟"),
    **_units(Kind.AGE, "year", "year-old|years old|years-old|year old|岁|周岁"),
    **_units(Kind.MEASURE, "m", "km|kilometre|kilometres|kilometer|kilometers|公里|千米", "1000"),
    **_units(Kind.MEASURE, "m", "metre|metres|meter|meters|米"),
    **_units(Kind.MEASURE, "m", "cm|centimetre|centimetres|centimeter|centimeters|厘米", "0.01"),
    **_units(Kind.MEASURE, "m", "mm|millimetre|millimetres|millimeter|millimeters|毫米", "0.001"),
    **_units(Kind.MEASURE, "m", "里|华里", "500"),
    **_units(Kind.MEASURE, "mile", "mile|miles|英里"),
    **_units(Kind.MEASURE, "foot", "foot|feet|ft|英尺"),
    **_units(Kind.MEASURE, "inch", "inch|inches|英寸"),
    **_units(Kind.MEASURE, "m2", "square metres|square meters|sqm|平方米|平米|平"),
    **_units(Kind.MEASURE, "m2", "square kilometres|square kilometers|平方公里|平方千米", "1000000"),
    **_units(Kind.MEASURE, "m2", "hectare|hectares|公顷", "10000"),
    **_units(Kind.MEASURE, "mu", "亩"),
    **_units(Kind.MEASURE, "m3", "立方米|cubic metres|cubic meters|方"),
    **_units(Kind.MEASURE, "litre", "litre|litres|liter|liters|升"),
    **_units(Kind.MEASURE, "litre", "ml|毫升", "0.001"),
    **_units(Kind.MEASURE, "g", "gram|grams|克"),
    **_units(Kind.MEASURE, "g", "kg|kilo|kilos|kilogram|kilograms|公斤|千克", "1000"),
    **_units(Kind.MEASURE, "g", "斤", "500"),
    **_units(Kind.MEASURE, "g", "毫克|mg", "0.001"),
    **_units(Kind.MEASURE, "g", "tonne|tonnes|吨|公吨", "1000000"),
    **_units(Kind.MEASURE, "ton", "ton|tons"),
    **_units(Kind.MEASURE, "pound", "lb|lbs|磅"),
    **_units(Kind.MEASURE, "ounce", "ounce|ounces|oz|盎司"),
    **_units(Kind.MEASURE, "barrel", "barrel|barrels|桶"),
    **_units(Kind.MEASURE, "degree", "degrees celsius|degrees fahrenheit|degrees|摄氏度|℃|°C|°F|C|F|度"),
    **_units(Kind.MEASURE, "W", "kW|千瓦", "1000"),
    **_units(Kind.MEASURE, "W", "MW|兆瓦", "1000000"),
    **_units(Kind.MEASURE, "W", "GW|吉瓦", "1000000000"),
    **_units(Kind.MEASURE, "W", "瓦"),
    **_units(Kind.MEASURE, "Wh", "kWh|千瓦时|度电", "1000"),
    **_units(Kind.MEASURE, "B", "GB|吉字节", "1000000000"),
    **_units(Kind.MEASURE, "B", "MB", "1000000"),
    **_units(Kind.MEASURE, "B", "TB", "1000000000000"),
    **_units(Kind.MEASURE, "point", "点"),
    **_units(Kind.COUNT, "人", "人次|人|名|位|人民|口人"),
    **_units(Kind.COUNT, "件", "件|起|宗|例|桩|件次"),
    **_units(Kind.COUNT, "条", "条|篇|则|条次"),
    **_units(Kind.COUNT, "次", "次|回|趟|轮次"),
    **_units(Kind.COUNT, "份", "份|册|本"),
    **_units(Kind.COUNT, "家", "家|户|所|座|间"),
    **_units(Kind.COUNT, "个", "个"),
    **{word: Unit(Kind.COUNT, word) for word in _COUNTERS},
    **_units(Kind.COUNT, "类", "大类"),
    **_units(Kind.COUNT, "分", "分"),
}  # fmt: skip
"""Every unit by its printed word; a word that is not here is a count of what it names."""


def unit_of(word: str) -> Unit | None:
    """Return the unit a word stands for: as printed, or in small letters."""
    return WORDS.get(word) or WORDS.get(word.lower())


ANY_COUNT: Final = frozenset({"个", "项", "种"})
"""Counters that stand for others: 15个进球 may be printed 15粒进球."""

SAME_COUNTS: Final = (
    frozenset({"球", "粒"}),
    *(frozenset({metal, counter}) for metal in "金银铜" for counter in "枚块面"),
)
"""Pairs of counters that say the same: 16球 and 16粒进球, 3金 and 3枚金牌."""
