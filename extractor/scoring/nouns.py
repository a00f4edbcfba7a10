"""The two sides of a score: gold, what a person found printed, and a prediction, what a system says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.matters import RuleKey
from extractor.records import Verdict
from extractor.scoring.contents import Content
from extractor.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """Where a report contradicts itself: `kind` is one of `table_sum`, `prose_vs_table`..., the rest is for people."""

    kind: str
    where: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem or a measure, with the words of the report that state it; white space does not count in a quote."""

    id: str
    kind: str
    quote: str
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A number in the prose: the words around it, its value and unit, and the signed slots whose sum it repeats."""

    quote: str
    value: Content
    unit: str | None = None
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What one report prints, labelled by hand; `slots` holds every slot of its form that is labelled.

    `broken` are the rules that the printed figures break, where that is known beyond what the slots say (of a page that
    lost cells afterwards); null where the slots say it.
    """

    document: str
    schema: str
    slots: Mapping[str, Content]
    fields: Mapping[str, str | int | None] = field(default_factory=dict)
    defects: tuple[Defect, ...] = ()
    findings: tuple[Finding, ...] = ()
    statements: tuple[Statement, ...] = ()
    broken: frozenset[RuleKey] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a system says of one slot; `is_sure` and `span` are null where it does not say how sure, or where."""

    content: Content
    is_sure: bool | None = None
    status: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What a system says of one report; what it does not carry is null, and is not scored.

    `failure` says why there is no answer at all (a crash, an invalid reply): then every slot is omitted. `accused` are
    the broken rules put down to the report itself, `told` those of them that a notice to the office would tell;
    `defects` the kinds of the report's own mistakes, each once for each mistake.
    """

    document: str
    slots: Mapping[str, Answer] = field(default_factory=dict)
    failure: str | None = None
    verdict: Verdict | None = None
    accused: frozenset[RuleKey] | None = None
    told: frozenset[RuleKey] | None = None
    assessed: tuple[int, int] | None = None
    fields: Mapping[str, str | int | None] | None = None
    findings: tuple[Finding, ...] | None = None
    statements: tuple[Statement, ...] | None = None
    defects: tuple[str, ...] | None = None
