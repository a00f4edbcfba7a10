"""What a run says when it is done: how many of what, and the command to type next."""

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.dossier import Brief, Dossier
from extractor.lines import visible
from extractor.messages import gist, say, word
from extractor.records import Outcome, Record
from extractor.render.head import need
from extractor.wording import reason_text

if TYPE_CHECKING:
    from rich.text import Text

DEFAULT_DB = "gouji.db"
_MANY = 30
"""Reports that are more than a person reads through in one go."""

_MODELS = {"not_asked", "not_answered"}
"""Reasons that are no matter of the report: only what a model might have added is missing."""

_PLAIN = re.compile(r"[\w@%+=:,./\\-]+")


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts of a run so far; `count` each record as it comes, so that memory stays flat."""

    outcomes: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    people: int = 0
    unasked: int = 0
    read_files: int = 0
    unchanged_files: int = 0
    same_files: int = 0
    unread_files: int = 0
    first: str | None = None

    def count(self, brief: Brief, document: str) -> None:
        """Add one record of a document."""
        self.outcomes[brief.outcome] += 1
        if brief.schema:
            self.forms[brief.schema] += 1
        if brief.verdict:
            self.verdicts[brief.verdict] += 1
        kinds = {reason.partition(": ")[0] for reason in brief.reasons}
        self.reasons.update(kinds)
        if brief.needs_person and kinds and kinds <= _MODELS:
            self.unasked += 1
        elif brief.needs_person:
            self.people += 1
            self.first = self.first or document


def file_line(record: Record, lang: str) -> str | None:
    """Return one line on a record a person must look at, None where all is well."""
    if not record.needs_person:
        return None
    return f"{visible(record.document)}: {'; '.join(_causes(record, lang))}"


def clean_line(dossier: Dossier, lang: str) -> str:
    """Return one line on a report that is not shown in full: its verdict, and whether anybody is still needed."""
    record, told = dossier.record, need(dossier)
    verdict = word(lang, "verdict", record.verdict) if record.verdict else word(lang, "outcome", record.outcome)
    return f"{visible(record.document)}: {verdict}" + ("" if told == "no_person" else f"  {say(lang, told)}")


def run_summary(
    tally: Tally,
    noticed: Mapping[str, int],
    db: str,
    lang: str,
    spent: Iterable[tuple[str, str]] = (),
    *,
    is_whole: bool = True,
) -> "Text":
    """Return the counts by outcome, form, verdict and reason, what was noticed, and the next command to type.

    `spent` are lines, each with its style, on what a model was asked; a run that is not whole was cut short.
    """
    from rich.text import Text

    total = sum(tally.outcomes.values())
    text = Text(f"{say(lang, 'run.documents' if total or not is_whole else 'run.none', count=total)}\n", "bold")
    for line, style in (*_lines(tally, noticed, lang), *spent):
        text.append(f"  {line}\n", style)
    if total:
        text.append(f"  {say(lang, 'run.stored', db=db)}\n", "")
        text.append(f"{say(lang, 'run.next', command=_next_command(tally, total, db))}\n", "")
    if any(noticed.values()):
        text.append(f"{say(lang, 'run.next', command='gouji roster' + store_option(db))}\n", "")
    return text


def _lines(tally: Tally, noticed: Mapping[str, int], lang: str) -> Iterator[tuple[str, str]]:
    """Yield the lines between the total and the next command, each with its style."""
    if tally.unchanged_files:
        yield say(lang, "run.files", read=tally.read_files, unchanged=tally.unchanged_files), ""
    for title, kind, counts in (
        ("run.outcomes", "outcome", tally.outcomes),
        ("run.forms", "schema", tally.forms),
        ("run.verdicts", "verdict", tally.verdicts),
        ("run.reasons", "reason", tally.reasons),
    ):
        if counts:
            shown = (f"{gist(lang, kind, value)} {count}" for value, count in counts.most_common())
            yield f"{say(lang, title)}: {say(lang, 'between').join(shown)}", ""
    for key, count, style in (
        ("run.same_files", tally.same_files, ""),
        ("run.people", tally.people, "yellow"),
        ("run.unasked", tally.unasked, "yellow"),
        ("run.failed_files", tally.unread_files, "red"),
    ):
        if count:
            yield say(lang, key, count=count), style
    found = [say(lang, f"noticed.{view}", count=count) for view, count in noticed.items() if count]
    if found:
        yield f"{say(lang, 'run.noticed')}: {say(lang, 'between').join(found)}", "yellow"


def store_option(db: str) -> str:
    """Return the option that names the store in a command to type; nothing for the store every command takes."""
    return "" if db == DEFAULT_DB else f" --db {quoted(db)}"


def quoted(argument: str) -> str:
    """Return an argument as it is typed in a shell, whichever that is."""
    return argument if _PLAIN.fullmatch(argument) else f'"{argument}"' if '"' not in argument else shlex.quote(argument)


def _causes(record: Record, lang: str) -> list[str]:
    if record.outcome is Outcome.UNRECOGNISED:
        return [say(lang, "run.not_recognised"), *(reason_text(reason, None, lang) for reason in record.reasons)]
    if record.outcome is Outcome.UNREADABLE:
        return [word(lang, "outcome", record.outcome), *(reason_text(reason, None, lang) for reason in record.reasons)]
    failed = sum(rule.is_broken for rule in record.rules)
    unsure = sum(slot.is_unsure for slot in record.slots.values())
    causes = [word(lang, "verdict", record.verdict)] if record.verdict else []
    causes += [say(lang, "run.rules_fail", count=failed)] if failed else []
    causes += [say(lang, "run.cells_unsure", count=unsure)] if unsure else []
    why = [] if failed or unsure else [reason_text(reason, None, lang) for reason in record.reasons]
    return [*causes, *why] or [say(lang, "needs_person")]


def _next_command(tally: Tally, total: int, db: str) -> str:
    if not tally.people:
        return f"gouji export{store_option(db)}"
    if total > _MANY:
        return f"gouji list --needs-person{store_option(db)}"
    doc = f" {quoted(tally.first)}" if tally.first and total == 1 else ""
    return f"gouji check{doc}{store_option(db)}"
