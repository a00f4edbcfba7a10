"""Records as files that other programs read."""

import json
from collections.abc import Iterable, Iterator

from extractor.records import Record
from extractor.serialise import record_to_dict


def jsonl(records: Iterable[Record]) -> Iterator[str]:
    """Yield one line of JSON a record, without its line break; the shape is that of docs/record.md."""
    for record in records:
        yield json.dumps(record_to_dict(record), ensure_ascii=False, allow_nan=False)
