"""What made a record: the versions it names, and the key of all that could have made another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from extractor.prompts import prompt
from extractor.readers import Reader, read_layout, reader_version
from extractor.readers.asking import VERSION as ASKING_VERSION
from extractor.readers.asking import Way
from extractor.schema.compiled import Schema

TEXT_VERSION = "1"  # of the serialiser that makes a document's text: spans are offsets into that text


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPass:
    """How a model takes part in reading: by its name, at an endpoint's base URL, in which way and for what.

    `parameters` is anything else that its answers depend on.
    """

    model: str
    endpoint: str = ""
    parameters: str = ""
    way: Way = Way.CASCADE
    cells: bool = True
    findings: bool = True

    @property
    def reader(self) -> str:
        """Return the version that a record names as its reader's."""
        return f"{self.way.value}-{ASKING_VERSION}"

    @property
    def parts(self) -> tuple[str, ...]:
        """Return what it is asked about; the prompt of each part has the part's name."""
        return tuple(part for part, is_asked in (("cells", self.cells), ("findings", self.findings)) if is_asked)

    @property
    def prompts(self) -> tuple[str, ...]:
        """Return the prompts it is asked with, each with its version and hash."""
        return tuple(prompt(part).name for part in self.parts)


def pipeline_key(schemas: Sequence[Schema], reader: Reader | ModelPass = read_layout) -> str:
    """Return a key that changes with anything that could make another record of the same bytes.

    That of a reading with a model is the layout reader's own, a plus, what the model's part depends on, and behind a
    tilde each what it was asked about: `own+base~cells~findings`. Such a reading holds all that one by the layout
    reader alone does, and one that was asked about both all that one asked about either does.
    """
    forms = sorted(f"{schema.id}:{schema.digest}" for schema in schemas)
    by = read_layout if isinstance(reader, ModelPass) else reader
    own = _hashed(_own_version(), reader_version(by), TEXT_VERSION, *forms)
    return f"{own}+{_pass_key(reader)}" if isinstance(reader, ModelPass) else own


def _pass_key(asked: ModelPass) -> str:
    return "~".join((_hashed(asked.reader, asked.model, asked.endpoint, asked.parameters), *asked.prompts))


def _hashed(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


@cache
def _own_version() -> str:
    try:
        return version("gouji")
    except PackageNotFoundError:
        return "0+checkout"


def versions(schema: Schema | None, reader: Reader = read_layout) -> dict[str, str | None]:
    """Return what made a record: versions of the package, the schema, the reader and the text serialiser."""
    return versions_by(schema, reader_version(reader))


def versions_by(schema: Schema | None, reader: str) -> dict[str, str | None]:
    """Return the same, of a reader by the version it names."""
    return {
        "gouji": _own_version(),
        "schema": f"{schema.file.version}:{schema.digest[:12]}" if schema else None,
        "reader": reader,
        "text": TEXT_VERSION,
        "model": None,
        "prompt": None,
    }
