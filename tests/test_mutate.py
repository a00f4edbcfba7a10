"""Fault injection: detectors fire on the fault and not on its clean twin; the matrix counts, and repeats itself."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.ingest import ingest
from extractor.mutate import DETECTORS, PRINT_FAULTS, VALUE_FAULTS, generated, matrix, sparsity_of, to_dict
from extractor.mutate.detectors import alarms, detections, is_told, record_with
from extractor.mutate.edits import Edit, cell_around, edited, without_cell
from extractor.mutate.matrix import MOST_ATTEMPTS
from extractor.mutate.mutants import Proposal, Said, mutant_of
from extractor.mutate.prints import Print
from extractor.mutate.readings import read_print
from extractor.mutate.subjects import Answering, subject_of
from extractor.mutate.tracing import traced
from extractor.pipeline import open_document, read_document, record_of
from extractor.readers import read_layout
from extractor.records import Verdict
from extractor.scoring.contents import Mark
from extractor.span import Span
from tests.mutants import SCHEMAS, clean_seeds, demo

HOUSING = demo("html-housing-2024")
PERSON, FIRM, TOTAL = (f"requests/granted/{column}" for column in ("natural_person", "business", "total"))


def mutant(said, subject=HOUSING):
    """Return the mutant that says these contents, each a number or a pair of number and slot moved from."""
    pairs = {slot: Said(*value) if isinstance(value, tuple) else Said(Decimal(value)) for slot, value in said.items()}
    return mutant_of(subject, "by_hand", 0, Proposal("by hand", pairs))


def noticed(said, subject=HOUSING):
    made = mutant(said, subject)
    return detections(subject, made, record_with(subject, made))


# opening


def test_a_report_opened_once_makes_the_same_record_for_every_reader():
    document = HOUSING.seed.document
    answer = Answering(claims=HOUSING.claims)
    for reader in (read_layout, answer):
        (opened,) = open_document(document, SCHEMAS)
        assert (record_of(opened, reader=reader),) == read_document(document, SCHEMAS, reader=reader)
        assert record_of(opened, reader=reader) == record_of(opened, reader=reader)


def test_a_document_in_no_known_form_is_opened_too():
    (opened,) = open_document(ingest("一封信。\n".encode(), "letter.txt"), SCHEMAS)
    assert opened.own is None
    assert record_of(opened).reasons == ("no_known_form",)


def test_a_seed_that_is_not_read_as_one_report_of_its_form_is_a_bad_call():
    seed = replace(HOUSING.seed, document=ingest("一封信。\n".encode(), "letter.txt"))
    with pytest.raises(ValueError, match="html-housing-2024"):
        subject_of(seed, SCHEMAS)


# detectors


@pytest.mark.parametrize("seed", clean_seeds(8), ids=lambda seed: seed.name)
def test_sums_and_print_are_silent_at_the_right_answer(seed):
    assert alarms(subject_of(seed, SCHEMAS)).isdisjoint({"sums", "printed"})


def test_nothing_is_raised_at_the_right_answer_for_a_clear_report():
    assert alarms(HOUSING) == frozenset()
    assert HOUSING.twin.verdict is HOUSING.record.verdict is Verdict.CLEAN


def test_a_wrong_part_fails_sums_and_is_printed_nowhere():
    assert noticed({PERSON: 987654}) == set(DETECTORS)


def test_swapped_rows_are_seen_by_the_witness_alone():
    one, other = "requests/refused_1", "requests/refused_7"
    columns = [slot.rpartition("/")[2] for slot in HOUSING.known if slot.startswith(f"{one}/")]
    said = {}
    for column in columns:
        for slot, source in ((f"{one}/{column}", f"{other}/{column}"), (f"{other}/{column}", f"{one}/{column}")):
            said[slot] = (HOUSING.gold[source], source)
    assert noticed(said) - {"sums"} == {"witness", "together"}


def test_a_number_that_another_slot_claims_is_out_of_place_though_it_is_printed():
    value = HOUSING.gold[TOTAL]
    assert {"placed"} <= noticed({FIRM: (value, TOTAL)}) | noticed({FIRM: (value,)})
    assert "printed" not in noticed({FIRM: (value,)})


def test_a_figure_that_nobody_claims_any_more_is_noticed():
    assert "placed" in noticed({TOTAL: 0})
    assert "printed" not in noticed({TOTAL: 0})


def test_a_rule_that_fails_in_the_seed_already_is_no_news():
    broken = demo("cells-agriculture-2022")
    assert "sums" in alarms(broken)
    assert "sums" not in noticed({"requests/total/business": 17}, broken)
    assert not is_told(broken.twin, broken.twin, ("requests/new/total",))


# tracing


def test_one_wrong_cell_is_found_at_the_crossing_of_its_sums():
    land = demo("lost-cells-land-2020")  # a report without a blank: every sum can be assessed
    found = traced(land, mutant({PERSON: 987654}, land))
    assert (found.explanations, found.rank, found.is_fewer) == (1, 1, False)


def test_the_source_tells_apart_what_sums_cannot():
    slot = "remedies/reconsideration/upheld"
    found = traced(HOUSING, mutant({slot: HOUSING.gold[slot] + 1}))
    assert found.explanations > 1
    assert found.rank_by_source == 1


def test_a_fault_in_many_cells_is_not_asked_to_be_found():
    slots = [slot for slot in HOUSING.known if slot.startswith("requests/new/")][:4]
    assert traced(HOUSING, mutant({slot: 5 + number(slot) for slot in slots})) is None


def number(slot):
    content = HOUSING.gold[slot]
    return content if isinstance(content, Decimal) else Decimal(0)


# the print


def test_an_edit_moves_the_cells_behind_it():
    document = HOUSING.seed.document
    cell = document.grids[0].cells[3]
    after = edited(document, [Edit(Span(cell.start, cell.end), "xyz")])
    pairs = zip(document.grids[0].cells, after.grids[0].cells, strict=True)
    assert all(
        after.text[new.start : new.end] == ("xyz" if old is cell else document.text[old.start : old.end])
        for old, new in pairs
    )


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("| 收件 | 13 | 0 | 12 |", "| 收件 | 13 | 12 |"),
        ("收件\t13\t0\t12", "收件\t13\t12"),
        ("收件 13 0 12", "收件 13 12"),
        ("13 0", "13"),
        ("13\n0\n12", "13\n12"),
        ("13\n0", "13\n"),
    ],
)
def test_a_cell_is_lost_with_its_separator(line, left):
    at = line.index("0")
    document = replace(HOUSING.seed.document, text=line, grids=())
    assert without_cell(document, Span(at, at + 1)).text == left


def test_a_cell_reaches_as_far_as_its_separators():
    assert cell_around("a\t第 1 项 5\tb", Span(6, 7)) == Span(2, 9)


def read_of(subject, text, **printed):
    document = replace(subject.seed.document, text=text, grids=())
    slots = tuple(slot.replace("__", "/") for slot in printed) or (subject.known[0],)
    fault = Print(
        variant="by hand", document=document, slots=slots, printed=dict(zip(slots, printed.values(), strict=False))
    )
    return read_print(subject, fault, subject.record, SCHEMAS)


PIPES = demo("pipes-water-2020")


def test_a_report_that_reads_the_same_is_recovered_and_one_of_no_form_is_flagged():
    assert read_of(PIPES, PIPES.seed.document.text).outcome == "recovered"
    assert read_of(PIPES, "一封信。").outcome == "flagged"


def test_a_figure_printed_wrong_under_no_rule_is_silent_and_under_a_rule_the_documents_mistake():
    def misprinted(slot):
        span = PIPES.claims[slot].span
        text = PIPES.seed.document.text
        changed = text[: span.start] + "7" + text[span.start + 1 :]
        return read_of(PIPES, changed, **{slot.replace("/", "__"): Decimal(changed[span.start : span.end])})

    free = misprinted("proactive/licensing/items_last_year")
    ruled = misprinted("requests/new/total")
    assert (free.outcome, free.by_sums, free.silent_slots) == ("silent", False, ())
    assert (ruled.outcome, ruled.by_sums, ruled.verdict) == ("flagged", True, Verdict.SOURCE_DEFECT)


def test_a_slot_that_is_sure_of_what_is_not_printed_is_silent():
    slot = "proactive/licensing/items_last_year"
    span = PIPES.claims[slot].span
    text = PIPES.seed.document.text
    read = read_of(PIPES, text[: span.start] + "7" + text[span.start + 1 :])  # the gold is not told of it
    assert (read.outcome, read.silent_slots) == ("silent", (slot,))


# the matrix


@pytest.fixture(scope="module")
def seeds():
    return [HOUSING.seed, PIPES.seed, *clean_seeds(6)]


@pytest.fixture(scope="module")
def measured(seeds):
    steps = []
    found = matrix(seeds, generated(SCHEMAS, 4, first=50), per_class=8, seed=3, advance=lambda: steps.append(1))
    return found, len(steps)


def test_the_matrix_has_every_class_and_calls_back_for_every_mutant_and_control(measured):
    found, steps = measured
    assert [row.fault for row in found.rows] == [*VALUE_FAULTS, *PRINT_FAULTS]
    assert steps == 8 * len(found.rows) + 4
    assert all(row.total.mutants <= 8 and len(row.misses) <= 5 for row in found.rows)
    assert found.controls.documents == 4


def test_the_same_seeds_give_the_same_matrix_and_another_seed_another(measured, seeds):
    found, _ = measured
    again = matrix(seeds, generated(SCHEMAS, 4, first=50), per_class=8, seed=3)
    other = matrix(seeds, (), per_class=8, seed=4)
    assert again == found
    assert other.rows != found.rows


def test_strata_add_up_and_no_detector_catches_more_than_there_are(measured):
    for row in measured[0].rows:
        assert sum(row.variants.values()) == row.total.mutants == sum(each.mutants for each in row.strata.values())
        assert all(caught <= row.total.mutants for caught in row.total.caught.values())
        assert all(row.total.caught_covered[name] <= row.total.covered for name in row.total.caught)
        assert row.total.caught["together"] == row.total.mutants - (
            row.outcomes.get("silent", 0) if row.level == "text" else len(row.misses)
        )


def test_the_matrix_is_plain_data(measured):
    plain = to_dict(measured[0])
    assert json.loads(json.dumps(plain)) == plain
    assert set(plain["blind_spots"]) == set(DETECTORS)
    assert "rows_swapped" in plain["blind_spots"]["placed"]


def test_seeds_that_have_no_more_mutants_give_fewer():
    steps = []
    found = matrix([PIPES.seed], (), per_class=40, advance=lambda: steps.append(1))
    (unit,) = (row for row in found.rows if row.fault == "unit")
    assert unit.total.mutants == 2
    assert unit.repeats == 40 * MOST_ATTEMPTS - 2
    assert len(steps) == 40 * len(found.rows)


def test_sparsity_is_that_of_the_slots_under_rules():
    schema, gold = HOUSING.schema, HOUSING.gold
    assert sparsity_of(gold, schema) == HOUSING.seed.sparsity == "dense"
    empty = {
        slot: Mark.BLANK if slot.startswith(("requests", "remedies")) else content for slot, content in gold.items()
    }
    assert sparsity_of(empty, schema) == "zero"
    assert sparsity_of({**empty, PERSON: Decimal(3)}, schema) == "sparse"


def test_generated_seeds_have_every_slot_determined_and_nothing_wrong():
    for seed in clean_seeds(8):
        assert set(seed.gold) == set(seed.schema.slots)
        assert Mark.OPEN not in seed.gold.values()
        assert seed.origin == "generated"
        assert seed.layout
