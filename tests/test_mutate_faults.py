"""Faults in answers: each changes what it says it changes, and what equals the gold is no mutant."""

from decimal import Decimal
from random import Random

import pytest

from extractor.mutate import PRINT_FAULTS, VALUE_FAULTS
from extractor.mutate.cells import number, other_digit
from extractor.mutate.detectors import failing, mutated
from extractor.mutate.mutants import Proposal, Said, mutant_of
from extractor.mutate.subjects import content_of
from extractor.scoring.contents import Mark
from tests.mutants import clean_subjects, demo

SUBJECTS = (demo("html-housing-2024"), demo("pipes-water-2020"), demo("cells-agriculture-2022"), *clean_subjects(12))


def chance(seed):
    return Random(seed)  # noqa: S311 - reproducible on purpose


def mutants(fault, draws=6):
    """Return mutants of one class, with their seeds."""
    made = [
        (subject, mutant_of(subject, fault, number, proposal))
        for number in range(draws)
        for subject in SUBJECTS
        if (proposal := VALUE_FAULTS[fault](subject, chance(f"{fault}{number}{subject.seed.name}"))) is not None
    ]
    return [(subject, mutant) for subject, mutant in made if mutant.changes]


def rows_of(mutant):
    return {change.slot.rpartition("/")[0] for change in mutant.changes}


def columns_of(mutant):
    return {change.slot.rpartition("/")[2] for change in mutant.changes}


def sums_of(subject, contents, slots):
    return sum(number(contents[slot]) for slot in slots)


@pytest.mark.parametrize("fault", VALUE_FAULTS)
def test_every_class_has_mutants_that_differ_from_the_gold_and_only_there(fault):
    found = mutants(fault)
    assert len(found) > 10
    for subject, mutant in found:
        assert all(change.before == subject.gold[change.slot] != change.after for change in mutant.changes)
        assert mutant.id.startswith(f"{fault}/{subject.seed.name}/")


