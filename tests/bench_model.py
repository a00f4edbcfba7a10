"""What a model's answers cost besides the model: `make bench`. Prints ratios; never fails on time.

Clients are held against one another in the same run, over a loopback endpoint of its own process that answers 50 ms
later with 182 cells. The ratios travel between machines; the times do not. Ours does more than the others: it keeps
each reply and a row of the ledger in a file before anybody reads it.
"""

import asyncio
import atexit
import itertools
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter, process_time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, create_model

from extractor.model import Answered, Reply, Request, Stage
from extractor.model.driving import Broken
from tests.bench_tokens import print_tokens
from tests.slow_endpoint import MODEL, slow_endpoint

ROUNDS = 5
DOCUMENTS = (1_000, 10_000)
REQUESTS = {8: 240, 64: 960}
STARTS = 5
ROWS, COLUMNS = 26, 7
ROOT = Path(__file__).resolve().parents[1]
KEY = "not-a-key"
SYSTEM = "请按报告原文填写表中各项数据。"
USER = "\n".join(f"{line}| 第{line}项 {'⟦1:13⟧ ⟦2:0⟧ ' * 3}⟦7:26⟧" for line in range(1, ROWS + 1))

_NUMBERS = itertools.count(1)

Client = Callable[[str, int, int, int], None]
"""Sends that many requests, at most so many at once, to a base URL; the first number tells one run from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a client took for a run."""

    a_second: float
    cpu_milliseconds: float

    @classmethod
    def of(cls, client: Client, base_url: str, first: int, count: int, at_once: int) -> "Cost":
        """Return what it takes to send `count` requests."""
        start, cpu = perf_counter(), process_time()
        client(base_url, first, count, at_once)
        cpu, seconds = process_time() - cpu, perf_counter() - start
        return cls(a_second=count / seconds, cpu_milliseconds=1000 * cpu / count)


def bare(base_url: str, first: int, count: int, at_once: int) -> None:
    """Send by AsyncOpenAI alone, and validate what comes back."""
    from openai import AsyncOpenAI

    shape = {"type": "json_schema", "json_schema": {"name": "Answer", "strict": True, "schema": answer_schema()}}

    async def run() -> None:
        async with AsyncOpenAI(base_url=base_url, api_key=KEY, max_retries=0) as client:

            async def ask(number: int) -> None:
                reply = await client.chat.completions.create(
                    model=MODEL, messages=messages(number), response_format=shape, temperature=0, max_tokens=4000
                )
                answer_type().model_validate_json(reply.choices[0].message.content, strict=True)

            await _all(ask, first, count, at_once)

    asyncio.run(run())


def instructor_alone(base_url: str, first: int, count: int, at_once: int) -> None:
    """Send by instructor, as its documentation shows it, with no attempt but the first."""
    import instructor
    from openai import AsyncOpenAI

    async def run() -> None:
        async with AsyncOpenAI(base_url=base_url, api_key=KEY, max_retries=0) as openai:
            client = instructor.from_openai(openai, mode=instructor.Mode.JSON_SCHEMA)

            async def ask(number: int) -> None:
                await client.chat.completions.create(
                    model=MODEL,
                    messages=messages(number),
                    response_model=answer_type(),
                    temperature=0,
                    max_tokens=4000,
                    max_retries=0,
                    strict=True,
                )

            await _all(ask, first, count, at_once)

    asyncio.run(run())


def session(base_url: str, first: int, count: int, at_once: int) -> None:
    """Send by a session of ours."""
    for reply in _fulfilled(base_url, first, count, at_once):
        assert isinstance(reply, Answered), reply


def _fulfilled(base_url: str, first: int, count: int, at_once: int) -> Iterator[Reply | Broken]:
    """Yield the replies to that many questions, one a document, all of them from the endpoint."""
    from extractor.model.endpoint import Endpoint
    from extractor.model.session import Session

    endpoint = Endpoint(url=base_url, model=MODEL, concurrency=at_once)
    with Session.open(endpoint, archive=Path(_folder()) / "archive.db") as opened:
        for number, reply in enumerate(opened.fulfil(map(_question, range(first, first + count)), window=2 * at_once)):
            opened.tally.take(str(first + number))
            yield reply
        assert opened.tally.all.calls == count


def _question(number: int) -> Stage[Reply]:
    system, user = (turn["content"] for turn in messages(number))
    (reply,) = yield (
        Request(
            prompt="bench",
            system=system,
            user=user,
            answer=answer_type(),
            max_tokens=4000,
            document=str(number),
            part="all",
        ),
    )
    return reply


