"""A small report of settled cells, and what its prose is found to state: real parts, invented figures."""

from decimal import Decimal

from extractor.claims import claims
from extractor.locate import make_page
from extractor.records import Document, Field, Slot, State, Status
from extractor.schema import schema_by_id

CELLS = {
    "requests/new/total": 113, "requests/new/natural_person": 90, "requests/new/business": 20,
    "requests/new/legal_service": 3, "requests/carried_in/total": 6, "requests/carried_in/natural_person": 6,
    "requests/granted/total": 40, "requests/partly_granted/total": 15, "requests/refused_4/total": 5,
    "requests/refused_7/total": 4, "requests/unavailable_1/total": 20, "requests/unavailable_2/total": 3,
    "requests/not_processed_1/total": 8, "requests/not_processed_4/total": 2, "requests/other_1/total": 5,
    "requests/other_3/total": 10, "requests/total/total": 112, "requests/carried_out/total": 7,
    "remedies/reconsideration/upheld": 5, "remedies/reconsideration/corrected": 2,
    "remedies/reconsideration/other": 1, "remedies/reconsideration/pending": 4, "remedies/reconsideration/total": 12,
    "remedies/litigation_direct/upheld": 2, "remedies/litigation_direct/corrected": 1,
    "remedies/litigation_direct/pending": 2, "remedies/litigation_direct/total": 5,
    "remedies/litigation_after/upheld": 1, "remedies/litigation_after/pending": 1,
    "remedies/litigation_after/total": 2,
    "proactive/normative_documents/issued": 8, "proactive/normative_documents/repealed": 3,
    "proactive/normative_documents/in_force": 46, "proactive/licensing/decisions": 1520,
    "proactive/penalties/decisions": 233, "proactive/coercion/decisions": 17,
}  # fmt: skip
SCHEMA = schema_by_id("cn_foi_2021")
ABOUT = {"agency": Field(value="云岭县林业局", span=None), "year": Field(value=2023, span=None)}


def slot(value, status=Status.VERIFIED):
    state = State.UNREAD if value is None else State.VALUE if value else State.ZERO
    return Slot(state=state, value=None if value is None else Decimal(value), status=status)


def slots(changed=None, *, zero=False):
    cells = {} if zero else CELLS
    return {name: slot(cells.get(name, 0)) for name in SCHEMA.slots} | (changed or {})


def said(text, changed=None, *, zero=False, about=ABOUT, schema=SCHEMA):
    """Return the claims of a text that is all prose, held against the cells above."""
    document = Document(name="a.txt", sha256="0" * 64, text=text)
    cells = slots(changed, zero=zero) if schema is SCHEMA else {}
    return claims(make_page(document), schema, cells, {}, about)


def tied(found):
    """Return each statement's number and the cells it is tied to, in short."""
    return [(f"{each.value:f}", short(each.terms)) for each in found.statements]


def short(terms):
    """Return signed cells without their table; the numbered rows of a group, which stand together, once."""
    names = []
    for sign, name in terms:
        _, row, column = name.split("/")
        row = row.rstrip("0123456789").rstrip("_") + "*" if row[-1].isdigit() and len(terms) > 1 else row
        text = row if column == "total" else f"{row}/{column}"
        names.append(text if sign == "+" else f"-{text}")
    return " ".join(dict.fromkeys(names))


def kinds(found):
    return [(each.severity.value, each.kind, each.detail) for each in found.defects]
