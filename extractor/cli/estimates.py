"""`gouji run --estimate`: what a model would be asked, and what that would cost, before anything is sent."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.batch import key_of, known_reading
from extractor.cli.model import ModelOptions
from extractor.cli.terminal import Reporter, reporting, show
from extractor.errors import UnreadableError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.ingest.discover import Source
    from extractor.model import Request
    from extractor.pipeline import ModelPass
    from extractor.schema.compiled import Schema
    from extractor.store import Store


def print_estimate(
    options: ModelOptions,
    sources: Sequence["Source"],
    schemas: Sequence["Schema"],
    db: Path,
    lang: str,
    *,
    again: bool,
) -> None:
    """Print how many reports would be sent, the bounds on tokens, and the cost."""
    from extractor.model.estimate import estimate
    from extractor.pipeline import pipeline_key
    from extractor.render.spending import estimated
    from extractor.store import Store

    endpoint = options.settle()
    asked = options.model_pass(endpoint)
    with ExitStack() as stack:
        store = stack.enter_context(Store.open(db, read_only=True)) if db.exists() and not again else None
        reporter = stack.enter_context(reporting(say(lang, "run.reading"), len(sources), say(lang, "run.rate")))
        news = _News(store, pipeline_key(schemas, asked))
        found = estimate(_requests(sources, schemas, asked, news, reporter), endpoint, model=endpoint.model)
    show(estimated(found, news.files, endpoint, lang))


class _News:
    """Which files a run would read: those that are new or have changed, each content once."""

    def __init__(self, store: "Store | None", pipeline: str) -> None:
        self._store, self._pipeline = store, pipeline
        self._seen: set[str] = set()
        self.files = 0

    def is_news(self, name: str, data: bytes) -> bool:
        """Return whether a run would read a file."""
        sha256 = hashlib.sha256(data).hexdigest()
        key = key_of(self._pipeline, name, data)
        is_known = self._store is not None and bool(known_reading(self._store, sha256, key))
        if is_known or sha256 in self._seen:
            return False
        self._seen.add(sha256)
        self.files += 1
        return True


def _requests(
    sources: Sequence["Source"], schemas: Sequence["Schema"], asked: "ModelPass", news: _News, reporter: Reporter
) -> Iterator["Request"]:
    """Yield the first question on everything; what would be asked again is not known before there is an answer."""
    from extractor.model import unasked
    from extractor.reading import read_report_asking

    for source in sources:
        with suppress(UnreadableError):  # the run itself will tell
            data = source.read()
            if news.is_news(source.name, data):
                yield from unasked(read_report_asking(data, source.name, schemas, asked))[1]
        reporter.advance()
