"""A report with a few rows that only its glued digits hold, and a model that answers what it is told to answer."""

import json
import re

from extractor.ingest import ingest
from extractor.model import Answered, Failed, fulfilled
from extractor.pipeline import ModelPass, read_asking, read_document
from extractor.schema import shipped_schemas

SCHEMAS = shipped_schemas()
ASKED = ModelPass(model="scripted", findings=False)
TAG = re.compile(r"\[(\d+):([^\]]*)\]")


def report(normative="12486", files="0 1 0 0 1 0 0 2", total="", after=""):
    """Return the text of a report with two rows in doubt: one of run-together digits, one with a figure too many."""
    return f"""潮平市人民政府2023年政府信息公开工作年度报告
一、总体情况
我市认真贯彻落实政府信息公开条例，全年工作平稳有序。
二、主动公开政府信息情况
第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件{normative}第二十条第（五）项信息内容本年处理决定数量行政许可40第二十条第（六）项信息内容本年处理决定数量行政处罚12行政强制0第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费0
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量 20 3 0 0 0 0 23
二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
（一）予以公开 9 2 0 0 0 0 11
（二）部分公开 0 0 0 0 0 0 0
1.属于国家秘密 0 0 0 0 0 0 0
2.其他法律行政法规禁止公开 0 0 0 0 0 0 0
3.危及“三安全一稳定” 0 0 0 0 0 0 0
4.保护第三方合法权益 0 0 0 0 0 0 0
5.属于三类内部事务信息 0 0 0 0 0 0 0
6.属于四类过程性信息 0 0 0 0 0 0 0
7.属于行政执法案卷 {files}
8.属于行政查询事项 0 0 0 0 0 0 0
1.本机关不掌握相关政府信息 0 0 0 0 0 0 0
2.没有现成信息需要另行制作 0 0 0 0 0 0 0
3.补正后申请内容仍不明确 0 0 0 0 0 0 0
1.信访举报投诉类申请 0 0 0 0 0 0 0
2.重复申请 0 0 0 0 0 0 0
3.要求提供公开出版物 0 0 0 0 0 0 0
4.无正当理由大量反复申请 0 0 0 0 0 0 0
5.要求行政机关确认或重新出具已获取信息 0 0 0 0 0 0 0
1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 0 0 0 0 0 0 0
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 0 0 0 0 0 0 0
3.其他 0 0 0 0 0 0 0
（七）总计 {total}
四、结转下年度继续办理 0 0 0 0 0 0 0
四、政府信息公开行政复议、行政诉讼情况
行政复议 行政诉讼 未经复议直接起诉 复议后起诉
结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计
结果维持 结果纠正 其他结果 尚未审结 总计
0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
五、存在的主要问题及改进情况
无。
六、其他需要报告的事项
无。
{after}"""


class Scripted:
    """Gives one answer after the other, the last again and again; `asked` are the questions it got."""

    def __init__(self, *answers):
        self.answers, self.asked = answers, []

    def __call__(self, request):
        self.asked.append(request)
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        return answer if isinstance(answer, Failed) else as_answer(request, answer)


def as_answer(request, rows):
    """Return rows, each a code with its cells `tag:value`, as an answer to a request."""
    said = [{"row": code, "cells": list(cells)} for code, cells in rows]
    return Answered(answer=request.answer.model_validate_json(json.dumps({"rows": said})))


def read(text, *answers, asked=ASKED):
    """Return the record of a text as a model that gives these answers helps to read it, and the model."""
    model = Scripted(*(answers or ([],)))
    (record,) = fulfilled(read_asking(ingest(text.encode(), "a.txt"), SCHEMAS, asked), model)
    return record, model


def alone(text):
    """Return the record of a text as the layout reader reads it by itself."""
    (record,) = read_document(ingest(text.encode(), "a.txt"), SCHEMAS)
    return record


def tags(request):
    """Return the tags of a question: what is printed, by number."""
    return {int(number): printed for number, printed in TAG.findall(request.user)}
