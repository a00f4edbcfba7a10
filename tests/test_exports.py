"""The files other programs read: JSON Lines, the long and the wide table, Parquet."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import jsonschema
import pytest

from extractor.dossier import About, Decision, Dossier, Ruling
from extractor.errors import CallError
from extractor.export import headings, jsonl, long_csv, parquet, wide_csv
from extractor.export.long import LONG
from extractor.export.wide import WIDE
from extractor.matters import fingerprint_of_slot
from extractor.records import Field, Outcome, Record, Slot, State, Status
from extractor.resources import data_root
from extractor.schema import shipped_schemas
from extractor.serialise import record_from_dict

TEXT = "云溪市档案局2023年年报\n类别 个人 单位 合计\n收件 13 0 12\n结转 2 · /\n"
UNREADABLE = Record(
    id="cd" * 32 + "#0", document="a.pdf", names=("a.pdf",), outcome=Outcome.UNREADABLE, reasons=("file.pdf",)
)
DOUBTFUL = "letters/carried/firm"


@pytest.fixture
def dossier(record, form):
    return Dossier(record=record, schema=form, text=TEXT)


def unread():
    return Dossier(record=UNREADABLE, schema=None, text="")


def with_slot(dossier, address, slot):
    return replace(dossier, record=replace(dossier.record, slots={**dossier.record.slots, address: slot}))


def decided(dossier, address=DOUBTFUL, **more):
    fingerprint = fingerprint_of_slot(dossier.record.id, address, dossier.record.slots[address])
    made = {"number": 1, "kind": "slot", "subject": address, "fingerprint": fingerprint, "ruling": Ruling.CORRECT}
    decision = Decision(**{**made, "value": "7", "who": "李四", "why": "按原件", **more})
    return replace(dossier, decisions=(*dossier.decisions, decision))


def table(pieces):
    """Return the rows of a table as a CSV reader sees them, by heading."""
    return list(csv.DictReader(io.StringIO("".join(pieces).removeprefix("\ufeff"), newline="")))


def long_row(dossier, slot):
    (row,) = [row for row in table(long_csv([dossier])) if row["slot"] == slot]
    return row


def wide_row(dossier, **more):
    (row,) = table(wide_csv([dossier], headings([dossier.record], []), **more))
    return row


# JSON Lines


def test_a_line_of_json_holds_one_report_in_readable_chinese(dossier):
    lines = list(jsonl([dossier, unread()]))
    assert [json.loads(line)["document"] for line in lines] == ["2023/mail.txt", "a.pdf"]
    assert "云溪市档案局" in lines[0]
    assert [line.count("\n") for line in lines] == [1, 1]


def test_json_holds_what_people_added_and_the_record_is_the_same_without_it(dossier):
    added = replace(decided(dossier), about=About(region="云溪市", url="https://example.org/1"))
    (line,) = jsonl([added])
    data = json.loads(line)
    assert (data["about"]["region"], data["about"]["agency"]) == ("云溪市", None)
    assert [(decision["value"], decision["holds"]) for decision in data["decisions"]] == [("7", True)]
    assert data["slots"][DOUBTFUL]["value"] is None
    assert record_from_dict(data) == dossier.record


def test_every_line_fits_the_published_schema(dossier):
    schema = json.loads((data_root() / "schemas" / "record.schema.json").read_text("utf-8"))
    for line in jsonl([decided(dossier), decided(dossier, value="blank"), dossier, unread()]):
        jsonschema.validate(json.loads(line), schema)
    broken = json.loads(line) | {"about": {"region": "x"}}
    assert not jsonschema.Draft202012Validator(schema).is_valid(broken)


def test_a_decision_on_another_reading_no_longer_holds(dossier):
    (line,) = jsonl([decided(dossier, fingerprint="of an older reading")])
    assert [decision["holds"] for decision in json.loads(line)["decisions"]] == [False]


# the long table


def test_a_table_opens_in_excel_as_it_is(dossier):
    for pieces in (long_csv([dossier]), wide_csv([dossier], headings([dossier.record], []))):
        text = "".join(pieces)
        assert text.startswith("\ufeffrecord,document,")
        assert text.count("\ufeff") == 1
        assert text.endswith("\r\n")
        assert text.count("\n") == text.count("\r\n")


def test_the_long_table_has_a_row_for_each_slot_with_its_labels_and_place(dossier):
    rows = table(long_csv([dossier]))
    assert [row["slot"] for row in rows] == list(dossier.record.slots)
    assert list(rows[0]) == [column.name for column in LONG]
    shown = {key: rows[0][key] for key in ("agency", "year", "table_zh", "row_zh", "column_zh", "row_en", "value")}
    assert shown == {
        "agency": "云溪市档案局",
        "year": "2023",
        "table_zh": "来信",
        "row_zh": "收件",
        "column_zh": "个人",
        "row_en": "Received",
        "value": "13",
    }
    assert (rows[0]["status"], rows[0]["line"], rows[0]["printed"]) == ("verified", "3", "13")
    assert TEXT[int(rows[0]["start"]) : int(rows[0]["end"])] == "13"


def test_what_was_not_read_is_empty_and_a_zero_is_zero(dossier):
    unread, zero = long_row(dossier, DOUBTFUL), long_row(dossier, "letters/received/firm")
    assert (unread["value"], unread["state"], unread["line"], unread["candidates"]) == ("", "unread", "", "7 | blank")
    assert (zero["value"], zero["state"]) == ("0", "zero")
    slash = long_row(dossier, "letters/carried/total")
    assert (slash["value"], slash["state"], slash["printed"]) == ("", "slash", "/")


def test_a_report_that_was_not_read_does_not_vanish(dossier):
    *_, last = table(long_csv([dossier, unread()]))
    assert {key: value for key, value in last.items() if value} == {
        "record": UNREADABLE.id,
        "document": "a.pdf",
        "outcome": "unreadable",
        "needs_person": "true",
    }


@pytest.mark.parametrize("value", ["1E+3", "8.123456", "30.70", "-0.5", "12345678901234567890.000001"])
def test_a_value_comes_back_exactly(dossier, value):
    slot = Slot(state=State.VALUE, value=Decimal(value), text=value, status=Status.GROUNDED)
    with_value = with_slot(dossier, "letters/received/person", slot)
    for row in (
        long_row(with_value, "letters/received/person")["value"],
        wide_row(with_value)["letters/received/person"],
    ):
        assert Decimal(row) == Decimal(value)
        assert "E" not in row


def test_no_cell_of_a_document_is_a_formula(dossier):
    hostile = replace(
        dossier.record,
        document="=cmd|'/C calc'!A0.txt",
        fields={"agency": Field(value="=1+1", span=None), "year": dossier.record.fields["year"]},
        slots={"letters/received/person": Slot(state=State.UNREAD, text="@SUM(A1)", status=Status.UNREAD)},
    )
    for text in (
        "".join(long_csv([replace(dossier, record=hostile)])),
        "".join(_wide(replace(dossier, record=hostile))),
    ):
        cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) for cell in row]
        assert "'=1+1" in cells
        assert [cell for cell in cells if cell.startswith(("=", "@", "+"))] == []


def test_the_same_bytes_under_other_names_are_named(dossier):
    twice = replace(dossier, record=replace(dossier.record, names=("2023/mail.txt", "copy.txt")))
    assert long_row(twice, DOUBTFUL)["other_names"] == "copy.txt"
    assert long_row(dossier, DOUBTFUL)["other_names"] == ""


def test_the_users_list_stands_beside_what_the_text_says(dossier):
    row = long_row(replace(dossier, about=About(agency="云溪市档案馆", level="市", year=1999)), DOUBTFUL)
    assert (row["agency"], row["agency_in_text"], row["level"], row["year"]) == (
        "云溪市档案馆",
        "云溪市档案局",
        "市",
        "2023",
    )


@pytest.mark.parametrize(("read", "year"), [(2023, "2023"), ("2023", "2023"), ("二〇二三", "1999"), (None, "1999")])
def test_a_year_that_is_no_number_is_taken_from_the_users_list(dossier, read, year):
    record = replace(dossier.record, fields={"year": Field(value=read, span=None)})
    row = long_row(replace(dossier, record=record, about=About(year=1999)), DOUBTFUL)
    assert (row["year"], row["agency"]) == (year, "")


def test_a_decision_stands_beside_the_reading(dossier):
    row = long_row(decided(dossier), DOUBTFUL)
    assert (row["value"], row["status"]) == ("", "ambiguous")
    assert (row["decision"], row["decided_value"], row["decided_by"]) == ("correct", "7", "李四")
    assert long_row(decided(dossier, fingerprint="old"), DOUBTFUL)["decision"] == ""
    blank = long_row(decided(dossier, value="blank"), DOUBTFUL)
    assert (blank["decided_value"], blank["decided_state"], blank["state"]) == ("", "blank", "unread")
    zero = long_row(decided(dossier, value="0"), DOUBTFUL)
    assert (zero["decided_value"], zero["decided_state"]) == ("0", "zero")
    dismissed = long_row(decided(dossier, ruling=Ruling.DISMISS, value=None), DOUBTFUL)
    assert (dismissed["decision"], dismissed["decided_value"], dismissed["decided_state"]) == ("dismiss", "", "")


def test_a_reading_found_right_is_decided_as_it_was_read(dossier):
    row = long_row(decided(dossier, "letters/received/total", value=None), "letters/received/total")
    assert (row["decision"], row["decided_value"], row["decided_state"]) == ("correct", "12", "value")


def test_the_last_decision_is_the_one_that_holds(dossier):
    later = decided(decided(dossier), number=2, ruling=Ruling.DISMISS, value=None)
    assert long_row(later, DOUBTFUL)["decision"] == "dismiss"


def test_the_unit_is_that_of_the_value(dossier):
    schema = next(schema for schema in shipped_schemas() if schema.id == "cn_foi_2021")
    slot = Slot(state=State.VALUE, value=Decimal("30.7"), text="307000元", unit="元", status=Status.GROUNDED)
    record = replace(dossier.record, slots={"proactive/fees/amount": slot, "requests/new/total": slot})
    fees, new = table(long_csv([replace(dossier, schema=schema, record=record)]))
    assert (fees["value"], fees["unit"], new["unit"]) == ("30.7", "万元", "")


def test_a_record_without_its_form_goes_by_ids(dossier):
    row = long_row(replace(dossier, schema=None), DOUBTFUL)
    assert (row["table_zh"], row["row_en"], row["column_en"]) == ("letters", "carried", "firm")


# the wide table


def test_the_wide_table_has_a_row_for_each_report(dossier):
    rows = table(wide_csv([dossier, unread()], headings([dossier.record], [])))
    assert list(rows[0]) == [column.name for column in WIDE] + list(dossier.record.slots)
    assert [(row["document"], row["outcome"], row["open_matters"]) for row in rows] == [
        ("2023/mail.txt", "read", "5"),
        ("a.pdf", "unreadable", "1"),
    ]


def test_a_reading_that_is_not_sure_does_not_look_like_one_that_is(dossier):
    row = wide_row(dossier)
    assert (row["letters/received/person"], row["letters/received/firm"]) == ("13", "0")
    assert row["letters/received/total"] == row["letters/carried/person"] == row[DOUBTFUL] == ""
    assert row["unsure_slots"] == f"letters/received/total | letters/carried/person | {DOUBTFUL}"
    filled = wide_row(dossier, with_unsure=True)
    assert (filled["letters/received/total"], filled["letters/carried/person"], filled[DOUBTFUL]) == ("12", "2", "")
    assert filled["unsure_slots"] == row["unsure_slots"]


def test_a_lost_zero_is_zero_and_a_blank_is_not(dossier):
    zero = Slot(state=State.ZERO, value=Decimal(0), status=Status.INFERRED)
    blank = Slot(state=State.BLANK, status=Status.GROUNDED)
    row = wide_row(with_slot(with_slot(dossier, "letters/carried/person", zero), DOUBTFUL, blank))
    assert (row["letters/carried/person"], row[DOUBTFUL]) == ("0", "")
    assert row["unsure_slots"] == "letters/received/total"


def test_a_decision_does_not_overwrite_a_reading(dossier):
    row = wide_row(decided(dossier), with_unsure=True)
    assert (row[DOUBTFUL], row["decided_slots"]) == ("", f"{DOUBTFUL}=7")


@pytest.mark.parametrize("value", [None, "12"])
def test_a_reading_a_person_found_right_is_sure(dossier, value):
    row = wide_row(decided(dossier, "letters/received/total", value=value))
    assert row["letters/received/total"] == "12"
    assert "letters/received/total" not in row["unsure_slots"]
    assert row["decided_slots"] == "letters/received/total=12"


def test_a_reading_a_person_contradicts_is_no_longer_sure(dossier):
    row = wide_row(decided(dossier, "letters/received/person", value="12"))
    assert (row["letters/received/person"], wide_row(dossier)["letters/received/person"]) == ("", "13")
    assert row["unsure_slots"].startswith("letters/received/person | ")
    blank = wide_row(decided(dossier, "letters/received/firm", value="blank"))
    assert (blank["letters/received/firm"], blank["decided_slots"]) == ("", "letters/received/firm=blank")


def test_a_doubt_dismissed_is_no_value(dossier):
    row = wide_row(decided(dossier, ruling=Ruling.DISMISS, value=None))
    assert (row[DOUBTFUL], row["decided_slots"]) == ("", f"{DOUBTFUL}: dismiss")
    assert DOUBTFUL in row["unsure_slots"]


def test_the_columns_of_shipped_forms_are_always_the_same(dossier):
    shipped = headings([], shipped_schemas())
    assert len(shipped) == len(set(shipped)) == len(set().union(*(schema.slots for schema in shipped_schemas())))
    tables = [slot.partition("/")[0] for slot in shipped]
    assert [table for at, table in enumerate(tables) if table != tables[at - 1]] == [
        "proactive",
        "requests",
        "remedies",
    ]
    assert headings([dossier.record], shipped_schemas()) == (*shipped, *dossier.record.slots)


def test_a_slot_without_a_column_is_not_dropped_without_a_word(dossier):
    with pytest.raises(CallError, match="the store changed"):
        list(wide_csv([dossier], ["letters/received/person"]))


# Parquet


def arrow(dossiers, **more):
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    return ParquetFile(pa.BufferReader(b"".join(parquet(dossiers, **more))))


def test_parquet_holds_the_long_table_typed(dossier):
    found = arrow([dossier, unread()]).read()
    types = {field.name: str(field.type) for field in found.schema}
    assert (types["value"], types["year"], types["line"], types["needs_person"], types["printed"]) == (
        "decimal128(38, 12)",
        "int32",
        "int32",
        "bool",
        "string",
    )
    assert [name for name in found.column_names if name != "value_text"] == [column.name for column in LONG]
    rows = found.to_pylist()
    assert (rows[0]["value"], rows[0]["year"], rows[0]["line"]) == (Decimal(13), 2023, 3)
    assert [(row["value"], row["value_text"]) for row in rows][3:] == [
        (Decimal(2), "2"),
        (None, None),
        (None, None),
        (None, None),
    ]
    assert (rows[-1]["document"], rows[-1]["slot"], rows[-1]["line"]) == ("a.pdf", None, None)


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        pytest.param("99999999999999999999999999.123456789012", True, id="the most that fits"),
        pytest.param("0.1234567890123", False, id="one decimal more"),
        pytest.param("100000000000000000000000000", False, id="one digit more"),
        pytest.param("-30.70", True, id="ordinary"),
    ],
)
def test_parquet_never_rounds_a_value(dossier, value, fits):
    slot = Slot(state=State.VALUE, value=Decimal(value), status=Status.GROUNDED)
    row = arrow([with_slot(dossier, "letters/received/person", slot)]).read().to_pylist()[0]
    assert row["value"] == (Decimal(value) if fits else None)
    assert row["value_text"] == value


def test_parquet_is_written_in_groups_as_it_comes(dossier):
    file = arrow([dossier] * 5, rows_a_group=7)
    assert [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)] == [7, 7, 7, 7, 2]
    assert arrow([]).read().num_rows == 0


def test_without_pyarrow_one_line_says_what_to_install(dossier, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(CallError) as refused:
        parquet([dossier])
    assert 'pip install "gouji[parquet]"' in str(refused.value)


# all of them


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(jsonl, id="jsonl"),
        pytest.param(long_csv, id="csv"),
        pytest.param(
            lambda dossiers: _wide(*dossiers) if isinstance(dossiers, list) else _wide_of(dossiers), id="wide"
        ),
        pytest.param(lambda dossiers: parquet(dossiers, rows_a_group=6), id="parquet"),
    ],
)
def test_reports_are_written_as_they_come_and_not_kept(dossier, written):
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield dossier

    pieces = written(endless())
    for _ in range(20):
        next(pieces)
    assert len(taken) <= 21


def _wide(*dossiers):
    return wide_csv(dossiers, headings([dossiers[0].record], []))


def _wide_of(dossiers):
    first = next(dossiers)
    return wide_csv(dossiers, headings([first.record], []))
