"""DOCX: paragraphs and tables in the order of the body, merged cells placed."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from extractor.errors import UnreadableError
from extractor.ingest.content import Content, Page, Printed, Sheet

UNPACKED_LIMIT_BYTES = 200 * 2**20
"""How large the parts of a file may say they are once unpacked; a zip bomb says gigabytes."""


def read_docx(data: bytes) -> Content:
    """Return the content of a Word file: paragraphs as lines, tables of data as grids.

    Text boxes give their paragraphs, a table that holds another is read as paragraphs around it. Deleted text, field
    codes, headers and footers are left out, and automatic numbers are not printed. Raises `UnreadableError` for bytes
    that are no such file, broken, encrypted, or would unpack to more than `UNPACKED_LIMIT_BYTES`.
    """
    page = Page()
    _write(_body(data), page)
    return page.content()


def _body(data: bytes) -> etree._Element:
    try:
        _check_size(data)
        body: etree._Element = docx.Document(BytesIO(data)).element.body
    except _BROKEN as error:
        raise UnreadableError("file.broken_docx", type(error).__name__) from error
    if body is None:
        raise UnreadableError("file.docx_without_body")
    return body


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
        encrypted = any(entry.flag_bits & 1 for entry in archive.infolist())
    if encrypted:
        raise UnreadableError("file.encrypted")
    if size > UNPACKED_LIMIT_BYTES:
        raise UnreadableError("file.unpacks_too_large", f"{size // 2**20} MB > {UNPACKED_LIMIT_BYTES // 2**20} MB")


def _write(body: etree._Element, page: Page) -> None:
    walk = etree.iterwalk(body, events=("start",))
    for _, element in walk:
        if element.tag in _UNPRINTED:
            walk.skip_subtree()
        elif element.tag == _P:
            for line in "".join(_text(element)).split("\n"):
                page.line(line)
            walk.skip_subtree()
        elif element.tag == _TBL and element.find(f".//{_TBL}") is None:
            sheet = _sheet(element)
            if sheet.is_tabular:
                page.grid(sheet)
                walk.skip_subtree()


def _text(element: etree._Element) -> Iterator[str]:
    """Yield the printed text under an element, each paragraph ended by a line end."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "end":
            if inner.tag == _P:
                yield "\n"
        elif inner.tag in _UNPRINTED or (inner.tag == _R and _is_vanished(inner)):
            walk.skip_subtree()
        elif inner.tag == _T:
            yield _own_text(inner)
        else:
            yield _SIGNS.get(inner.tag, "")


@dataclass(slots=True, kw_only=True)
class _Owner:
    """A cell that the rows below may still go on."""

    row: int
    col: int
    colspan: int
    raw: str
    rowspan: int = 1


def _sheet(table: etree._Element) -> Sheet:
    """Return a table's cells at their places; a cell that goes on one merged vertically belongs to that one."""
    cells: list[_Owner] = []
    above: dict[int, _Owner] = {}
    cols = 0
    rows = [row for row in table.iter(_TR) if row.find(f"{_TRPR}/{_DEL}") is None]
    for number, row in enumerate(rows):
        owners: dict[int, _Owner] = {}
        col = _number(row.find(f"{_TRPR}/{qn('w:gridBefore')}"), 0)
        for element in row.iter(_TC):
            owner = above.get(col) if _goes_on(element) else None
            if owner is None:
                colspan = _number(element.find(f"{_TCPR}/{qn('w:gridSpan')}"), 1)
                owner = _Owner(row=number, col=col, colspan=colspan, raw="".join(_text(element)))
                cells.append(owner)
            owner.rowspan = number - owner.row + 1
            owners[col] = owner
            col += owner.colspan
        cols = max(cols, col)
        above = owners
    return Sheet(rows=len(rows), cols=cols, cells=tuple(map(_printed, cells)))


def _printed(cell: _Owner) -> Printed:
    return Printed(row=cell.row, col=cell.col, rowspan=cell.rowspan, colspan=cell.colspan, raw=cell.raw)


def _goes_on(cell: etree._Element) -> bool:
    """Return whether a cell only goes on the merged cell above it."""
    merge = cell.find(f"{_TCPR}/{qn('w:vMerge')}")
    return merge is not None and merge.get(_VAL) != "restart"


def _is_vanished(run: etree._Element) -> bool:
    hidden = run.find(f"{_RPR}/{qn('w:vanish')}")
    return hidden is not None and hidden.get(_VAL) not in {"0", "false"}


def _own_text(element: etree._Element) -> str:
    """Return a run's text; raised digits stay raised, or a footnote mark would join a figure."""
    text = element.text or ""
    run = element.getparent()
    place = None if run is None else run.find(f"{_RPR}/{qn('w:vertAlign')}")
    return text if place is None else text.translate(_RAISED.get(place.get(_VAL) or "", {}))


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(_VAL) or ""
    return min(int(value), 1000) if value.isdecimal() else default


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OpcError,
    etree.XMLSyntaxError,
    KeyError,
    ValueError,
    AttributeError,  # a package whose main part is no document
    RuntimeError,  # encrypted, or compressed in a way the standard library does not know
    EOFError,
    OSError,
)
_P, _R, _T, _TBL, _TR, _TC = (qn(f"w:{name}") for name in ("p", "r", "t", "tbl", "tr", "tc"))
_RPR, _TRPR, _TCPR, _DEL, _VAL = (qn(f"w:{name}") for name in ("rPr", "trPr", "tcPr", "del", "val"))
# `mc:Fallback` repeats a text box for older programs; `pPr` and the like hold settings, some named as text is.
_UNPRINTED = frozenset(
    {
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        *(qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr")),
    }
)
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:txbxContent"): "\n",
}
_RAISED = {
    "superscript": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
