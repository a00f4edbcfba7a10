"""HTML: a page's own content as lines, its tables as grids with merged cells placed."""

import re
from collections.abc import Iterator

from lxml import etree, html

from extractor.errors import UnreadableError
from extractor.ingest.chrome import drop_chrome
from extractor.ingest.content import Content, Page, Printed, Sheet
from extractor.ingest.marks import LINE_BREAK, LOWERED, RAISED


def read_html(text: str) -> Content:
    """Return the content of a page: blocks as lines, tables of data as grids, site chrome and hidden parts left out.

    Raises `UnreadableError` where the markup is nested too deep for the parser, flattened or not.
    """
    page = Page()
    root = _parse(text)
    if root is None:
        return page.content()
    title = _title(root)
    etree.strip_elements(root, *_UNPRINTED, with_tail=False)
    for flag in drop_chrome(root):
        page.flag(flag)
    _write(root, page)
    return page.content(title)


def write_fragment(text: str, page: Page) -> None:
    """Write a piece of HTML that stands inside another text."""
    root = _parse(text)
    if root is not None:
        etree.strip_elements(root, *_UNPRINTED, with_tail=False)
        _write(root, page)


class _Lines:
    """Inline text, gathered until a block ends the line."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._pieces: list[str] = []
        self.preformatted = 0

    def add(self, text: str | None) -> None:
        if not text:
            return
        if not self.preformatted:
            self._pieces.append(text)
            return
        *whole, rest = text.split("\n")
        for line in whole:
            self._page.line("".join([*self._pieces, line]))
            self._pieces.clear()
        self._pieces.append(rest)

    def end(self) -> None:
        text = "".join(self._pieces)
        self._pieces.clear()
        self._page.line(text if self.preformatted else _SPACES.sub(" ", _SOFT_BREAK.sub("", text)))


def _parse(text: str) -> etree._Element | None:
    """Return the root of the page, or None for one without any content.

    Markup nested beyond the parser's depth is parsed again with all but the tags of tables taken out of it.
    """
    text = _XML_DECLARATION.sub("", text, count=1).replace(LINE_BREAK, "\n")
    if not text.strip():
        return None
    root, problem = _attempt(text)
    if problem:
        root, problem = _attempt(_FLAT_INLINE.sub("", _FLAT_BLOCK.sub("<br>", text)))
    if problem:
        raise UnreadableError("file.broken_html", problem)
    return root


def _attempt(text: str) -> tuple[etree._Element | None, str | None]:
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text, parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        return None, None if "empty" in str(error).lower() else str(error)
    given_up = [entry for entry in parser.error_log if entry.level_name == "FATAL"]
    return root, given_up[0].message.split(",")[0] if given_up else None


def _title(root: etree._Element) -> str | None:
    """Return what the page calls its article, or else itself."""
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "articletitle" and (meta.get("content") or "").strip():
            return " ".join((meta.get("content") or "").split())
    title = root.find(".//title")
    return None if title is None else " ".join((title.text or "").split()) or None


def _write(root: etree._Element, page: Page) -> None:
    """Write the page, block by block, in document order; the walk is iterative, however deep the page."""
    lines = _Lines(page)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag == "table" and _write_table(element, lines, page):
                walk.skip_subtree()
                continue
            _enter(element, lines)
        else:
            if element.tag in _BLOCKS:
                lines.end()
            lines.preformatted -= element.tag == "pre"
            lines.add(element.tail if element is not root else None)
    lines.end()


def _enter(element: etree._Element, lines: _Lines) -> None:
    if element.tag in _BLOCKS:
        lines.end()
    lines.preformatted += element.tag == "pre"
    lines.add(_own_text(element))


def _write_table(table: etree._Element, lines: _Lines, page: Page) -> bool:
    """Write a table as a grid if it is one: it holds no other table, and data rather than a layout."""
    if table.find(".//table") is not None:
        return False
    rows, strays = _rows_and_strays(table)
    sheet = expand(rows)
    if sheet is None or not sheet.is_tabular:
        return False
    for stray in ["", *strays]:  # first of all, what stood before the table ends its line
        lines.add(stray)
        lines.end()
    page.grid(sheet)
    return True


def _rows_and_strays(table: etree._Element) -> tuple[list[list[etree._Element]], list[str]]:
    """Return the cells, row by row, and the text outside any cell: a caption, or a slip of the markup."""
    rows: list[list[etree._Element]] = []
    strays: list[str] = []
    walk = etree.iterwalk(table, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            strays.append((element.tail or "") if element is not table else "")
        elif element.tag == "tr":
            rows.append([])
        elif element.tag in _CELLS:
            if not rows:
                rows.append([])
            rows[-1].append(element)
            walk.skip_subtree()
            continue
        if event == "start":
            strays.append(element.text or "")
    return [row for row in rows if row], [stray for stray in strays if stray.strip()]


def expand(rows: list[list[etree._Element]]) -> Sheet | None:
    """Return the cells of a table at their places, merged ones over all that they cover.

    None where spans claim more than two million positions or a thousand columns: no form does, and no such table is
    worth the memory.
    """
    cells: list[Printed] = []
    covered: list[int] = []  # by column, the first row that nothing above reaches into
    steps = 0
    left = _rows_left(rows)
    for row, elements in enumerate(rows):
        col = 0
        for element in elements:
            while col < len(covered) and covered[col] > row:
                col += 1
                steps += 1
            rowspan = min(_span(element, "rowspan") or left[row], left[row])
            colspan = _span(element, "colspan") or 1
            steps += colspan
            if col + colspan > 1000 or steps > 2_000_000:
                return None
            covered.extend([0] * (col + colspan - len(covered)))
            covered[col : col + colspan] = [row + rowspan] * colspan
            cells.append(Printed(row=row, col=col, rowspan=rowspan, colspan=colspan, raw=_raw(element)))
            col += colspan
    return Sheet(rows=len(rows), cols=len(covered), cells=tuple(cells))


def _rows_left(rows: list[list[etree._Element]]) -> list[int]:
    """Return how many rows are left in each row's own group, itself included: no cell reaches beyond `tbody`."""
    left: list[int] = []
    below: etree._Element | None = None
    for row in reversed(rows):
        line = row[0].getparent()
        group = None if line is None else line.getparent()
        left.append(left[-1] + 1 if left and group is below else 1)
        below = group
    return left[::-1]


