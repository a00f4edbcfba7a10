"""An endpoint as a session needs it: where it is, what it costs, what to send it and what to leave out."""

import ipaddress
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import JsonValue

MILLION = Decimal(1_000_000)

MAX_TOKENS = "max_tokens"
BOUNDS = (MAX_TOKENS, "max_completion_tokens", "max_output_tokens")
"""What the parameter that bounds an answer is called, here and there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a million tokens cost; where nothing is said of cached input it costs what input costs."""

    input: Decimal
    output: Decimal
    cached: Decimal | None = None
    currency: str = "USD"

    def cost(self, *, tokens_in: int, tokens_out: int, tokens_cached: int = 0) -> Decimal:
        """Return the price of so many tokens; the cached ones are among those that went in."""
        cached = self.input if self.cached is None else self.cached
        fresh = max(0, tokens_in - tokens_cached)
        return (fresh * self.input + tokens_cached * cached + tokens_out * self.output) / MILLION

    def most(self, *, tokens_in: int, tokens_out: int) -> Decimal:
        """Return the most that so many tokens may cost, however many of them turn out to be cached."""
        return max(
            self.cost(tokens_in=tokens_in, tokens_out=tokens_out),
            self.cost(tokens_in=tokens_in, tokens_out=tokens_out, tokens_cached=tokens_in),
        )


FREE = Price(input=Decimal(0), output=Decimal(0), currency="")
"""The price of an endpoint on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An OpenAI-compatible endpoint and what its user wants of it; its `repr` shows no key and no header.

    `key_name` is the environment variable that the key comes from, empty where the user says that none is needed.
    """

    url: str
    name: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    key_name: str = ""
    ca_file: Path | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    send: Mapping[str, JsonValue] = field(default_factory=dict)
    leave_out: frozenset[str] = frozenset()
    strip: tuple[tuple[str, str], ...] = ()
    mode: str = ""
    max_tokens_name: str = MAX_TOKENS
    timeout_seconds: float = 120.0
    concurrency: int = 64
    requests_per_minute: float | None = None
    tokens_per_minute: float | None = None
    prices: Mapping[str, Price] = field(default_factory=dict)
    allow: frozenset[str] = frozenset()
    settings: Path | None = None

    @property
    def place(self) -> str:
        """Return the host and the port, as the list of allowed hosts may name it."""
        return urlsplit(self.url).netloc

    @property
    def host(self) -> str:
        """Return the host alone."""
        return urlsplit(self.url).hostname or ""

    @property
    def is_loopback(self) -> bool:
        """Return whether it is on this machine: it then costs nothing and needs no key."""
        return is_loopback(self.host)

    @property
    def is_allowed_offline(self) -> bool:
        """Return whether it may be spoken to where connections are forbidden."""
        return self.is_loopback or bool({self.host, self.place} & self.allow)

    @property
    def needs_key(self) -> bool:
        """Return whether a call without a key is a mistake."""
        return bool(self.key_name) and not self.is_loopback

    @property
    def parameters(self) -> str:
        """Return what its user changed of the requests and the replies, the same for the same changes."""
        changed = {"send": dict(self.send), "leave_out": sorted(self.leave_out), "strip": self.strip}
        return json.dumps({name: value for name, value in changed.items() if value}, sort_keys=True)

    @property
    def bound_name(self) -> str:
        """Return the parameter that bounds an answer, as its user says it is called or sends it; empty where left out.

        What its user sends under `send` beside one that is left out is theirs alone, and no bound of ours.
        """
        if self.max_tokens_name in self.leave_out:
            return ""
        if self.max_tokens_name != MAX_TOKENS:
            return self.max_tokens_name
        return next((name for name in BOUNDS if name in self.send), self.max_tokens_name)

    @property
    def extra(self) -> Mapping[str, JsonValue]:
        """Return what its user wants sent, but for a bound on answers: that is said once, with every question."""
        taken = self._bounds if self.bound_name else ()
        return {name: value for name, value in self.send.items() if name not in taken}

    @property
    def _bounds(self) -> tuple[str, ...]:
        return (self.max_tokens_name, *BOUNDS)

    def bound(self, tokens: int) -> int:
        """Return how long an answer may be that needs so many tokens: thinking takes more, and only its user knows."""
        theirs = [value for name in self._bounds if isinstance(value := self.send.get(name), int)]
        return max(tokens, *theirs, 0) if self.bound_name else max(theirs, default=tokens)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what may stand in no file, no message and no report."""
        return tuple(secret for secret in (self.key, *self.headers.values()) if secret)

    def price(self, model: str) -> Price | None:
        """Return what the model costs here, or nothing where the user has not said it."""
        said = self.prices.get(model)
        return FREE if said is None and self.is_loopback else said

    def hide(self, text: str) -> str:
        """Return a text without this endpoint's secrets, whoever wrote it."""
        for secret in self.secrets:
            text = text.replace(secret, "***")
        return text


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
