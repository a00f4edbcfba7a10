"""The first lines about a record: which document, which form, which verdict, why a person is needed."""

from typing import TYPE_CHECKING

from extractor.dossier import Dossier
from extractor.lines import visible
from extractor.matters import needs_person
from extractor.messages import say, word
from extractor.records import Record
from extractor.wording import reason_text

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {None: "yellow", "clean": "green"}


def head(dossier: Dossier, lang: str) -> "Text":
    """Return the lines that stand above every view of a record."""
    from rich.text import Text

    record, schema, text = dossier.record, dossier.schema, Text()
    text.append(visible(record.document), "bold")
    text.append(f"  {_scalars(record)}".rstrip() + "\n")
    text.append(f"{say(lang, 'id')} {record.id[:12]}#{record.id.rpartition('#')[2]}\n", "bright_black")
    if len(record.names) > 1:
        text.append(f"{say(lang, 'names')}: {visible(', '.join(record.names))}\n")
    if schema:
        text.append(f"{say(lang, 'form')}: {schema.file.title.text(lang)} ({schema.id})\n")
    verdict = record.verdict and record.verdict.value
    shown = word(lang, "verdict", verdict) if verdict else word(lang, "outcome", record.outcome.value)
    text.append(f"{say(lang, 'verdict')}: ")
    text.append(shown, _STYLES.get(verdict, "bold red"))
    text.append(f"  {say(lang, need(dossier))}\n")
    for reason in record.reasons:
        text.append(f"  - {reason_text(reason, schema, lang)}\n")
    return text


def need(dossier: Dossier) -> str:
    """Return the key of what is said of a report: it needs a person, nobody any more, or nobody at all."""
    if needs_person(dossier):
        return "needs_person"
    return "all_decided" if dossier.record.needs_person else "no_person"


def _scalars(record: Record) -> str:
    return "  ".join(visible(str(field.value)) for field in record.fields.values() if field.value is not None)
