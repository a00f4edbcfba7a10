"""Every number of a text is held against its sources: what they bear out, what follows, what they contradict."""

from decimal import Decimal
from pathlib import Path

import pytest

from extractor.reading import read_dossiers
from extractor.verify import Fact, Slip, Source, Support, source_of, verify_text
from extractor.verify.scan import quantities

EVAL = Path(__file__).resolve().parents[1] / "eval"

HARBOUR = (
    "云溪港务局2023年共办理货物进港426批次，比上年增加26批次，其中粮食169批次、建材88批次。"
    "全年货物吞吐量达31.5万吨，同比增长5.2%。港区新建泊位3个，投资1.28亿元。"
    "3月12日，首条冷链航线开通。收集船东意见27条，采纳19条。男子组决赛中，云溪队以3:1战胜青禾队。"
)
FERRY = (
    "Brightwater Ferries carried 4.2 million passengers in 2023, up 12% from 3.75 million in 2022. "
    "Third quarter revenue was $18.6 million or $0.42 per share, compared to $15.1 million in the third quarter of "
    "2022. The company ordered 14 new vessels, and costs fell 3.5% to $9.3 million. The fare will not be more than "
    "twelve Euros and fifty cents. Earnings were roughly double the level of last year."
)


def said(text, source, **more):
    """Return the verdict and the slip of each number of a text, with what was printed."""
    found = verify_text(text, [Source(name="source", text=source, **more)])
    return [(number.text, number.verdict.value, number.slip and number.slip.value) for number in found.numbers]


def verdicts(text, source):
    return [verdict for _, verdict, _ in said(text, source)]


@pytest.mark.parametrize(
    "text",
    [
        "2023年进港货物426批次，其中粮食169批次。",
        "货物吞吐量31.5万吨，同比增长5.2%。",
        "吞吐量达315000吨。",
        "投资1.28亿元，新建泊位三个。",
        "投资12800万元。",
        "3月12日冷链航线开通。",
        "云溪队3比1战胜青禾队。",
    ],
)
def test_what_a_chinese_source_prints_is_supported_however_it_is_printed(text):
    assert set(verdicts(text, HARBOUR)) == {"supported"}


@pytest.mark.parametrize(
    "text",
    [
        "Passengers rose 12% to 4.2 million in 2023.",
        "Q3 revenue was $18.6 million, or 42 cents per share.",
        "They ordered fourteen vessels.",
        "Costs fell 3.5 percent to $9,300,000.",
        "The fare is under 12.50 Euros.",
        "Earnings were about twice last year's level.",
        "Revenue of $15.1 million in the third quarter of 2022 was exceeded.",
    ],
)
def test_what_an_english_source_prints_is_supported_however_it_is_printed(text):
    assert set(verdicts(text, FERRY)) == {"supported"}


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("进港货物462批次。", Slip.VALUE),
        ("货物吞吐量31.5万元。", Slip.UNIT),
        ("全年货物吞吐量达315万吨。", Slip.SCALE),
        ("全年货物吞吐量同比下降5.2%。", Slip.SIGN),
        ("收集船东意见19条，采纳27条。", Slip.MISATTACHED),
        ("2021年共办理货物进港426批次。", Slip.PERIOD),
    ],
)
def test_a_wrong_number_is_found_in_chinese_and_its_kind_told(text, slip):
    found = [number for number in verify_text(text, [HARBOUR]).numbers if not number.is_sound]
    assert found
    assert {number.slip for number in found} == {slip}


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("Third quarter revenue was $18.9 million.", Slip.VALUE),
        ("Third quarter revenue was $18.6 billion.", Slip.SCALE),
        ("Costs rose 3.5% to $9.3 million.", Slip.SIGN),
        ("Revenue was $18.6 million or $0.42 per share for the third quarter of 2022.", Slip.PERIOD),
        ("Third quarter 2023 revenue per share was $15.1 million.", Slip.MISATTACHED),
        ("The fare is under 12 Euros.", Slip.VALUE),
    ],
)
def test_a_wrong_number_is_found_in_english_and_its_kind_told(text, slip):
    assert slip in {number.slip for number in verify_text(text, [FERRY]).numbers if not number.is_sound}


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("粮食和建材合计257批次。", "169 + 88 = 257"),
        ("粮食占进港货物426批次的39.7%，为169批次。", "169 / 426 ≈ 39.7%"),
        ("粮食169批次，比建材88批次多81批次。", "169 - 88 = 81"),
    ],
)
def test_a_number_that_follows_is_derived_and_shows_how(text, expression):
    assert expression in {number.expression for number in verify_text(text, [HARBOUR]).numbers}


@pytest.mark.parametrize("text", ["粮食和建材合计258批次。", "粮食占进港货物426批次的49.7%，为169批次。"])
def test_a_number_that_does_not_follow_is_not_derived(text):
    assert not verify_text(text, [HARBOUR]).is_sound


def test_a_number_without_a_word_that_asks_for_it_is_not_recomputed():
    assert verdicts("粮食和建材257批次。", HARBOUR) != ["derived"]


def test_a_text_without_numbers_is_sound_and_says_so():
    found = verify_text("港区运行平稳。", [HARBOUR])
    assert (found.is_sound, found.numbers) == (True, ())


def test_numbers_of_list_items_and_names_are_no_claims():
    assert said("1. 港区运行平稳。\n2. 疫情（COVID-19）影响减弱。", HARBOUR) == []


