"""Copied text: found where it stands, whatever its figures; never the law's wording, a table or what many share."""

import json
import os
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.corpus import Relation, copied, copied_since, likeness, narrative
from extractor.corpus.copied import latest
from extractor.corpus.masking import bare, masked
from extractor.corpus.narrative import shared, without
from extractor.dossier import Dossier
from extractor.reading import read_dossiers
from extractor.records import Field

REPORTS = Path(__file__).resolve().parents[1] / "eval" / "reports"
CORPUS = Path(os.environ.get("GOUJI_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus")
SOURCE = "tabs-water-2024.txt"

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="reads the shipped reports of the checkout")

PASSAGE = (
    "沿湖七个村的取水口改造进度每周在村口公示栏张贴一次，累计答复村民来信34封，其中现场踏勘9次，逐户回访无一遗漏。"
)
OTHER = "沿湖八个村的取水口改造进度每周在村口公示栏张贴一次，累计答复村民来信51封，其中现场踏勘12次，逐户回访无一遗漏。"


def test_the_same_text_with_the_numbers_changed_is_copied():
    (found,) = copied([told("甲溪县水务局", 2022, PASSAGE), told("甲溪县水务局", 2023, OTHER)], least=0)
    (passage,) = [each for each in found.passages if "取水口" in said(found.after, each.after)]
    assert found.relation is Relation.LAST_YEAR
    assert said(found.after, passage.after) in OTHER
    differing = [(said(found.before, one), said(found.after, other)) for one, other in passage.differences]
    assert differing[-2:] == [("34", "51"), ("9", "12")]
    assert not passage.is_exact


def test_the_share_is_of_the_later_reports_own_words():
    before, after = told("甲溪县水务局", 2022, PASSAGE), told("甲溪县水务局", 2023, PASSAGE + unheard_of(1))
    found = likeness(before, after)
    assert found.whole.copied == len(bare(PASSAGE)) == found.of_before.copied
    assert found.whole.letters > found.of_before.letters
    assert found.share < found.of_before.share


def test_text_of_another_office_with_its_name_put_in_is_copied():
    sentence = "{name}在每个乡镇各设一名专职信息员，由{name}统一培训并逐季考核其所报信息的准确程度和及时程度。"
    pair = [told(name, 2023, sentence.format(name=name)) for name in ("甲溪县水务局", "乙川市住房和城乡建设局")]
    (found,) = copied(pair, least=0)
    assert found.relation is Relation.OTHER_OFFICE
    assert found.whole.copied == len(bare(sentence.format(name="我"))) == found.whole.letters


def test_a_passage_goes_on_over_a_few_words_put_in():
    before = "各科室负责人每月初集中核对一次公开目录，发现遗漏立即补齐，发现差错当场更正，并在局务会上通报结果。"
    after = before.replace("，发现差错", "并登记在册，发现差错")
    (passage,) = likeness(told("甲", 2022, before), told("甲", 2023, after)).passages
    assert passage.differences[0][0].end - passage.differences[0][0].start <= 1
    assert passage.letters == len(bare(before))


def test_reports_with_nothing_in_common_are_no_pair():
    assert copied([told("甲溪县水务局", 2022, unheard_of(1)), told("甲溪县水务局", 2023, unheard_of(2))], least=0) == ()


@pytest.mark.parametrize(
    "wording",
    [
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号）要求，编制本年度报告。",
        "本报告中所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
        "按照《政府信息公开信息处理费管理办法》规定，本年度没有收取信息处理费。",
        "本报告的电子版可在某某县人民政府门户网站下载，如有疑问请与办公室联系，地址：湖滨路八号，邮编：123456。",
        "坚持以公开为常态、不公开为例外，保障公民、法人和其他组织依法获取政府信息。",
    ],
)
def test_wording_of_the_law_and_whom_to_ask_is_nobodys_copy(wording):
    assert likeness(told("甲", 2022, wording), told("乙", 2023, wording)).passages == ()


def test_tables_are_no_text():
    one, other = (narrative(shipped(SOURCE)), narrative(named(shipped(SOURCE), "甲溪县水务局", 2025)))
    found = likeness(one, other)
    text = one.source
    tables = text.index("第二十条"), text.index("五、存在的主要问题")
    assert found.share > 0.9
    assert not [each for each in found.passages if tables[0] <= each.after.start < tables[1]]


def test_wording_that_many_offices_share_is_nobodys_copy():
    many = [told(f"第{number}号镇政府", 2023, PASSAGE + unheard_of(number)) for number in range(12)]
    few = many[:4]
    assert [pair for pair in copied(few, least=0) if "取水口" in "".join(quotes(pair))] != []
    assert copied(many, least=0) == ()


