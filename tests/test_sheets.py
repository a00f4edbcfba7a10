import pytest

from extractor.errors import CallError
from extractor.sheets import BOM, as_cell, read_rows, write_rows

COLUMNS = {"path": ("文件", "file"), "why": ("理由",)}


def cells(data):
    return [dict(row.cells) for row in read_rows(data, "a.csv", COLUMNS)]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_text_that_a_spreadsheet_would_run_is_text(text):
    assert as_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-6", "+3", "-0.5", "13", "甲=乙", "", "a-b", "'quoted'"])
def test_numbers_and_plain_text_stay_as_they_are(text):
    assert as_cell(text) == text


def test_what_is_missing_is_empty_and_never_zero():
    assert list(write_rows([(None, 0, "0", "")])) == [",0,0,\r\n"]


@pytest.mark.parametrize(
    "data",
    [
        "文件,理由\na.txt,=因为\n".encode(),
        (BOM + "文件,理由\r\na.txt,=因为\r\n").encode(),
        "文件;理由\na.txt;=因为\n".encode("gb18030"),
        "file\twhy\na.txt\t'=因为\n".encode(),
        "理由,没人问的列,文件\n=因为,x,a.txt\n\n,,\n".encode(),
    ],
    ids=["utf-8", "bom", "gbk and semicolons", "tabs and an apostrophe", "other order"],
)
def test_a_table_is_read_however_a_spreadsheet_left_it(data):
    assert cells(data) == [{"path": "a.txt", "why": "=因为"}]


def test_what_is_written_is_read_back():
    rows = [("path", "why"), ("a,b.txt", "两行\n文字"), ('"c"', "=x")]
    data = (BOM + "".join(write_rows(rows))).encode()
    assert cells(data) == [{"path": "a,b.txt", "why": "两行\n文字"}, {"path": '"c"', "why": "=x"}]


def test_a_row_knows_its_line_and_its_number_in_a_spreadsheet():
    data = '文件,理由\n"a\nb",x\n\nc,y\n'.encode()
    assert [(row.line, row.number) for row in read_rows(data, "a.csv", COLUMNS)] == [(3, 2), (5, 4)]


@pytest.mark.parametrize("above", ["\n", ",,\n\n", " \n"])
def test_blank_rows_above_the_headings_are_left_aside(above):
    assert cells(f"{above}文件,理由\na.txt,x\n".encode()) == [{"path": "a.txt", "why": "x"}]


def test_a_cell_that_is_never_closed_is_told_and_swallows_no_row():
    assert cells('文件,理由\na.txt,5" pipe\n'.encode()) == [{"path": "a.txt", "why": '5" pipe'}]
    for broken in ('a.txt,"x\nb.txt,y\n', 'a.txt,"x" y\n'):
        with pytest.raises(CallError, match="quotation marks do not match"):
            cells(f"文件,理由\n{broken}".encode())


@pytest.mark.parametrize(
    "data", [b"", b"x,y\n1,2\n", b"\x89PNG\r\n\x00\x00\x00" * 40], ids=["empty", "unknown", "binary"]
)
def test_a_table_nobody_can_use_is_one_line(data):
    with pytest.raises(CallError) as refused:
        read_rows(data, "a.csv", COLUMNS)
    assert str(refused.value).startswith("a.csv")
    assert "\n" not in str(refused.value)


def test_a_table_without_a_column_that_is_needed_is_refused():
    data = "文件,理由\na.txt,x\n".encode()
    assert read_rows(data, "a.csv", COLUMNS, needed=("why",))
    with pytest.raises(CallError, match=r"a\.csv is not the table asked for: it has no column why"):
        read_rows("文件\na.txt\n".encode(), "a.csv", COLUMNS, needed=("why",))
