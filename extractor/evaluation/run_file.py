"""The report of an earlier run as it must be to be held against another: what is read of it, and nothing else."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

_Number = Annotated[int, Field(ge=0, lt=2**53)]
"""A count that is the same as a float: no run has more of anything."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True, allow_inf_nan=False)


class _Named(_Part):
    name: str


class _Dataset(_Named):
    digest: str


class _Scorer(_Part):
    version: str


class _Value(_Part):
    value: float | None


class _Estimate(_Value):
    low: float | None
    high: float | None

    @model_validator(mode="after")
    def _is_interval(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise ValueError("an interval with one end")
        return self


class _Count(_Part):
    part: _Number


class _Share(_Count):
    whole: _Number
    value: float | None


class _Headline(_Part):
    salient_f1: _Estimate
    hallucinated_per_report: _Value
    exact_reports: _Share


class _Counts(_Part):
    correct: _Number
    substituted: _Number
    misbound: _Number
    omitted: _Number
    hallucinated: _Number
    abstained: _Number
    blank_abstained: _Number
    nothing: _Number
    open: _Number


class _Wrong(_Part):
    slot: str
    gold: str | None
    said: str | None
    silent: bool | None


class _Document(_Part):
    document: str
    digest: str
    cluster: str
    pinned: bool
    exact: bool
    strata: dict[str, str]
    all: _Counts
    salient: _Counts
    wrong: list[_Wrong]


class _Silent(_Part):
    count: _Number
    share_of_sure: _Share


class _Level(_Part):
    false_clear: _Value
    false_flag: _Value


class _Levels(_Part):
    cell: _Level


class _Grounding(_Part):
    levels: _Levels


class _Accused(_Part):
    found: _Count
    wrong: _Count


class _Attribution(_Part):
    accused: _Accused | None
    told: _Accused | None


class _Caught(_Part):
    together: _Number


class _Stratum(_Part):
    mutants: _Number
    caught: _Caught


class _Localised(_Part):
    localisable: _Number
    hits: _Number


class _Row(_Part):
    fault: str
    strata: dict[str, _Stratum]
    localised: _Localised | None


class _Controls(_Part):
    documents: _Number
    reader: _Number
    plain: _Number
    plain_reader: _Number


class _Trial(_Part):
    version: str
    seed: int
    per_class: Annotated[int, Field(ge=1, lt=2**53)]
    seeds: dict[str, int]
    rows: list[_Row]
    controls: _Controls


_Money = Annotated[str, Field(pattern=r"^\d{1,20}(\.\d{1,30})?$")]


class _Tokens(_Part):
    given: _Number = Field(alias="in")
    out: _Number


class _Agreement(_Part):
    all: _Share
    salient: _Share


class _Pass(_Part):
    k: _Number
    slots: float | None
    reports: float | None


class _Replica(_Part):
    unreached: _Number


class _Repeats(_Part):
    count: _Number
    agreement: _Agreement
    passes: list[_Pass] = Field(alias="pass", min_length=1)
    replicas: list[_Replica]


class _Model(_Named):
    tokens: _Tokens
    cost: _Money | None
    currency: str | None
    cost_per_correct_slot: _Money | None
    reports_without_call: _Share
    failures: dict[str, _Number]
    unreached: _Number
    is_recorded: bool
    repeats: _Repeats | None = None


class RunFile(_Part):
    """A `report.json`; a part that a run may lack is missing, never null."""

    run: _Named
    dataset: _Dataset
    scorer: _Scorer
    forms: dict[str, str]
    headline: _Headline
    documents: list[_Document]
    documents_failed: _Number
    invalid_lines: _Number
    assessed: _Value | None
    not_scored: list[str]
    silent_errors: _Silent | None = None
    grounding: _Grounding | None = None
    attribution: _Attribution | None = None
    fields: dict[str, _Count] = {}
    validators: _Trial | None = None
    model: _Model | None = None

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        """Refuse two reports of one name, and null for a part that is not there."""
        if len({each.document for each in self.documents}) < len(self.documents):
            raise ValueError("two documents of one name")
        if any(getattr(self, name) is None for name in self.model_fields_set - {"assessed"}):
            raise ValueError("a part that is null")
        return self
