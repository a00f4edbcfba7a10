import zipfile
from collections import Counter
from decimal import Decimal
from io import BytesIO
from itertools import product
from random import Random

import pytest

from extractor.generator import LAYOUTS, generate
from extractor.generator.accidents import ACCIDENTS, befall
from extractor.generator.defects import broken, plant
from extractor.generator.line import Cell, Line, Style
from extractor.generator.oracle import settle
from extractor.generator.readings import partitions
from extractor.generator.sheet import contents, lines, rows
from extractor.generator.truth import SPARSITIES, draw, equalities, gap
from extractor.schema.load import shipped_schemas

SCHEMAS = shipped_schemas()
SEEDS = range(40)
SUM_LAST = (((1, 3), (-1, 0), (-1, 1), (-1, 2)),)


def schema_of(seed):
    return SCHEMAS[seed % len(SCHEMAS)]


def seeded(seed):
    return Random(seed)  # noqa: S311 - reproducible on purpose


def cases(**options):
    return (generate(schema_of(seed), seed, **options) for seed in SEEDS)


@pytest.mark.parametrize("sparsity", SPARSITIES)
def test_a_true_table_keeps_every_hard_rule(sparsity):
    for seed in SEEDS:
        schema = schema_of(seed)
        values = draw(schema, seeded(seed), sparsity)
        assert set(values) == set(schema.slots)
        assert not any(gap(rule, values) for rule in equalities(schema))
        assert min(value for slot, value in values.items() if schema.column_of(slot).kind != "signed") >= 0


def test_a_planted_defect_breaks_exactly_the_rules_it_names():
    seen = 0
    for seed in SEEDS:
        schema = schema_of(seed)
        truth = draw(schema, seeded(seed), "dense")
        assert broken(schema, truth) == ()
        wrong = plant(schema, truth, seeded(seed))
        named = {(defect.rule, defect.over) for defect in broken(schema, wrong)}
        assert named == {(rule.rule, rule.over) for rule in equalities(schema) if gap(rule, wrong)}
        seen += len(named)
    assert seen > len(SEEDS)


def test_a_seed_gives_the_same_case_every_time():
    for seed in range(5):
        assert generate(SCHEMAS[0], seed) == generate(SCHEMAS[0], seed)


def test_a_file_does_not_hold_the_time_it_was_written_at():
    data = generate(SCHEMAS[0], 1, layout="docx").data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_the_gold_of_a_determined_slot_is_what_was_printed():
    for case in cases():
        assert set(case.gold) | case.unscored == set(case.printed)
        assert {slot: case.gold[slot] for slot in case.determined} == {
            slot: case.printed[slot] for slot in case.determined
        }


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_a_layout_prints_every_figure_that_no_accident_took(layout):
    for case in cases(layout=layout):
        if not case.accidents:
            wanted = Counter(text for text in case.printed.values() if text and len(text) > 3 and text.isdigit())
            plain = case.text.replace(",", "").translate(str.maketrans("０１２３４５６７８９", "0123456789"))
            assert all(plain.count(text) >= count for text, count in wanted.items())


def test_a_clean_separated_case_is_determined_throughout():
    clean = [case for case in cases() if not case.accidents and case.layout != "none"]
    assert len(clean) > 5
    assert all(case.determined == set(case.printed) for case in clean)


def test_a_row_loses_or_gains_one_cell_at_most():
    for seed in SEEDS:
        rng = seeded(seed)
        schema = schema_of(seed)
        form = lines(schema, contents(draw(schema, rng, "sparse"), Style(), rng), Style())
        after, happened = befall(form, tuple(ACCIDENTS), 5, rng)
        assert all(abs(len(line.cells) - len(line.slots)) <= 1 for line in rows(after))
        assert not ({"lost_cell", "extra_zero"} & set(happened) and "label_lost" in happened)


