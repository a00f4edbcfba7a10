import pytest

from extractor.errors import UnreadableError
from extractor.ingest import ingest
from extractor.ingest.decode import decode

REPORT = "一、本年新收政府信息公开申请数量\t3\t0\n二、上年结转政府信息公开申请数量\t1\t0\n"


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
    ],
)
def test_a_chinese_text_reads_the_same_in_every_encoding(codec, named):
    decoded = decode(REPORT.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.flags) == (REPORT, named, ())


def test_traditional_text_in_big5_is_not_read_as_gb18030():
    text = "政府資訊公開年度報告：本年度收到公開申請三件，均已依法答復，並無結轉。" * 3
    assert decode(text.encode("big5")).text == text


def test_english_with_curly_quotes_is_not_taken_for_chinese():
    text = "The agency’s backlog – 12 requests – closed."
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "windows-1252")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0c", "\u2028"])
def test_every_line_end_becomes_one(end):
    assert decode(f"甲{end}乙".encode()).text == "甲\n乙"


@pytest.mark.parametrize("mark", ["\x07", "\r\x07", "\r\n\x07"])
def test_words_cell_marks_become_rows_of_tabs_with_empty_cells_in_place(mark):
    rows = [["甲", "1", ""], ["", "", "2"], ["乙", "", ""]]
    text = "".join("".join(cell + mark for cell in row) + mark for row in rows)
    assert decode(f"前\n{text}后".encode()).text == "前\n甲\t1\t\n\t\t2\n乙\t\t\n后"


def test_two_cell_marks_before_words_end_a_row_where_rows_differ_in_width():
    text = "办理结果\x07予以公开\x071\x070\x07\x07部分公开\x072\x07\x07/\x07\x07总计\x073\x07"
    assert decode(text.encode()).text == "办理结果\t予以公开\t1\t0\n部分公开\t2\t\t/\n总计\t3"


def test_a_text_full_of_cell_marks_is_not_binary():
    assert decode(("甲\x071\x07\x07" * 50).encode()).text.startswith("甲\t1\n甲\t1\n")


def test_a_line_break_of_word_in_a_page_is_white_space():
    assert (
        ingest("<p>甲</p><table><tr><td>乙</td><td>1\x0b7</td></tr></table>".encode(), "a.html").text == "甲\n乙\t17\n"
    )


def test_a_declared_charset_is_honoured_where_it_fits():
    page = '<meta charset="shift_jis"><p>平成の報告</p>'
    assert decode(page.encode("shift_jis"), is_html=True).encoding == "shift_jis"
    assert decode(page.encode(), is_html=True).encoding == "utf-8"


def test_a_wrongly_declared_charset_does_not_decide():
    page = f'<meta charset="no-such-charset"><p>{REPORT}'
    assert decode(page.encode("gbk"), is_html=True).encoding == "gb18030"


def test_a_few_bad_bytes_are_replaced_and_flagged_with_their_place():
    data = (REPORT * 20).encode() + b"\xff\xfe" + REPORT.encode()
    decoded = decode(data)
    (flag,) = decoded.flags
    assert flag.kind == "undecodable_bytes"
    assert flag.detail == "utf-8, 2"
    assert flag.span == (len(REPORT) * 20, len(REPORT) * 20 + 1)
    assert decoded.text[flag.span.start] == "\ufffd"


def test_a_text_cut_in_the_middle_of_a_character_is_read():
    decoded = decode((REPORT * 5).encode()[:-30])
    assert decoded.text.startswith(REPORT)


def test_bytes_that_are_mostly_garbage_are_refused():
    data = bytes((i * 73 + i * i * 31) % 251 for i in range(4000))
    with pytest.raises(UnreadableError):
        decode(data)


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, b"ELF\x7f" + b"\x00" * 200, b"abc\x00\x05\x06" * 9])
def test_binary_bytes_are_refused(data):
    with pytest.raises(UnreadableError, match="not text"):
        decode(data)


def test_a_stray_null_is_a_blank():
    assert decode((REPORT * 5 + "\x00尾").encode()).text == REPORT * 5 + " 尾"


@pytest.mark.parametrize(
    "text",
    ["锟斤拷锟斤拷", "政府信息".encode().decode("latin-1") * 2, "政府信息".encode().decode("gbk") + "如上"],
    ids=["replacement", "latin", "gbk"],
)
def test_text_that_was_decoded_wrongly_before_is_flagged(text):
    assert [flag.kind for flag in decode(f"标题\n{text}".encode()).flags] == ["mojibake"]


def test_sound_text_is_not_taken_for_mojibake():
    assert decode("Résumé : où, à, é. 甲、乙。".encode()).flags == ()


def test_unusual_text_in_utf8_is_read_as_it_is():
    assert decode("Отчёт о доступе к информации".encode()).encoding == "utf-8"


def test_a_document_keeps_its_encoding_and_its_name():
    document = ingest(REPORT.encode("gbk"), "2020/甲.txt")
    assert (document.name, document.encoding, document.format, document.text) == (
        "2020/甲.txt",
        "gb18030",
        "text",
        REPORT,
    )
