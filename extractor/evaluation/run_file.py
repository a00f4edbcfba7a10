"""The report of an earlier run as it must be to be held against another: what is read of it, and nothing else."""

from typing import Self

from pydantic import BaseModel, ConfigDict, NonNegativeInt, model_validator


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


class _Count(_Part):
    part: NonNegativeInt


class _Share(_Count):
    whole: NonNegativeInt
    value: float | None


class _Headline(_Part):
    salient_f1: _Estimate
    hallucinated_per_report: _Value
    exact_reports: _Share


class _Counts(_Part):
    correct: NonNegativeInt
    substituted: NonNegativeInt
    omitted: NonNegativeInt
    hallucinated: NonNegativeInt
    abstained: NonNegativeInt


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
    count: NonNegativeInt


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
    together: NonNegativeInt


class _Stratum(_Part):
    mutants: NonNegativeInt
    caught: _Caught


class _Localised(_Part):
    localisable: NonNegativeInt
    hits: NonNegativeInt


class _Row(_Part):
    fault: str
    strata: dict[str, _Stratum]
    localised: _Localised | None


class _Controls(_Part):
    documents: NonNegativeInt
    reader: NonNegativeInt
    plain: NonNegativeInt
    plain_reader: NonNegativeInt


class _Trial(_Part):
    version: str
    seed: int
    per_class: NonNegativeInt
    seeds: dict[str, int]
    rows: list[_Row]
    controls: _Controls


class RunFile(_Part):
    """A `report.json`; a part that a run may lack is missing, never null."""

    run: _Named
    dataset: _Dataset
    scorer: _Scorer
    forms: dict[str, str]
    headline: _Headline
    documents: list[_Document]
    documents_failed: NonNegativeInt
    invalid_lines: NonNegativeInt
    assessed: _Value | None
    not_scored: list[str]
    silent_errors: _Silent = _Silent(count=0)
    grounding: _Grounding | None = None
    attribution: _Attribution | None = None
    fields: dict[str, _Count] = {}
    validators: _Trial | None = None

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        """Refuse two reports of one name, and null for a part that is not there."""
        if len({each.document for each in self.documents}) < len(self.documents):
            raise ValueError("two documents of one name")
        if any(getattr(self, name) is None for name in self.model_fields_set - {"assessed"}):
            raise ValueError("a part that is null")
        return self
