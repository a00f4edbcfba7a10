"""A small form, a report in it and its record, written by hand: what the store and the views are shown."""

import json
import os
from decimal import Decimal

import pytest

from extractor.cli import main
from extractor.records import (
    Candidate,
    Document,
    Field,
    Flag,
    Outcome,
    Record,
    RuleOutcome,
    RuleVerdict,
    Slot,
    State,
    Status,
    Verdict,
)
from extractor.schema import Schema, SchemaFile, expand
from extractor.span import Span

TEXT = "云溪市档案局2023年年报\n类别 个人 单位 合计\n收件 13 0 12\n结转 2 · /\n"
SHA256 = "ab" * 32


def label(zh, en):
    return {"zh": zh, "en": en}


FORM = {
    "id": "mail",
    "version": 1,
    "title": label("收件表", "Mail form"),
    "language": "zh",
    "recognise": {"family": ["收件"]},
    "tables": [
        {
            "id": "letters",
            "label": label("来信", "Letters"),
            "columns": [
                {"id": "person", "label": label("个人", "Person")},
                {"id": "firm", "label": label("单位", "Firm")},
                {"id": "total", "label": label("合计", "Total")},
            ],
            "rows": [
                {"id": "received", "label": label("收件", "Received")},
                {"id": "carried", "label": label("结转", "Carried"), "group": label("年末", "At year's end")},
            ],
        }
    ],
    "rules": [
        {
            "id": "letters.sum",
            "table": "letters",
            "over": "rows",
            "expr": "person + firm == total",
            "message": label("个人加单位应等于合计", "person and firm add up to the total"),
        }
    ],
}


def place(line, figure):
    """Return where `figure` stands in the line that starts with `line`."""
    start = TEXT.index(figure, TEXT.index(f"\n{line} "))
    return Span(start, start + len(figure))


def reading(line, figure, status, **more):
    state = State.VALUE if int(figure) else State.ZERO
    return Slot(state=state, value=Decimal(figure), text=figure, span=place(line, figure), status=status, **more)


@pytest.fixture
def form():
    file = SchemaFile.model_validate_json(json.dumps(FORM))
    return Schema(file=file, digest="d" * 64, instances=expand(file, {}))


@pytest.fixture
def report():
    return Document(name="2023/mail.txt", sha256=SHA256, text=TEXT, encoding="utf-8")


RECEIVED = ("letters/received/person", "letters/received/firm", "letters/received/total")
CARRIED = ("letters/carried/person", "letters/carried/firm", "letters/carried/total")


def slots():
    return {
        RECEIVED[0]: reading("收件", "13", Status.VERIFIED, bound=True),
        RECEIVED[1]: reading("收件", "0", Status.GROUNDED, bound=True),
        RECEIVED[2]: reading("收件", "12", Status.SUSPECT, bound=True),
        CARRIED[0]: reading("结转", "2", Status.INFERRED, unit="件 (printed)"),
        CARRIED[1]: Slot(
            state=State.UNREAD,
            status=Status.AMBIGUOUS,
            candidates=(Candidate(value="7", span=Span(20, 21)), Candidate(value="")),
        ),
        CARRIED[2]: Slot(state=State.SLASH, text="/", span=place("结转", "/"), bound=True, status=Status.GROUNDED),
    }


def rules():
    return (
        RuleOutcome(
            id="letters.sum",
            over="received",
            verdict=RuleVerdict.FAIL,
            strength="hard",
            slots=RECEIVED,
            gap=Decimal(1),
            attribution=Verdict.SOURCE_DEFECT,
            explanations=((RECEIVED[2],), (RECEIVED[0], RECEIVED[1])),
            message="个人加单位应等于合计",
        ),
        RuleOutcome(
            id="letters.sum",
            over="carried",
            verdict=RuleVerdict.NOT_ASSESSABLE,
            strength="hard",
            slots=CARRIED,
            undecided=True,
        ),
    )


@pytest.fixture
def record():
    """Return the record of a report whose first row says 13 + 0 = 12."""
    return Record(
        id=f"{SHA256}#0",
        document="2023/mail.txt",
        names=("2023/mail.txt",),
        outcome=Outcome.READ,
        schema="mail",
        verdict=Verdict.SOURCE_DEFECT,
        reasons=("failed_rules (source_defect): 1",),
        versions={"gouji": "0.1.0", "model": None},
        fields={
            "agency": Field(value="云溪市档案局", span=Span(0, 6)),
            "year": Field(value=2023, span=Span(6, 10)),
            "fee": Field(value=None, span=None),
        },
        slots=slots(),
        rules=rules(),
        flags=(Flag(kind="unclaimed_figure", span=Span(6, 10), detail="2023"), Flag(kind="odd", detail="a remark")),
        span=Span(0, len(TEXT)),
    )


READERS = """
from extractor.readers import read_layout

def careful(page, regions, schema):
    return read_layout(page, regions, schema)

class Made:
    def __call__(self, page, regions, schema):
        return read_layout(page, regions, schema)

number = 7
"""


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a distribution that brings readers: its module, its metadata, its entry points."""

    def installed(readers, *, name="ledger-readers", module="ledger_readers", source=READERS):
        folder = tmp_path / name
        info = folder / f"{name.replace('-', '_')}-1.2.dist-info"
        info.mkdir(parents=True)
        (folder / f"{module}.py").write_text(source, "utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", "utf-8")
        entries = "".join(f"{reader} = {value}\n" for reader, value in readers.items())
        (info / "entry_points.txt").write_text(f"[gouji.readers]\n{entries}", "utf-8")
        monkeypatch.syspath_prepend(str(folder))

    return installed


@pytest.fixture
def in_english(monkeypatch, tmp_path):
    """Work in a folder of one's own, in an English locale, with nothing of ours in the environment."""
    for name in [name for name in os.environ if name.startswith(("GOUJI_", "OPENAI_"))]:
        if name != "GOUJI_CORPUS":
            monkeypatch.delenv(name)
    for name in ("LANG", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def gouji(capsys):
    """Run one command in this process; gives its exit code, standard output and standard error."""

    def call(*arguments):
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call
