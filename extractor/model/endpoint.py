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
    max_tokens_name: str = "max_tokens"
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