@pytest.mark.parametrize("run", ["1113", "00000", "10212", "1010020", "123456", "12315", "99918"])
def test_the_partitions_of_a_run_are_those_found_by_brute_force(run):
    cuts = product(range(1, len(run)), repeat=3)
    pieces = {(run[:a], run[a:b], run[b:c], run[c:]) for a, b, c in cuts if a < b < c}
    legal = {tuple(map(Decimal, way)) for way in pieces if all(piece == "0" or piece[0] != "0" for piece in way)}
    tied = {way for way in legal if sum(way[:3]) == way[3]}
    assert set(partitions(run, ["count"] * 4, ())) == legal
    assert set(partitions(run, ["count"] * 4, SUM_LAST)) == tied


def test_signs_and_points_part_a_run():
    assert partitions("67-53", ["count", "signed"], ()) == ((67, -53),)
    assert set(partitions("916.25", ["count", "money"], ())) == {(9, Decimal("16.25")), (91, Decimal("6.25"))}


def test_a_run_with_too_many_partitions_is_given_up():
    assert partitions("1" * 40, ["count"] * 15, ()) is None


def requests():
    rng = seeded(1)
    form = lines(SCHEMAS[1], contents(draw(SCHEMAS[1], rng, "dense"), Style(), rng), Style())
    return [line for line in rows(form) if line.table == "requests"]


def cell(number):
    return Cell(text=str(number), content=Decimal(number))


def test_a_row_with_one_reading_left_is_determined_and_a_torn_one_is_open():
    whole = Line(table="proactive", kind="row", slots=("proactive/fees/amount",), cells=(cell(5),))
    slots = tuple(f"proactive/regulations/{column}" for column in ("issued", "repealed", "in_force"))
    torn = Line(table="proactive", kind="row", slots=slots, cells=(cell(1), cell(2)), hit="lost_cell")
    settled = settle([whole, torn], SCHEMAS[1], frozenset(), glued=False)
    assert settled.gold == {"proactive/fees/amount": "5", **dict.fromkeys(slots, "?")}
    assert settled.determined == {"proactive/fees/amount"}


def test_columns_place_a_lost_cell_that_its_row_leaves_open():
    form = requests()
    index = next(at for at, line in enumerate(form) if len({c.text for c in line.cells}) > 5)
    line = form[index]
    form[index] = Line(table=line.table, kind="row", slots=line.slots, cells=line.cells[1:], hit="lost_cell")
    alone = settle([form[index]], SCHEMAS[1], frozenset(), glued=False)
    together = settle(form, SCHEMAS[1], frozenset(), glued=False)
    assert set(line.slots) & alone.unscored
    assert {slot: together.gold[slot] for slot in line.slots} == {
        slot: c.text for slot, c in zip(line.slots, line.cells, strict=True)
    }


def test_rules_the_document_breaks_choose_no_reading():
    form = requests()
    form[0] = Line(table="requests", kind="row", slots=form[0].slots, cells=form[0].cells[1:], hit="lost_cell")
    settled = settle(form, SCHEMAS[1], frozenset({"requests"}), glued=False)
    assert settled.unscored == set(form[0].slots)


@pytest.mark.parametrize("accident", ["header_lost", "header_again", "header_wrong"])
def test_an_accident_to_the_headings_changes_them_and_no_row(accident):
    for seed in SEEDS:
        rng = seeded(seed)
        schema = schema_of(seed)
        form = lines(schema, contents(draw(schema, rng, "sparse"), Style(), rng), Style())
        after = ACCIDENTS[accident](form, rng)
        assert list(rows(after)) == list(rows(form))
        assert after != form


@pytest.mark.parametrize("seed", range(12))
def test_an_undisturbed_case_has_neither_accidents_nor_defects(seed):
    case = generate(SCHEMAS[seed % 2], seed, is_disturbed=False)
    assert (case.accidents, case.planted) == ((), ())
    assert generate(SCHEMAS[seed % 2], seed, is_disturbed=False) == case
