"""What stands around the tables: a title, section headings, sentences. Agencies and places are invented."""

from random import Random

_PLACES = ("霁川市", "临澜市", "青禾县", "栖川县", "岚泽区", "望澜县", "霁川市岚泽区", "青禾县石桥镇")
_OFFICES = ("教育局", "水务局", "财政局", "审计局", "统计局", "农业农村局", "人民政府", "市场监督管理局", "城市管理局")
_OVERVIEW = (
    "本机关全年通过门户网站发布信息{a}条，其中工作动态{b}条，政策文件{c}件。",
    "一年来组织业务培训{c}次，参训{b}人次，办结率达到{d}%。",
    "政务新媒体推送消息{a}余条，回复网民留言{b}条。",
    "编印办事指南{c}册，更新栏目{c}个，公开时限比上一年缩短了3个工作日。",
    "安排专人负责信息审核，做到先审后发，未出现失泄密情况。",
)
_PROBLEMS = (
    "一是个别科室报送信息不够及时；二是政策解读的形式比较单一。",
    "主要不足是基层人员变动较多，业务还不熟练。",
    "栏目更新频率有待提高，答复文书的格式不够统一。",
)
_PLANS = ("下一步将补充人手，按季检查栏目更新情况。", "今后将在每年上半年集中培训一次，并修订答复文书样式。")
_OTHER = ("无。", "本年度没有其他需要报告的事项。", "本机关未收取信息处理费。")

HEADINGS = {
    "overview": "总体情况",
    "proactive": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "remedies": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other_matters": "其他需要报告的事项",
}


def title(rng: Random, year: int) -> str:
    """Return the title of an invented agency's report."""
    agency = rng.choice(_PLACES) + rng.choice(_OFFICES)
    form = rng.choice(("{agency}{year}年政府信息公开工作年度报告", "{agency}{year}年度政府信息公开工作年度报告"))
    return form.format(agency=agency, year=year)


def sentences(rng: Random) -> dict[str, str]:
    """Return the text of each narrative section."""
    numbers = {
        "a": rng.randrange(100, 3000),
        "b": rng.randrange(10, 100),
        "c": rng.randrange(2, 10),
        "d": rng.randrange(80, 100),
    }
    overview = rng.sample(_OVERVIEW, rng.randrange(1, 4))
    return {
        "overview": "\n".join(sentence.format(**numbers) for sentence in overview),
        "problems": rng.choice(_PROBLEMS) + rng.choice(_PLANS),
        "other_matters": rng.choice(_OTHER),
    }


def heading(label: str, number: int, rng: Random, *, wrong: bool) -> str:
    """Return a section heading; `wrong` documents number it falsely, or not at all."""
    numerals = "一二三四五六七八"
    if wrong:
        number = max(0, number + rng.choice((-1, 0, 1)))
        if rng.random() < 0.2:
            return label
    return f"{numerals[number]}、{label}"
