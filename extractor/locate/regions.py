"""Which span of a page is which table of the form: by row labels and column headings, however numbered or moved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.locate.chain import Chain, best_chain
from extractor.locate.fields import YEAR_MARK, report_year
from extractor.locate.misread import with_misread
from extractor.locate.page import DIGITS, Hit, Page, hits, letters, starts_line, words_of
from extractor.schema.compiled import Schema
from extractor.schema.model import Table
from extractor.span import Span

HEADER_REACH = 80  # compact characters of unknown text a table's headings may stand apart from each other
TAIL_REACH = 400  # compact characters that the last row of a table may run on, where no heading ends it
DIGIT = frozenset(DIGITS)
AS_FULL = 0.85  # share of a table's gain from which another run of its rows is as good a table
CAPTION = 60  # characters before a table in which its caption may name a year
FAR_HEADING = 120  # characters of unknown text from a section's heading to its table
ENOUGH_ROWS = 0.6  # share of its rows by which a table is known without any of its headings
ROW_WEIGHT = 4  # a block's title says more than a column's heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The place of one table: `chain` holds its row labels as found, `known` every hit inside, in order.

    `misread` are the labels among them known by their likeness alone. `rivals` are other places where the same rows
    stand with as many figures, where nothing says which is the report's.
    """

    table: Table
    span: Span
    chain: tuple[Hit, ...] = ()
    known: tuple[Hit, ...] = ()
    misread: tuple[Hit, ...] = ()
    rivals: tuple["Region", ...] = ()


def regions(page: Page, schema: Schema) -> dict[str, Region]:
    """Return the regions found, by table id; a table that is not there is left out."""
    known = hits(page, words_of(schema))
    found: dict[str, Region] = {}
    for table in schema.tables:
        if table.layout == "rows" and not table.is_open:
            region = _own_table(page, schema, table, known)
            if region:
                found[table.id] = region
    for table in schema.tables:
        if table.id not in found and (table.is_open or table.layout == "blocks"):
            region = _by_headings(page, table, known, tuple(found.values()))
            if region:
                found[table.id] = region
    return found


def _own_table(page: Page, schema: Schema, table: Table, known: Sequence[Hit]) -> Region | None:
    """Return the report's own table: of two full ones the one marked with its year, else the first, with its rival."""
    chain = best_chain(page, known, table)
    region = _by_rows(page, table, known, chain)
    if region is None:
        return None
    outside = [hit for hit in known if hit.end <= chain.hits[0].start or hit.start >= chain.hits[-1].end]
    other = best_chain(page, outside, table) if _stands_again(chain.hits[0], outside) else Chain((), 0.0)
    rival = _by_rows(page, table, outside, other) if other.gain >= AS_FULL * chain.gain else None
    if rival is None:
        return region
    both = (region, rival)
    year = report_year(page, schema)
    marks = [_years_before(page, found) for found in both]
    if any(marks):
        own = [found for found, years in zip(both, marks, strict=True) if year and years[-1:] in ([], [year])]
    else:
        own = [found for found in both if _is_under_heading(page, found, known)]
    return own[0] if len(own) == 1 else replace(region, rivals=(rival,))


def _is_under_heading(page: Page, region: Region, known: Sequence[Hit]) -> bool:
    """Return whether the heading of the table's section is the last thing of its kind before it."""
    first = region.chain[0]
    before = [hit for hit in known if hit.end <= first.start and hit.word.kind in {"heading", "section", "row"}]
    own = [hit for hit in before if hit.word.kind != "row" or hit.is_long]
    last = own[-1] if own else None
    is_own = last is not None and last.word.kind == "heading" and last.word.table == region.table.id
    return is_own and letters(page.words[last.end if last else 0 : first.start]) < FAR_HEADING


def _stands_again(first: Hit, outside: Sequence[Hit]) -> bool:
    return any(hit.word == first.word for hit in outside)


def _years_before(page: Page, region: Region) -> list[int]:
    """Return the years named shortly before a table and in its header, as its caption has them."""
    start = max(page.span.start, region.span.start - CAPTION)
    end = page.raw(region.chain[0].start, region.chain[0].end).start
    return [int(year) for year in YEAR_MARK.findall(page.folded, start, end)]


def _by_rows(page: Page, table: Table, known: Sequence[Hit], chain: Chain) -> Region | None:
    if not chain.hits or not is_strong(chain, table):
        return None
    labels = with_misread(page.words, chain.hits, table)
    misread = tuple(hit for hit in labels if hit not in chain.hits)
    chain = Chain(labels, chain.gain)
    known = sorted((*known, *misread), key=lambda hit: (hit.start, -hit.end))
    first, last = _with_strays(page, table, chain, known)
    start = _header_start(first, table, known)
    end = _tail_end(page, last, known)
    inside = tuple(hit for hit in known if start <= hit.start and hit.end <= end)
    if not _is_headed(inside, table) and len(chain.hits) < ENOUGH_ROWS * len(table.listed_rows):
        return None
    return Region(table=table, span=page.stretch(start, end), chain=chain.hits, known=inside, misread=misread)


def _is_headed(inside: Sequence[Hit], table: Table) -> bool:
    """Return whether any heading of the table stands with its rows: a sentence names rows and figures without any."""
    return any(hit.word.table == table.id and hit.word.kind != "row" for hit in inside)