def test_what_one_office_says_every_year_is_not_common_wording():
    years = [told("甲溪县水务局", year, PASSAGE + unheard_of(year)) for year in range(2008, 2024)]
    assert {pair.relation for pair in copied(years, least=0)} == {Relation.LAST_YEAR, Relation.EARLIER_YEAR}


def test_versions_of_one_report_are_no_pair_and_the_last_one_counts():
    old, new = (replace(told("甲溪县水务局", 2023, PASSAGE), report=name) for name in ("old#0", "new#0"))
    assert copied([old, new], least=0) == ()
    assert latest([old, new]) == (new,)
    assert latest([old, new], {"old#0"}) == (old, new)


def test_only_pairs_of_the_reports_asked_for_are_looked_for():
    texts = [told(name, 2023, PASSAGE) for name in ("甲县", "乙县", "丙县")]
    found = copied(texts, {texts[0].report}, least=0)
    assert [{each.before.office, each.after.office} >= {"甲县"} for each in found] == [True, True]


def test_pairs_come_by_their_share_and_small_ones_not_at_all():
    texts = [told("甲县", 2022, PASSAGE), told("乙县", 2023, PASSAGE), told("丙县", 2023, PASSAGE + unheard_of(3, 60))]
    shares = [pair.share for pair in copied(texts, least=0)]
    assert shares == sorted(shares, reverse=True)
    assert len(copied(texts, least=0.5)) < len(shares)


def test_findings_that_lie_in_copied_passages_are_told():
    since = copied_since(shipped("html-water-2023.html"), shipped(SOURCE))
    assert [(each.finding.id, each.of.id, each.is_exact) for each in since.findings] == [
        ("p1", "p1", False),
        ("p2", "p3", False),
    ]


def test_every_passage_says_in_both_reports_what_it_says_it_does():
    texts = [found for path in sorted(REPORTS.iterdir()) for each in read_dossiers(path) if (found := narrative(each))]
    pairs = copied(texts, least=0)
    assert pairs
    assert [pair for pair in pairs if not is_borne_out(pair)] == []


@pytest.mark.corpus
@pytest.mark.skipif(not (CORPUS / "reports").is_dir(), reason="no corpus: set GOUJI_CORPUS to the folder that holds it")
def test_passages_of_real_reports_say_what_they_say_they_do():
    paths = sorted([*(CORPUS / "reports").glob("*.txt"), *(CORPUS / "seeds").glob("*.txt")])
    texts = [found for path in paths for each in read_dossiers(path) if (found := narrative(each))]
    pairs = copied(texts, least=0)
    assert [pair for pair in pairs if not is_borne_out(pair)] == []
    assert max(pair.share for pair in pairs if {"suqian"} <= {pair.after.document[:6], pair.before.document[:6]}) > 0.05


def test_a_report_of_an_unknown_form_has_no_narrative():
    (dossier,) = read_dossiers("今天天气很好。".encode(), name="a.txt")
    assert narrative(dossier) is None
    assert copied_since(dossier, shipped(SOURCE)) is None


def test_only_findings_that_are_copied_as_they_stand_are_copied_exactly():
    last = named(shipped(SOURCE), "汀陵市水利局", 2023)
    since = copied_since(last, shipped(SOURCE))
    assert {each.is_exact for each in since.findings} == {True}
    assert [each.of.id for each in since.findings] == [each.id for each in last.record.findings]


def test_two_reports_of_an_office_without_a_year_are_told_as_an_earlier_one():
    texts = [replace(told("甲溪县水务局", year, PASSAGE), year=None) for year in (2022, 2023)]
    assert [each.relation for each in copied(texts, least=0)] == [Relation.EARLIER_YEAR]


def test_many_repeats_of_one_sentence_take_no_time():
    text = "本局每周公示一次进度并逐户回访沿湖村民。" * 4000
    assert likeness(told("甲", 2022, text), told("乙", 2023, text)).share == 0
    few = "本局每周公示一次进度并逐户回访沿湖村民。" * 4
    assert likeness(told("甲", 2022, few), told("乙", 2023, few)).share > 0


@pytest.mark.parametrize("seed", range(20))
def test_intervals_are_cut_and_shared_as_sets_of_characters_are(seed):
    chance = random.Random(seed)  # noqa: S311 - a case, not a secret
    cuts = [(at, at + chance.randrange(1, 12)) for at in (chance.randrange(-5, 90) for _ in range(6))]
    left = list(without((0, 80), cuts))
    gone = {at for start, end in cuts for at in range(start, end)}
    assert all(not gone & set(range(*each)) for each in left)
    assert all(0 <= start < end <= 80 for start, end in left)
    others = list(without((20, 60), cuts[:2]))
    both = {at for each in left for at in range(*each)} & {at for each in others for at in range(*each)}
    assert {at for each in shared(left, others) for at in range(*each)} == both


