import pytest

from extractor.errors import CallError
from extractor.roster import Filed, RosterLine, match, read_roster


def filed(name, agency="青禾县农业局", year=2023, path=""):
    return Filed(record=1, document=1, name=name, path=path or f"/in/{name}", agency=agency, year=year)


def matched(line, report):
    (found,) = match([line], [report])
    return found


@pytest.mark.parametrize("path", ["2023/a.txt", "a.txt", "in/2023/a.txt", "/in/2023/a.txt"])
def test_a_line_speaks_of_the_file_whose_path_it_gives(path):
    line = RosterLine(line=2, path=path, agency="青禾县农业农村局")
    assert matched(line, filed("2023/a.txt")).line == line


@pytest.mark.parametrize("path", ["2022/a.txt", "ba.txt", "2023"])
def test_a_line_does_not_speak_of_another_file(path):
    assert matched(RosterLine(line=2, path=path), filed("2023/a.txt")).line is None


@pytest.mark.parametrize(
    ("line", "is_meant"),
    [
        (RosterLine(line=2, agency="青禾县农业局", year=2023), True),
        (RosterLine(line=2, agency="青禾县农业局"), True),
        (RosterLine(line=2, agency="青禾县 农业局", year=2023), True),
        (RosterLine(line=2, agency="青禾县农业局", year=2022), False),
        (RosterLine(line=2, agency="青禾县水利局", year=2023), False),
        (RosterLine(line=2, year=2023), False),
    ],
)
def test_a_line_without_a_path_speaks_of_an_agency_and_a_year(line, is_meant):
    assert (matched(line, filed("a.txt")).line == line) is is_meant


def test_aliases_map_names_to_one_agency():
    line = RosterLine(line=2, agency="青禾县农业农村局", aliases=("青禾县农业局",), year=2023)
    found = matched(line, filed("a.txt"))
    assert (found.line, found.agency, found.agrees) == (line, "青禾县农业农村局", True)
    later = matched(line, filed("b.txt", year=2020))
    assert (later.line, later.agency) == (None, "青禾县农业农村局")


def test_a_text_that_names_an_agency_the_list_does_not_know_is_at_odds():
    found = matched(RosterLine(line=2, path="a.txt", agency="青禾县水利局"), filed("a.txt"))
    assert (found.agency, found.agrees) == ("青禾县水利局", False)


def test_the_line_of_the_same_year_is_taken_where_one_file_has_two():
    lines = [RosterLine(line=2, path="a.txt", year=2022), RosterLine(line=3, path="a.txt", year=2023)]
    (found,) = match(lines, [filed("a.txt")])
    assert found.line == lines[1]


def test_a_list_is_read_with_its_good_lines_and_its_faults():
    data = "文件,机关,年度,别名\na\\b.txt,甲局,2023年,乙局；丙局\nc.txt,甲局,前年,\n".encode("gb18030")
    lines, faults = read_roster(data, "list.csv")
    assert lines == (RosterLine(line=2, path="a/b.txt", agency="甲局", year=2023, aliases=("乙局", "丙局")),)
    assert [str(fault) for fault in faults] == ["list.csv line 3: the year `前年` is not four digits"]


def test_a_list_without_a_known_heading_is_refused():
    with pytest.raises(CallError, match="path, agency"):
        read_roster(b"x,y\n1,2\n", "list.csv")
