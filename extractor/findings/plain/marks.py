"""How reports open a passage on problems or on measures, and how they number what they list.

Patterns run on folded text: half-width marks, plain characters. Every quantifier is bounded.
"""

import re
from typing import Final

_BULLET: Final = r"[ \t*#>|\-·●■◆]{0,8}"
_NUMBER: Final = (
    r"(?:\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)[、.,]?|[一二三四五六七八九十]{1,3}[、.,]|\d{1,2}[、.)](?!\d)|[①-⑳⑴-⒇⒈-⒛]"
    r"|[一二三四五六七八九十]是)?"
)
LEAD_IN: Final = rf"{_BULLET}{_NUMBER}[ *]{{0,4}}"
"""What may stand before the words that open a passage: bullets, marks of Markdown, the number of a heading."""

_WE: Final = (
    r"(?:(?:我|本|全|镇|区|县|市|州|省|乡|街道|局|院|厅|委)"
    r"(?:们|局|市|县|区|镇|乡|省|州|旗|盟|委|办|厅|院|校|中心|街道|单位|机关|部门|政府|里|上|会|处|站|管委会|办事处){0,2})?"
)
_US: Final = _WE.removesuffix("?")
_WILL: Final = r"(?:将|拟|打算|计划|准备|要|会)"
_YEAR: Final = r"(?:20\d\d|二[〇零]二[〇零一二三四五六七八九])年"
_THESE: Final = r"(?:以上|上述|这些|此类|存在的?|上面|前述|查找出的?|发现的?|自查|工作中存在的?)"
_TROUBLE: Final = r"(?:问题|不足|短板|差距|薄弱环节|情况|困难)"
_TROUBLES: Final = rf"{_TROUBLE}(?:(?:和|与|及|、|以及){_TROUBLE}){{0,3}}"
_BETTER: Final = r"(?:改进|整改|改善|解决|完善|提升|纠正)"
_AND_MEANS: Final = (
    r"(?:(?:及|和|与|、)(?:下一?步|今后|20\d\d年度?)?(?:的)?(?:工作|改进|整改)?"
    r"(?:措施|情况|打算|安排|计划|思路|工作|成效|效果)){0,2}"
)
_FIRST: Final = r"(?=一是|首先,|其一,|\(一\)|\(?1[、.)])"
_MEANS: Final = r"(?:措施|情况|办法|举措|打算|方向|安排|计划|工作|思路|对策|方案|做法|落实(?:情况)?|的?办法|的?措施)"

TROUBLES: Final = re.compile(_TROUBLES)
"""What is amiss, named as such: 问题和不足."""

PROBLEM_HEAD: Final = re.compile(
    rf"(?:(?:目前|当前|工作中?|本年度?|{_YEAR}度?|(?:政府信息|信息|政务)公开(?:工作)?(?:中|方面)?)?(?:还|仍|也)?(?:存在的?|面临的?)(?:主要)?(?:突出)?(?:困难|问题|不足|短板|薄弱环节)"
    rf"(?:(?:和|与|及|、)(?:{_TROUBLE}|原因(?:分析)?))?(?:主要)?(?:如下|有|为|表现在|体现在|是)?"
    rf"|主要(?:存在的?)?(?:问题|不足|短板)(?:如下|有|为|是)?(?:[一二三四五六七八九两]个方面)?"
    rf"|问题(?:[一二三四五六七八九十]{{1,2}}|\d{{1,2}})|(?:问题|不足|短板)(?=[:：]))"
    rf"[ *]{{0,4}}(?:[:。]|(?=\n|$)|{_FIRST})"
)
"""A heading of problems: 存在的主要问题：, 问题一：; alone on its line or before a colon."""

MEASURE_HEAD: Final = re.compile(
    rf"(?:(?:上一?年度?|{_YEAR}度?)?(?:存在的?)?(?:主要)?{_TROUBLES}(?:的)?{_BETTER}(?:落实)?(?:情况|工作)"
    rf"|(?:下一?步|今后|对应的?|相应的?|具体|主要|拟采取的?|{_YEAR}的?|(?:政府信息|信息|政务)公开(?:工作)?)?(?:的)?{_BETTER}(?:的)?{_MEANS}{_AND_MEANS}(?:主要)?(?:如下|有|为|是)?"
    rf"|(?:下一?步|下一?阶段|今后|{_YEAR}度?){_MEANS}{{1,2}}(?:及{_MEANS})?|(?:改进|整改|措施|对策|举措)(?=[:：]))"
    rf"[ *]{{0,4}}(?:[:。]|(?=\n|$)|{_FIRST})"
)
"""A heading of measures: 改进情况：, 下一步打算：; alone on its line or before a colon."""

