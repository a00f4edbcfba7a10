import os
from pathlib import Path

import pytest

from extractor.errors import CallError
from extractor.ingest.discover import discover


@pytest.fixture
def tree(tmp_path):
    for name in ("2020/b.txt", "2020/a.docx", "2021/c.pdf", "d.md", ".hidden.txt", ".git/x.txt", "2020/~$a.docx"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("甲", encoding="utf-8")
    return tmp_path / "in"


def names(*paths):
    return [(source.name, source.kind) for source in discover(paths)]


def test_a_folder_gives_all_its_files_in_order_with_their_kinds(tree):
    assert names(tree) == [("2020/a.docx", "docx"), ("2020/b.txt", "text"), ("2021/c.pdf", "pdf"), ("d.md", "markdown")]


def test_a_file_is_called_by_its_own_name_even_a_hidden_one(tree):
    assert names(tree / "2020" / "b.txt", tree / ".hidden.txt") == [("b.txt", "text"), (".hidden.txt", "text")]


def test_a_pattern_names_files_below_its_fixed_part(tree):
    assert names(tree / "*" / "*.txt") == [("2020/b.txt", "text")]
    assert names(tree / "20*") == [("2020/a.docx", "docx"), ("2020/b.txt", "text"), ("2021/c.pdf", "pdf")]
    assert [name for name, _ in names(tree / "**" / "*.md")] == ["d.md"]


def test_a_file_named_like_a_pattern_is_a_file(tmp_path):
    path = tmp_path / "报告[1].txt"
    path.write_text("甲", encoding="utf-8")
    assert names(path) == [("报告[1].txt", "text")]


def test_a_file_named_twice_is_found_once(tree):
    assert [name for name, _ in names(tree / "2020", tree / "2020" / "b.txt")] == ["a.docx", "b.txt"]


def test_a_link_back_up_does_not_loop(tree):
    (tree / "2020" / "up").symlink_to(tree, target_is_directory=True)
    assert sorted(Path(name).name for name, _ in names(tree)) == ["a.docx", "b.txt", "c.pdf", "d.md"]


def test_a_broken_link_and_a_pipe_are_named_but_special(tree):
    (tree / "2021" / "gone.txt").symlink_to(tree / "nowhere")
    os.mkfifo(tree / "2021" / "pipe.txt")
    assert names(tree / "2021") == [("c.pdf", "pdf"), ("gone.txt", "special"), ("pipe.txt", "special")]


def test_a_missing_path_is_named_after_the_rest_was_found(tree):
    found = discover([tree / "none.txt", tree / "d.md", tree / "*.xyz"])
    assert next(found).name == "d.md"
    with pytest.raises(CallError, match=r"none\.txt, .*\*\.xyz; check the path"):
        next(found)


def test_the_current_folder_can_be_named(tree, monkeypatch):
    monkeypatch.chdir(tree)
    assert names(Path("d.md"), Path("2021")) == [("d.md", "markdown"), ("c.pdf", "pdf")]
    assert names(Path("*.md")) == [("d.md", "markdown")]


def test_a_hidden_match_of_a_pattern_is_skipped(tree):
    assert names(tree / "2020" / "*a.docx") == [("a.docx", "docx")]


def test_a_folder_that_cannot_be_listed_is_named_and_ends_nothing(tree, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)  # the tests may run as root, whom no folder refuses
    assert names(tree / "2020", tree / "d.md") == [(".", "special"), ("d.md", "markdown")]


def test_a_pattern_may_be_all_wildcards(tree, monkeypatch):
    monkeypatch.chdir(tree / "2020")
    assert names(Path("*")) == [("a.docx", "docx"), ("b.txt", "text")]
