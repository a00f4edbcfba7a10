import sys
from subprocess import run

import pytest

from extractor.errors import UnreadableError
from extractor.ingest import SUFFIXES, ingest, kind_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = "<!DOCTYPE html><html><head></head><body><p>一、总体情况</p></body></html>"


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", b"", "text"),
        ("a.MD", b"", "markdown"),
        ("a.htm", b"", "html"),
        ("a", b"", "text"),
        ("2020.总结", b"", "text"),
        ("报告v1.2", b"", "text"),
        ("a.pdf", b"", "pdf"),
        ("a.txt", b"%PDF-1.7", "pdf"),
        ("a.doc", OLE, "doc"),
        ("a.docx", OLE, "ole"),
        ("a.doc", PAGE.encode(), "html"),
        ("a.txt", PAGE.encode(), "html"),
        ("a.md", b"<html><body><table>", "markdown"),
        ("a.doc", b"PK\x03\x04", "docx"),
        ("a.xlsx", b"PK\x03\x04", "xls"),
        ("a.zip", b"PK\x03\x04", "archive"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "image"),
        ("a.json", b"{}", "other"),
    ],
)
def test_bytes_outrank_the_suffix(name, head, kind):
    assert kind_of(name, head) == kind


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b"\xef\xbb\xbf \n", "there is no text in it"),
        ("a.html", b"<p>&nbsp;</p>", "there is no text in it"),
        ("a.html", b"   ", "there is no text in it"),
        ("a.pdf", b"%PDF-1.4", "a PDF: convert it"),
        ("a.doc", OLE, "an old Word file: save it as .docx"),
        ("a.wps", OLE, "a WPS file: save it as .docx"),
        ("a.ofd", b"PK\x03\x04", "an OFD file"),
        ("a.xls", OLE, "a spreadsheet"),
        ("a.pptx", b"PK\x03\x04", "a presentation"),
        ("a.png", b"\x89PNG\r\n", "a picture: run OCR"),
        ("a.tif", b"x", "a picture: run OCR"),
        ("a.rar", b"x", "an archive: unpack it"),
        ("a.docx", OLE, "an encrypted document or an old Office file"),
        ("a.docx", b"PK\x03\x04 cut off", "not a whole .docx file"),
        ("a.json", b"{}", "a type of file that is not read"),
    ],
)
def test_what_cannot_be_read_says_what_it_is_and_what_to_do(name, data, said):
    with pytest.raises(UnreadableError) as caught:
        ingest(data, name)
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert said in message
    assert "\n" not in message


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_read():
    assert ingest(b"abc", "a.txt", limit_bytes=3).text == "abc"
    with pytest.raises(UnreadableError, match=r"a\.txt: too large: .* MB > .* MB is the limit"):
        ingest(b"abcd", "a.txt", limit_bytes=3)


def test_every_suffix_that_is_read_has_its_kind():
    assert {kind_of(f"a{suffix}") for suffix in SUFFIXES} == {"text", "markdown", "html", "docx"}


def test_plain_text_needs_no_parser():
    code = "import sys, extractor.ingest as i; i.ingest(b'1', 'a.txt'); print({'lxml', 'docx'} & {*sys.modules})"
    answer = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"