def _with_strays(page: Page, table: Table, chain: Chain, known: Sequence[Hit]) -> tuple[Hit, Hit]:
    """Return the first and last label of the table: rows printed out of form order stand close before or behind."""
    found = {hit.word.key for hit in chain.hits}
    own = [hit for hit in known if hit.word.table == table.id and hit.word.kind in {"row", "landmark", "column"}]
    first, last = chain.hits[0], chain.hits[-1]
    edge = first
    for hit in reversed([hit for hit in own if hit.end <= first.start]):
        if letters(page.words[hit.end : edge.start]) > HEADER_REACH:
            break
        edge = hit
        first = hit if _is_stray(page, hit, found) else first
    edge = last
    for hit in (hit for hit in own if hit.start >= last.end):
        if letters(page.words[edge.end : hit.start]) > HEADER_REACH:
            break
        edge = hit
        last = hit if _is_stray(page, hit, found) else last
    return first, last


def _is_stray(page: Page, hit: Hit, found: set[str]) -> bool:
    """Return whether a hit is the label of a row that the chain lacks, with a figure right behind it.

    It must begin its line: a sentence behind the table names rows and figures too.
    """
    if hit.word.kind != "row" or hit.word.key in found or page.words[hit.end : hit.end + 1] not in DIGIT:
        return False
    return starts_line(page, hit.start, None) or _follows_figure(page.words, hit)


def _follows_figure(words: str, hit: Hit) -> bool:
    """Return whether figures stand right before a label, as where nothing separates rows."""
    return words[hit.start - 1 : hit.start].isdigit()


def is_strong(chain: Chain, table: Table) -> bool:
    """Return whether a chain is a table rather than a few words in prose."""
    rows = len(table.listed_rows)
    return len(chain.hits) >= max(2, min(4, rows // 3)) and chain.gain > len(chain.hits)


def _header_start(first: Hit, table: Table, known: Sequence[Hit]) -> int:
    """Walk back over the table's own headings that stand close before its first row."""
    start = first.start
    for hit in reversed(known):
        if hit.end > start:
            continue
        if start - hit.end > HEADER_REACH:
            break
        if hit.word.table == table.id and hit.word.kind in {"column", "landmark", "heading"}:
            start = hit.start
    return start


def _tail_end(page: Page, last: Hit, known: Sequence[Hit]) -> int:
    """Return where the last row ends: at the next heading of anything else, or after a bounded reach."""
    limit = min(len(page.words), last.end + TAIL_REACH)
    for hit in known:
        if hit.start >= limit:
            break
        if hit.start >= last.end and _ends_table(hit, last):
            return hit.start
    return limit


def _ends_table(hit: Hit, last: Hit) -> bool:
    if hit.word.kind in {"section", "heading"}:
        return True
    if hit.word.table == last.word.table:
        return hit.word.kind == "row" and hit.word.key != last.word.key and hit.is_long
    return hit.word.kind in {"row", "landmark"} and hit.is_long


def _by_headings(page: Page, table: Table, known: Sequence[Hit], taken: Sequence[Region]) -> Region | None:
    """Find a table whose headings all stand before its figures: the densest cluster of its own words."""
    own = [
        hit for hit in known if hit.word.table == table.id and not any(_inside(page, hit, region) for region in taken)
    ]
    weighed = ((_weight(page.words, cluster, table), cluster) for cluster in _clusters(page.words, own))
    weight, best = max(weighed, key=lambda pair: pair[0], default=(0, []))
    if not weight:
        return None
    start, last = best[0].start, best[-1]
    end = _cluster_end(page, last, known, table)
    inside = tuple(hit for hit in known if start <= hit.start and hit.end <= end)
    return Region(table=table, span=page.stretch(start, end), known=inside)


def _inside(page: Page, hit: Hit, region: Region) -> bool:
    """Return whether a hit lies among the rows of a region (its tail may already hold the next table)."""
    if not region.chain:
        return page.raw(hit.start, hit.end).within(region.span)
    return region.chain[0].start <= hit.start <= region.chain[-1].end


def _clusters(words: str, own: Sequence[Hit]) -> list[list[Hit]]:
    clusters: list[list[Hit]] = []
    for hit in own:
        if clusters and letters(words[clusters[-1][-1].end : hit.start]) <= HEADER_REACH:
            clusters[-1].append(hit)
        else:
            clusters.append([hit])
    return clusters


def _weight(words: str, cluster: Sequence[Hit], table: Table) -> int:
    """Return how much a cluster looks like the table's headings rather than a sentence that names them.

    In a sentence each column's name has its figure behind it; headings stand together, figures only after the last.
    """
    columns = [hit for hit in cluster if hit.word.kind == "column" and words[hit.end : hit.end + 1] not in DIGIT]
    rows = {hit.word.key for hit in cluster if hit.word.kind == "row"}
    is_headed = any(hit.word.kind == "heading" for hit in cluster)
    if len({hit.word.key for hit in columns}) < min(2, len(table.columns)) and not (is_headed and len(rows) > 1):
        return 1 if is_headed and not columns and not rows else 0
    return len(columns) + ROW_WEIGHT * len(rows) + is_headed


def _cluster_end(page: Page, last: Hit, known: Sequence[Hit], table: Table) -> int:
    limit = len(page.words) if table.is_open else min(len(page.words), last.end + TAIL_REACH)
    for hit in known:
        if hit.start >= limit:
            break
        if hit.start < last.end:
            continue
        other = hit.word.table != table.id and hit.is_long
        if hit.word.kind in {"section", "heading"} or (other and hit.word.kind in {"row", "landmark"}):
            return hit.start
    return limit
