"""A model that answers on findings from labels, faithfully or with planted faults; and a report to ask it about."""

import json

from extractor.findings import find
from extractor.locate import make_page
from extractor.model.asked import Answered
from extractor.model.stage import fulfilled
from extractor.records import Document
from extractor.schema import shipped_schemas
from extractor.scoring.nouns import Finding as Labelled

(SCHEMA,) = (schema for schema in shipped_schemas() if schema.id == "cn_foi_2021")
SECTION = """（一）存在的主要问题
一是专栏更新不及时，有12条信息晚了30天。
二是答复文书说理不足，
全年被纠正3件。
（二）改进措施
一是2024年6月底前由局办公室清理专栏，更新时限压到5天以内。
二是答复文书全部送法规科审核。
"""
QUOTES = {
    1: "一是专栏更新不及时，有12条信息晚了30天",
    2: "二是答复文书说理不足，全年被纠正3件",
    3: "一是2024年6月底前由局办公室清理专栏，更新时限压到5天以内",
    4: "二是答复文书全部送法规科审核",
}


def report(section=SECTION, heading="五、存在的主要问题及改进情况", before="", after="六、其他需要报告的事项\n无。\n"):
    return f"云溪市档案局2023年年报\n一、总体情况\n本年共发布88条。\n{before}{heading}\n{section}{after}"


def item(number, kind="problem", quote=None, **changed):
    blank = {"gist": "", "theme": None, "addresses": [], "deadline": None, "unit": None, "target": None}
    return {"number": number, "kind": kind, "quote": quote or QUOTES[number]} | blank | changed


def faithful():
    """Return the items of an answer that is right."""
    return {
        1: item(1, gist="专栏更新不及时", theme="timeliness"),
        2: item(2, gist="文书说理不足，3件被纠正"),
        3: item(3, "measure", addresses=[1], deadline="2024年6月底前", unit="局办公室", target="5天以内"),
        4: item(4, "measure", addresses=[2], theme="institutions"),
    }


class Answers:
    """Gives one answer after the other, a list of items or a failure each, the last again and again."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def __call__(self, request):
        self.asked.append(request)
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if not isinstance(answer, list):
            return answer
        return Answered(answer=request.answer.model_validate_json(json.dumps({"findings": answer})))


def found_in(text, *answers, schema=SCHEMA):
    """Return what is found in a text by a model that gives these answers, and the model."""
    model = Answers(*answers)
    page = make_page(Document(name="a.txt", sha256="ab" * 32, text=text))
    return fulfilled(find(page, schema), model), model


def changed(number, **changes):
    """Return the items of a right answer but for one."""
    items = faithful()
    return [*({**items, number: items[number] | changes}).values()]


def from_labels(labels):
    """Return the items that say what people labelled."""
    numbers = {label.id: number for number, label in enumerate(labels, start=1)}
    return [
        item(numbers[each.id], each.kind, each.quote, addresses=[numbers[problem] for problem in each.addresses])
        for each in labels
    ]


def as_scored(findings):
    return [Labelled(id=each.id, kind=each.kind, quote=each.quote, addresses=each.addresses) for each in findings]
