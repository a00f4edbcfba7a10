import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise import compact, fold

REPORTLIKE = st.text(
    st.one_of(
        st.sampled_from("三（一）予以公开\t\n\u3000\u00a0|**“”0123456789１２－—⼈⺠長總①²〇㈠"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=120,
)


@given(REPORTLIKE)
def test_a_folded_text_keeps_its_length_and_folds_no_further(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(REPORTLIKE)
def test_every_compact_character_leads_back_to_itself(text):
    folded = fold(text)
    close = compact(folded)
    assert [folded[close.raw(i)] for i in range(len(close.text))] == list(close.text)
    assert all(close.index_of(close.raw(i)) == i for i in range(len(close.text) + 1))


@given(REPORTLIKE, st.integers(0, 130), st.integers(0, 130))
def test_a_compact_stretch_holds_what_the_whole_holds_there(text, start, end):
    folded = fold(text)
    close = compact(folded, start, end)
    assert close.text == compact(folded[start:end]).text
    assert all(start <= close.raw(i) < end for i in range(len(close.text)))


@given(REPORTLIKE, st.data())
def test_a_compact_span_covers_exactly_its_characters(text, data):
    folded = fold(text)
    close = compact(folded)
    start = data.draw(st.integers(0, len(close.text)))
    end = data.draw(st.integers(start, len(close.text)))
    span = close.span(start, end)
    assert compact(folded[span.start : span.end]).text == close.text[start:end]
    assert bool(span) == (end > start)


@given(REPORTLIKE, st.integers(0, 130))
def test_index_of_is_the_first_character_at_or_after_an_offset(text, offset):
    close = compact(fold(text))
    expected = next((i for i in range(len(close.text)) if close.raw(i) >= offset), len(close.text))
    assert close.index_of(offset) == expected


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("⼈⺠⻅⼾", "人民见户"),
        ("２０２０年１２．５％", "2020年12.5%"),
        ("總計、訴訟、複議、國務院", "总计、诉讼、复议、国务院"),
        ("－ − – — ﹣", "- - - - -"),
        ("（一）【二】〔三〕", "(一)(二)(三)"),
        ("“三”‘四’「五」", '"三"\'四\'"五"'),
        ("a\u00a0b\u3000c\u200bd", "a b c d"),
        ("二○二○年", "二〇二〇年"),
    ],
    ids=["radicals", "full-width", "traditional", "dashes", "brackets", "quotes", "spaces", "circle-zero"],
)
def test_look_alikes_are_unified(printed, plain):
    assert fold(printed) == plain


@pytest.mark.parametrize("mark", ["①", "⑨", "²", "₃", "½", "㈠"])
def test_a_mark_never_becomes_a_figure(mark):
    assert fold(f"10{mark}") == f"10{mark}"


def test_line_ends_and_tabs_are_not_blanks():
    assert fold("甲\t乙\n丙") == "甲\t乙\n丙"


def test_no_radical_of_the_supplement_is_left_over():
    named = [chr(c) for c in range(0x2E80, 0x2F00) if unicodedata.name(chr(c), "")]
    left = {c for c in named if fold(c) == c}
    assert left == {"⺀"}  # the repeat mark stands for no ideograph


def test_white_space_punctuation_and_markup_are_dropped():
    close = compact(fold("**科研 机构**｜“3”，4"))
    assert close.text == "科研机构34"
    assert close.span(0, 4) == (2, 7)


def test_an_index_beyond_the_text_is_refused():
    with pytest.raises(IndexError, match="no character 3"):
        compact("一二").raw(3)


def test_an_empty_compact_text_still_has_a_place():
    close = compact("，。；", 1, 3)
    assert (close.text, close.raw(0), close.index_of(0)) == ("", 3, 0)


def test_a_text_full_of_odd_characters_is_folded_all_the_same():
    text = "".join(map(chr, range(0x2F00, 0x2FD6))) + "⼈１"
    assert fold(text).endswith("人1")
    assert len(fold(text)) == len(text)


def test_twenty_thousand_characters_are_folded_in_one_go():
    text = "（三）不予公开\t1．属于国家秘密\t０\t12\t3\n" * 900
    fold(text[:50])
    begun = time.process_time()
    compact(fold(text[:20_000]))
    assert time.process_time() - begun < 0.5  # a hundred times what it takes: a guard against quadratic work
