"""Prompts as data: `prompts/*.yaml`, each with a version, in each language it is written in, and hashed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Template

import yaml

from extractor.resources import data_root

DEFAULT_LANGUAGE = "en"
"""Used for a document whose language a prompt is not written in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A prompt: `texts` holds its parts by language and name, with `${blanks}` for values."""

    id: str
    version: int
    digest: str
    texts: Mapping[str, Mapping[str, str]]

    @property
    def name(self) -> str:
        """Return the prompt's name as records and the archive keep it: id, version and hash."""
        return f"{self.id}-{self.version}:{self.digest[:8]}"

    def text(self, lang: str, part: str, **values: object) -> str:
        """Return a part with its blanks filled; what is filled in is never looked at again."""
        texts = self.texts.get(lang) or self.texts[DEFAULT_LANGUAGE]
        return Template(texts[part]).substitute({name: str(value) for name, value in values.items()})


@cache
def prompt(name: str) -> Prompt:
    """Return the shipped prompt of that name."""
    data = (data_root() / "prompts" / f"{name}.yaml").read_bytes()
    read = yaml.safe_load(data)
    return Prompt(
        id=name, version=int(read["version"]), digest=hashlib.sha256(data).hexdigest(), texts=dict(read["texts"])
    )
