"""A number may be said in other words, and counted by the writer; a wrong one is found in other words too."""

import pytest

from extractor.verify import verify_text
from extractor.verify.scan import quantities

CHAT = (
    "Nora: supper at mine on friday? . Emil: what time? . Nora: 7.30, theres gonna be 5 of us . Emil: ok, I'll bring "
    "3 bottles . Nora: my lease ends on the 1st of june so it's the last party . Emil: you still owe me 40 bucks"
)
TALK = (
    "Welcome, this is episode 12. I've done this for a year and a half. We asked two hundred families; one in five has "
    "a garden, and nine out of ten want one. My uncle is 64, he moved here in the sixties. The Herons won 27 24, they "
    "are 13 and 4 now."
)
CALL = (
    "Revenue was $212.4 million, an increase of 6.1% over the $200.2 million of a year ago. Services were 34% of "
    "revenue. We expect sales of $1.6 billion to $1.7 billion. The trial lasted 12 months, and the report is due in "
    "90 days. The bank raised rates by 25 basis points. Of 1,246 patients 623 took the drug."
)
RACE = "云溪队以119：128告负，客队12胜3负。陈禾以1分55秒16获得第4名，打进16粒进球，夺得3枚金牌。保护率由43%提高到61%。"


def is_sound(text, source):
    return verify_text(text, [source]).is_sound


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Emil comes to Nora's supper at 7:30 on Friday.", CHAT),
        ("There will be five people at Nora's supper.", CHAT),
        ("Nora owes Emil $40, and her lease ends on June 1.", CHAT),
        ("The two friends will have supper.", CHAT),
        ("In the twelfth episode the host speaks of 18 months of work.", TALK),
        ("20% of 200 families have a garden, and 90% want one.", TALK),
        ("His uncle, in his 60s, moved in the 1960s.", TALK),
        ("The Herons won 27-24 and are 13-4.", TALK),
        ("Revenue rose 6.1% to over $212 million; sales of $1.6-1.7 billion are expected.", CALL),
        ("The trial took one year, and the report is due in three months.", CALL),
        ("The bank raised rates by a quarter point.", CALL),
        ("Half of the patients took the drug.", CALL),
        ("客队以128：119取胜，净胜9分。", RACE),
        ("陈禾以1分55秒16名列第四，打进16球，夺得3金。", RACE),
        ("保护率由43%提高到61%，提高18个百分点。", RACE),
    ],
)
def test_a_right_number_in_other_words_is_sound(text, source):
    assert is_sound(text, source)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Emil comes to Nora's supper at 8:30 on Friday.", CHAT),
        ("Nora owes Emil $60.", CHAT),
        ("Her lease ends on June 11.", CHAT),
        ("The three friends will have supper.", CHAT),
        ("The host speaks of 20 months of work.", TALK),
        ("30% of 200 families have a garden.", TALK),
        ("His uncle moved in the 1950s.", TALK),
        ("The Herons won 27-21.", TALK),
        ("Revenue rose 34% to $212.4 million.", CALL),
        ("Revenue was $200.2 million, up 6.1%.", CALL),
        ("The trial took two years.", CALL),
        ("The bank raised rates by half a percentage point.", CALL),
        ("客队以128：109取胜。", RACE),
        ("陈禾以1分55秒61名列第四。", RACE),
        ("保护率由43%提高到61%，提高16个百分点。", RACE),
    ],
)
def test_a_wrong_number_in_other_words_is_found(text, source):
    assert not is_sound(text, source)


def test_a_number_that_a_source_prints_once_is_not_said_of_two_things():
    source = "The ferry fare is 12 crowns and the toll 25 crowns."
    assert is_sound("The fare is 12 crowns, the toll 25 crowns.", source)
    assert not is_sound("The fare is 25 crowns, the toll 25 crowns.", source)


def test_a_list_behind_a_count_bears_it_out_unless_the_source_counts_otherwise():
    text = "Two harbours, Lowick and Marren, are named."
    assert is_sound(text, "Boats call at Lowick. Others go to Marren.")
    assert not is_sound(text, "Boats call at three harbours: Lowick, Marren and Thole.")


def test_over_and_nearly_do_not_reach_the_other_side():
    source = "The works employ 517,000 people."
    assert is_sound("The works employ over 500,000 people.", source)
    assert not is_sound("The works employ over a million people.", source)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2.06m tall", "2.06", "m"),
        ("5m people", "5000000", "peopl"),
        ("from 10 to 2 pm", "600", "min"),
        ("five and twenty sons", "25", "son"),
        ("nineteen ninety four", "199400000", ""),
        ("36.4C today", "36.4", "degree"),
        ("two free months", "2", "month"),
        ("12x faster", "12", "x"),
        ("23秒844", "23.844", "second"),
    ],
)
def test_a_quantity_is_read_in_whatever_form_speech_gives_it(text, value, unit):
    first = quantities(text)[0]
    assert (str(first.value.normalize().__format__("f")), first.unit) == (value, unit)


def test_between_five_and_twenty_names_two_numbers():
    assert [int(each.value) for each in quantities("between five and twenty people")] == [5, 20]
