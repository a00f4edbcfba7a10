"""The gold of the shipped dataset and of the layout snippets, held against the schemas and the texts they label."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor.ingest import ingest
from extractor.schema import RuleInstance, Schema, schema_by_id

ROOT = Path(__file__).resolve().parents[1]
EVAL = ROOT / "eval"
LAYOUT = ROOT / "tests" / "data" / "layout"
MANIFEST = json.loads((EVAL / "manifest.json").read_text(encoding="utf-8"))["documents"]
LISTED = {entry["name"]: entry for entry in MANIFEST}
SNIPPETS = sorted(LAYOUT.glob("*.json"))
ALL_GOLD = [pytest.param(EVAL / entry["gold"], id=name) for name, entry in LISTED.items()] + [
    pytest.param(path, id=path.stem) for path in SNIPPETS
]
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")

each = pytest.mark.parametrize("name", list(LISTED))
all_gold = pytest.mark.parametrize("path", ALL_GOLD)


def test_the_manifest_lists_every_report_and_every_gold_file():
    assert {EVAL / entry["report"] for entry in MANIFEST} == {*(EVAL / "demo").iterdir(), *(EVAL / "reports").iterdir()}
    assert {EVAL / entry["gold"] for entry in MANIFEST} == set((EVAL / "gold").iterdir())


def test_every_snippet_has_gold_and_every_gold_a_snippet():
    assert {gold(path)["document"].split("#")[0] for path in SNIPPETS} == {p.name for p in LAYOUT.glob("*.txt")}


@each
def test_a_report_and_its_gold_are_those_their_hashes_were_taken_of(name):
    for part, digest in (("report", "sha256"), ("gold", "gold_sha256")):
        assert hashlib.sha256((EVAL / LISTED[name][part]).read_bytes()).hexdigest() == LISTED[name][digest]


@each
def test_manifest_and_gold_name_the_same_report_and_schema(name):
    labelled = gold_of(name)
    assert (labelled["document"], labelled["schema"]) == (Path(LISTED[name]["report"]).name, LISTED[name]["schema"])


@all_gold
def test_gold_has_exactly_the_slots_of_its_schema(path):
    labelled = gold(path)
    assert sorted(labelled["slots"]) == sorted(schema_by_id(labelled["schema"]).slots)


@all_gold
def test_a_gold_value_is_a_plain_number_a_blank_a_slash_or_undetermined(path):
    strange = {s: v for s, v in gold(path)["slots"].items() if v not in {None, "/", "?"} and not NUMBER.fullmatch(v)}
    assert strange == {}


@each
def test_a_report_breaks_exactly_the_rules_its_manifest_declares(name):
    declared = {(broken["rule"], broken["over"]) for broken in LISTED[name]["broken_rules"]}
    assert broken_rules(gold_of(name)) == declared


@each
def test_a_report_that_breaks_a_rule_has_a_table_defect_in_its_gold(name):
    kinds = {defect["kind"] for defect in gold_of(name)["source_defects"]}
    assert ("table_sum" in kinds) == bool(LISTED[name]["broken_rules"])


@pytest.mark.parametrize("path", SNIPPETS, ids=[path.stem for path in SNIPPETS])
def test_a_snippet_breaks_no_rule(path):
    assert broken_rules(gold(path)) == set()


@each
def test_every_quote_stands_in_the_report(name):
    text, labelled = compact(report_text(name)), gold_of(name)
    quotes = [item["quote"] for item in (*labelled["findings"], *labelled["claims"])]
    assert [quote for quote in quotes if compact(quote) not in text] == []


@all_gold
def test_the_agency_and_the_year_stand_in_the_text(path):
    labelled = gold(path)
    name = labelled["document"].split("#")[0]
    text = (LAYOUT / name).read_text(encoding="utf-8") if path.parent == LAYOUT else report_text(path.stem)
    fields = labelled["fields"]
    assert re.search(rf"{fields['agency']}.{{0,12}}?{fields['year']}", unicodedata.normalize("NFKC", compact(text)))


@each
def test_every_measure_addresses_problems_that_are_listed(name):
    findings = gold_of(name)["findings"]
    problems = {finding["id"] for finding in findings if finding["kind"] == "problem"}
    measures = [finding for finding in findings if finding["kind"] == "measure"]
    assert measures
    assert any(measure["addresses"] for measure in measures)
    assert all(set(measure["addresses"]) <= problems for measure in measures)


@each
def test_a_claim_prints_its_value_and_names_known_slots(name):
    labelled = gold_of(name)
    for claim in labelled["claims"]:
        assert claim["value"] in claim["quote"]
        assert {slot for _, slot in claim["terms"]} <= set(labelled["slots"])


@each
def test_prose_and_tables_agree_except_where_a_defect_is_declared(name):
    labelled = gold_of(name)
    contradictions = [claim["quote"] for claim in labelled["claims"] if contradicts(claim, labelled["slots"])]
    declared = [defect for defect in labelled["source_defects"] if defect["kind"] == "prose_vs_table"]
    assert len(contradictions) == len(declared), contradictions


@pytest.mark.parametrize("name", ["glued-city-2023", "glued-forestry-2024"])
def test_glued_digits_leave_exactly_the_cells_marked_undetermined_open(name):
    labelled = gold_of(name)
    schema, text = schema_by_id(labelled["schema"]), report_text(name)
    expected = {slot for slot, value in labelled["slots"].items() if value == "?"}
    assert open_slots(schema, glued_readings(schema, text), labelled["slots"]) == expected


SECOND = sorted((EVAL / "second").glob("*.json"))


@pytest.mark.parametrize("path", SECOND, ids=[path.stem for path in SECOND])
def test_who_labelled_a_second_time_found_the_same_in_every_slot(path):
    assert gold(path)["slots"] == gold_of(path.stem)["slots"]


def test_a_quarter_of_the_reports_is_labelled_twice():
    slots = [value for path in SECOND for value in gold(path)["slots"].values()]
    assert (4 * len(SECOND), len(slots), slots.count("?")) == (len(MANIFEST), 1394, 26)


def test_lost_cells_leave_one_reading():
    labelled = gold_of("lost-cells-land-2020")
    schema, text = schema_by_id(labelled["schema"]), report_text("lost-cells-land-2020")
    assert open_slots(schema, tabbed_readings(schema, text), labelled["slots"]) == set()


# Reading gold


def gold(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def gold_of(name: str) -> dict[str, Any]:
    return gold(EVAL / LISTED[name]["gold"])


def report_text(name: str) -> str:
    path = EVAL / LISTED[name]["report"]
    return ingest(path.read_bytes(), path.name).text


def compact(text: str) -> str:
    return re.sub(r"\s", "", text)


def broken_rules(labelled: dict[str, Any]) -> set[tuple[str, str | None]]:
    """Return the rules that fail when a blank or a slash counts as nothing; a rule with an undetermined slot is out."""
    slots = labelled["slots"]
    return {
        (instance.rule, instance.over)
        for instance in schema_by_id(labelled["schema"]).instances
        if all(slots[slot] != "?" for slot in instance.slots) and not holds(instance, slots)
    }


def holds(instance: RuleInstance, slots: dict[str, str | None]) -> bool:
    gap = sum(coefficient * amount(slots[slot]) for coefficient, slot in instance.terms)
    return {"==": gap == 0, ">=": gap >= 0, "<=": gap <= 0}[instance.relation]


def amount(value: str | None) -> Decimal:
    return Decimal(0) if value in {None, "/"} else Decimal(value or "0")


def contradicts(claim: dict[str, Any], slots: dict[str, str | None]) -> bool:
    total = sum((1 if sign == "+" else -1) * amount(slots[slot]) for sign, slot in claim["terms"])
    return bool(claim["terms"]) and total != Decimal(claim["value"])


# Every reading a text allows, by brute force: what is undetermined is not a matter of opinion

Readings = dict[str, set[tuple[int, ...]]]
"""For each row (`table/row`), the values its cells may have."""


def open_slots(schema: Schema, readings: Readings, slots: dict[str, str | None]) -> set[str]:
    """Return the slots on which the surviving readings differ; where they agree they must agree with the gold."""
    found = set()
    for key, rows in surviving(schema, readings).items():
        table, row = key.split("/")
        columns = schema.table[table].columns_of(next(r for r in schema.table[table].listed_rows if r.id == row))
        for column, values in zip(columns, zip(*rows, strict=True), strict=True):
            slot = f"{key}/{column}"
            if len(set(values)) > 1:
                found.add(slot)
            else:
                assert amount(slots[slot]) == values[0], slot
    return found


def surviving(schema: Schema, readings: Readings) -> Readings:
    """Return the readings that take part in some reading of the whole in which every rule over columns holds."""
    across = [rule for rule in schema.instances if rule.rule in {"requests.outcomes", "requests.balance"}]
    rows = sorted(readings, key=lambda key: len(readings[key]))
    states = [{(0,) * len(across)}]
    for key in rows:
        states.append({moved(state, across, key, row) for state in states[-1] for row in readings[key]})
    alive, wanted = {}, states[-1] & states[0]
    for key, before in zip(reversed(rows), reversed(states[:-1]), strict=True):
        steps = [(s, r) for s in before for r in readings[key] if moved(s, across, key, r) in wanted]
        alive[key], wanted = {row for _, row in steps}, {state for state, _ in steps}
    return alive


def moved(state: tuple[int, ...], across: list[RuleInstance], key: str, row: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(gap + share(rule, key, row) for gap, rule in zip(state, across, strict=True))


def share(rule: RuleInstance, key: str, row: tuple[int, ...]) -> int:
    slot = f"{key}/{rule.over}"
    columns = ("natural_person", "business", "research", "nonprofit", "legal_service", "other_org", "total")
    return sum(weight * row[columns.index(slot.split("/")[2])] for weight, name in rule.terms if name == slot)


def glued_readings(schema: Schema, text: str) -> Readings:
    """Return every partition of each row's run of digits; a piece has no leading zero, a row of table 三 adds up."""
    text, readings = text[text.index("第二十条") :], {}
    for table, row in ((t, r) for t in ("proactive", "requests") for r in schema.table[t].listed_rows):
        if row.id == "fees":  # one cell, nothing to part
            continue
        width = len(schema.table[table].columns_of(row))
        run = run_after(text, row.label.zh)
        readings[f"{table}/{row.id}"] = {
            p for p in partitions(run, width) if table == "proactive" or sum(p[:-1]) == p[-1]
        }
    return readings | glued_blocks(text)