MEASURE_LEAD: Final = re.compile(
    rf"(?:针对{_THESE}[^,。;:\n]{{0,16}}?{_TROUBLES}[,:]?|针对(?={_WE}(?:{_TROUBLE}))[^,。;:\n]{{0,20}}{_TROUBLES}[,:]"
    rf"|(?:对此|为此|对于(?:以上|上述)[^,。;\n]{{0,10}}{_TROUBLES}),?"
    r"|针对(?:以上|上述)[^,。;:\n]{1,20}[,:]"
    rf"|为了?(?:切实|有效|进一步|着力|尽快)?(?:解决|弥补|克服|改进|补齐|整改)[^,。;:\n]{{0,24}}{_TROUBLES},?"
    rf"|(?:主要)?(?:的)?{_BETTER}(?:的)?(?:措施|办法|举措|情况)(?:主要)?(?:是|有|为|包括)[:,]?"
    rf"|在?今后的?工作(?:中|里),?|(?:下一?步|下一?阶段|今后|接下来|下阶段|新的一年里?)(?:工作)?(?:中|里)?,?(?={_WE}(?:{_WILL}|政府信息|信息公开|政务公开|工作)|,)"
    rf"|(?:自|从)?{_YEAR}(?:上半年|下半年|度)?(?:起|开始)?,?(?={_WE}(?:{_WILL}|着?重点?|主要|着力|继续|进一步|从以下))"
    rf"|(?:{_US}{_WILL}|[将拟])(?:从以下|采取以下|重点|着重|进一步|继续|不断|着力|做好|在今后))"
)
"""A sentence that goes over to measures: 针对以上问题，下一步，我局将…"""

MEASURE_TURN: Final = re.compile(rf",(?=(?:下一?步|今后|下一?阶段|接下来|下阶段),?{_WE}{_WILL})")
"""Where a sentence on a problem goes over to a measure at a comma."""

MEASURE_OPENER: Final = re.compile(
    rf"(?:(?:针对[^,。;:\n]{{0,24}}{_TROUBLES}|对此|为此)[,:]?)?(?:(?:下一?步|下一?阶段|今后|接下来|下阶段)(?:工作)?(?:中|里)?,?)?"
    rf"(?:{_YEAR}度?(?![起开上下第\d]),?)?(?:{_WE}(?:已着手|{_WILL}))?(?:在今后的?工作中,?)?"
)
"""What of such a sentence says nothing of the measure itself."""

PROBLEM_OPENER: Final = re.compile(
    r"[^。;:\n]{0,80}?"
    r"(?:存在(?:的)?(?:主要)?(?:问题|不足)(?:主要)?(?:是|有|为|表现在|体现在)[:,]?|存在(?!的)(?:着)?(?:以下|一些|一定)?)"
)
"""What goes before the first problem of a sentence: 虽然取得一定成绩，但也存在…"""

LEADING_SENTENCE: Final = re.compile(
    rf"[^。;\n]{{0,160}}(?:(?:存在|还有|仍有|有)(?:着)?(?:一些|一定|不少|以下|如下|几|[一二三四五六七八九两]|个)?(?:的)?"
    rf"(?:方面|点|个)?(?:的)?{_TROUBLES}(?:之处)?|(?:几|[一二三四五六七八九两])个?(?:方面|处|点)|如下|以下(?:工作|方面|措施)"
    rf"|取得(?:了)?[^。;,\n]{{0,12}}(?:成绩|成效|进展|效果)|欠账|需要[^。;,\n]{{0,12}}的地方|针对性的?改进)"
)
"""A sentence that only leads in to what follows it."""

PROBLEM_WORDS: Final = re.compile(
    r"不(?:够|足|高|强|到位|及时|完善|全面|规范|平衡|均衡|深|多|细|准|畅|力|清|丰富|健全|熟|浓|精|明|一|能|会|全|齐|紧|好|理想|统一)"
    r"|有待|[还仍尚]需|需(?:要)?(?:进一步|加强|提升|完善|改进|强化)|亟[待需]|薄弱|欠缺|缺[乏少失]|滞后|差距|短板|单一|偏[低少弱慢窄高多]"
    r"|[较过][少弱低慢]|未能|没有|难以|困难|问题|淡薄|断档|不[^,。;]{0,3}的(?:情况|现象)"
)
TARGETS: Final = re.compile(
    rf"针对[^,。;:\n]{{2,40}}?{_TROUBLES}|(?:聚焦|补齐|补足|补上|弥补|解决|破解|克服|消除|缩小)[^,。;:\n]{{0,16}}?{_TROUBLES}"
)
"""A shortcoming as what a measure is aimed at: 针对更新不及时的问题, 补齐短板."""
MEASURE_WORDS: Final = re.compile(
    r"[,:]?(?:(?:要|将|拟|应)?(?:进一步|持续|继续|不断|切实|着力|积极|全面|深入|充分|大力|及时|定期))?"
    r"(?:加强|强化|加大|完善|健全|建立|优化|提升|提高|规范|推进|拓展|拓宽|丰富|落实|严格|深化|开展|组织|明确|推动|坚持|做好|抓好|加快|注重"
    r"|严把|创新|增强|细化|压实|畅通|扩大|梳理|打造|督促|狠抓|改进|充实|贯彻|聚焦|围绕|统筹|培育|整合|扎实)"
)