def _span(element: etree._Element, name: str) -> int:
    digits = _LEADING_DIGITS.match(element.get(name) or "1")
    return min(int(digits[0]), 65_534) if digits else 1


def _raw(cell: etree._Element) -> str:
    """Return the text of a cell, with a line end wherever a block or a break stands."""
    return "".join(_pieces(cell)) if len(cell) else cell.text or ""


def _pieces(cell: etree._Element) -> Iterator[str]:
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag in _BLOCKS and element is not cell:
            yield "\n"
        if event == "start":
            yield _own_text(element)
        elif element is not cell:
            yield element.tail or ""


def _own_text(element: etree._Element) -> str:
    """Return the text before the first child; raised digits stay raised, or a footnote mark would join a figure."""
    text = element.text or ""
    return text.translate(RAISED) if element.tag == "sup" else text.translate(LOWERED) if element.tag == "sub" else text


_CELLS = frozenset({"td", "th"})
_UNPRINTED_NAMES = (
    "title script style template noscript select button datalist iframe object svg canvas audio video map del s strike"
)
_UNPRINTED = _UNPRINTED_NAMES.split()
_BLOCK_NAMES = (
    "address article aside blockquote body br caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol optgroup option p "
    "pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_TABLE_TAGS = "table|thead|tbody|tfoot|tr|td|th|caption|br|html|head|body|meta|title|script|style|sup|sub"
_FLAT_BLOCK = re.compile(rf"</?(?!(?:{_TABLE_TAGS})\b)(?:{_BLOCK_NAMES.replace(' ', '|')})\b[^<>]*>", re.IGNORECASE)
_FLAT_INLINE = re.compile(rf"</?(?!(?:{_TABLE_TAGS})\b)[a-z][^<>]*>", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LEADING_DIGITS = re.compile(r"\s*\d{1,9}", re.ASCII)
_SPACES = re.compile(r"[ \t\r\n]+")
_SOFT_BREAK = re.compile(r"(?<=[^\u0000-\u024f])[ \t]*\n\s*(?=[^\u0000-\u024f])")  # a source line end inside a sentence
