"""What stands around the tables: section headings and sentences. Agencies and places are invented."""

from collections.abc import Sequence
from random import Random

from extractor.generator.labels import bare, holds

_OVERVIEW = {
    "zh": (
        "本机关全年通过门户网站发布信息{a}条，其中工作动态{b}条，政策文件{c}件。",
        "一年来组织业务培训{c}次，参训{b}人次，办结率达到{d}%。",
        "政务新媒体推送消息{a}余条，回复网民留言{b}条。",
        "编印办事指南{c}册，更新栏目{c}个，公开时限比上一年缩短了3个工作日。",
        "安排专人负责信息审核，做到先审后发，未出现失泄密情况。",
    ),
    "en": (
        "The website carried {a} notices in the course of the year, {c} of them in two languages.",
        "We held {c} training days, which {b} people attended; {d}% found them useful.",
        "The telephone line took {a} calls.",
        "Every figure was looked at by two people before it was sent in.",
    ),
}
_PROBLEMS = {
    "zh": (
        "一是个别科室报送信息不够及时；二是政策解读的形式比较单一。",
        "主要不足是基层人员变动较多，业务还不熟练。",
        "栏目更新频率有待提高，答复文书的格式不够统一。",
    ),
    "en": ("Some offices sent their figures in late.", "Much of the work still rests on a few people."),
}
_PLANS = {
    "zh": ("下一步将补充人手，按季检查栏目更新情况。", "今后将在每年上半年集中培训一次，并修订答复文书样式。"),
    "en": (" We shall ask for them every quarter.", " Two more posts have been asked for."),
}
_OTHER = {
    "zh": ("无。", "本年度没有其他需要报告的事项。", "本机关未收取信息处理费。"),
    "en": ("None.", "There is nothing further to report.", "No corrections were made to last year's figures."),
}
_NUMERALS = {
    "zh": ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"),
    "en": ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"),
}
_MARKED = {"zh": "{numeral}、{label}", "en": "{numeral}. {label}"}
_CLOSING = {"zh": ("本表涉及：{words}。", "、"), "en": ("This report is about: {words}.", "; ")}
_LONG = 4


def sentences(rng: Random, lang: str, taken: Sequence[str]) -> dict[str, str]:
    """Return texts for sections; no sentence holds one of the words that are taken, short ones aside.

    A longer word of a table, met in a sentence, would be a label that no table printed.
    """
    numbers = {
        "a": rng.randrange(100, 3000),
        "b": rng.randrange(10, 100),
        "c": rng.randrange(2, 10),
        "d": rng.randrange(80, 100),
    }
    known = [word for word in map(bare, taken) if len(word) >= _LONG]
    stock = _free(_OVERVIEW[lang], known)
    overview = rng.sample(stock, min(len(stock), rng.randrange(1, 4)))
    return {
        "overview": "\n".join(sentence.format(**numbers) for sentence in overview),
        "problems": rng.choice(_free(_PROBLEMS[lang], known)) + rng.choice(_free(_PLANS[lang], known)),
        "other_matters": rng.choice(_free(_OTHER[lang], known)),
    }


def heading(label: str, number: int, rng: Random, *, lang: str, wrong: bool) -> str:
    """Return a section heading; `wrong` documents number it falsely, or not at all."""
    if wrong:
        number = max(0, number + rng.choice((-1, 0, 1)))
        if rng.random() < 0.2:
            return label
    numerals = _NUMERALS[lang]
    return _MARKED[lang].format(numeral=numerals[number], label=label) if number < len(numerals) else label


def closing(words: Sequence[str], lang: str) -> str:
    """Return a sentence that names what a report is about."""
    form, between = _CLOSING[lang]
    return form.format(words=between.join(words))


def _free(stock: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    free = [sentence for sentence in stock if not any(holds(bare(sentence), word) for word in known)]
    return free or [""]