_TITLED: Final = "(?<=措施|情况|问题|不足|打算|方面|如下)"
STARTS: Final = r"(?:^|(?<=[。;:,!?\n \t*\-]))"

FAMILIES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("is", re.compile(rf"(?:{STARTS}|{_TITLED})(?P<n>[一二三四五六七八九十]{{1,2}})(?:是|要)(?!否|定|方面)[,:、]?")),
    ("first", re.compile(rf"{STARTS}(?P<n>首先|其次|再次|最后)[,:]")),
    ("its", re.compile(rf"{STARTS}其(?P<n>[一二三四五六七八九十]{{1,2}})[,:、是]")),
    ("nth", re.compile(rf"{STARTS}第(?P<n>[一二三四五六七八九十]{{1,2}})[,:、](?!条|款|项)")),
    ("paren_han", re.compile(r"(?:^|(?<=[。;:,!?\n \t*\-\"]))\((?P<n>[一二三四五六七八九十]{1,3})\)[、.,:]?")),
    ("paren_digit", re.compile(r"(?:^|(?<=[。;:,!?\n \t*\-\"]))\(?(?P<n>\d{1,2})\)[、.,:]?(?!\d)")),
    ("digit", re.compile(r"(?:^|(?<=[。;:,!?\n \t*\-\"]))(?P<n>\d{1,2})[、.](?!\d)")),
    ("circled", re.compile(r"(?P<n>[①-⑳⑴-⒇⒈-⒛])")),
    ("han", re.compile(r"(?:^|(?<=[。;:\n \t*\-]))(?P<n>[一二三四五六七八九十]{1,3})、")),
    ("side", re.compile(rf"{STARTS}(?P<n>一方面|另一方面)(?:是)?,?")),
    ("main", re.compile(rf"{STARTS}(?P<n>主要是|再就是|再者|此外|另外|还有就是),?")),
)
"""The ways of numbering a list, each known by a name; `n` is the number as printed."""

_HAN: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_WORDS: Final = {
    "首先": 1,
    "其次": 2,
    "再次": 3,
    "最后": 99,
    "主要是": 1,
    "再就是": 2,
    "再者": 2,
    "此外": 2,
    "另外": 2,
    "还有就是": 2,
    "一方面": 1,
    "另一方面": 2,
}
_CIRCLES: Final = {chr(first + at): at + 1 for first in (0x2460, 0x2474, 0x2488) for at in range(20)}


def number_of(printed: str) -> int:
    """Return the number that an enumerator prints."""
    if printed.isdigit():
        return int(printed) if printed not in _CIRCLES else _CIRCLES[printed]
    if printed in _WORDS or printed in _CIRCLES:
        return _WORDS.get(printed) or _CIRCLES[printed]
    tens, mark, ones = printed.partition("十")
    if not mark:
        return _HAN.get(printed, 0)
    return (_HAN.get(tens, 1) if tens else 1) * 10 + _HAN.get(ones, 0)


_LEAD_IN: Final = re.compile(LEAD_IN)


def is_head(line: str) -> bool:
    """Return whether a line is a heading of problems or of measures and nothing else."""
    bare = line.strip()
    start = lead_in(bare)
    found = PROBLEM_HEAD.match(bare, start) or MEASURE_HEAD.match(bare, start)
    return found is not None and found.end() == len(bare)


def opens(line: str) -> bool:
    """Return whether a line begins an item of a list, or a passage."""
    start = lead_in(line)
    if start and line[:start].strip():
        return True
    if any(found and found.start() == 0 for found in (pattern.match(line) for _, pattern in FAMILIES)):
        return True
    return any(pattern.match(line, start) for pattern in (PROBLEM_HEAD, MEASURE_HEAD, MEASURE_LEAD))


def lead_in(text: str, start: int = 0) -> int:
    """Return where the words begin behind bullets, marks and the number of a heading."""
    found = _LEAD_IN.match(text, start)
    return start if found is None else found.end()
