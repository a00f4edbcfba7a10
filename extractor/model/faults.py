"""Why a call has failed: the many ways endpoints put it, as one of our own names."""

import json
import re
from dataclasses import dataclass

from extractor.model.asked import Failed, Failure

PASSING = frozenset({Failure.RATE_LIMITED, Failure.SERVER_ERROR, Failure.UNREACHABLE, Failure.TIMED_OUT})
"""Failures that may be over a moment later; no other is worth the same call again."""


class FaultError(Exception):
    """A call without a reply. `may_have_cost` says that an answer may have been made all the same.

    `is_about_mode` says that what was refused is the way of asking for a shape, so that another may be taken.
    """

    def __init__(
        self,
        kind: Failure,
        detail: str = "",
        *,
        status: int | None = None,
        retry_after: float | None = None,
        may_have_cost: bool = False,
        is_about_mode: bool = False,
    ) -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail
        self.status = status
        self.retry_after = retry_after
        self.may_have_cost = may_have_cost
        self.is_about_mode = is_about_mode

    @property
    def is_passing(self) -> bool:
        """Return whether the same call may do better in a moment."""
        return self.kind in PASSING

    @property
    def failed(self) -> Failed:
        """Return it as a reply."""
        return Failed(kind=self.kind, detail=self.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an endpoint says about an error of its own: a sentence, and the words meant for programs."""

    message: str
    words: str

    @property
    def all(self) -> str:
        """Return everything it says, in lower case."""
        return f"{self.words} {self.message}".lower()


_TOO_LONG = re.compile(
    r"context_length|context length|context window|context size|exceed_context|maximum context|max_model_len"
    r"|prompt is too long|input is too long|too many tokens|max_seq_len|maximum input length|input length"
)
_NO_QUOTA = re.compile(r"insufficient_quota|insufficient balance|insufficient_balance|arrearage|billing_")
_FILTERED = re.compile(r"content_filter|content management policy|data_inspection_failed|content_policy")
_TRUNCATED = re.compile(r"could not finish the message because max_tokens")  # thinking alone took all there was
_ABOUT_MODE = re.compile(
    r"response_format|response format|json_schema|json schema|structured output|guided|grammar|tool_choice|\btools?\b"
    r"|function call|functions?\b.*\b(?:support|schema|parameters)|invalid schema"
)
_BY_STATUS = {
    401: Failure.UNAUTHORISED,
    402: Failure.NO_QUOTA,
    403: Failure.UNAUTHORISED,
    408: Failure.TIMED_OUT,
    409: Failure.SERVER_ERROR,
    413: Failure.TOO_LONG,
    429: Failure.RATE_LIMITED,
}


_LATE = frozenset({408, 499, 504, 524})
"""What a gateway says when it was tired of waiting: the model behind it may have answered, and be paid for it."""


def refusal(status: int, body: bytes, retry_after: float | None = None) -> FaultError:
    """Return what an endpoint's answer with a status of failure means."""
    said = error_said(body)
    kind = _kind(status, said)
    return FaultError(
        kind,
        f"HTTP {status} {said.message}".strip(),
        status=status,
        retry_after=retry_after,
        may_have_cost=status in _LATE,
        is_about_mode=kind is Failure.REJECTED and status != 404 and _ABOUT_MODE.search(said.all) is not None,
    )


def error_said(body: bytes) -> Said:
    """Return what the body of an error says, in whichever of its usual forms."""
    text = body[:4000].decode("utf-8", "replace")
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):  # brackets in brackets a thousand deep are no JSON to anybody
        return Said(message="" if text.lstrip().startswith("<") else _line(text), words="")
    error = read.get("error", read) if isinstance(read, dict) else read
    if not isinstance(error, dict):
        return Said(message=_line(str(error)), words="")
    words = " ".join(str(error.get(name) or "") for name in ("code", "type", "param"))
    return Said(message=_line(str(error.get("message") or error.get("detail") or "")), words=words)


def _kind(status: int, said: Said) -> Failure:
    if 300 <= status < 400:
        return Failure.REJECTED
    if status in {402, 403, 429} and _NO_QUOTA.search(said.all):
        return Failure.NO_QUOTA
    if status in {400, 403} and _FILTERED.search(said.all):
        return Failure.FILTERED
    if status == 400 and _TRUNCATED.search(said.all):
        return Failure.TRUNCATED
    if status in {400, 422, 500} and _TOO_LONG.search(said.all):
        return Failure.TOO_LONG
    if status >= 500 and status != 501:
        return Failure.SERVER_ERROR
    return _BY_STATUS.get(status, Failure.REJECTED)


def _line(text: str) -> str:
    return " ".join(text.split())[:300]