def test_the_command_ranks_pairs_and_shows_passages_side_by_side(tmp_path, capsys):
    store = ["--db", str(tmp_path / "gouji.db"), "--lang", "zh"]
    main(["run", str(REPORTS / "html-water-2023.html"), str(REPORTS / SOURCE), *store])
    capsys.readouterr()
    assert main(["copied", *store]) == 0
    assert "与本机关上年报告雷同" in capsys.readouterr().out
    assert main(["copied", SOURCE, *store]) == 0
    out = capsys.readouterr().out
    assert "招标、开工环节公开较为及时" in out
    assert "招标、开工环节公开及时" in out
    assert main(["copied", "--where", "verdict=无误", "--where", "outcome=read", *store]) == 0
    assert "共 1 对" in capsys.readouterr().out
    assert main(["copied", "--where", "agency=无此机关", *store]) == 2
    assert "没有符合条件的报告" in capsys.readouterr().err
    assert main(["copied", "--least", "90", *store]) == 0
    assert "没有达到 90% 的雷同文字" in capsys.readouterr().out
    assert main(["copied", "nowhere.txt", *store]) == 2


def test_the_command_writes_data_and_a_page(tmp_path, capsys):
    store = ["--db", str(tmp_path / "gouji.db"), "--lang", "en"]
    main(["run", str(REPORTS / "html-water-2023.html"), str(REPORTS / SOURCE), *store])
    capsys.readouterr()
    assert main(["copied", "--where", "year=2024", "--format", "json", *store]) == 0
    (pair,) = json.loads(capsys.readouterr().out)
    passage = next(each for each in pair["passages"] if each["section"] == "problems")
    assert pair["relation"] == "last_year"
    assert passage["after"]["text"].startswith("工程建设信息公开前紧后松")
    page = tmp_path / "copied.html"
    assert main(["copied", SOURCE, "--format", "html", "-o", str(page), *store]) == 0
    assert "<mark>较为</mark>" in page.read_text("utf-8")
    text = tmp_path / "copied.txt"
    assert main(["copied", SOURCE, "-o", str(text), *store]) == 0
    assert "招标、开工环节公开较为及时" in text.read_text("utf-8")


@pytest.mark.parametrize(
    "call", [["--where", "colour=red"], ["--where", "year"], ["--where", "year=x"], ["--least", "120"]]
)
def test_a_wrong_call_is_told(tmp_path, capsys, call):
    store = ["--db", str(tmp_path / "gouji.db"), "--lang", "en"]
    main(["run", str(REPORTS / SOURCE), *store])
    capsys.readouterr()
    assert main(["copied", *call, *store]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def told(agency, year, words):
    """Return the narrative of a report that says these words and nothing else of its own."""
    source = shipped(SOURCE)
    text = source.text
    tables = text[text.index("二、主动公开政府信息情况") : text.index("五、存在的主要问题")]
    written = f"{agency}\n{year}年政府信息公开工作年度报告\n\n一、总体情况\n\n{words}\n\n{tables}"
    (dossier,) = read_dossiers(written.encode(), name=f"{agency}{year}.txt")
    return narrative(named(dossier, agency, year))


def unheard_of(seed, sentences=6):
    """Return sentences that no other seed has, of characters that make no words."""
    chance = random.Random(seed)  # noqa: S311 - a case, not a secret
    letters = "山川湖海天地风云松竹梅兰春夏秋冬东南西北金木水火土日月星辰"
    return "".join(f"{''.join(chance.choices(letters, k=30))}。" for _ in range(sentences))


def shipped(name) -> Dossier:
    (dossier,) = read_dossiers(REPORTS / name)
    return dossier


def named(dossier, agency, year):
    fields = {"agency": Field(value=agency, span=None), "year": Field(value=year, span=None)}
    record = replace(dossier.record, fields=fields, id=f"{agency}{year}#0", document=f"{agency}{year}.txt")
    return replace(dossier, record=record)


def said(text, span):
    return text.source[span.start : span.end]


def quotes(pair):
    return [said(pair.after, passage.after) for passage in pair.passages]


def is_borne_out(pair):
    """Return whether every run of every passage reads the same in both reports, figures and names aside."""

    def read(text, span):
        return re.sub("[0-9]+", "0", masked(bare(said(text, span)), None).text)

    own = {pair.before.office or "", pair.after.office or ""} - {""}
    runs = [run for passage in pair.passages for run in passage.same]
    return all(
        read(pair.before, one) == read(pair.after, other)
        or any(name in bare(said(pair.before, one) + said(pair.after, other)) for name in own)
        for one, other in runs
    )
