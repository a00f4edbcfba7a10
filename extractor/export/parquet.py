"""The long table as Parquet: typed, small, and read in a moment; it needs the optional library pyarrow."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from importlib import import_module
from itertools import chain
from typing import Any

from extractor.dossier import Dossier
from extractor.errors import CallError
from extractor.export.columns import Column, Kind
from extractor.export.long import LONG, Cells, long_rows
from extractor.serialise import plain

DIGITS, DECIMALS = 38, 12
"""Digits of a decimal in all, and behind the point: the most that every reader of Parquet understands."""

ROWS_A_GROUP = 50_000
"""Rows held in memory at a time: some 250 reports."""

PyArrow = Any
"""The library, or something of its: it carries no types."""

_EXACT = "value_text"
_VALUE = [column.name for column in LONG].index("value")


def parquet(dossiers: Iterable[Dossier], *, rows_a_group: int = ROWS_A_GROUP) -> Iterator[bytes]:
    """Yield the long table as a Parquet file, a row group at a time.

    `value` is a decimal of 38 digits, 12 of them behind the point, and null where a value needs more; `value_text` has
    every value in exact plain digits. Raises `CallError` at once where pyarrow is not installed.
    """
    return _pieces(_library(), dossiers, rows_a_group)


def _library() -> PyArrow:
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as error:
        raise CallError("export.no_pyarrow") from error


def _pieces(pa: PyArrow, dossiers: Iterable[Dossier], size: int) -> Iterator[bytes]:
    schema = pa.schema([(column.name, _type(pa, column.kind)) for column in _columns()])
    written = _Written()
    with pa.parquet.ParquetWriter(pa.PythonFile(written, mode="w"), schema, compression="zstd") as writer:
        for rows in _groups(chain.from_iterable(long_rows(dossiers)), size):
            cells = zip(_across(rows), schema, strict=True)
            arrays = [pa.array(map(_fitting, column), type=field.type) for column, field in cells]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=size)
            yield written.take()
    yield written.take()


def _columns() -> Sequence[Column]:
    return (*LONG[: _VALUE + 1], Column(name=_EXACT), *LONG[_VALUE + 1 :])


def _type(pa: PyArrow, kind: Kind) -> PyArrow:
    types = {Kind.TEXT: pa.string(), Kind.INTEGER: pa.int32(), Kind.BOOLEAN: pa.bool_()}
    return types.get(kind) or pa.decimal128(DIGITS, DECIMALS)


def _groups(rows: Iterable[Cells], size: int) -> Iterator[list[Cells]]:
    group: list[Cells] = []
    for row in rows:
        group.append(row)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


def _across(rows: Sequence[Cells]) -> Iterator[Sequence[object]]:
    """Yield the cells of each of `_columns`."""
    for number, cells in enumerate(zip(*rows, strict=True)):
        yield cells
        if number == _VALUE:
            yield [plain(cell) if isinstance(cell, Decimal) else None for cell in cells]


def _fitting(cell: object) -> object:
    return None if isinstance(cell, Decimal) and not _fits(cell) else cell


def _fits(value: Decimal) -> bool:
    exponent = int(value.as_tuple().exponent)
    return -exponent <= DECIMALS and value.adjusted() < DIGITS - DECIMALS


class _Written:
    """What a library takes for a file: what is written to it waits here until it is taken."""

    closed = False

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self._length = 0

    def write(self, data: object) -> int:
        """Keep some bytes."""
        piece = bytes(memoryview(data))  # type: ignore[arg-type]  # any buffer
        self._waiting.append(piece)
        self._length += len(piece)
        return len(piece)

    def tell(self) -> int:
        """Return how many bytes were written in all."""
        return self._length

    def flush(self) -> None:
        """Hold nothing back."""

    def close(self) -> None:
        """Keep what was written last: it is still to be taken."""

    def take(self) -> bytes:
        """Return what was written since the last call."""
        waiting, self._waiting = self._waiting, []
        return b"".join(waiting)
