"""Which endpoint is meant, from the environment and one file of the user's own.

A file in the current folder is never looked for: a folder of reports could bring one that sends the key elsewhere.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, ValidationError, field_validator

from extractor.errors import CallError, Cause
from extractor.model.endpoint import BOUNDS, Endpoint, Price
from extractor.model.mistakes import mistake, said, wrong

DEFAULT_URL = "https://api.openai.com/v1"
DEFAULT_KEY = "OPENAI_API_KEY"
"""The environment variable that holds the key where a profile names no other."""

OURS = frozenset({"messages", "model", "n", "response_format", "stream", "tool_choice", "tools"})
"""Parameters that a profile may not send: the answer would no longer be what was asked for."""


def _pairs(value: object) -> object:
    """Return pairs of marks where one pair alone was written."""
    return [value] if isinstance(value, list) and value and all(isinstance(mark, str) for mark in value) else value


_HEADERS = {"OPENAI_ORG_ID": "OpenAI-Organization", "OPENAI_PROJECT_ID": "OpenAI-Project"}
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_KEY_ITSELF = re.compile(r"sk[-_].*|(?=.*[a-z])(?=.*[0-9]).{20,}")  # a name of twenty letters rarely has a digit too

_SENDABLE = re.compile(r"[\x20-\x7e]*")

_Mark = Annotated[str, Field(min_length=1)]
_Positive = Annotated[float, Field(gt=0)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Profile(_Strict):
    url: str
    model: str = ""
    key: str | None = None
    ca_file: Path | None = None
    headers: dict[str, str] = {}
    send: dict[str, JsonValue] = {}
    leave_out: frozenset[str] = frozenset()
    strip: Annotated[tuple[tuple[_Mark, _Mark], ...], BeforeValidator(_pairs)] = ()
    mode: Literal["", "json_schema", "tools", "prompt"] = ""
    max_tokens_name: Annotated[str, Field(min_length=1)] = "max_tokens"
    timeout_seconds: _Positive = 120.0
    concurrency: Annotated[int, Field(ge=1, le=1024)] = 64
    requests_per_minute: _Positive | None = None
    tokens_per_minute: _Positive | None = None

    @field_validator("url")
    @classmethod
    def _is_plain(cls, url: str) -> str:
        return plain_url(url)

    @field_validator("key")
    @classmethod
    def _is_a_name(cls, key: str | None) -> str | None:
        if key and not is_variable(key):
            raise wrong("settings.key_itself")
        return key

    @field_validator("max_tokens_name")
    @classmethod
    def _is_a_bound(cls, name: str) -> str:
        if name in OURS:
            raise wrong("settings.means_else", name=name)
        return name

    @field_validator("send")
    @classmethod
    def _is_theirs(cls, send: dict[str, JsonValue]) -> dict[str, JsonValue]:
        if taken := sorted(OURS & send.keys()):
            raise wrong("settings.ours", names=", ".join(taken))
        if odd := [name for name in BOUNDS if name in send and not _is_count(send[name])]:
            raise wrong("settings.bound", name=odd[0])
        return send

    @field_validator("leave_out")
    @classmethod
    def _is_spared(cls, leave_out: frozenset[str]) -> frozenset[str]:
        if needed := sorted({"messages", "model"} & leave_out):
            raise wrong("settings.needed", names=", ".join(needed))
        return leave_out


class _Price(_Strict):
    input: Annotated[Decimal, Field(ge=0)]
    output: Annotated[Decimal, Field(ge=0)]
    cached: Annotated[Decimal, Field(ge=0)] | None = None
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = "USD"


class _Network(_Strict):
    allow: frozenset[str] = frozenset()


class _File(_Strict):
    model: str = ""
    endpoint: str = ""
    endpoints: dict[str, _Profile] = {}
    prices: dict[str, _Price] = {}
    network: _Network = _Network()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user has set; `path` is the file it came from, or the one to write."""

    path: Path
    model: str
    is_offline: bool
    _file: _File = field(repr=False)
    _environment: Mapping[str, str] = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the endpoints in the file."""
        return tuple(self._file.endpoints)

    def endpoint(self, name: str = "", *, model: str = "") -> Endpoint:
        """Return the endpoint of that name, or the one that is meant where none is named.

        That is GOUJI_ENDPOINT, then OPENAI_BASE_URL, then what the file says, or its only one; OpenAI's own comes last,
        and only where the file has none. Raises `CallError` where several may be meant, where the name is unknown, or
        where an environment variable it needs is not set.
        """
        name = name or self._meant()
        if name and name not in self._file.endpoints:
            known = ", ".join(self.names) or "-"
            raise CallError("model.no_endpoint", name=name, known=known, path=self.path)
        profile = self._file.endpoints[name] if name else self._unnamed()
        key_name = _key_name(profile, is_named=bool(name))
        return Endpoint(
            name=name,
            model=model or profile.model or self.model,
            key=self._sendable(key_name, self._environment.get(key_name, "").strip()) if key_name else "",
            key_name=key_name,
            headers=self._headers(name, profile) if name else self._usual_headers(),
            prices={each: Price(**dict(price)) for each, price in self._file.prices.items()},
            allow=self._file.network.allow,
            settings=self.path,
            **{part: getattr(profile, part) for part in _AS_WRITTEN},
        )

    def _meant(self) -> str:
        named = self._environment.get("GOUJI_ENDPOINT", "")
        if named or self._environment.get("OPENAI_BASE_URL"):
            return named
        if self._file.endpoint or not self.names:
            return self._file.endpoint
        if len(self.names) > 1:  # texts may go to one of them only: to a third party they never were to go to
            raise CallError("model.which_endpoint", names=", ".join(self.names), path=self.path)
        return self.names[0]

    def _unnamed(self) -> _Profile:
        url = self._environment.get("OPENAI_BASE_URL") or DEFAULT_URL
        try:
            return _Profile(url=url)
        except ValidationError as error:
            raise CallError("model.bad_url", url=_bare(url), problem=said(error.errors()[0])) from error

    def _headers(self, name: str, profile: _Profile) -> dict[str, str]:
        return {header: self._filled(name, header, value) for header, value in profile.headers.items()}

    def _usual_headers(self) -> dict[str, str]:
        """Return what OpenAI's own clients send by the environment; a profile's endpoint is none of theirs."""
        lines = [line.partition(":") for line in self._environment.get("OPENAI_CUSTOM_HEADERS", "").splitlines()]
        own = {header: self._environment.get(variable, "") for variable, header in _HEADERS.items()}
        own |= {header.strip(): value for header, colon, value in lines if colon}
        return {header: self._sendable(header, value.strip()) for header, value in own.items() if value.strip()}

    def _filled(self, name: str, header: str, value: str) -> str:
        if not value.startswith("$"):
            return self._sendable(f"endpoints.{name}.headers.{header}", value)
        if not is_variable(value[1:]):
            where = f"endpoints.{name}.headers.{header}"
            raise CallError("model.settings", path=self.path, where=where, problem=CallError("settings.key_itself"))
        if filled := self._environment.get(value[1:], "").strip():
            return self._sendable(value[1:], filled)
        raise CallError(
            "model.no_variable", variable=value[1:], where=f"endpoints.{name}.headers.{header}", path=self.path
        )

    def _sendable(self, where: str, value: str) -> str:
        """Return a value that HTTP can carry; one that it cannot would end up in the library's own words."""
        if not _SENDABLE.fullmatch(value):
            raise CallError("model.unsendable", where=where, path=self.path)
        return value


