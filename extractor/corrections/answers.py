"""Rows of a table that a person filled in, each as an answer or as what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.corrections.columns import from_mark
from extractor.corrections.words import Said, is_shortened, printed_value, said
from extractor.errors import CallError
from extractor.messages import MESSAGES, say
from extractor.sheets import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person wrote of one matter: `value` is as a decision keeps it, `number` that of the decision exported."""

    row: int
    report: str
    fingerprint: str
    said: Said
    value: str | None
    who: str
    why: str
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one row; `error` says what was found and what to do."""

    row: int
    error: CallError


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All rows of a table: those that can be taken further, those that cannot, and how many say nothing yet."""

    answers: tuple[Answer, ...]
    faults: tuple[Fault, ...]
    undecided: int


def read_answers(rows: Iterable[Row], *, who: str = "") -> Answers:
    """Return what the rows say by themselves; `who` decided where a row does not name anybody."""
    taken: list[Answer] = []
    faults: list[Fault] = []
    undecided = 0
    for row in rows:
        if _is_heading(row):
            continue
        if not row.get("decision"):
            undecided += 1
        try:
            answer = _answer(row, who)
        except CallError as error:
            faults.append(Fault(row=row.number, error=error))
        else:
            taken += [answer] if answer else []
    return Answers(answers=tuple(taken), faults=tuple(faults), undecided=undecided)


def _is_heading(row: Row) -> bool:
    """Return whether a row repeats the headings, as it does where two tables were put one under the other."""
    return row.get("fingerprint") in {"fingerprint", *MESSAGES["heading.fingerprint"]}


def _answer(row: Row, who: str) -> Answer | None:
    """Return what one row says, None where it says nothing yet; raises `CallError` where it cannot be understood."""
    word = _decision(row)
    if word is None:
        return None
    fingerprint, report = from_mark(row.get("fingerprint")), row.get("report").casefold()
    if not fingerprint or not report:
        raise CallError("row.no_report")
    if not (row.get("who") or who):
        raise CallError("row.nobody")
    number = row.get("number")
    return Answer(
        row=row.number,
        report=report,
        fingerprint=fingerprint,
        said=word,
        value=_value(row),
        who=row.get("who") or who,
        why=row.get("why"),
        number=int(number) if number.isascii() and number.isdigit() else None,
    )


def _decision(row: Row) -> Said | None:
    text = row.get("decision")
    if text:
        word = said(text)
        if word is None:
            raise CallError("row.unknown_decision", decision=text, words=_Choices())
        return word
    if row.get("value") or row.get("why"):
        raise CallError("row.no_decision", words=_Choices())
    return None


def _value(row: Row) -> str | None:
    text = row.get("value")
    if not text:
        return None
    value = printed_value(text)
    if value is None:
        raise CallError("row.shortened" if is_shortened(text) else "row.not_a_number", value=text)
    return value


class _Choices:
    """The words offered for a decision, in the language the fault is told in."""

    def text(self, lang: str) -> str:
        return say(lang, "decided.choices")
