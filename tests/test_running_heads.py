"""Lines that pages repeat beside their numbers: out of the way, and nothing else with them."""

import pytest

from extractor.locate.running_heads import without_running_heads

HEAD = "青禾县水务局2022年政府信息公开工作年度报告"


def pages(*numbers, head=HEAD, above=True):
    """Return a text of cells with a page's end behind each of them."""
    parts = [f"1\n0\n{number}\n{head}\n0" if above else f"1\n0\n{head}\n{number}\n0" for number in numbers]
    return "\n".join(["一、总体情况", *parts, "六、其他需要报告的事项"])


@pytest.mark.parametrize("above", [True, False], ids=["number above", "number below"])
def test_a_head_beside_rising_page_numbers_is_taken_out_and_no_offset_moves(above):
    text = pages("- 3 -", "- 4 -", above=above)
    left = without_running_heads(text)
    assert len(left) == len(text)
    assert left.split() == ["一、总体情况", "1", "0", "0", "1", "0", "0", "六、其他需要报告的事项"]


def test_a_bare_number_is_a_pages_where_another_one_is_marked():
    assert HEAD not in without_running_heads(pages("- 3 -", "4"))
    assert without_running_heads(pages("3", "4", "5")) == pages("3", "4", "5")


@pytest.mark.parametrize(
    "text",
    [
        pages("- 4 -", "- 3 -"),
        pages("- 3 -", "- 3 -"),
        pages("- 3 -", "- 30 -"),
        pages("- 3 -", "- 4 -", head="总计"),
        pages("- 3 -"),
        f"{HEAD}\n\n{HEAD}\n正文",
        pages("-3", "-4", head="其他对外管理服务事项"),
    ],
    ids=["falling", "equal", "too far", "a short label", "once", "no number", "negative counts"],
)
def test_what_is_no_running_head_stays(text):
    assert without_running_heads(text) == text


def test_the_title_itself_stays():
    text = f"{HEAD}\n正文\n{pages('- 2 -', '- 3 -')}"
    assert without_running_heads(text).startswith(f"{HEAD}\n正文")
