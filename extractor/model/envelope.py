"""What an endpoint sends back around an answer, and whether there is an answer in it."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from extractor.model.asked import Failed, Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens that an endpoint says it has used; the cached ones went in, the reasoning ones came out."""

    tokens_in: int
    tokens_out: int
    cached: int = 0
    reasoning: int = 0


def _or_none(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    """Return nothing where what is said beside the answer cannot be read: the answer is not less of one."""
    try:
        return handler(value)
    except ValidationError:
        return None


def _text(content: object) -> object:
    """Return the text of content that comes in parts, as some servers send it."""
    if not isinstance(content, list):
        return content
    return "".join(part["text"] for part in content if isinstance(part, dict) and isinstance(part.get("text"), str))


MOST_USED = 10**9
"""Tokens that no call can use: what says so is not believed, and what it says would not fit into the ledger."""

_Count = Annotated[int | None, Field(ge=0, le=MOST_USED), WrapValidator(_or_none)]


class _PromptDetails(BaseModel):
    cached_tokens: _Count = None


class _CompletionDetails(BaseModel):
    reasoning_tokens: _Count = None


class _Usage(BaseModel):
    prompt_tokens: Annotated[int, Field(ge=1, le=MOST_USED)]
    completion_tokens: Annotated[int, Field(ge=0, le=MOST_USED)]
    prompt_tokens_details: Annotated[_PromptDetails | None, WrapValidator(_or_none)] = None
    completion_tokens_details: Annotated[_CompletionDetails | None, WrapValidator(_or_none)] = None


class _Function(BaseModel):
    arguments: str | dict[str, object] | None = None


class _ToolCall(BaseModel):
    function: _Function


class _Message(BaseModel):
    content: Annotated[str | None, BeforeValidator(_text)] = None
    refusal: str | None = None
    tool_calls: list[_ToolCall] | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class Envelope(BaseModel):
    """A reply of the protocol, as far as it matters here; instructor reads the answer out of it."""

    choices: list[_Choice]
    usage: Annotated[_Usage | None, WrapValidator(_or_none)] = None
    system_fingerprint: Annotated[str | None, WrapValidator(_or_none)] = None

    @property
    def used(self) -> Usage | None:
        """Return the tokens used, copied at once, or nothing where the endpoint does not say."""
        if (said := self.usage) is None:
            return None
        cached = said.prompt_tokens_details.cached_tokens if said.prompt_tokens_details else 0
        reasoning = said.completion_tokens_details.reasoning_tokens if said.completion_tokens_details else 0
        return Usage(
            tokens_in=said.prompt_tokens,
            tokens_out=said.completion_tokens,
            cached=min(cached or 0, said.prompt_tokens),
            reasoning=reasoning or 0,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A reply's bytes, read: what can be read on, or why there is no answer in it, and what it has used either way."""

    content: Envelope | Failed
    used: Usage | None = None
    fingerprint: str | None = None


def opened(raw: bytes, marks: tuple[tuple[str, str], ...]) -> Opened:
    """Return what these bytes are; what stands between marks of thinking is no part of the answer."""
    try:
        envelope = Envelope.model_validate_json(raw)
    except ValidationError:
        start = raw[:80].decode("utf-8", "replace")
        return Opened(content=Failed(kind=Failure.NOT_A_REPLY, detail=" ".join(start.split())))
    if envelope.choices and marks:
        _strip(envelope.choices[0].message, marks)
    return Opened(content=lack(envelope) or envelope, used=envelope.used, fingerprint=envelope.system_fingerprint)


_CUT = frozenset({"length", "max_tokens", "model_length", "max_output_tokens"})


def lack(envelope: Envelope) -> Failed | None:
    """Return why there is no whole answer in a reply, or nothing where there is one to be read."""
    if not envelope.choices:
        return Failed(kind=Failure.EMPTY, detail="choices")
    choice = envelope.choices[0]
    if choice.finish_reason in _CUT:
        return Failed(kind=Failure.TRUNCATED)
    if choice.finish_reason == "content_filter":
        return Failed(kind=Failure.FILTERED)
    if choice.message.refusal:
        return Failed(kind=Failure.REFUSED, detail=" ".join(choice.message.refusal.split())[:200])
    if len(choice.message.tool_calls or ()) > 1:  # which of them is the answer, nobody can tell
        return Failed(kind=Failure.MALFORMED, detail="tool_calls")
    if not (choice.message.content or "").strip() and not choice.message.tool_calls:
        return Failed(kind=Failure.EMPTY, detail=choice.finish_reason or "")
    return None


def _strip(message: _Message, marks: tuple[tuple[str, str], ...]) -> None:
    # Where only the closing mark is there, the opening one stood at the end of the prompt: all before it is thinking.
    content = message.content
    for opening, closing in marks:
        while content and closing in content:
            before, _, after = content.partition(closing)
            content = before.partition(opening)[0] + after if opening in before else after
    message.content = content
