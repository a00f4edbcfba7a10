"""The title of an invented report: agency, year and form, as the form's own patterns find them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from extractor.errors import CallError
from extractor.normalise import fold
from extractor.schema.compiled import Schema
from extractor.schema.model import Scalar

_PLACES = {
    "zh": ("霁川市", "临澜市", "青禾县", "栖川县", "岚泽区", "望澜县", "霁川市岚泽区", "青禾县石桥镇"),
    "en": ("Larkfield", "Tarnbrook", "Eldermoor", "Quillhaven", "Saltmere", "North Fennick"),
}
_OFFICES = {
    "zh": ("教育局", "水务局", "财政局", "审计局", "统计局", "农业农村局", "人民政府", "市场监督管理局", "城市管理局"),
    "en": (" Council", " Water Board", " Trust", " Records Office", " Housing Department"),
}
_FORMS: Mapping[str, Sequence[Sequence[str]]] = {
    "zh": (
        ("{agency}{year}年{form}", "{agency}{year}年度{form}"),
        (
            "{agency}\n{year}年{form}",
            "{agency}{form}（{year}年）",
            "{agency}{form}（{year}年度）",
            "{agency}关于{year}年{form}",
        ),
    ),
    "en": (
        ("{agency}\n{form} for {year}", "{agency}\n{form} {year}"),
        (
            "{agency} {form} for {year}",
            "{form} for {year}\n{agency}",
            "{agency}: {form} {year}",
            "{form} ({year})\n{agency}",
        ),
    ),
}
"""Forms of a title, those first that are tried first."""

_EDITION = re.compile(r"\s*[（(][^（()）]*[)）]$")
_VALUE = "(?P<value>"
_WORD_END = re.compile(r"(?<=[a-z])(?=[A-Z])")


def title(schema: Schema, rng: Random) -> str:
    """Return the title of an invented agency's report of some year, in which the form's patterns find both.

    Raises `CallError` where no title we can think of is found by the patterns of the year or the agency.
    """
    lang = schema.file.language
    year = rng.randrange(2019, 2026)
    place = rng.choice(_PLACES[lang])
    form = _EDITION.sub("", schema.file.title.text(lang))
    named = _named_by(schema)
    agencies = (place + rng.choice(_OFFICES[lang]), *_endings(named, place))
    values = [{"agency": agency, "year": str(year), "form": form} for agency in agencies]
    for shapes in _FORMS[lang]:
        for value in values:
            heads = [shape.format(**value) for shape in shapes]
            fitting = [head for head in heads if not _unfound(schema, named, head, value)]
            if fitting:
                return rng.choice(fitting)
    return _spelled_out(schema, named, _FORMS[lang][0][0], values)


def _named_by(schema: Schema) -> Scalar | None:
    """Return the field that names who reports: the agency, or the first that is text."""
    texts = [field for field in schema.file.fields if field.kind == "text"]
    return next((field for field in texts if field.id == "agency"), texts[0] if texts else None)


def _unfound(schema: Schema, named: Scalar | None, head: str, value: Mapping[str, str]) -> list[Scalar]:
    """Return the fields that are not found in a title with the value they have."""
    wanted = {field.id: value["year"] for field in schema.file.fields if field.kind == "year"}
    if named is not None:
        wanted[named.id] = "".join(value["agency"].split())
    return [field for field in schema.file.fields if field.id in wanted and _found(field, head) != wanted[field.id]]


def _found(field: Scalar, head: str) -> str | None:
    """Return what the first pattern that matches finds, a year across lines, a name on one line sooner than across."""
    lines = ["".join(fold(line).split()) for line in head.split("\n")]
    for pattern in field.patterns:
        for place in (*(() if field.kind == "year" else lines), "".join(lines)):
            match = re.search(pattern, place)
            if match and match["value"]:
                return match["value"]
    return None


def _endings(named: Scalar | None, place: str) -> Iterator[str]:
    """Yield names that end as the patterns want them to: `(?P<value>[a-z]{2,9}Association)`."""
    for pattern in named.patterns if named else ():
        inner = pattern.partition(_VALUE)[2].partition(")")[0]
        ending = re.search(r"[^\W\d_]*$", inner)
        if ending and ending[0]:
            yield f"{place} {_WORD_END.sub(' ', ending[0])}" if place.isascii() else place + ending[0]


def _spelled_out(schema: Schema, named: Scalar | None, shape: str, values: Sequence[Mapping[str, str]]) -> str:
    """Return a title with a line more for each field that only words of its own patterns lead to."""
    needed: list[Scalar] = []
    for value in values:
        head = shape.format(**value)
        for field in _unfound(schema, named, head, value):
            lines = [
                _literally(pattern, value["year" if field.kind == "year" else "agency"]) for pattern in field.patterns
            ]
            longer = [f"{head}\n{line}" for line in lines] + [f"{line}\n{head}" for line in lines]
            head = next((it for it in longer if field not in _unfound(schema, named, it, value)), head)
        unfound = _unfound(schema, named, head, value)
        needed = [field for field in unfound if field.kind == "year" or field.id == "agency"]
        if not needed:
            return head
    raise CallError("generator.field", schema=schema.id, field=needed[0].id)


_LOOKAROUND = re.compile(r"\(\?<?[!=][^()]*\)")
_GROUP = re.compile(r"\((?:\?:)?([^()|]*)(?:\|[^()]*)?\)")
_CLASS = re.compile(r"\[([^\]\\^-])[^\]]*\]")
_REPEAT = re.compile(r"(?<!\\)(?:[?*+^$]|\{[\d,]*\})")


def _literally(pattern: str, value: str) -> str:
    """Return the value between the words that stand around it in a pattern, of alternatives the first."""
    before, _, rest = pattern.partition(_VALUE)
    behind = rest[_closing(rest) + 1 :]
    return _words_of(before) + value + _words_of(behind)


def _closing(rest: str) -> int:
    """Return where the group that is open ends."""
    depth = 1
    for at, character in enumerate(rest):
        depth += (character == "(") - (character == ")")
        if not depth:
            return at
    return len(rest)


def _words_of(pattern: str) -> str:
    text = _GROUP.sub(r"\1", _LOOKAROUND.sub("", pattern))
    return re.sub(r"\\(.)", r"\1", _REPEAT.sub("", _CLASS.sub(r"\1", text)))
