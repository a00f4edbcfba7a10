"""Wording that the law, the circulars and the form itself put into every report: it is nobody's copy.

What further wording many offices of one store share is found by counting (`extractor.corpus.marks`); this short list is
there so that two reports alone can be compared.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from extractor.corpus.masking import bare
from extractor.schema.compiled import Schema
from extractor.schema.model import Column, Label, Row

GRAM = 8
"""Characters of the pieces that texts are compared by: long enough to be rare, short enough for a clause."""

_FORMULAS = """
根据《中华人民共和国政府信息公开条例》（国务院令第711号）（以下简称《条例》）和国务院办公厅政府信息与政务公开办公室关于印发
《中华人民共和国政府信息公开工作年度报告格式》的通知（国办公开办函〔2021〕30号）的要求，编制本年度报告。
按照《中华人民共和国政府信息公开条例》第五十条规定，结合本单位工作实际，编制并公布政府信息公开工作年度报告，现将有关情况报告如下。
现将2023年度政府信息公开工作情况报告如下：现公布2023年政府信息公开年度报告。现向社会公布本机关2023年政府信息公开工作年度报告。
本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、
因政府信息公开工作被申请行政复议、提起行政诉讼情况、政府信息公开工作存在的主要问题及改进情况、其他需要报告的事项六部分组成。
全文包括总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，政府信息公开行政复议、行政诉讼情况，
存在的主要问题及改进情况，其他需要报告的事项等六个部分。
本报告中所列数据的统计期限自2023年1月1日起至2023年12月31日止。本年度报告数据统计期限为2023年1月1日至2023年12月31日。
本报告电子版可在人民政府门户网站下载，如对本报告有疑问，请与人民政府办公室联系，地址：，邮编：，联系电话：，电子邮箱：。
如对本报告内容有任何疑问或意见建议，请联系本单位办公室。欢迎登录网站查阅或下载本报告。
根据《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）规定，
按照《政府信息公开信息处理费管理办法》规定的按件、按量收费标准，本年度未产生信息处理费。
依据《政府信息公开信息处理费管理办法》收取信息处理费的情况：本年度没有收取信息处理费。未收取信息处理费。
本单位无其他需要报告的事项。无其他需要报告的事项。没有其他需要报告的事项。无需要报告的其他事项。
严格按照《中华人民共和国政府信息公开条例》的规定和要求，认真贯彻落实《中华人民共和国政府信息公开条例》，
主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。政府信息公开平台建设情况，监督保障情况，
政府信息管理情况，依申请公开情况，主动公开情况，主动公开政府信息情况，收到和处理政府信息公开申请情况。
以习近平新时代中国特色社会主义思想为指导，深入贯彻党的二十大精神，全面贯彻落实党的十九大和十九届历次全会精神，
坚持以人民为中心的发展思想，坚持以公开为常态、不公开为例外，遵循公正、公平、合法、便民的原则。
深入学习贯彻习近平总书记重要讲话和重要指示批示精神，认真贯彻落实党中央、国务院和省委、省政府决策部署，
全面落实市委、市政府、区委、区政府、县委、县政府工作要求，
公民、法人和其他组织的合法权益，保障公民、法人和其他组织依法获取政府信息，保障人民群众的知情权、参与权、表达权、监督权。
第二十条第（一）项信息内容，第二十条第（五）项信息内容，第二十条第（六）项信息内容，第二十条第（八）项信息内容，
政府信息公开行政复议行政诉讼，（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和），法人或其他组织。
政府信息公开工作存在的主要问题及改进情况。存在的主要问题及改进措施。本年度政府信息公开工作年度报告。
"""


def grams(text: str) -> Iterator[str]:
    """Yield every piece of a text."""
    return (text[at : at + GRAM] for at in range(len(text) - GRAM + 1))


@cache
def formulas() -> frozenset[str]:
    """Return the pieces of the built-in list, as they stand in a text whose figures are masked."""
    return frozenset(piece for line in _FORMULAS.split("。") for piece in grams(bare(line)))


_FORMS: dict[str, frozenset[str]] = {}


def statutory(schema: Schema) -> frozenset[str]:
    """Return the pieces of the form's own labels and of the built-in list."""
    if schema.digest not in _FORMS:
        labels = frozenset(piece for label in _labels(schema) for piece in grams(bare(label)))
        _FORMS[schema.digest] = formulas() | labels
    return _FORMS[schema.digest]


def _labels(schema: Schema) -> Iterator[str]:
    for table in schema.tables:
        yield from (*table.heading, *table.landmarks)
        for part in (table.label, table.corner, *_inside(table.columns), *_inside(table.listed_rows)):
            yield from (part.zh, part.en) if part else ()
    for section in schema.file.sections:
        yield from (section.label.zh, section.label.en, *section.heading)


def _inside(parts: Iterable[Column] | Iterable[Row]) -> Iterator[Label | None]:
    for part in parts:
        yield from (part.label, part.group, part.within)
