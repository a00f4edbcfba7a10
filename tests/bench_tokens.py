"""How many tokens a report costs, asked for plainly: part of `tests.bench_model`. Both ends, in bytes and in tokens."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.evaluation.dataset import Case, open_dataset, shipped_dataset
from extractor.ingest import ingest
from extractor.schema import schema_by_id
from tests.plain_call import Size, as_sent, plain_answer, plain_request, size


def groups() -> Iterator[tuple[str, Sequence[Case]]]:
    """Yield the reports that are counted: the shipped ones, and real ones where a folder of them is named."""
    yield "shipped", shipped_dataset().cases
    if corpus := os.environ.get("GOUJI_CORPUS"):
        yield "corpus", open_dataset(Path(corpus)).cases


def plain_sizes(case: Case) -> tuple[Size, Size]:
    """Return the sizes of the plain call for a report: what is sent, and what a faithful answer says."""
    schema = schema_by_id(case.gold.schema)
    text = ingest(case.data, case.name).text
    return size(as_sent(plain_request(text, schema))), size(plain_answer(case.gold, schema))


def print_tokens() -> None:
    """Print what a report takes on average in each group."""
    print(f"\n{'a report':<12} {'reports':>8} {'sent':>8} {'said':>8} {'tokens':>8} {'bytes':>8}")
    for name, cases in groups():
        sizes = [plain_sizes(case) for case in cases]
        sent = sum((each[0] for each in sizes), Size())
        said = sum((each[1] for each in sizes), Size())
        counts = (sent.tokens, said.tokens, (sent + said).tokens, (sent + said).bytes)
        print(f"{name:<12} {len(cases):>8}" + "".join(f" {count / len(cases):>8.0f}" for count in counts))


if __name__ == "__main__":
    print_tokens()
