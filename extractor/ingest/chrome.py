"""What a web page shows around its article: menus, breadcrumbs, footers, and what it hides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractor.records import Flag


def drop_chrome(root: etree._Element) -> Iterator[Flag]:
    """Take site chrome and hidden parts out of the page, and yield a flag where a hidden part held a table.

    The main content is never lost to a sloppy class name: chrome holds no table and no main heading, and is short or
    mostly links; a hidden part is less than half of the text.
    """
    total, weights = _weigh(root)
    for weight in weights:
        element = weight.element
        if element.getparent() is None or not _is_out(weight, total):
            continue
        if weight.is_hidden and weight.tables:
            yield Flag(kind="hidden_content")
        _drop(element)


@dataclass(slots=True, kw_only=True)
class _Weight:
    """What a part of the page holds: characters, characters in links, tables, main headings."""

    element: etree._Element
    is_hidden: bool = False
    text: int = 0
    links: int = 0
    tables: int = 0
    headings: int = 0


def _weigh(root: etree._Element) -> tuple[int, list[_Weight]]:
    """Return the length of the page's text, and the parts that look like chrome or are hidden, outer ones last."""
    suspects: list[_Weight] = []
    path = [_Weight(element=root)]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            path.append(_Weight(element=element, text=_length(element.text)))
            continue
        weight = path.pop()
        weight.links = weight.text if element.tag == "a" else weight.links
        weight.tables += element.tag == "table"
        weight.headings += element.tag == "h1"
        weight.is_hidden = _is_hidden(element)
        if weight.is_hidden or _is_chrome(element):
            suspects.append(weight)
        _add(path[-1], weight, tail=_length(element.tail))
    return path[0].text, suspects


def _add(outer: _Weight, inner: _Weight, *, tail: int) -> None:
    outer.text += inner.text + tail
    outer.links += inner.links
    outer.tables += inner.tables
    outer.headings += inner.headings


def _length(text: str | None) -> int:
    return len(text.strip()) if text else 0


def _is_out(weight: _Weight, total: int) -> bool:
    if weight.is_hidden:
        return weight.text * 2 <= total
    if weight.tables or weight.headings:
        return False
    return weight.text * 4 <= total or weight.links * 2 > weight.text


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_chrome(element: etree._Element) -> bool:
    if element.tag in {"nav", "footer", "header"}:
        return True
    if element.tag not in {"div", "ul", "ol", "p", "section", "aside", "span"}:
        return False
    words = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}".lower().split()
    return any(word in _CHROME for word in words)


def _drop(element: etree._Element) -> None:
    """Take an element out and leave the text behind it where it was, on a line of its own."""
    tail = element.tail
    parent = element.getparent()
    if parent is None:
        return
    if tail and tail.strip():
        element.clear()
        element.tag = "br"
        element.tail = tail
    else:
        parent.remove(element)


_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CHROME_NAMES = (
    "nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs location position footer foot share bdshare "
    "bdsharebuttonbox sitemap topbar top header site-header site-footer copyright toolbar sidebar contentinfo"
)
_CHROME = frozenset(_CHROME_NAMES.split())
