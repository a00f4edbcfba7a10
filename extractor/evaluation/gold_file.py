"""A gold file: one report's labels as a person writes them (eval/labelling-guide.md says how)."""

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import CallError, Cause
from extractor.scoring.contents import Content, Mark, gold_content, is_salient, predicted_content
from extractor.scoring.nouns import Defect, Finding, Gold, Statement

Source = Path | Traversable


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Defect(_Part):
    kind: str
    where: str = ""
    detail: str = ""


class _Finding(_Part):
    id: str
    kind: str
    quote: str
    gist: str = ""
    addresses: tuple[str, ...] = ()


class _Claim(_Part):
    quote: str
    value: str
    unit: str | None = None
    terms: tuple[tuple[Literal["+", "-"], str], ...] = ()


class GoldFile(_Part):
    """The file's content; `form` is the id of its schema; `reviewed` is false in a draft, which is not scored.

    `to_check` are the slots of a draft that are still to be looked at: nobody has reviewed it as long as there are any.
    `broken_rules` is for gold that a program made of a page before anything happened to it.
    """

    document: str
    form: str = Field(alias="schema")
    reviewed: bool = True
    to_check: dict[str, object] | list[object] | None = None
    fields: dict[str, str | int | None] = {}
    slots: dict[str, str | None]
    source_defects: tuple[_Defect, ...] = ()
    findings: tuple[_Finding, ...] = ()
    claims: tuple[_Claim, ...] = ()
    broken_rules: tuple[tuple[str, str | None], ...] | None = None

    @property
    def gold(self) -> Gold:
        """Return the labels as gold to score by; `ValueError` names the slot whose label is none."""
        return Gold(
            document=self.document,
            schema=self.form,
            slots={slot: _content(slot, label) for slot, label in self.slots.items()},
            fields=dict(self.fields),
            broken=None if self.broken_rules is None else frozenset(self.broken_rules),
            defects=tuple(Defect(kind=each.kind, where=each.where, detail=each.detail) for each in self.source_defects),
            findings=tuple(
                Finding(id=each.id, kind=each.kind, quote=each.quote, addresses=each.addresses)
                for each in self.findings
            ),
            statements=tuple(
                Statement(quote=each.quote, value=predicted_content(each.value), unit=each.unit, terms=each.terms)
                for each in self.claims
            ),
        )


def read_gold(path: Source) -> tuple[GoldFile, bytes]:
    """Return a gold file and its bytes; `CallError` in one line where it cannot be used."""
    try:
        data = path.read_bytes()
        file = GoldFile.model_validate_json(data)
        _ = file.gold
    except OSError as error:
        raise CallError("cannot_read", path=path, reason=Cause(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CallError("eval.gold", path=path, reason=f"{where}: {first['msg']}") from error
    except ValueError as error:
        raise CallError("eval.gold", path=path, reason=str(error)) from error
    if file.reviewed and file.to_check:
        raise CallError("eval.to_check", path=path, count=len(file.to_check), first=next(iter(file.to_check)))
    return file, data


def _content(slot: str, label: str | None) -> Content:
    try:
        return gold_content(label)
    except ValueError:
        raise ValueError(f"{slot}: {label!r}") from None


def sparsity(gold: Gold) -> str:
    """Return how full a report's tables are: `zero`, `sparse` (below a fifth), `half` or `dense` (from half on)."""
    figures = sum(content is Mark.OPEN or is_salient(content) for content in gold.slots.values())
    share = figures / max(1, len(gold.slots))
    return "zero" if not figures else "sparse" if share < 0.2 else "half" if share < 0.5 else "dense"
