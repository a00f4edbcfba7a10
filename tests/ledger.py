"""A small form with a sum in every row and a balance in every column, and one true table of it: what tests break."""

from decimal import Decimal

from extractor.pipeline import read_document
from extractor.records import Document, Record
from extractor.schema import Schema, SchemaFile, expand

COLUMNS = ("person", "firm", "club", "total")
LABELS = {
    "carried_in": "年初结存案件",
    "received": "本年收到案件",
    "settled": "本年结案数量",
    "withdrawn": "本年撤回数量",
    "carried_out": "年末结存案件",
}
TRUE = {
    "carried_in": ("4", "11", "0", "15"),
    "received": ("23", "8", "6", "37"),
    "settled": ("19", "12", "5", "36"),
    "withdrawn": ("1", "3", "0", "4"),
    "carried_out": ("7", "4", "1", "12"),
}
FORM = {
    "id": "ledger",
    "version": 1,
    "title": {"zh": "调解案件年报", "en": "Mediation ledger"},
    "language": "zh",
    "recognise": {"signals": ["年初结存案件", "年末结存案件"], "minimum": 2},
    "tables": [
        {
            "id": "cases",
            "label": {"zh": "案件", "en": "Cases"},
            "heading": ["案件收结情况"],
            "columns": [
                {"id": column, "label": {"zh": label, "en": column}}
                for column, label in zip(COLUMNS, ("居民", "企业", "社团", "合计"), strict=True)
            ],
            "rows": [{"id": row, "label": {"zh": label, "en": row}} for row, label in LABELS.items()],
        }
    ],
    "rules": [
        {
            "id": "cases.sum",
            "table": "cases",
            "over": "rows",
            "expr": "total == person + firm + club",
            "message": {"zh": "合计应等于三列之和", "en": "the total is the sum of the three"},
        },
        {
            "id": "cases.balance",
            "table": "cases",
            "over": "columns",
            "expr": "carried_in + received == settled + withdrawn + carried_out",
            "message": {"zh": "结存加收到应等于结案、撤回与年末结存", "en": "what came in went out or is still there"},
        },
    ],
}


def schema_of(form: dict) -> Schema:
    """Return a form written in a test as a schema ready for use."""
    import json

    file = SchemaFile.model_validate_json(json.dumps(form))
    return Schema(file=file, digest=f"digest of {file.id}", instances=expand(file, {}))


LEDGER = schema_of(FORM)


def text_of(rows: dict[str, tuple[str, ...]], glue: str = " ") -> str:
    """Return a report with these printed cells, row by row under their labels."""
    head = "云溪镇调解案件年报\n案件收结情况\n项目 居民 企业 社团 合计\n"
    return head + "".join(f"{LABELS[row]} {glue.join(cells)}\n" for row, cells in rows.items())


def printed(**changed: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the true table with some rows printed otherwise."""
    return TRUE | changed


def read_text(text: str, schema: Schema = LEDGER) -> Record:
    (record,) = read_document(Document(name="a.txt", sha256="ab" * 32, text=text), [schema])
    return record


def values_of(record: Record) -> dict[str, Decimal | None]:
    return {slot: reading.value for slot, reading in record.slots.items()}


def true_values(rows: dict[str, tuple[str, ...]] = TRUE) -> dict[str, Decimal]:
    return {
        f"cases/{row}/{column}": Decimal(cell)
        for row, cells in rows.items()
        for column, cell in zip(COLUMNS, cells, strict=True)
    }
