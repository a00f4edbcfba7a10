"""How many tokens a report costs: the cascade against the plain call over the same reports; part of `bench_model`.

Both sides answer for the tables alone, both ends are counted (the whole body of a request as it goes over the wire, and
the answer in it), of every call that is made, with what is asked again. A faithful model answers, at a set error rate.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.evaluation.dataset import Case, open_dataset, shipped_dataset
from extractor.evaluation.running import predict_asking
from extractor.ingest import ingest
from extractor.model import Answered, Reply, Request, fulfilled
from extractor.model.endpoint import Endpoint
from extractor.model.shapes import Mode, Shapes
from extractor.pipeline import ModelPass
from extractor.schema import schema_by_id, shipped_schemas
from tests.faithful import Faithful
from tests.plain_call import MODEL, Size, as_sent, plain_answer, plain_request, size

RATES = (0.0, 0.02)
CELLS = ModelPass(model=MODEL, findings=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What goes over the wire for a report: what is sent and what is said, call by call."""

    plain: Sequence[str]
    cascade: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The sizes of some reports, asked for in either way."""

    reports: int = 0
    plain: Size = field(default_factory=Size)
    cascade: Size = field(default_factory=Size)

    def __add__(self, other: "Sizes") -> "Sizes":
        return Sizes(
            reports=self.reports + other.reports,
            plain=self.plain + other.plain,
            cascade=self.cascade + other.cascade,
        )


def groups() -> Iterator[tuple[str, Sequence[Case]]]:
    """Yield the reports that are counted: the shipped ones, and real ones where a folder of them is named."""
    yield "shipped", shipped_dataset().cases
    if corpus := os.environ.get("GOUJI_CORPUS"):
        yield "corpus", open_dataset(Path(corpus)).cases


def texts(cases: Sequence[Case], rate: float = 0.0) -> Iterator[Texts]:
    """Yield what either way takes for each report; the cascade is answered with errors at that rate."""
    schemas = shipped_schemas()
    shapes = Shapes(Endpoint(url="http://127.0.0.1/v1"), MODEL)
    model = Faithful(cases, schemas, CELLS, rate)
    for case in cases:
        wire: list[str] = []

        def answer(request: Request, wire: list[str] = wire) -> Reply:
            reply = model(request)
            assert isinstance(reply, Answered)
            wire += [shapes.body(request, Mode.SCHEMA).content.decode(), reply.answer.model_dump_json()]
            return reply

        fulfilled(predict_asking(case, schemas, CELLS), answer)
        yield Texts(plain=_plain(case), cascade=wire)


def _plain(case: Case) -> tuple[str, str]:
    schema = schema_by_id(case.gold.schema)
    text = ingest(case.data, case.name).text
    return as_sent(plain_request(text, schema)), plain_answer(case.gold, schema)


def print_tokens() -> None:
    """Print what the reports of each group take, all of them and those that a model is asked about at all."""
    print("\nthe cascade against one plain call a report, both ends, all calls")
    heads = ("reports", "plain", "ours", "ratio", "plain", "ours", "ratio")
    print(f"{'':<10} {'errors':>6} {'':<6}" + "".join(f" {head:>8}" for head in heads) + "   tokens, then bytes")
    for name, cases in groups():
        for rate in RATES:
            _print_group(name, rate, [_sizes(each) for each in texts(cases, rate)])


def _sizes(each: Texts) -> Sizes:
    return Sizes(reports=1, plain=_size(each.plain), cascade=_size(each.cascade))


def _size(parts: Sequence[str]) -> Size:
    return sum((size(part) for part in parts), Size())


def _print_group(name: str, rate: float, reports: Sequence[Sizes]) -> None:
    asked = [each for each in reports if each.cascade.bytes]
    for which, chosen in (("all", reports), ("asked", asked)):
        total = sum(chosen, Sizes())
        row = f"{name:<10} {rate:>6.0%} {which:<6} {total.reports:>8}"
        for plain, ours in ((total.plain.tokens, total.cascade.tokens), (total.plain.bytes, total.cascade.bytes)):
            row += f" {plain:>8} {ours:>8} {ours / plain:>8.3f}"
        print(row)
    print(f"{'':<10} {'':>6} no call {len(reports) - len(asked):>7} of {len(reports)}")


if __name__ == "__main__":
    print_tokens()
