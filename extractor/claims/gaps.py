"""Numbers left out in print: 共受理申请　　件, 核准企业资质条、施工许可证76条."""

import re
from collections.abc import Iterator

from extractor.claims.prose import Passage
from extractor.records import Defect, Severity

KIND = "missing_number"
_UNIT = "件|条|份|篇|宗|起|次|期|场|项|元|万元"
_NOUN = (
    "申请|信息|许可|处罚|强制|复议|诉讼|案件|文件|规章|受理|收到|接收|新收|办结|答复|公开|发布|结转|共计?|合计|累计|"
    "解读|培训|报道|费"
)
_END = r"(?=[,。;、)(]|其中|已|均|\Z)"
_HOLLOW = re.compile(
    rf"(?<=[一-鿿])(?<![零一二三四五六七八九十百千])(?:[XxＸ]{{1,4}}|×{{1,4}}|\?{{2,4}}|〇{{2,4}}|□{{1,4}})(?:余)?(?:{_UNIT}){_END}"
)
_SPACED = re.compile(rf"(?:{_NOUN})(?P<unit>{_UNIT}){_END}")
_COUNTED = re.compile(
    r"(?:共|累计)[^,。;、()\d的]{0,12}(?:受理|收到|接收|新收|收办|办理)了?[^,。;、()\d的]{0,12}"
    r"(?:公开申请|公开信息申请)件(?=[,。;])"
)
_OUTCOME = (
    r"(?:部分|不予|予以)公开|无法提供|不予处理|其他处理|(?:上年度?|上一年度?)结转|结转下(?:一年度?|年度?)(?:继续办理)?"
)
_PARALLEL = re.compile(
    rf"(?:\A|[,。;、:(])(?:(?:其中|全年|本年度?|共|20\d\d年|我[局市县区镇乡]|全[市县区]|作出|做出|收到|受理|新收|被申请|被提起){{0,4}}"
    rf"(?:{_OUTCOME}|(?:政府信息公开|依申请公开)申请|行政(?:复议|诉讼)|行政(?:许可|处罚)决定|行政强制措施|规范性文件(?=件)|办结|新收)"
    r"(?:共计?|合计|分别)?|(?=件(?:予以|部分|不予|无法|结转|维持|纠正|办结|尚未)))件(?=[,。;、)予部不无结维纠办尚]|\Z)"
)
"""A clause that counts, without its number: 予以公开件，部分公开6件."""
_COUNT = re.compile(r"\d件")
_ITEM = re.compile(r"(?:\A|[、,:;。(])(?P<item>[^、,。;:()\d]{3,24}(?P<unit>条|份|篇|宗|起|期|场|项|次))(?=[、,;。)])")
_NOT_COUNTING = re.compile(
    r"(?:头|信|线|教|链|金|便|词|面|萝卜|枝|油|铺|车|粉|木|法|每|逐|各|首|多|几|此|这|该|本|前|后|月|年|身|股|省|县|市|"
    r"名|样|长|短|定|近|中|同|学|周|日|分|初|晚|早|现|当|到|立|市|广|操|战|会|牧|磁|立|剧|登|专|事|款|选|强|奖|杂|单|各|"
    r"层|档|批|再|屡|主|其|历|人|场|频|等|依|一|二|三|四|五|六|七|八|九|十|百|千|万|两|若干|数|哪|某)\w\Z"
)
_NEAR = 200
_GAP = re.compile(r"[ _]{1,40}")
_WIDE = 2
_MOST_NARROW = 3


def missing_numbers(passage: Passage, folded: str) -> Iterator[Defect]:
    """Yield the places of a passage where a number was left out."""
    seen: set[int] = set()
    for start, end in sorted(
        {*_hollow(passage), *_spaced(passage, folded), *_bare(passage), *_parallel(passage), *_listed(passage)}
    ):
        if end not in seen:
            seen.add(end)
            yield Defect(
                kind=KIND, severity=Severity.ERROR, span=passage.span(start, end), detail=passage.text[start:end]
            )


def _hollow(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield numbers for which a mark stands (受理申请XX件)."""
    for found in _HOLLOW.finditer(passage.text):
        yield _clause(passage.text, found.start()), found.end()


def _spaced(passage: Passage, folded: str) -> Iterator[tuple[int, int]]:
    """Yield numbers for which a line or blanks stand; one blank alone says it only where blanks are rare."""
    are_rare: bool | None = None
    for found in _SPACED.finditer(passage.text):
        at = found.start("unit")
        between = folded[passage.places[at - 1] + 1 : passage.places[at]]
        if not _GAP.fullmatch(between):
            continue
        is_wide = "_" in between or len(between) >= _WIDE
        if not is_wide and are_rare is None:
            are_rare = _blanks(passage, folded) <= _MOST_NARROW
        if is_wide or are_rare:
            yield _clause(passage.text, found.start()), found.end("unit")


def _blanks(passage: Passage, folded: str) -> int:
    """Return how many blanks stand between two ideographs of a passage."""
    raw = folded[passage.places[0] : passage.places[-1] + 1]
    return len(re.findall(r"[一-鿿] +[一-鿿]", raw))


def _bare(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield requests that were counted, without their number (共受理政府信息公开申请件)."""
    for found in _COUNTED.finditer(passage.text):
        yield found.start(), found.end()


def _parallel(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield what is counted without its number in a sentence that gives the number of others."""
    text = passage.text
    for found in _PARALLEL.finditer(text):
        stop = text.find("。", found.end() - 1, found.end() + _NEAR)
        end = found.end() + _NEAR if stop < 0 else stop
        if _COUNT.search(text, passage.sentence_start(found.start() + 1), end):
            yield found.start() + (text[found.start()] in ",。;、:("), found.end()


def _listed(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the items of a list that have a measure word and no number, where those beside them have both."""
    text = passage.text
    for found in _ITEM.finditer(text):
        if _NOT_COUNTING.search(found["item"]):
            continue
        one = rf"[^、,。;:()\d]{{2,24}}\d{{1,9}}{found['unit']}"
        after = text[found.end() : found.end() + 90]
        before = text[max(0, found.start("item") - 45) : found.start("item")]
        is_between = re.match(rf"、{one}", after) and re.search(rf"{one}、\Z", before)
        if is_between or re.match(rf"(?:、{one}){{2}}", after):
            yield found.span("item")


def _clause(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in ",。;、:!?(") + 1