@pytest.mark.parametrize("fault", VALUE_FAULTS)
def test_the_same_draw_makes_the_same_mutant(fault):
    one, other = (VALUE_FAULTS[fault](SUBJECTS[0], chance("x")) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("fault", ["digit", "scale", "dropped", "invented", "total", "unit", "sign", "blank_zero"])
def test_faults_in_a_cell_change_one_cell(fault):
    assert {len(mutant.changes) for _, mutant in mutants(fault)} == {1}


def test_a_digit_is_replaced_and_the_figure_keeps_its_length():
    for text in ("7", "10", "-3", "12.50", "1004"):
        value = Decimal(text)
        changed = {other_digit(value, chance(seed)) for seed in range(60)}
        assert value not in changed
        assert {len(str(other)) for other in changed} == {len(text)}
        assert len(changed) > 5


def test_a_figure_is_ten_times_as_large_or_has_lost_its_last_digit():
    for subject, mutant in mutants("scale"):
        (change,) = mutant.changes
        is_money = subject.schema.column_of(change.slot).kind == "money"
        less = change.before / 10 if is_money else Decimal(int(change.before / 10))
        assert change.after == {"x10": change.before * 10, "/10": less}[mutant.variant]


def test_a_dropped_figure_is_zero_and_an_invented_one_stood_at_zero():
    assert all(change.after == 0 for _, mutant in mutants("dropped") for change in mutant.changes)
    assert all(change.before == 0 for _, mutant in mutants("invented") for change in mutant.changes)


def test_a_wrong_total_is_a_total():
    assert all(change.slot in subject.totals for subject, mutant in mutants("total") for change in mutant.changes)


def test_another_unit_moves_money_by_four_digits():
    for subject, mutant in mutants("unit"):
        (change,) = mutant.changes
        assert subject.schema.column_of(change.slot).kind == "money"
        assert change.after / change.before in {Decimal(10_000), Decimal("0.0001")}


def test_a_sign_is_turned_and_blank_and_zero_change_places():
    assert all(change.after == -change.before for _, mutant in mutants("sign") for change in mutant.changes)
    pairs = {(change.before, change.after) for _, mutant in mutants("blank_zero") for change in mutant.changes}
    assert pairs == {(Mark.BLANK, Decimal(0)), (Decimal(0), Mark.BLANK)}


def test_two_cells_of_a_table_are_wrong_at_once():
    for _, mutant in mutants("two_cells"):
        assert len(mutant.changes) == 2
        assert len({slot.partition("/")[0] for slot in mutant.slots}) == 1


def test_neighbours_in_a_row_change_places_with_their_figures():
    for subject, mutant in mutants("adjacent_swapped"):
        one, other = mutant.changes
        assert (one.after, other.after) == (other.before, one.before)
        assert (one.claim.span, other.claim.span) == (subject.claims[other.slot].span, subject.claims[one.slot].span)


def test_a_compensating_pair_leaves_the_sum_of_its_row():
    for subject, mutant in mutants("compensating"):
        assert len(rows_of(mutant)) == 1
        assert sums_of(subject, mutated(subject, mutant), mutant.slots) == sums_of(subject, subject.gold, mutant.slots)


@pytest.mark.parametrize("way", ["left", "right"])
def test_a_row_is_shifted_by_one_column(way):
    shifted = [(subject, mutant) for subject, mutant in mutants("row_shifted") if mutant.variant == way]
    assert shifted
    for subject, mutant in shifted:
        line = next(line for line in subject.lines if set(mutant.slots) <= set(line.slots))
        before = [subject.gold[slot] for slot in line.slots]
        after = [mutated(subject, mutant)[slot] for slot in line.slots]
        assert after == ([*before[1:], 0] if way == "left" else [0, *before[:-1]])


def test_a_dropped_row_is_zero_and_no_total():
    for subject, mutant in mutants("row_dropped"):
        assert all(change.after == 0 for change in mutant.changes)
        assert len(rows_of(mutant)) == 1
        assert not subject.totals.issuperset(
            slot for slot in subject.schema.slots if slot.rpartition("/")[0] in rows_of(mutant)
        )


@pytest.mark.parametrize(("fault", "least"), [("rows_swapped", 2), ("labels_slid", 2)])
def test_rows_that_change_places_keep_the_sums_of_their_columns(fault, least):
    for subject, mutant in mutants(fault):
        table = mutant.slots[0].partition("/")[0]
        slots = subject.schema.table[table].slots
        for column in columns_of(mutant):
            own = [slot for slot in slots if slot.endswith(f"/{column}")]
            assert sums_of(subject, mutated(subject, mutant), own) == sums_of(subject, subject.gold, own)
        assert len(rows_of(mutant)) >= least


def test_two_columns_change_places_in_every_row():
    for subject, mutant in mutants("columns_swapped"):
        assert len(columns_of(mutant)) == 2
        assert all(change.claim.span == _place_of(subject, mutant, change) for change in mutant.changes)


def _place_of(subject, mutant, change):
    """Return where the figure of the other column stands."""
    row, _, own = change.slot.rpartition("/")
    (other,) = columns_of(mutant) - {own}
    return subject.claims[f"{row}/{other}"].span


def test_a_fabricated_part_breaks_no_sum():
    for subject, mutant in mutants("fabricated"):
        assert len(mutant.changes) > 1
        assert failing(subject, mutated(subject, mutant)) == ()


def test_what_equals_the_gold_is_no_change():
    subject = demo("html-housing-2024")
    same = Proposal("none", {slot: Said(subject.gold[slot]) for slot in subject.known[:5]})
    assert mutant_of(subject, "none", 0, same).changes == ()


def test_a_change_points_at_an_equal_figure_where_there_is_one():
    for subject, mutant in mutants("invented"):
        (change,) = mutant.changes
        equal = [span for span, value in subject.figures if value == change.after]
        assert (change.claim.span in equal) if equal else change.claim.span is None


def test_a_figure_that_another_slot_claims_is_pointed_at_last_and_a_near_one_before_a_far_one():
    subject = demo("pipes-water-2020")
    slot = "proactive/licensing/items_last_year"
    claimed = {claim.span for claim in subject.claims.values()}
    for value in sorted({value for _, value in subject.figures} - {subject.gold[slot]}):
        (change,) = mutant_of(subject, "any", 0, Proposal("any", {slot: Said(value)})).changes
        equal = [span for span, other in subject.figures if other == value]
        free = [span for span in equal if span not in claimed]
        assert change.claim.span in (free or equal)
        inside = [span for span in free or equal if span.within(subject.opened.regions["proactive"].span)]
        assert change.claim.span in (inside or free or equal)


def test_the_right_answer_says_the_gold_and_leaves_open_slots_out():
    for subject in (*SUBJECTS, demo("glued-city-2023")):
        said = {slot: content_of(claim) for slot, claim in subject.claims.items()}
        assert said == {slot: content for slot, content in subject.gold.items() if content is not Mark.OPEN}


# the print


def prints(fault, draws=6):
    made = [
        (subject, print_)
        for number in range(draws)
        for subject in SUBJECTS
        if (print_ := PRINT_FAULTS[fault](subject, chance(f"{fault}{number}{subject.seed.name}"))) is not None
    ]
    return [(subject, print_) for subject, print_ in made if print_.document.text != subject.page.document.text]


@pytest.mark.parametrize("fault", PRINT_FAULTS)
def test_every_fault_of_the_print_changes_the_text_and_keeps_the_cells_in_step(fault):
    found = prints(fault)
    assert len(found) > 10
    for _, print_ in found:
        for grid in print_.document.grids:
            assert all(grid.start <= cell.start <= cell.end <= grid.end for cell in grid.cells)
            assert all("\t" not in print_.document.text[cell.start : cell.end] for cell in grid.cells)


@pytest.mark.parametrize(("fault", "by"), [("digit_changed", 0), ("digit_lost", -1), ("ocr_letter", 0)])
def test_a_fault_in_a_figure_changes_one_character(fault, by):
    for subject, print_ in prints(fault):
        assert len(print_.document.text) - len(subject.page.document.text) == by
        assert len(print_.slots) == 1


def test_a_misprint_says_what_is_printed_then():
    for fault in ("digit_changed", "digit_lost", "printed_wrong"):
        for subject, print_ in prints(fault):
            ((slot, printed),) = print_.printed.items()
            assert printed != subject.gold[slot]


def test_a_lost_cell_takes_its_separator_along():
    for subject, print_ in prints("cell_lost"):
        before, after = subject.page.document, print_.document
        assert sum(map(len, (grid.cells for grid in before.grids))) - sum(
            map(len, (grid.cells for grid in after.grids))
        ) == bool(before.grids)
        assert len(after.text) < len(before.text)


def test_full_width_digits_say_the_same():
    for subject, print_ in prints("full_width"):
        assert len(print_.document.text) == len(subject.page.document.text)
        assert print_.printed == {}


def test_a_page_break_only_adds_a_line():
    for subject, print_ in prints("page_break"):
        lines = print_.document.text.replace("\f", "").splitlines()
        assert len(lines) == len(subject.page.document.text.replace("\f", "").splitlines()) + 1


def test_a_lost_label_leaves_the_figures_of_its_row():
    for subject, print_ in prints("label_lost"):
        figures = [subject.page.document.text[slice(*subject.claims[slot].span)] for slot in print_.slots]
        assert all(figure in print_.document.text for figure in figures)
        assert len(print_.document.text) < len(subject.page.document.text)