def glued_blocks(text: str) -> Readings:
    """Return every partition of table 四's one run into three blocks that add up."""
    blocks = [(p[:5], p[5:10], p[10:]) for p in partitions(run_after(text, "尚未审结总计"), 15)]
    sound = [three for three in blocks if all(sum(block[:4]) == block[4] for block in three)]
    rows = ("remedies/reconsideration", "remedies/litigation_direct", "remedies/litigation_after")
    return {row: {three[i] for three in sound} for i, row in enumerate(rows)}


def run_after(text: str, label: str) -> str:
    """Return the digits printed right after a label, without the number that the form puts before the next label."""
    found = re.search(rf"{re.escape(label)}(?:（[^）]*）)?(\d+)(?!\d)(\.)?", text)
    assert found, label
    return found[1][:-1] if found[2] else found[1]


def partitions(run: str, cells: int) -> Iterator[tuple[int, ...]]:
    if cells == 1:
        if run == "0" or run[:1] not in {"0", ""}:
            yield (int(run),)
        return
    for end in range(1, len(run)):
        if run[0] == "0" and end > 1:
            return
        for rest in partitions(run[end:], cells - 1):
            yield (int(run[:end]), *rest)


def tabbed_readings(schema: Schema, text: str) -> Readings:
    """Return, for each row of table 三, the ways its figures fall on seven columns when one is lost or doubled."""
    lines = [line.split("\t") for line in text.splitlines() if "\t" in line]
    readings: Readings = {}
    for row in schema.table["requests"].listed_rows:
        label = re.compile(rf"(.*[.、）])?{re.escape(row.label.zh)}(（.*）)?")
        cells = next(line for line in lines if any(label.fullmatch(cell) for cell in line) and line[-1].isdigit())
        readings[f"requests/{row.id}"] = set(seven([int(cell) for cell in cells if cell.isdigit()]))
    return readings


def seven(figures: list[int]) -> Iterator[tuple[int, ...]]:
    if len(figures) == 7:
        yield tuple(figures)
    elif len(figures) == 8:
        for at in range(8):
            shorter = figures[:at] + figures[at + 1 :]
            if sum(shorter[:6]) == shorter[6]:
                yield tuple(shorter)
    else:
        assert len(figures) == 6
        yield (*figures, sum(figures))  # the total is what was lost
        missing = figures[5] - sum(figures[:5])
        for at in range(6 if missing >= 0 else 0):
            yield (*figures[:at], missing, *figures[at:])
