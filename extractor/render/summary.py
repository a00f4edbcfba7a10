"""What a run says when it is done: how many of what, and the command to type next."""

import shlex
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.messages import say, word
from extractor.records import Outcome, Record, RuleVerdict
from extractor.wording import is_unsure, reason_text, visible

if TYPE_CHECKING:
    from rich.text import Text

DEFAULT_DB = "gouji.db"


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts of a run so far; `count` each record as it comes, so that memory stays flat."""

    outcomes: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    people: int = 0
    unread_files: int = 0
    first: str | None = None

    def count(self, record: Record) -> None:
        """Add one record."""
        self.outcomes[record.outcome.value] += 1
        if record.schema:
            self.forms[record.schema] += 1
        if record.verdict:
            self.verdicts[record.verdict.value] += 1
        if record.needs_person:
            self.people += 1
            self.first = self.first or record.document


def file_line(record: Record, lang: str) -> str | None:
    """Return one line on a record a person must look at, None where all is well."""
    if not record.needs_person:
        return None
    return f"{visible(record.document)}: {'; '.join(_causes(record, lang))}"


def clean_line(record: Record, lang: str) -> str:
    """Return one line on a record that needs nobody."""
    return f"{visible(record.document)}: {word(lang, 'verdict', record.verdict)}"


def run_summary(tally: Tally, db: str, lang: str) -> "Text":
    """Return the counts by outcome, form and verdict, and the next command to type."""
    from rich.text import Text

    total = sum(tally.outcomes.values())
    text = Text()
    text.append(f"{say(lang, 'run.documents', count=total)}\n" if total else f"{say(lang, 'run.none')}\n", "bold")
    for title, kind, counts in (
        ("run.outcomes", "outcome", tally.outcomes),
        ("run.forms", "schema", tally.forms),
        ("run.verdicts", "verdict", tally.verdicts),
    ):
        if counts:
            shown = ", ".join(f"{word(lang, kind, value)} {count}" for value, count in counts.most_common())
            text.append(f"  {say(lang, title)}: {shown}\n")
    if tally.people:
        text.append(f"  {say(lang, 'run.people', count=tally.people)}\n", "yellow")
    if tally.unread_files:
        text.append(f"  {say(lang, 'run.failed_files', count=tally.unread_files)}\n", "red")
    if total:
        text.append(f"  {say(lang, 'run.stored', db=db)}\n")
        text.append(f"{say(lang, 'run.next', command=_next_command(tally, total, db))}\n")
    return text


def _causes(record: Record, lang: str) -> list[str]:
    if record.outcome is Outcome.UNRECOGNISED:
        return [say(lang, "run.not_recognised"), *(reason_text(reason, None, lang) for reason in record.reasons)]
    if record.outcome is Outcome.UNREADABLE:
        return [word(lang, "outcome", record.outcome), *(reason_text(reason, None, lang) for reason in record.reasons)]
    failed = sum(rule.verdict is RuleVerdict.FAIL and rule.strength == "hard" for rule in record.rules)
    unsure = sum(is_unsure(slot) for slot in record.slots.values())
    causes = [word(lang, "verdict", record.verdict)] if record.verdict else []
    causes += [say(lang, "run.rules_fail", count=failed)] if failed else []
    causes += [say(lang, "run.cells_unsure", count=unsure)] if unsure else []
    return causes or [reason_text(reason, None, lang) for reason in record.reasons] or [say(lang, "needs_person")]


def _next_command(tally: Tally, total: int, db: str) -> str:
    store = "" if db == DEFAULT_DB else f" --db {shlex.quote(db)}"
    if not tally.people:
        return f"gouji export{store}"
    doc = f" {shlex.quote(tally.first)}" if tally.first and total == 1 else ""
    return f"gouji check{doc}{store}"
