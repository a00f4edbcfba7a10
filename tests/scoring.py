"""A record held against labels by the program's own scoring, as the tests of the reader ask for it."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from extractor.ingest import ingest
from extractor.pipeline import read_document
from extractor.records import SURE, Record, Slot
from extractor.schema import shipped_schemas
from extractor.scoring import rates
from extractor.scoring.contents import Content, gold_content
from extractor.scoring.nouns import Gold, Prediction
from extractor.scoring.outcomes import Judged, Tally, judge
from extractor.scoring.told import answer_of

SCHEMAS = shipped_schemas()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The slots of the labels judged; `counts` are the outcomes where a number other than zero is printed or said."""

    judged: tuple[Judged, ...]

    @property
    def counts(self) -> Counter[str]:
        """Return the salient slots by outcome."""
        return Counter(each.outcome.value for each in self.judged if each.is_salient)

    @property
    def wrong(self) -> tuple[str, ...]:
        """Return the slots whose stated content is not the gold's."""
        return tuple(each.slot for each in self.judged if not each.is_right)

    @property
    def silent(self) -> tuple[str, ...]:
        """Return the slots that are silently wrong."""
        return tuple(each.slot for each in self.judged if each.is_silent)

    @property
    def salient_f1(self) -> float | None:
        """Return 2C/(2C+2S+O+A+H); None where nothing salient is printed."""
        return salient_f1(self.counts)


def score(record: Record | None, labels: Mapping[str, str | None]) -> Score:
    """Return how a record (None: there is none) fares against labels; what they leave out is not asked for."""
    gold = Gold(document="", schema="", slots={slot: gold_content(label) for slot, label in labels.items()})
    said = {name: answer_of(slot) for name, slot in record.slots.items()} if record else {}
    return Score(judged=judge(gold, Prediction(document="", slots=said), form=said))


def salient_f1(counts: Mapping[str, int]) -> float | None:
    """Return the salient F1 of counts, of one document or of several together."""
    return rates.f1(Tally(**counts))


def precision(counts: Mapping[str, int]) -> float | None:
    """Return C/(C+S+H); None where nothing is stated."""
    return rates.precision(Tally(**counts))


def recall(counts: Mapping[str, int]) -> float | None:
    """Return C/(C+S+O+A); None where nothing salient is printed."""
    return rates.recall(Tally(**counts))


def stated(slot: Slot) -> Content:
    """Return what a slot states."""
    return answer_of(slot).content


def is_sure(slot: Slot) -> bool:
    return slot.status in SURE


def read(path: Path) -> tuple[Record, ...]:
    """Return the records of one file."""
    return read_document(ingest(path.read_bytes(), path.name), SCHEMAS)


def gold_slots(path: Path) -> dict[str, str | None]:
    return json.loads(path.read_text(encoding="utf-8"))["slots"]
