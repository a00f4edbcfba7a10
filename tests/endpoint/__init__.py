"""A scripted endpoint on this machine: a function decides the reply to each request, and every request is kept."""

from tests.endpoint.replies import (
    Drop,
    Hang,
    Reply,
    answer,
    completion,
    error,
    filtered,
    html,
    no_choices,
    not_public,
    refusal,
    tool_call,
    truncated,
)
from tests.endpoint.server import Asked, Script, serve

__all__ = [
    "Asked",
    "Drop",
    "Hang",
    "Reply",
    "Script",
    "answer",
    "completion",
    "error",
    "filtered",
    "html",
    "no_choices",
    "not_public",
    "refusal",
    "serve",
    "tool_call",
    "truncated",
]
