"""An evaluation on the terminal: the figures a run is known by, beside what anybody could do without reading."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from extractor.lines import visible
from extractor.messages import MESSAGES, say, word
from extractor.render.asked import asked_lines
from extractor.render.estimates import NONE, content, figure, interval, part_of, percent, signed
from extractor.render.faults import faults
from extractor.render.lists import grid
from extractor.render.sheet import Sheet
from extractor.serialise import JsonObject

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table as Grid
    from rich.text import Text

    from extractor.evaluation.compare import Change, Difference
    from extractor.evaluation.gate import Regression

_WORST = 5
_MOST_SLOTS = 20


def run_report(report: JsonObject, lang: str) -> "Group":
    """Return the summary of a run: headline beside baselines, silent errors, kinds of report, what is not scored."""
    from rich.console import Group
    from rich.text import Text

    text = Text()
    for line, style in _lines(report, lang):
        text.append(f"{line}\n", style)
    head = (Text(_title(report, lang), "bold"), _systems(report, lang), text)
    injected = [faults(report["validators"], lang)] if "validators" in report else []
    few = any(each["is_indicative"] for each in report["strata"])
    note = [Text(say(lang, "eval.few_of_kind"), "dim"), Text()] if few else [Text()]
    return Group(*head, *_matrix(report, lang), Text(), _strata(report, lang), *note, *injected)


def against(found: "Difference", fired: Sequence["Regression"], lang: str) -> "Text":
    """Return what changed against a baseline, slot by slot up to a bound, and the verdict of the gate."""
    from rich.text import Text

    text = Text()
    for line, style in _changes(found, lang):
        text.append(f"{line}\n", style)
    for regression in fired:
        values = {name: visible(str(value)) for name, value in regression.values.items()}
        text.append(f"  {say(lang, f'gate.{regression.kind}', **values)}\n", "red")
    shut = say(lang, "eval.gate_shut", count=len(fired)) if fired else say(lang, "eval.gate_open")
    return text.append(f"{shut}\n", "bold red" if fired else "bold green")


def _title(report: JsonObject, lang: str) -> str:
    dataset = report["dataset"]
    title = say(
        lang,
        "eval.title",
        name=visible(report["run"]["name"]),
        dataset=visible(dataset["name"]),
        version=visible(dataset["version"] or ""),
        documents=dataset["documents"],
        digest=dataset["digest"],
    )
    return say(lang, "eval.title_split", title=title, split=dataset["split"]) if dataset["split"] else title


def _systems(report: JsonObject, lang: str) -> Sheet:
    """Return the run beside its baselines: without them its score says nothing."""
    head = report["headline"]
    own = (
        visible(report["run"]["name"]),
        figure(head["salient_f1"]["value"]),
        interval(head["salient_f1"]),
        part_of(head["exact_reports"]),
        percent(report["skill"]["accuracy"]),
    )
    others = [
        (
            say(lang, f"eval.{each['name']}"),
            figure(each["salient_f1"]),
            "",
            part_of(each["exact_reports"]),
            percent(each["accuracy"]),
        )
        for each in report["baselines"]
    ]
    headings = [say(lang, f"eval.{name}") for name in ("system", "salient_f1", "interval", "exact", "accuracy")]
    return Sheet(headings=headings, rows=[own, *others], styles=["bold", *("" for _ in others)])


def _lines(report: JsonObject, lang: str) -> Iterator[tuple[str, str]]:
    yield say(lang, "eval.skill", skill=figure(report["skill"]["skill"])), ""
    yield from _silent(report.get("silent_errors"), lang)
    if model := report.get("model"):
        yield from asked_lines(model, report["dataset"]["documents"], lang)
    counts = report["slots"]["salient"]
    yield say(lang, "eval.outcomes", **{**counts, "open": report["slots"]["all"]["open"]}), ""
    for key, count in (
        ("eval.failed", report["documents_failed"]),
        ("eval.invalid", report["invalid_lines"]),
        ("eval.drafts", len(report["dataset"]["drafts"])),
        ("eval.unlabelled", report["dataset"]["unlabelled_slots"]),
    ):
        if count:
            yield say(lang, key, count=count), "red"
    yield from _parts(report, lang)
    if report["headline"]["is_indicative"]:
        yield say(lang, "eval.indicative"), "yellow"
    if report["not_scored"]:
        parts = say(lang, "between").join(say(lang, f"eval.part.{part}") for part in report["not_scored"])
        yield say(lang, "eval.not_scored", parts=parts), ""
    worst = sorted((each for each in report["documents"] if each["wrong"]), key=lambda each: -len(each["wrong"]))
    if worst:
        named = [
            say(lang, "eval.wrong", document=visible(w["document"]), count=len(w["wrong"])) for w in worst[:_WORST]
        ]
        yield f"{say(lang, 'eval.worst')}: {say(lang, 'between').join(named)}", ""


def _silent(part: JsonObject | None, lang: str) -> Iterator[tuple[str, str]]:
    if part is not None:
        reports = part["share_of_reports"]
        told = say(
            lang,
            "eval.silent",
            count=part["count"],
            sure=part["share_of_sure"]["whole"],
            reports=part_of(reports),
            high=percent(reports["high"]),
        )
        yield told, "bold red" if part["count"] else "green" if part["share_of_sure"]["whole"] else "yellow"


def _parts(report: JsonObject, lang: str) -> Iterator[tuple[str, str]]:
    if found := report.get("grounding"):
        levels = {name: percent(level["false_clear"]["value"]) for name, level in found["levels"].items()}
        refused = percent(found["levels"]["cell"]["false_flag"]["value"])
        yield say(lang, "eval.grounding", **levels, refused=refused), ""
    if found := report.get("attribution"):
        yield say(lang, "eval.attribution", **_accused(found)), ""
    if found := report.get("findings"):
        yield (
            say(
                lang,
                "eval.findings",
                f1=figure(found["f1"]["value"]),
                links=part_of(found["links_found"]),
                said=part_of(found["links_right"]),
            ),
            "",
        )
    if found := report.get("claims"):
        yield (
            say(
                lang,
                "eval.claims",
                accuracy=percent(found["accuracy"]["value"]),
                gold=found["gold"],
                precision=percent(found["precision"]["value"]),
            ),
            "",
        )
    if found := report.get("defects"):
        yield from _defects(found, lang)


def _defects(found: JsonObject, lang: str) -> Iterator[tuple[str, str]]:
    kinds = (
        say(lang, "eval.defects.kind", kind=kind, found=alarms["found"], gold=alarms["gold"], said=alarms["said"])
        for kind, alarms in found["kinds"].items()
    )
    yield (
        say(lang, "eval.defects", found=part_of(found["found"]), kinds=say(lang, "between").join(kinds) or NONE),
        "",
    )


def _matrix(report: JsonObject, lang: str) -> "list[Grid]":
    """Return what is so of the reports against the verdicts, four by four; nothing where no verdict is given."""
    if "attribution" not in report:
        return []
    matrix = report["attribution"]["matrix"]
    said = [verdict for verdict in next(iter(matrix.values())) if any(row[verdict] for row in matrix.values())]
    table = grid([say(lang, "eval.so_and_said"), *(word(lang, "eval.page.verdict", verdict) for verdict in said)])
    for so, row in matrix.items():
        table.add_row(word(lang, "eval.page.verdict", so), *(str(row[verdict]) for verdict in said))
    return [table]


def _accused(found: JsonObject) -> Mapping[str, Any]:
    accused = found["accused"]
    return {
        "accuracy": figure(found["balanced_accuracy"]),
        "broken": accused["broken"] if accused else NONE,
        "found": accused["found"]["part"] if accused else NONE,
        "wrong": accused["wrong"]["part"] if accused else NONE,
    }


def _strata(report: JsonObject, lang: str) -> Sheet:
    headings = ("by", "is", "documents", "salient_f1", "interval", "silent_short", "exact")
    rows = [_stratum(each, lang) for each in report["strata"]]
    return Sheet(
        headings=[say(lang, f"eval.{name}") for name in headings], rows=rows, styles=["" for _ in rows], words=2
    )


def _stratum(each: JsonObject, lang: str) -> Sequence[str]:
    key = f"eval.stratum.{each['by']}"
    return (
        say(lang, key) if key in MESSAGES else visible(each["by"]),
        visible(word(lang, f"eval.page.{each['by']}", each["is"])),
        str(each["documents"]),
        figure(each["salient_f1"]["value"]),
        interval(each["salient_f1"]),
        NONE if each["silent_errors"] is None else str(each["silent_errors"]),
        part_of(each["exact_reports"]),
    )


def _changes(found: "Difference", lang: str) -> Iterator[tuple[str, str]]:
    yield say(lang, "eval.against", name=visible(found.before["run"]["name"]), shared=len(found.shared)), "bold"
    others = {"added": len(found.added), "removed": len(found.removed), "changed": len(found.changed)}
    if any(others.values()):
        yield say(lang, "eval.others", **others), "yellow"
    counts = {"fixed": len(found.fixed), "broken": len(found.broken), "still": len(found.still_broken)}
    yield say(lang, "eval.changes", **counts), ""
    yield say(lang, "eval.delta", **_deltas(found)), ""
    yield from _slots("eval.broken_slot", found.broken, "red", lang)
    yield from _slots("eval.fixed_slot", found.fixed, "green", lang)
    yield from _slots("eval.still_slot", found.still_broken, "", lang)


def _deltas(found: "Difference") -> Mapping[str, Any]:
    lost, won, _ = found.exact
    return {
        "delta": signed(found.salient_f1.value),
        "low": signed(found.salient_f1.low),
        "high": signed(found.salient_f1.high),
        "mean": signed(found.by_report.value),
        "p": figure(found.by_report.p),
        "lost": lost,
        "won": won,
    }


def _slots(key: str, changes: Sequence["Change"], style: str, lang: str) -> Iterator[tuple[str, str]]:
    for change in changes[:_MOST_SLOTS]:
        said = {name: content(getattr(change, name), lang) for name in ("gold", "was", "said")}
        yield f"  {say(lang, key, document=visible(change.document), slot=visible(change.slot), **said)}", style
    if len(changes) > _MOST_SLOTS:
        yield f"  {say(lang, 'eval.more', count=len(changes) - _MOST_SLOTS)}", style
