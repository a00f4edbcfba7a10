"""What a measure promises, in its own words: by when, who, and how much."""

import re
from typing import Final

from extractor.figures import figures
from extractor.records import Commitment

_HAN: Final = "[一二三四五六七八九十]"
_YEAR: Final = r"(?:20\d\d年|明年|今年|本年|当年|下一?年度?|次年)"
_DEADLINE: Final = re.compile(
    rf"{_YEAR}?(?:的)?(?:\d{{1,2}}|{_HAN}{{1,3}})月(?:份|\d{{1,2}}日|底|末|中旬|上旬|下旬)?(?:之?前|以前)"
    rf"|{_YEAR}?(?:年底|年末|年内)(?:之?前)?|{_YEAR}底?(?:之?前|以内|内)|{_YEAR}?(?:上|下)半年(?:之?前|内)?"
    rf"|{_YEAR}?第?[一二三四]季度(?:末|底)?(?:之?前|内)?(?!每)|(?:自|从)?{_YEAR}(?:\d{{1,2}}月(?:\d{{1,2}}日)?|第?[一二三四]季度)?起"
)
_NAME: Final = (
    r"[^,。;:、和与及由\s]{1,14}?(?:办公室|委员会|管委会|领导小组|小组|专班|领导|部门|单位|中心|政府|街道|大队|机构|公司|干部|编制单位|局|办|科|处|股"
    r"|室|所|站|委|镇|乡|厅|院|队)(?!公室|员会|[^,。;:、和与及]{0,4}(?:办公室|科室|股室|处室))"
)
_UNIT: Final = re.compile(
    rf"由(?P<unit>{_NAME}(?:(?:、|和|与|及|会同){_NAME}){{0,4}})|(?:^|[,。;:、])(?P<lead>{_NAME})(?:牵头|负责|会同)"
)
_DATES: Final = frozenset(("年", "月", "日", "号", "小时", "天", "分钟", "工作日", "届", "版", "期", "季度"))
_AT_LEAST: Final = re.compile(r"(?:不少于|不低于|至少|达到?|超过|不超过|提高到|增加到|压减|提升至)\Z")
_SPAN_OF_TIME: Final = re.compile(r"(?:工作日|自然日|小时|月(?!报))")
_LOOK_BACK: Final = 4


def commitment(words: str) -> Commitment | None:
    """Return what the folded words of a measure promise, or None where they promise nothing in particular."""
    found = _DEADLINE.search(words)
    deadline = found.group() if found else None
    unit, target = _unit(words), _target(words)
    if deadline is None and unit is None and target is None:
        return None
    return Commitment(deadline=deadline, unit=unit, target=target)


def _unit(words: str) -> str | None:
    found = _UNIT.search(words)
    return (found["unit"] or found["lead"]) if found else None


def _target(words: str) -> str | None:
    """Return the first number that is to be reached, with its unit; dates and spans of time are none."""
    for figure in figures(words):
        if figure.unit is None or figure.unit in _DATES or _SPAN_OF_TIME.match(words, figure.extent.end):
            continue
        before = _AT_LEAST.search(words, max(0, figure.extent.start - _LOOK_BACK), figure.extent.start)
        return words[before.start() if before else figure.extent.start : figure.extent.end]
    return None
