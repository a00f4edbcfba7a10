"""The matrix of injected faults on the terminal: what notices which, where it looks, whom it blames, what escapes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from extractor.messages import say, word
from extractor.mutate import total_of
from extractor.render.lists import grid
from extractor.serialise import JsonObject

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table as Grid

_NONE = "–"
_VERDICTS = ("extraction_error", "source_defect", "both", "clean")
_OUTCOMES = ("recovered", "flagged", "silent")


def faults(matrix: JsonObject, lang: str) -> "Group":
    """Return a table of the faults in answers and one of those in the text, then alarms and blind spots."""
    from rich.console import Group
    from rich.text import Text

    return Group(
        Text(say(lang, "faults.value"), "bold"),
        _in_answers([row for row in matrix["rows"] if row["level"] == "value"], lang),
        Text(f"\n{say(lang, 'faults.text')}", "bold"),
        _in_texts([row for row in matrix["rows"] if row["level"] == "text"], lang),
        Text("\n" + "\n".join(_remarks(matrix, lang))),
    )


def _in_answers(rows: Sequence[JsonObject], lang: str) -> "Grid":
    detectors = list(dict.fromkeys(each for row in rows for each in total_of(row).caught))
    named = [word(lang, "eval.page.detector", each) for each in detectors]
    more = [say(lang, f"faults.{name}") for name in ("located", "blamed", "equivalent")]
    table = grid([say(lang, "faults.class"), say(lang, "faults.count"), *named, *more])
    for row in rows:
        found = total_of(row)
        shares = (_percent(found.caught[each], found.mutants) for each in detectors)
        located = row["localised"]
        table.add_row(
            word(lang, "eval.page.fault", row["fault"]),
            str(found.mutants),
            *shares,
            _percent(located["hits"], located["localisable"]) if located else _NONE,
            _verdicts(row["verdicts"], lang),
            str(row["equivalents"]),
        )
    return table


def _in_texts(rows: Sequence[JsonObject], lang: str) -> "Grid":
    named = [say(lang, f"eval.page.faults.{outcome}") for outcome in _OUTCOMES]
    more = [say(lang, f"faults.{name}") for name in ("covered", "blamed", "equivalent")]
    table = grid([say(lang, "faults.class"), say(lang, "faults.count"), *named, *more])
    for row in rows:
        found = total_of(row)
        table.add_row(
            word(lang, "eval.page.fault", row["fault"]),
            str(found.mutants),
            *(_percent(row["outcomes"].get(outcome, 0), found.mutants) for outcome in _OUTCOMES),
            _percent(found.caught_covered.get("together", 0), found.covered),
            _verdicts(row["verdicts"], lang),
            str(row["equivalents"]),
        )
    return table


def _remarks(matrix: JsonObject, lang: str) -> Iterator[str]:
    controls = matrix["controls"]
    seen, alarms = controls["plain"], controls["plain_reader"]
    yield say(lang, "faults.alarms", alarms=alarms, documents=seen, share=_percent(alarms, seen))
    others, needing = controls["documents"] - seen, controls["reader"] - alarms
    yield say(lang, "faults.needing", needing=needing, documents=others, failed=controls["failed"])
    for detector, classes in matrix["blind_spots"].items():
        key = "eval.page.faults.blind.together" if detector == "together" else "eval.page.faults.blind.one"
        named = say(lang, "between").join(word(lang, "eval.page.fault", each) for each in classes)
        told = named or say(lang, "eval.page.faults.blind.none")
        yield f"{word(lang, 'eval.page.detector', detector)}: {say(lang, key)} {told}"


def _verdicts(verdicts: Mapping[str, int], lang: str) -> str:
    """Return how often each verdict is given, those that are."""
    whole = sum(verdicts.values())
    given = [(verdict, verdicts.get(verdict, 0)) for verdict in _VERDICTS if verdicts.get(verdict, 0)]
    return say(lang, "between").join(
        f"{word(lang, 'eval.page.verdict', verdict)} {_percent(count, whole)}" for verdict, count in given
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else _NONE
