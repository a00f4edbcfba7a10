"""A record's problems and measures as a list: what each is about, its words in the report, and where they stand."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractor.dossier import Dossier
from extractor.lines import visible
from extractor.messages import say
from extractor.records import Finding
from extractor.wording import finding_labels

if TYPE_CHECKING:
    from rich.text import Text


def finding_lines(dossier: Dossier, findings: Sequence[Finding], lang: str) -> "Text":
    """Return a few lines for each finding; one line where there are none."""
    from rich.text import Text

    if not findings:
        return Text(f"{say(lang, 'findings.none')}\n")
    text = Text(f"{say(lang, 'findings')} ({len(findings)}):\n")
    for finding in findings:
        text.append(f"  {finding.id}  {_about(finding, dossier, lang)}\n", "bold")
        for line in _details(finding, dossier, lang):
            text.append(f"      {line}\n")
    return text


def _about(finding: Finding, dossier: Dossier, lang: str) -> str:
    """Return a finding's kind and theme in the form's words, and its gist."""
    kind, theme = finding_labels(finding, dossier.schema, lang)
    return f"{kind}{f' · {theme}' if theme else ''}  {visible(finding.gist or '')}".rstrip()


def _details(finding: Finding, dossier: Dossier, lang: str) -> Iterator[str]:
    line = dossier.lines.number(finding.span.start)
    yield f"{_flat(finding.quote)}  ({say(lang, 'line', number=line)})"
    if finding.addresses:
        yield say(lang, "findings.addresses", problems=", ".join(finding.addresses))
    for name in ("deadline", "unit", "target"):
        if words := getattr(finding.commitment, name, None):
            yield f"{say(lang, f'findings.{name}')}: {_flat(words)}"


def _flat(text: str) -> str:
    return visible(" ".join(text.split()))