@cache
def _folder() -> str:
    """Return a folder for the archive of this process, gone when it ends."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return folder.name


CLIENTS: Mapping[str, Client] = {"AsyncOpenAI": bare, "instructor": instructor_alone, "Session": session}


def main() -> None:
    with slow_endpoint(_answer()) as base_url:
        for at_once, count in REQUESTS.items():
            _print_costs(at_once, _costs(base_url, at_once, count))
        _print_starts(base_url)
    with slow_endpoint(_answer(), milliseconds=0) as base_url:
        _run("memory", base_url)
    print_tokens()


def _costs(base_url: str, at_once: int, count: int) -> Mapping[str, Cost]:
    """Return each client's best of some rounds, the clients taking turns; a round to warm up is not counted."""
    for client in CLIENTS.values():
        client(base_url, _fresh(at_once), at_once, at_once)
    rounds = [
        {name: Cost.of(client, base_url, _fresh(count), count, at_once) for name, client in CLIENTS.items()}
        for _ in range(ROUNDS)
    ]
    return {name: _best([costs[name] for costs in rounds]) for name in CLIENTS}


def _fresh(count: int) -> int:
    """Return the first of so many numbers that no request has had."""
    return next(itertools.islice(_NUMBERS, count - 1, None)) - count + 1


def _best(costs: Sequence[Cost]) -> Cost:
    return Cost(
        a_second=max(cost.a_second for cost in costs), cpu_milliseconds=min(cost.cpu_milliseconds for cost in costs)
    )


def _print_costs(at_once: int, costs: Mapping[str, Cost]) -> None:
    least = costs["AsyncOpenAI"]
    print(f"\n{at_once} at once, {REQUESTS[at_once]} requests, best of {ROUNDS} rounds")
    print(f"{'client':<14} {'a second':>9} {'ratio':>6} {'CPU ms':>8} {'ratio':>6}")
    for name, cost in costs.items():
        rate, cpu = cost.a_second / least.a_second, cost.cpu_milliseconds / least.cpu_milliseconds
        print(f"{name:<14} {cost.a_second:>9.0f} {rate:>6.2f} {cost.cpu_milliseconds:>8.2f} {cpu:>6.2f}")


def _print_starts(base_url: str) -> None:
    """Print the seconds from the start of an interpreter to its first answer, imports included."""
    seconds = {name: min(_start_seconds(name, base_url) for _ in range(STARTS)) for name in CLIENTS}
    print(f"\n{'first answer':<14} {'seconds':>9} {'ratio':>6}   best of {STARTS}")
    for name, taken in seconds.items():
        print(f"{name:<14} {taken:>9.2f} {taken / seconds['AsyncOpenAI']:>6.2f}")


def _print_memory(base_url: str) -> None:
    """Print what a session of this process holds after so many documents, one call each."""
    first, last = DOCUMENTS
    print(f"\n{'documents':<14} {'resident MB':>11}")
    for done, _ in enumerate(_fulfilled(base_url, 1, last, max(REQUESTS)), start=1):
        if done in {first, last}:
            print(f"{done:<14} {_resident_megabytes():>11.1f}")


def _resident_megabytes() -> float:
    """Return what this process has in memory now; where the system does not tell, the most it has had."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20


def _start_seconds(name: str, base_url: str) -> float:
    start = perf_counter()
    _run(name, base_url)
    return perf_counter() - start


def _run(what: str, base_url: str) -> None:
    """Do something in a process of its own."""
    subprocess.run([sys.executable, "-m", "tests.bench_model", what, base_url], cwd=ROOT, check=True)


@cache
def answer_type() -> type[BaseModel]:
    """Return the model of an answer: 26 rows of seven bounded numbers, nothing else."""
    number = (Annotated[int, Field(ge=0, le=999_999)], ...)
    closed = ConfigDict(extra="forbid")
    row = create_model("Row", __config__=closed, **{f"column_{at}": number for at in range(1, COLUMNS + 1)})
    return create_model("Answer", __config__=closed, **{f"row_{at}": (row, ...) for at in range(1, ROWS + 1)})


@cache
def answer_schema() -> Mapping[str, object]:
    """Return the schema of an answer, made once."""
    return answer_type().model_json_schema()


def messages(number: int) -> list[dict[str, str]]:
    """Return the conversation of a request; no two are the same."""
    return [{"role": "system", "content": SYSTEM}, {"role": "user", "content": f"{USER}\n{number}"}]


def _answer() -> str:
    row = {f"column_{at}": at * at for at in range(1, COLUMNS + 1)}
    return json.dumps({f"row_{at}": row for at in range(1, ROWS + 1)}, separators=(",", ":"))


async def _all(ask: Callable[[int], object], first: int, count: int, at_once: int) -> None:
    """Ask for every number, `at_once` tasks taking the next one each."""
    numbers = iter(range(first, first + count))

    async def work() -> None:
        for number in numbers:
            await ask(number)

    await asyncio.gather(*(work() for _ in range(at_once)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        _print_memory(sys.argv[2])
    elif len(sys.argv) > 1:
        CLIENTS[sys.argv[1]](sys.argv[2], 0, 1, 1)
    else:
        main()
