import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml

from extractor.errors import UnreadableError
from extractor.ingest import docx as module
from extractor.ingest import ingest

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document):
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(document):
    return ingest(saved(document), "a.docx")


def filled(document, rows):
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def test_paragraphs_and_tables_come_in_the_order_of_the_body():
    word = docx.Document()
    word.add_paragraph("一、总体情况")
    filled(word, [["甲", "1"], ["乙", ""]])
    word.add_paragraph("二、后文\t尾")
    document = read(word)
    assert document.text == "一、总体情况\n甲\t1\n乙\t\n二、后文\t尾\n"
    assert (document.format, document.encoding, document.title) == ("docx", None, None)


def test_merged_cells_stand_once_at_their_places():
    word = docx.Document()
    table = filled(word, [["", "", "", ""], ["", "", "甲", "乙"], ["一", "（一）", "3", ""], ["", "（二）", "", "5"]])
    table.cell(0, 0).merge(table.cell(1, 1)).text = "项目"
    table.cell(0, 2).merge(table.cell(0, 3)).text = "人数"
    table.cell(2, 0).merge(table.cell(3, 0)).text = "一"
    document = read(word)
    (grid,) = document.grids
    found = {(c.row, c.col): (document.text[c.start : c.end], c.rowspan, c.colspan) for c in grid.cells}
    assert (grid.rows, grid.cols) == (4, 4)
    assert found == {
        (0, 0): ("项目", 2, 2),
        (0, 2): ("人数", 1, 2),
        (1, 2): ("甲", 1, 1),
        (1, 3): ("乙", 1, 1),
        (2, 0): ("一", 2, 1),
        (2, 1): ("（一）", 1, 1),
        (2, 2): ("3", 1, 1),
        (2, 3): ("", 1, 1),
        (3, 1): ("（二）", 1, 1),
        (3, 2): ("", 1, 1),
        (3, 3): ("5", 1, 1),
    }
    assert document.text == "项目\t人数\n甲\t乙\n一\t（一）\t3\t\n（二）\t\t5\n"


def test_a_number_wrapped_over_paragraphs_is_one_figure():
    word = docx.Document()
    table = filled(word, [["甲", "17"]])
    table.cell(0, 1).add_paragraph("314")
    document = read(word)
    assert document.text == "甲\t17314\n"
    assert [flag.kind for flag in document.flags] == ["joined_digits"]


def test_a_raised_digit_stays_a_mark():
    word = docx.Document()
    table = filled(word, [["甲", "10"]])
    table.cell(0, 1).paragraphs[0].add_run("2").font.superscript = True
    assert read(word).text == "甲\t10²\n"


def test_hidden_and_deleted_text_is_left_out():
    word = docx.Document()
    paragraph = word.add_paragraph("本年")
    paragraph.add_run("隐").font.hidden = True
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>删</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>增</w:t></w:r></w:ins>"))
    assert read(word).text == "本年增\n"


def test_a_text_box_and_a_content_control_give_their_paragraphs():
    word = docx.Document()
    paragraph = word.add_paragraph("正文")
    paragraph._p.append(
        parse_xml(
            f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>框一</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>框二</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>"
        )
    )
    control = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    word.element.body.insert(1, parse_xml(control))
    assert read(word).text == "正文\n框一\n框二\n控件\n"


def test_a_nested_table_is_the_grid_and_the_outer_one_paragraphs():
    word = docx.Document()
    outer = filled(word, [["左", "右"]])
    inner = outer.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "1"
    document = read(word)
    assert document.text == "左\n右\n甲\t1\n"
    assert len(document.grids) == 1


def test_a_row_that_begins_late_keeps_its_columns():
    word = docx.Document()
    table = filled(word, [["甲", "1", "2"], ["", "3", "4"]])
    row = table.rows[1]._tr
    row.remove(row.tc_lst[0])
    row.insert(0, parse_xml(f'<w:trPr {W}><w:gridBefore w:val="1"/></w:trPr>'))
    document = read(word)
    assert [(c.row, c.col) for c in document.grids[0].cells] == [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2)]


def test_a_file_of_pictures_says_that_it_holds_no_text():
    with pytest.raises(UnreadableError, match="no text"):
        read(docx.Document())


@pytest.mark.parametrize("part", [0.05, 0.5, 0.95])
def test_a_file_cut_off_is_refused(part):
    data = saved(docx.Document())
    with pytest.raises(UnreadableError, match=r"^a\.docx: not a whole \.docx file"):
        ingest(data[: int(len(data) * part)], "a.docx")


def test_a_zip_of_something_else_is_refused():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "甲")
    with pytest.raises(UnreadableError, match=r"not a whole \.docx file"):
        ingest(stream.getvalue(), "a.docx")


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (b"<w:document", r"not a whole \.docx file \(XMLSyntaxError\)"),
        (f"<w:document {W}/>".encode(), r"a \.docx file without a body"),
    ],
    ids=["cut", "no-body"],
)
def test_a_broken_part_is_refused(part, said):
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(saved(docx.Document()))) as whole, zipfile.ZipFile(stream, "w") as broken:
        for name in whole.namelist():
            broken.writestr(name, part if name == "word/document.xml" else whole.read(name))
    with pytest.raises(UnreadableError, match=said):
        ingest(stream.getvalue(), "a.docx")


def test_an_encrypted_archive_is_refused():
    data = bytearray(saved(docx.Document()))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag in the directory that says so
    with pytest.raises(UnreadableError, match="take the password off"):
        ingest(bytes(data), "a.docx")


def test_a_table_of_one_column_is_paragraphs():
    word = docx.Document()
    filled(word, [["甲"], ["乙"]])
    document = read(word)
    assert (document.text, document.grids) == ("甲\n乙\n", ())


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    stream = BytesIO(saved(docx.Document()))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/a.bin", "w") as part:
        for _ in range(module.UNPACKED_LIMIT_BYTES // 2**20 + 1):
            part.write(bytes(2**20))
    with pytest.raises(UnreadableError, match="would unpack to"):
        ingest(stream.getvalue(), "a.docx")
