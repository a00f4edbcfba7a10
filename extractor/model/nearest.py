"""Why a replay found no reply: how the nearest recording differs from what is asked now."""

import json
from collections.abc import Iterator, Mapping

from extractor.errors import CallError
from extractor.model.accounts import Asked
from extractor.model.archive import Archive, Source

LOOKED_AT = 200
"""How many recordings are compared; those of the same document and part come first."""

_SHOWN = 40


def miss(archive: Archive, source: Source, asked: Asked) -> CallError:
    """Return the error for a request that was never recorded."""
    about = {"document": asked.request.document or "-", "part": asked.request.part or "-"}
    now = _tree(source.url, source.replica, json.loads(asked.body.content))
    recorded = [
        list(differences(_tree(url, replica, body), now))
        for url, replica, body in archive.requests_like(asked.request.document, asked.request.part, LOOKED_AT)
    ]
    nearest = min((found for found in recorded if found), key=len, default=None)
    if nearest is None:
        return CallError("replay.empty", **about)
    where, before, after = nearest[0]
    return CallError("replay.miss", **about, where=where, before=before, after=after)


def differences(before: object, after: object, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield where two pieces of JSON differ, in their order: the path, and what either has there, in short."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in [*before, *(name for name in after if name not in before)]:
            yield from differences(before.get(name), after.get(name), f"{path}.{name}".removeprefix("."))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for at, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from differences(one, other, f"{path}[{at}]")
    else:
        yield path, *_shown(before, after)


def _tree(url: str, replica: int, body: Mapping[str, object]) -> Mapping[str, object]:
    return {"url": url, "replica": replica, **body}


def _shown(before: object, after: object) -> tuple[str, str]:
    """Return two values cut down to where they part."""
    one, other = (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in (before, after)
    )
    same = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    start = max(0, (min(len(one), len(other)) if same is None else same) - 10)
    return _cut(one, start), _cut(other, start)


def _cut(text: str, start: int) -> str:
    piece = " ".join(text[start : start + _SHOWN].split())
    return f"{'…' if start else ''}{piece}{'…' if len(text) > start + _SHOWN else ''}"
