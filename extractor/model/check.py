"""Looking at an endpoint before anything is read: a key, a server, a model, or one line that says what is missing."""

import asyncio
import difflib
import json
from collections.abc import Awaitable, Callable, Sequence

from extractor.errors import CallError
from extractor.model.asked import Failed, Failure
from extractor.model.client import Client
from extractor.model.endpoint import Endpoint
from extractor.model.envelope import Envelope
from extractor.model.faults import FaultError
from extractor.model.shapes import common

CHECK_SECONDS = 30.0
"""How long the whole check may take."""

LIST_SECONDS = 10.0
"""How long the list of models may take; a server that has none to show may still have the model."""

TRIAL_TOKENS = 16

LISTED = 10
"""How many models of an endpoint are named at most: some list hundreds."""

# All but the last know the key and the model, and have said so in their way; the budget allows no trial, and no run.
_NOTHING_SAID = frozenset({Failure.RATE_LIMITED, Failure.FILTERED, Failure.TRUNCATED, Failure.OVER_BUDGET})


def require_allowed(endpoint: Endpoint) -> None:
    """Raise `CallError` where connections are forbidden and this is no exception."""
    if not endpoint.is_allowed_offline:
        raise CallError("model.offline", url=endpoint.url, host=endpoint.host, path=endpoint.settings or "-")


def require_key(endpoint: Endpoint) -> None:
    """Raise `CallError` where a key is needed and there is none."""
    if endpoint.needs_key and not endpoint.key:
        about = {"url": endpoint.url, "variable": endpoint.key_name, "path": endpoint.settings or "settings.toml"}
        if not endpoint.name:
            raise CallError("model.no_key", **about)
        raise CallError("model.no_key_of", name=endpoint.name, **about)


Trial = Callable[[bytes, int], Awaitable[Envelope | Failed]]
"""Sends a body that is answered in so many tokens at most."""


async def check(endpoint: Endpoint, model: str, client: Client, send: Trial) -> None:
    """Raise `CallError`, one line, unless the endpoint is there, takes the key and has the model.

    The list of models decides where it can: one tiny trial does where the list lacks the model (it may be an alias),
    where there is no list, or where anybody may see it, so that it says nothing of the key.
    """
    require_key(endpoint)
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            known = await _known(endpoint, client)
            is_told = model in known and (not endpoint.key or not await _is_public(client))
            if not is_told:
                await _try(endpoint, model, send, known)
    except TimeoutError as error:
        raise CallError("model.no_answer", url=endpoint.url, seconds=f"{CHECK_SECONDS:g}") from error


async def models(client: Client) -> tuple[str, ...]:
    """Return the models that an endpoint lists; raises `FaultError` where it lists none."""
    raw = await client.models(LIST_SECONDS)
    try:
        listed = json.loads(raw)["data"]
        return tuple(str(entry["id"]) for entry in listed)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise FaultError(Failure.NOT_A_REPLY, status=200) from error


def trial(endpoint: Endpoint, model: str) -> bytes:
    """Return the body of the smallest request that a model can answer."""
    body = {**common(endpoint, model), "messages": [{"role": "user", "content": "Say yes."}]}
    if endpoint.bound_name:
        body[endpoint.bound_name] = TRIAL_TOKENS
    return json.dumps(body).encode()


def said(endpoint: Endpoint, model: str, fault: FaultError, known: tuple[str, ...] = ()) -> CallError:
    """Return a fault as one line for the user."""
    about = {"url": endpoint.url, "model": model, "problem": fault.detail or fault.kind}
    if fault.status is not None and 300 <= fault.status < 400:
        return CallError("model.redirect", **about)
    if fault.kind is Failure.UNREACHABLE and "certificate" in fault.detail.lower():
        return CallError("model.certificate", **about)
    if fault.kind is Failure.UNAUTHORISED:
        return CallError(_about_key(endpoint), name=endpoint.name, variable=endpoint.key_name or "-", **about)
    if fault.kind is Failure.REJECTED and (fault.status == 404 or _names(model, fault)):
        return _no_model(endpoint, model, fault, known)
    return CallError(_LINES.get(fault.kind, "model.rejected"), **about)


_LINES = {
    Failure.UNREACHABLE: "model.unreachable",
    Failure.TIMED_OUT: "model.slow",
    Failure.NO_QUOTA: "model.no_quota",
    Failure.SERVER_ERROR: "model.server_error",
    Failure.NOT_A_REPLY: "model.no_api",
}


def _about_key(endpoint: Endpoint) -> str:
    if endpoint.key:
        return "model.wrong_key"
    if not endpoint.key_name:
        return "model.key_needed"
    return "model.key_unset_of" if endpoint.name else "model.key_unset"


async def _known(endpoint: Endpoint, client: Client) -> tuple[str, ...]:
    try:
        return await models(client)
    except FaultError as fault:
        is_redirect = fault.status is not None and 300 <= fault.status < 400
        if fault.kind is Failure.UNREACHABLE or is_redirect:
            raise said(endpoint, "", fault) from fault
        return ()  # no list, or not for this key: the trial decides


async def _is_public(client: Client) -> bool:
    try:
        await client.models(LIST_SECONDS, with_key=False)
    except FaultError:
        return False
    return True


async def _try(endpoint: Endpoint, model: str, send: Trial, known: tuple[str, ...]) -> None:
    try:
        content = await send(trial(endpoint, model), TRIAL_TOKENS)
    except FaultError as fault:
        if fault.kind in _NOTHING_SAID:
            return
        raise said(endpoint, model, fault, known) from fault
    if isinstance(content, Failed) and content.kind is Failure.NOT_A_REPLY:
        raise said(endpoint, model, FaultError(content.kind, content.detail), known)


def _names(model: str, fault: FaultError) -> bool:
    detail = fault.detail.lower()
    return model.lower() in detail and any(word in detail for word in ("not found", "exist", "unknown", "no such"))


def _no_model(endpoint: Endpoint, model: str, fault: FaultError, known: tuple[str, ...]) -> CallError:
    if known:
        about = {"url": endpoint.url, "model": model, "count": len(known), "known": _listed(sorted(known))}
        if near := difflib.get_close_matches(model, known, n=3):
            return CallError("model.no_model_near", near=", ".join(near), **about)
        return CallError("model.no_model", **about)
    key = "model.no_such_model" if _names(model, fault) else "model.not_found"
    return CallError(key, url=endpoint.url, model=model, problem=fault.detail)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:LISTED]) + (", …" if len(names) > LISTED else "")
