"""The worst model there is reads with us: nothing it says comes out sure and wrong, nothing sure changes, all is told.

The engine has random weights. It says anything that the schema of the answer allows, or, narrowed, what might be so:
the rows asked for, tags of the right line, their figures or others (`tests.engine.narrowing`).
"""

from dataclasses import dataclass
from functools import cache

import pytest

from extractor.dossier import Dossier
from extractor.evaluation.dataset import Case, shipped_dataset
from extractor.ingest import ingest
from extractor.model.asked import Failure
from extractor.model.endpoint import Endpoint
from extractor.model.session import Session
from extractor.pipeline import ModelPass, Opened, open_document, record_asking, record_of
from extractor.readers.asking import Way
from extractor.records import SURE, Record, Verdict
from extractor.schema import schema_by_id, shipped_schemas
from extractor.scoring.outcomes import judge
from extractor.scoring.told import prediction_of
from tests.engine import MODEL, engine

CASES = {case.name: case for case in shipped_dataset().cases}
FEW = [name for name in CASES if name.startswith(("glued-city", "shifted", "pipes-justice"))]
CASCADE, ALL = (ModelPass(model=MODEL, way=way, findings=False) for way in (Way.CASCADE, Way.MODEL))
FINDINGS = ModelPass(model=MODEL, cells=False)
PASSES = [
    pytest.param([*CASES], CASCADE, id="cascade"),
    pytest.param(FEW, ALL, id="model"),
]


@dataclass(frozen=True, kw_only=True)
class Read:
    """A report with its gold, its record as the layout reader alone reads it, and its record with the engine."""

    case: Case
    opened: Opened
    alone: Record
    record: Record
    is_by_engine: bool

    @property
    def silent(self):
        """Return the slots that are sure and not what the report says."""
        schema = schema_by_id(self.case.gold.schema)
        dossier = Dossier(record=self.record, schema=schema, text=self.opened.page.document.text)
        judged = judge(self.case.gold, prediction_of(dossier, self.case.name), schema.slots)
        return [each.slot for each in judged if each.is_silent]

    @property
    def changed(self):
        """Return the slots that were sure without the engine, and say something else, or are not any more.

        Where the engine alone reads, what it does not say is not sure: that is no change.
        """
        sure = {slot: each for slot, each in self.alone.slots.items() if each.status in SURE}
        pairs = [(slot, each, self.record.slots[slot]) for slot, each in sure.items()]
        if self.is_by_engine:
            return [slot for slot, each, now in pairs if now.status in SURE and said(now) != said(each)]
        return [slot for slot, each, now in pairs if now.status not in SURE or said(now) != said(each)]


@dataclass(frozen=True, kw_only=True)
class Run:
    """What came of some reports, and how many requests had no answer, by the reason."""

    reads: list[Read]
    failures: dict[Failure, int]

    @property
    def asked(self):
        """Return the records that the engine was asked about."""
        return [read.record for read in self.reads if read.record.versions["model"]]

    @property
    def flags(self):
        """Return the kinds of flags, those of refused answers by what was wrong with them."""
        flags = [flag for read in self.reads for flag in read.record.flags]
        kinds = (flag.detail.rpartition("(")[2] if flag.kind == "answer_refused" else flag.kind for flag in flags)
        return {kind.rstrip(")") for kind in kinds}


def said(slot):
    return slot.state, slot.value, slot.span


@cache
def opened(name):
    """Return a report opened, and read without the engine; once for all tests."""
    document = ingest(CASES[name].data, name)
    (one,) = (part for part in open_document(document, shipped_schemas()) if part.found.schema is not None)
    return one, record_of(one)


def stage(name, asked):
    one, alone = opened(name)
    record = yield from record_asking(one, asked)
    return Read(case=CASES[name], opened=one, alone=alone, record=record, is_by_engine=asked.way is Way.MODEL)


def run(base_url, path, names, asked, *, seed=0, is_cut=False):
    """Read reports with the engine, over the wire; unless it is to be cut, it may go on until its answer ends."""
    send = {"temperature": 1, "seed": seed} | ({"max_completion_tokens": 40} if is_cut else {})
    endpoint = Endpoint(url=base_url, send=send, leave_out=frozenset({"max_tokens"}))
    with Session.open(endpoint, model=MODEL, archive=path / "archive.db") as session:
        session.check()
        reads = list(session.fulfil(stage(name, asked) for name in names))
    assert [read for read in reads if not isinstance(read, Read)] == []
    return Run(reads=reads, failures=session.tally.failures)


@pytest.fixture(scope="module")
def any_url():
    with engine(seed=0) as url:
        yield url


@pytest.fixture(scope="module")
def narrow_url():
    with engine(seed=0, is_narrow=True) as url:
        yield url


@pytest.fixture(params=["any", "narrow"])
def url(request, any_url, narrow_url):
    return any_url if request.param == "any" else narrow_url


def require_harmless(done):
    """Fail unless all that was said is of its shape, none of it sure and wrong, nothing sure changed, all flagged."""
    assert done.asked
    assert done.failures == {}
    assert {read.case.name: read.silent for read in done.reads if read.silent} == {}
    assert {read.case.name: read.changed for read in done.reads if read.changed} == {}
    told = [record for record in done.asked if not record.needs_person or record.verdict is Verdict.CLEAN]
    assert [record.document for record in told] == []


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(("names", "asked"), PASSES)
def test_no_nonsense_is_sure_or_changes_what_was_and_all_of_it_is_flagged(url, tmp_path, names, asked, seed):
    require_harmless(run(url, tmp_path, names, asked, seed=seed))


def test_no_nonsense_is_a_finding(any_url, tmp_path):
    done = run(any_url, tmp_path, FEW, FINDINGS)
    found = [(read, finding) for read in done.reads for finding in read.record.findings]
    assert "quote_not_found" in done.flags
    assert [finding.quote for read, finding in found if not stands(read, finding)] == []


def stands(read, finding):
    text = read.opened.page.document.text[slice(*finding.span)]
    return "".join(text.split()) == "".join(finding.quote.split())


def test_nonsense_that_might_be_so_is_refused_for_every_reason(narrow_url, tmp_path):
    done = run(narrow_url, tmp_path, FEW, ALL)
    assert {"value_differs", "away_from_row", "claimed_already", "claimed_twice"} <= done.flags


def test_an_answer_that_is_cut_is_no_answer(any_url, tmp_path):
    done = run(any_url, tmp_path, FEW, CASCADE, is_cut=True)
    assert set(done.failures) == {Failure.TRUNCATED}
    assert "not_answered" in done.flags
    assert [read.case.name for read in done.reads if said_by(read.record) != said_by(read.alone)] == []


def said_by(record):
    return {slot: said(each) for slot, each in record.slots.items()}


@pytest.mark.slow
@pytest.mark.parametrize("asked", [CASCADE, ALL], ids=["cascade", "model"])
def test_no_nonsense_of_other_weights_is_sure_over_all_reports(tmp_path, asked):
    with engine(seed=1, is_narrow=True) as url:
        require_harmless(run(url, tmp_path, [*CASES], asked))
