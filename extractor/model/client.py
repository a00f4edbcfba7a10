"""The connection: one HTTP call to an OpenAI-compatible endpoint, which ends in a reply's bytes or a named fault."""

import asyncio
import email.utils
import ssl
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from extractor.errors import CallError, Cause
from extractor.model.asked import Failure
from extractor.model.endpoint import Endpoint
from extractor.model.faults import FaultError, refusal

if TYPE_CHECKING:
    import httpx2
    from openai import APIStatusError, AsyncOpenAI

CONNECT_SECONDS = 10.0
"""How long a connection may take to come about, whatever an answer may take."""


LEAST_SECRET = 8
"""Characters below which a word is left in a reply: without every `1` in it, it would be another reply."""


class Client:
    """The only place that speaks to an endpoint: nothing is tried twice here, and no redirect is followed."""

    def __init__(self, endpoint: Endpoint, *, is_offline: bool) -> None:
        from openai import AsyncOpenAI

        self._endpoint = endpoint
        self._is_bare = not endpoint.key and "authorization" not in {name.lower() for name in endpoint.headers}
        self._openai = AsyncOpenAI(
            api_key=endpoint.key or "none",  # it will not do without; the header is left out
            base_url=endpoint.url,
            max_retries=0,
            timeout=endpoint.timeout_seconds,
            default_headers=dict(endpoint.headers),
            http_client=_http(endpoint, is_offline=is_offline),
        )
        # It takes these from the environment, and would send them wherever the user's own endpoint is.
        self._openai.organization = self._openai.project = None
        self._openai._custom_headers = dict(endpoint.headers)  # noqa: SLF001 - OPENAI_CUSTOM_HEADERS is in there

    async def complete(self, body: bytes, timeout_seconds: float) -> bytes:
        """Return what the endpoint replies to a chat completion of this body; raises `FaultError`."""
        return await self._call("POST", "/chat/completions", body, timeout_seconds)

    async def models(self, timeout_seconds: float, *, with_key: bool = True) -> bytes:
        """Return the endpoint's list of models; raises `FaultError`."""
        return await self._call("GET", "/models", None, timeout_seconds, with_key=with_key)

    async def close(self) -> None:
        """Close every connection."""
        await self._openai.close()

    async def _call(
        self, method: str, path: str, body: bytes | None, timeout_seconds: float, *, with_key: bool = True
    ) -> bytes:
        from openai import APIConnectionError, APIStatusError, APITimeoutError

        seconds = min(timeout_seconds, self._endpoint.timeout_seconds)
        try:
            # The client's own limit is for each read: an answer that drips would never meet it.
            async with asyncio.timeout(seconds):
                content = await _sent(self._openai, method, path, body, is_bare=self._is_bare or not with_key)
        except (APITimeoutError, TimeoutError) as error:
            raise FaultError(Failure.TIMED_OUT, f"{seconds:g} s", may_have_cost=True) from error
        except APIConnectionError as error:
            raise self._unreached(error) from error
        except APIStatusError as error:
            raise self._refused(error) from error
        return self._without_secrets(content)

    def _refused(self, error: "APIStatusError") -> FaultError:
        fault = refusal(error.status_code, error.response.content, _retry_after(error.response.headers))
        if target := error.response.headers.get("Location"):
            fault.detail += f" -> {target}"
        fault.detail = self._endpoint.hide(fault.detail)
        return fault

    def _unreached(self, error: Exception) -> FaultError:
        import httpx2

        cause = error.__cause__ or error
        if isinstance(cause, FaultError):
            return cause
        detail = self._endpoint.hide(" ".join(str(cause).split())[:200]) or type(cause).__name__
        if isinstance(cause, httpx2.DecodingError):
            return FaultError(Failure.NOT_A_REPLY, detail, may_have_cost=True)
        never_sent = isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.UnsupportedProtocol)
        return FaultError(Failure.UNREACHABLE, detail, may_have_cost=not never_sent)

    def _without_secrets(self, content: bytes) -> bytes:
        """Return a reply without our secrets, should an endpoint send one back: replies are kept in a file."""
        for secret in self._endpoint.secrets:
            if len(secret) >= LEAST_SECRET:
                content = content.replace(secret.encode(), b"***")
        return content


async def _sent(client: "AsyncOpenAI", method: str, path: str, body: bytes | None, *, is_bare: bool) -> bytes:
    import httpx2
    from openai import Omit

    headers: dict[str, str | Omit] = {"Authorization": Omit()} if is_bare else {}
    if method == "POST":
        headers["Content-Type"] = "application/json"
        reply = await client.post(path, cast_to=httpx2.Response, content=body, options={"headers": headers})
    else:
        reply = await client.get(path, cast_to=httpx2.Response, options={"headers": headers})
    return reply.content


def _http(endpoint: Endpoint, *, is_offline: bool) -> "httpx2.AsyncClient":
    import httpx2

    from extractor.model.bounded import BoundedClient

    try:
        return BoundedClient(
            verify=_certificates(endpoint),
            follow_redirects=False,  # a redirect would carry the document's text somewhere else
            trust_env=not (is_offline or endpoint.is_loopback),  # a proxy of the environment is somewhere else too
            timeout=httpx2.Timeout(endpoint.timeout_seconds, connect=CONNECT_SECONDS),
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=endpoint.concurrency),
        )
    except (ImportError, ValueError) as error:  # a proxy of the environment that is no address, or of an unknown kind
        raise CallError("model.bad_proxy", problem=" ".join(str(error).split())) from error


def _certificates(endpoint: Endpoint) -> ssl.SSLContext | bool:
    if endpoint.ca_file is None:
        return not (endpoint.is_loopback and endpoint.url.startswith("http:"))  # reading the system's takes time
    try:
        return ssl.create_default_context(cafile=str(endpoint.ca_file))
    except ssl.SSLError as error:
        raise CallError("model.bad_ca_file", path=endpoint.ca_file, problem="PEM") from error
    except OSError as error:
        raise CallError("model.bad_ca_file", path=endpoint.ca_file, problem=Cause(error)) from error


def _retry_after(headers: "httpx2.Headers") -> float | None:
    """Return how many seconds an endpoint asks to be left alone, said as seconds or as a date."""
    with suppress(ValueError):
        return max(0.0, float(headers.get("retry-after-ms", "")) / 1000)
    value = headers.get("retry-after", "")
    with suppress(ValueError):
        return max(0.0, float(value))
    with suppress(ValueError, TypeError, OverflowError):
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    return None
