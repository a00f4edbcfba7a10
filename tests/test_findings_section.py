"""Where problems and measures are looked for, whatever became of the headings."""

import pytest

from extractor.evaluation.dataset import shipped_dataset
from extractor.findings.section import section
from extractor.locate import make_page
from extractor.records import Document
from extractor.schema import expand
from extractor.schema.compiled import Schema
from tests.answering import SCHEMA, SECTION, found_in, report

CONTENTS = "本报告包括总体情况、存在的主要问题及改进情况、其他需要报告的事项，共三部分。\n"
TOC = "目录\n一、总体情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n"


def place(text):
    return section(make_page(Document(name="a.txt", sha256="ab" * 32, text=text)), SCHEMA)


FOUND = [
    pytest.param(report(), id="as printed"),
    pytest.param(report(heading="存在的主要问题及改进情况"), id="no number"),
    pytest.param(report(heading="三，存在的主要问题和改进"), id="another number and mark"),
    pytest.param(report(heading="王、存在的主要问题及改进情况"), id="a number misread"),
    pytest.param(report(heading="### 五、存在的问题及改进措施"), id="Markdown"),
    pytest.param(report(heading="五、政府信息公开工作存在的主要问题及改进情况"), id="words before"),
    pytest.param(report(heading="五、存在的\n主要问题及改\n进情况"), id="wrapped"),
    pytest.param(report(before=CONTENTS), id="named in prose before"),
    pytest.param(report(before=TOC), id="a table of contents before"),
    pytest.param(report(after=""), id="the last section"),
]


@pytest.mark.parametrize("text", FOUND)
def test_the_section_is_found_and_nothing_else(text):
    found = place(text)
    inside = text[slice(*found.span)]
    assert SECTION.strip() in inside
    assert len(inside) - len(SECTION) < 12
    assert not found.is_guessed


def test_prose_that_names_another_section_does_not_end_this_one():
    told = "三是行政复议工作衔接不够，政府信息公开行政复议被纠正2件。\n"
    text = report(told + SECTION + "无其他需要报告的事项之外的问题，另行通报。\n")
    assert SECTION.strip() in text[slice(*place(text).span)]


def test_a_section_in_one_line_ends_before_the_next_ones_number():
    text = report().replace("\n", "")
    assert text[slice(*place(text).span)].endswith("送法规科审核。")


@pytest.mark.parametrize("text", ["一、总体情况\n本年共发布88条。\n", TOC], ids=["no section", "only its name"])
def test_without_a_section_nobody_is_asked_and_it_is_said(text):
    found, model = found_in(text, [])
    assert (found.findings, [flag.kind for flag in found.flags], found.is_asked) == (None, ["section_not_found"], False)
    assert model.asked == []


def test_a_form_without_such_a_section_is_not_looked_at():
    bare = SCHEMA.file.model_copy(update={"sections": ()})
    found, model = found_in(report(), [], schema=Schema(file=bare, digest="bare", instances=expand(bare, {})))
    assert (found.findings, found.flags, found.is_asked, model.asked) == (None, (), False, [])


@pytest.mark.parametrize("is_told", [True, False], ids=["problems", "none"])
def test_without_a_heading_what_stands_behind_the_tables_counts_if_it_speaks_of_problems(is_told):
    case = next(case for case in shipped_dataset().cases if case.name == "tabs-water-2024.txt")
    text, _, rest = case.data.decode().partition("五、存在的主要问题及改进情况")
    prose = rest.replace("存在的主要问题：", "").partition("六、")[0]
    found = place(text + (prose if is_told else "特此报告。"))
    assert (found is not None) is is_told
    assert not is_told or (found.is_guessed and prose.strip() in (text + prose)[slice(*found.span)])
