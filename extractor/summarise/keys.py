"""Which cells a summary tells, in which order, and what they are called there: data, by the ids of slots.

A form that has none of these is told by the totals of its own rules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extractor.records import Record
from extractor.schema.compiled import Schema
from extractor.schema.model import Label
from extractor.wording import instances, labels

_MOST_TOTALS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A cell that is told, and what its figure counts in where its label does not say so.

    `of` is the cell it is a part of: where that is 0, nothing is left to tell.
    """

    slot: str
    label: Label
    unit: Label | None = None
    of: str | None = None


_FILES: Final = Label(zh="件")
_MONEY: Final = Label(zh="万元", en="× 10,000 yuan")


def _key(slot: str, zh: str, en: str, unit: Label | None = _FILES, of: str | None = None) -> Key:
    return Key(slot=slot, label=Label(zh=zh, en=en), unit=unit, of=of)


_REMEDIES: Final = (
    ("reconsideration", "行政复议", "reconsiderations"),
    ("litigation_direct", "未经复议直接起诉", "suits without reconsideration"),
    ("litigation_after", "复议后起诉", "suits after reconsideration"),
)

KEYS: Final[Sequence[Sequence[Key]]] = (
    (
        _key("requests/new/total", "本年新收政府信息公开申请", "requests received this year"),
        _key("requests/carried_in/total", "上年结转政府信息公开申请", "carried in from last year"),
        _key("requests/total/total", "各项结果总计", "outcomes in total"),
        _key("requests/carried_out/total", "结转下年度继续办理", "carried over to next year"),
    ),
    (
        _key("requests/granted/total", "予以公开", "granted"),
        _key("requests/partly_granted/total", "部分公开", "partly granted"),
    ),
    tuple(
        key
        for row, zh, en in _REMEDIES
        for key in (
            _key(f"remedies/{row}/total", f"{zh}总计", en),
            _key(f"remedies/{row}/corrected", f"{zh}结果纠正", f"{en} corrected", of=f"remedies/{row}/total"),
        )
    ),
    (
        _key("proactive/fees/amount", "行政事业性收费本年收费金额", "fees charged", _MONEY),
        _key("proactive/fees/projects", "行政事业性收费项目", "fees", Label(zh="项")),
        _key("proactive/normative_documents/in_force", "行政规范性文件现行有效", "normative documents in force"),
        _key("proactive/normative_documents/total_public", "规范性文件对外公开总数量", "normative documents public"),
    ),
)
"""The cells by sentence."""


def keys(record: Record, schema: Schema | None) -> tuple[tuple[Key, ...], ...]:
    """Return the cells of a record that a summary tells, a group for each sentence."""
    known = (tuple(key for key in group if key.slot in record.slots) for group in KEYS)
    found = tuple(group for group in known if group)
    return found or tuple((key,) for key in _totals(record, schema))


def _totals(record: Record, schema: Schema | None) -> Iterator[Key]:
    """Yield the cells that a rule says are a sum, and no rule says are a part of one."""
    sums: dict[str, None] = {}
    parts: set[str] = set()
    for instance in instances(record, schema).values():
        left = [slot for coefficient, slot in instance.terms if coefficient > 0]
        right = [slot for coefficient, slot in instance.terms if coefficient < 0]
        one, many = (left, right) if len(left) == 1 else (right, left)
        if instance.relation == "==" and len(one) == 1 and len(many) > 1:
            sums[one[0]] = None
            parts.update(many)
    for slot in [slot for slot in sums if slot not in parts and slot in record.slots][:_MOST_TOTALS]:
        zh, en = (" / ".join(labels(slot, schema, lang)[1:]) for lang in ("zh", "en"))
        yield _key(slot, zh, en, None)
