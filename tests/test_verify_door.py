"""`gouji verify`: a text and its sources in, marks and an exit code out."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.verify import Kind, Slip, Support

EVAL = Path(__file__).resolve().parents[1] / "eval"
REPORT = str(EVAL / "demo" / "cells-agriculture-2022.txt")
RIGHT, WRONG = "全年新收申请113件。", "全年新收申请131件，予以公开42件。"


@pytest.fixture
def text(tmp_path):
    def write(said):
        path = tmp_path / "text.txt"
        path.write_text(said, "utf-8")
        return str(path)

    return write


@pytest.mark.parametrize(("said", "code"), [(RIGHT, 0), (WRONG, 1), ("没有数字。", 0)])
def test_the_exit_code_says_whether_the_text_is_sound(text, capsys, said, code):
    assert main(["verify", text(said), "--source", REPORT]) == code


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ["⟦x131件⟧", "与来源矛盾", "第95行"]), ("en", ["⟦x131件⟧", "contradicted", "line 95"])]
)
def test_the_marks_stand_in_the_text_and_a_table_below(text, capsys, lang, words):
    main(["verify", text(WRONG), "--source", REPORT, "--lang", lang])
    printed = capsys.readouterr().out
    assert [word for word in words if word not in printed] == []


def test_no_figure_of_an_equation_is_without_its_place(text, capsys):
    main(["verify", text("全年新收申请113件，不予公开17件。"), "--source", REPORT, "--lang", "en"])
    printed = capsys.readouterr().out
    assert "1 + 4 + 3 + 5 + 1 + 3 = 17" in printed
    assert [line for line in (146, 168, 179, 190, 201) if f"line {line}:" not in printed] == []


def test_a_text_without_numbers_says_so(text, capsys):
    assert main(["verify", text("港区运行平稳。"), "--source", REPORT, "--lang", "en"]) == 0
    assert capsys.readouterr().out == "The text has no numbers.\n"


def test_the_json_has_every_number_with_its_place(text, capsys):
    assert main(["verify", text(WRONG), "--source", REPORT, "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    wrong, right = said["numbers"]
    assert (said["is_sound"], said["counts"]["contradicted"], said["sources"]) == (False, 1, [REPORT])
    assert (wrong["text"], wrong["value"], wrong["verdict"], wrong["slip"]) == ("131件", "131", "contradicted", "value")
    assert (right["verdict"], right["places"][0]["fact"]) == ("supported", "requests/granted/total")
    assert WRONG[slice(*wrong["span"])] == "131件"


def test_the_page_stands_alone_and_escapes_hostile_text(text, tmp_path, capsys):
    page = tmp_path / "page.html"
    hostile = "<script>alert(1)</script>\n全年新收申请131件。\u202e"
    assert main(["verify", text(hostile), "--source", REPORT, "--format", "html", "--output", str(page)]) == 1
    html = page.read_text("utf-8")
    assert "<script" not in html
    assert "\u202e" not in html
    assert "&lt;script&gt;" in html
    assert 'class="contradicted"' in html


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_result_can_be_written_to_a_file(text, tmp_path, capsys, form):
    out = tmp_path / "out"
    assert main(["verify", text(WRONG), "--source", REPORT, "--format", form, "--output", str(out)]) == 1
    assert "131件" in out.read_text("utf-8")
    assert capsys.readouterr().out == ""


def test_standard_input_and_several_sources(tmp_path, monkeypatch, capsys):
    other = tmp_path / "notes.md"
    other.write_text("另据统计，走访农户512户。", "utf-8")
    data = io.BytesIO("全年新收申请113件，走访农户512户。".encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data, "utf-8"))
    assert main(["verify", "-", "--source", REPORT, "--source", str(other)]) == 0


def test_a_stored_report_is_a_source(text, tmp_path, capsys):
    store = ["--db", str(tmp_path / "gouji.db")]
    main(["run", REPORT, *store])
    assert main(["verify", text(RIGHT), "--source", "cells-agriculture-2022.txt", *store]) == 0
    assert main(["verify", text(WRONG), "--source", "cells-agriculture-2022.txt", *store]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["{text}"],
        ["{missing}", "--source", REPORT],
        ["{text}", "--source", "{missing}", "--db", "{missing}"],
        ["{empty}", "--source", REPORT],
        ["{text}", "--source", "{empty}"],
        ["{text}", "--source", "{binary}"],
        ["{folder}", "--source", REPORT],
        ["{text}", "--source", REPORT, "--format", "pdf"],
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bad_call_is_one_line(text, tmp_path, capsys, arguments, lang):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    places = {"text": text(RIGHT), "folder": tmp_path} | {
        name: tmp_path / f"{name}.txt" for name in ("empty", "binary", "missing")
    }
    assert main(["verify", *(argument.format(**places) for argument in arguments), "--lang", lang]) == 2
    printed = capsys.readouterr()
    assert (printed.out, len(printed.err.splitlines())) == ("", 1)


DOCS = Path(__file__).resolve().parents[1] / "docs" / "verify.md"


@pytest.mark.skipif(not DOCS.is_file(), reason="looks at the checkout, not at the wheel")
def test_the_documentation_shows_what_is_printed(tmp_path, monkeypatch, capsys):
    page = DOCS.read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    Path("summary.txt").write_text(re.search(r"^```text\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[1], "utf-8")
    Path("cells-agriculture-2022.txt").write_bytes(Path(REPORT).read_bytes())
    shown = re.search(r"^    \$ gouji verify (.*)\n((?:    .*\n)+)", page, re.MULTILINE)
    assert main(["verify", *shown[1].split(), "--lang", "en"]) == 1
    printed = {" ".join(line.split()) for line in capsys.readouterr().out.splitlines()}
    assert [line for line in map(str.split, shown[2].splitlines()) if " ".join(line) not in printed | {"..."}] == []


@pytest.mark.skipif(not DOCS.is_file(), reason="looks at the checkout, not at the wheel")
def test_the_programs_of_the_documentation_run(tmp_path, monkeypatch, capsys):
    (program,) = re.findall(r"^```python\n(.*?)^```", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("cells-agriculture-2022.txt").write_bytes(Path(REPORT).read_bytes())
    exec(compile(program, "docs/verify.md", "exec"), {})  # noqa: S102 - our own documentation
    assert capsys.readouterr().out == "131件 contradicted value ['113']\n"


@pytest.mark.skipif(not DOCS.is_file(), reason="looks at the checkout, not at the wheel")
@pytest.mark.parametrize("value", [*Support, *Slip, *Kind], ids=repr)
def test_every_verdict_slip_and_kind_is_described(value):
    assert f"`{value}`" in DOCS.read_text("utf-8")