def test_every_number_has_its_place_in_the_text_and_in_the_source():
    text = "货物吞吐量31.5万吨。"
    (number,) = verify_text(text, [HARBOUR]).numbers
    (place, *_) = number.places
    assert text[slice(*number.span)] == number.text == "31.5万吨"
    assert HARBOUR[slice(*place.span)] == place.printed
    assert place.quote[place.inset :].startswith(place.printed)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二〇二四年", "2024"),
        ("2020年3月5日", "2020-03-05"),
        ("Q3 2020", "2020-Q3"),
        ("the third quarter of 2020", "2020-Q3"),
        ("22日", "---22"),
        ("百分之三十五", "35"),
        ("七成", "70"),
        ("四分之三", "75"),
        ("twenty three hundred", "2300"),
        ("twelve Euros and fifty cents", "12.5"),
        ("5 mln bucks", "5000000"),
        ("50 basis points", "0.5"),
        ("1小时2分3秒", "3723"),
        ("103比90", "103:90"),
        ("7 pm", "7:00"),
        ("3.2万元", "32000"),
    ],
)
def test_a_quantity_is_read_however_it_is_printed(text, value):
    (number,) = verify_text(text, ["nothing"]).numbers
    assert number.value == value


@pytest.mark.parametrize(
    "text", ["一些", "十分重要", "first of all", "one of them", "数十人", "第一", "1. 总则", "may be"]
)
def test_what_only_looks_like_a_number_is_none(text):
    assert quantities(text) == ()


def test_both_ends_of_a_range_share_its_unit():
    assert [(each.value, each.unit) for each in quantities("4-7%")] == [(Decimal(4), "%"), (Decimal(7), "%")]


TABLES = {name: EVAL / "demo" / name for name in ("cells-agriculture-2022.txt",)}


@pytest.fixture(scope="module")
def report():
    return [source_of(dossier) for dossier in read_dossiers(TABLES["cells-agriculture-2022.txt"])]


@pytest.mark.parametrize(
    "text",
    [
        "全年新收申请113件，其中自然人86件，商业企业14件。",
        "本年受理政府信息公开申请119件，办结113件，结转下年度6件。",
        "作出行政处罚决定37件，行政许可264件，行政强制5件。",
        "行政事业性收费12.86万元，即128600元。",
        "不予公开17件。",
        "本机关不掌握相关政府信息22件，占19.5%。",
        "In 2022 the bureau received 113 requests, of which 86 came from natural persons.",
    ],
)
def test_a_right_sentence_about_a_table_is_sound(report, text):
    assert verify_text(text, report).is_sound


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("全年新收申请131件。", Slip.VALUE),
        ("全年新收申请1130件。", Slip.SCALE),
        ("行政事业性收费12.86亿元。", Slip.SCALE),
        ("行政事业性收费12.86件。", Slip.UNIT),
        ("全年新收申请113件，其中自然人14件。", Slip.MISATTACHED),
        ("予以公开16件。", Slip.MISATTACHED),
        ("2021年新收申请113件。", Slip.PERIOD),
        ("不予公开19件。", Slip.VALUE),
    ],
)
def test_a_wrong_sentence_about_a_table_is_found(report, text, slip):
    assert {number.slip for number in verify_text(text, report).unsound} == {slip}


def test_a_cell_names_itself_and_the_labels_of_its_row_and_column(report):
    (number,) = verify_text("收到自然人提出的申请86件。", report).numbers
    assert number.places[0].fact == "requests/new/natural_person"
    assert number.places[0].label == (
        "本年新收政府信息公开申请数量 / 自然人",
        "Requests received this year / Natural persons",
    )


def test_a_number_of_another_years_report_is_of_the_wrong_period():
    row, column = ("群众来信数量",), ("总计",)
    years = [
        Source(
            name=str(year),
            text=f"{year}年来信情况",
            year=year,
            facts=(Fact(id="l/r/total", table="l", row=row, column=column, value=Decimal(value), is_total=True),),
        )
        for year, value in ((2022, 31), (2023, 47))
    ]
    assert verify_text("2023年收到群众来信47件。", years).is_sound
    assert [number.slip for number in verify_text("2023年收到群众来信31件。", years).unsound] == [Slip.PERIOD]


def test_hostile_text_takes_no_time_to_speak_of():
    for text in ("1 " * 900, "增长5%" * 500, "1-" * 900, "one " * 900, "“" * 5000, "up from " * 500 + "5"):
        assert verify_text(text, [text]).counts[Support.UNSUPPORTED] < len(text)


def test_what_a_source_prints_word_for_word_is_supported_where_it_stands():
    source = "各镇收件\n镇 一季度 二季度 合计\n鹭滩镇 185 57 242\n河口镇 57 9 66\n"
    found = verify_text("鹭滩镇 185 57 242", [source])
    assert [(each.verdict, each.places[0].span.start) for each in found.numbers] == [
        (Support.SUPPORTED, source.index(figure, source.index("鹭滩镇"))) for figure in ("185", "57", "242")
    ]


@pytest.mark.parametrize("text", ["鹭滩镇 185 57 24", "鹭滩镇 185 57 243", "85 57 242"])
def test_what_is_only_nearly_printed_so_is_no_quote(text):
    source = "各镇收件\n镇 一季度 二季度 合计\n鹭滩镇 185 57 242\n河口镇 57 9 66\n"
    assert not verify_text(text, [source]).is_sound
