"""The strict look at one sentence: a figure, date or name that its citation does not print is flagged."""

from decimal import Decimal

import pytest

from extractor.verify import Source, verify_sentence

CITED = "2023年，云溪县财政局修订《信息公开办法》，收到申请13件，推行“一网通办”，2024年6月底前完成。"


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年收到申请13件。",
        "由云溪县财政局修订《信息公开办法》。",
        "2024年6月底前完成“一网通办”。",
        "我局将与有关部门配合。",
    ],
)
def test_what_the_citation_prints_is_sound(sentence):
    assert verify_sentence(sentence, [CITED]).is_sound


@pytest.mark.parametrize(
    ("sentence", "flagged"),
    [
        ("2023年收到申请31件。", ["31件"]),
        ("2022年收到申请13件。", ["2022年"]),
        ("由云溪县教育局修订。", ["教育局"]),
        ("修订《信息公开规定》。", ["信息公开规定"]),
        ("推行“一窗通办”。", ["一窗通办"]),
        ("收到申请约13.4件。", ["13.4件"]),
        ("收到申请26件，为13件的两倍。", ["26件", "两倍"]),
    ],
)
def test_what_the_citation_does_not_print_is_flagged(sentence, flagged):
    assert [number.text for number in verify_sentence(sentence, [CITED]).unsound] == flagged


def test_a_known_value_needs_no_print():
    assert not verify_sentence("收费30.7万元。", ["行政事业性收费"]).is_sound
    assert verify_sentence("收费30.7万元。", ["行政事业性收费"], known=[Decimal("30.7")]).is_sound
    assert verify_sentence("由青禾局负责。", ["负责"], known=["青禾局"]).is_sound


def test_an_english_name_must_stand_in_the_citation():
    source = Source(name="s", text="The Harbour Office of Brightwater took 14 requests.")
    assert verify_sentence("In 2020", [source]).unsound[0].text == "2020"
    assert verify_sentence("The Harbour Office of Brightwater took 14 requests.", [source]).is_sound
    assert not verify_sentence("The Ferry Office of Brightwater took 14 requests.", [source]).is_sound