_AS_WRITTEN = _Profile.model_fields.keys() - {"model", "key", "headers"}


def _key_name(profile: _Profile, *, is_named: bool) -> str:
    """Return where the key comes from: OpenAI's own goes to nobody else unless a profile says so by its name."""
    if profile.key is not None:
        return profile.key
    return DEFAULT_KEY if not is_named or profile.url.startswith(DEFAULT_URL) else ""


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the user's settings; raises `CallError`, one line, where the file cannot be used."""
    environment = os.environ if environment is None else environment
    path = settings_path(environment)
    file = _read(path, is_named=bool(environment.get("GOUJI_SETTINGS")))
    return Settings(
        path=path,
        model=environment.get("GOUJI_MODEL") or file.model,
        is_offline=environment.get("GOUJI_OFFLINE", "").lower() not in {"", "0", "no", "false"},
        _file=file,
        _environment=dict(environment),
    )


def settings_path(environment: Mapping[str, str]) -> Path:
    """Return where the file is: GOUJI_SETTINGS, or `gouji/settings.toml` in the user's own folder for settings."""
    if named := environment.get("GOUJI_SETTINGS"):
        return Path(named)
    folder = environment.get("APPDATA") if os.name == "nt" else environment.get("XDG_CONFIG_HOME")
    # A relative XDG_CONFIG_HOME is to be ignored, its specification says: it would mean the current folder.
    home = Path(folder) if folder and Path(folder).is_absolute() else Path.home() / ".config"
    return home / "gouji" / "settings.toml"


def plain_url(url: str) -> str:
    """Return a base URL without a slash at its end; raises `ValueError` where it is none or carries more than a place.

    A name, a password or a query could be a secret, and the URL is kept with every reply.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise wrong("settings.no_url")
    try:
        parts.port  # noqa: B018 - it is looked at when it is asked for
    except ValueError:
        raise wrong("settings.no_port") from None
    if not url.strip().isprintable() or " " in url.strip():
        raise wrong("settings.blanks")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise wrong("settings.more_than_url")
    return url.strip().rstrip("/")


def is_variable(name: str) -> bool:
    """Return whether this may be the name of an environment variable, and is not a key pasted in its place."""
    return _VARIABLE.fullmatch(name) is not None and _KEY_ITSELF.fullmatch(name) is None


def _is_count(value: JsonValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _read(path: Path, *, is_named: bool) -> _File:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError as error:
        if is_named:
            raise CallError("model.no_settings", path=path) from error
        return _File()
    except OSError as error:
        raise CallError("model.settings_unreadable", path=path, problem=Cause(error)) from error
    except UnicodeDecodeError as error:
        raise CallError("model.settings_unreadable", path=path, problem="UTF-8") from error
    try:
        return _File.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = found[1] if (found := re.search(r"at line (\d+)", str(error))) else len(text.splitlines())
        raise CallError("model.settings_no_toml", path=path, line=line) from error
    except ValidationError as error:
        where, problem = mistake(error, _File)
        raise CallError("model.settings", path=path, where=where, problem=problem) from None  # it holds the values


def _bare(url: str) -> str:
    """Return a URL as far as it may be shown."""
    return url.rpartition("@")[2].partition("?")[0]
