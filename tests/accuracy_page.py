"""The page docs/accuracy.md, made from counts: no figure on it is typed by hand."""

from collections.abc import Iterator, Mapping, Sequence

from extractor.mutate import DETECTORS, total_of
from extractor.notices.reliance import percent, upper_bound
from extractor.scoring.rates import wilson

HEAD = """# Accuracy

What was measured of the layout reader ({reader}), on what, and what nobody has measured. `make accuracy` measures
and writes this page from `eval/accuracy.json`; a test fails where the page or the figures of the shipped reports
are not fresh. [How it is measured](evaluation.md), term by term.

**What these figures can say.** The {shipped} shipped reports are ours: invented, labelled by hand, in the mess of
real ones. The {real} real reports (of {clusters}, some in two extractions) are not part of this repository; the
reader was written with them in view, so they show that it does what it was made for. Generated reports are what it
was developed on, and a stratum of their own. A rate for reports of agencies nobody has looked at is not known.

**At first sight.** {unseen} of the shipped reports were labelled before the reader ({first_reader}) had seen them.
It read {first_right} of their {first_figures} figures other than zero rightly, {first_wrong} wrongly, and abstained
on {first_abstained}; of {first_sure} cells that it was sure of {first_silent} were wrong; the year was right in
{first_years} (a menu around a report named other years). That and running heads inside tables were mended since. The
two reports of `test` that showed the second cause, both years of one agency, belong to `dev` now: `test` has
{test} left, which the reader was not changed for.

"""

BLIND = """## What it is blind to

- **Two accidents in one row** can leave a row whole by its count and right by its sum, in the wrong columns. Where
  a table lost cells, notices keep silent; the record may still call such a row grounded.
- **Table 二 and the prose have no sums.** A figure misread there before it became text is read as it stands, and
  nothing shows it.
- **A digit misread to another digit** where no sum goes over it, or in all cells of a sum at once: the text is then
  the only witness, and it says the wrong thing. Where a sum does notice, the record puts it down to the document:
  from the text, a scanner's mistake and the agency's look alike.
- **Exchanged sibling rows, slid labels, exchanged columns, an invented leaf with fitting totals** pass every sum
  (the table above). Only the place in the page catches them, so they are caught in answers of *other* readers, held
  against the page. If the page itself was garbled so before it became text, nobody can know.
- **The prose.** Its reading was written with all labelled reports in view, the split `test` included, so its figures
  say that it does what it was made for. Labels of mistakes have no exact place: as many of a kind are taken for found
  as are said of the report. Breaks between years are looked for in a store and not scored.
- **Gold can be wrong.** {documents} of the shipped reports were labelled a second time from the text and the guide
  alone, and all {slots:,} slots agreed; the others were labelled once, and nobody outside has looked at any of them.
- **Two accidents in two rows**: figures run together behind one label while the next row lost its own can put that
  row's figures under the first label, surely; the figures left over ask for a person.
- **A lost unit.** Where the heading that prints 元 is lost, the form's 万元 is assumed; a remark says so, and no
  status does.
- **Other forms.** All figures are of the two shipped forms; for a form of your own measure anew.
- PDF and pictures are not read; what OCR does to a report before it is text is measured only as far as our damaged
  texts resemble it.
"""

_IN_ANSWERS = (
    "**In answers**: what another reader might say, each number with the most favourable place it could cite.",
    "`witness` and `together` hold an answer against the program's own reading: 100 % says that the own reading was",
    "right there, and nothing of mistakes that both make. The three detectors before them need no reading of their",
    "own.",
)
_FEW = """Of a kind with fewer than ten reports an interval is only indicative; where all score alike there is none,
which is not certainty.

"""
_LEVELS = {"document": "anywhere in the document", "line": "on the cited line", "cell": "in the cited cell"}
_GLANCE = (
    "reports",
    "documents",
    "salient F1",
    "95 %",
    "mean over reports",
    "silent errors / sure cells",
    "reports with one, at most (95 %)",
    "exact reports",
    "all-zero: cells right, salient F1",
    "skill",
)
_OUTCOMES = ("correct", "substituted", "omitted", "hallucinated", "abstained")
_SETS = (
    ("shipped", "shipped, all"),
    ("test", "shipped, split `test`"),
    ("real", "real"),
    ("generated", "generated"),
)


def page(counts: Mapping, beside: Mapping) -> str:
    """Return the page that the counts make; `beside` has what was counted otherwise, by name."""
    sets = [(name, counts[key]) for key, name in _SETS if counts.get(key)]
    real = counts.get("real")
    head = HEAD.format(
        reader=counts["made_by"]["reader"],
        shipped=counts["shipped"]["dataset"]["documents"],
        real=real["dataset"]["documents"] if real else 0,
        clusters=real["dataset"]["clusters"] if real else 0,
        test=counts["test"]["dataset"]["documents"],
        **_first_sight(beside["first-sight"]),
    )
    parts = [
        "## At a glance\n\n" + "\n".join(_glance(sets)),
        "## By kind of report\n\n"
        + _FEW
        + "\n\n".join(_strata(name, found) for name, found in sets if name != _SETS[1][1]),
        "## By table\n\n" + "\n".join(_tables(sets)),
        "## What a citation is worth\n\n" + "\n".join(_grounding(sets)),
        "## Whose mistake\n\n" + "\n".join(_attribution(sets)) + "\n\n" + _notices(beside["accusations"]),
        "## What the checks notice\n\n" + "\n".join(_faults(counts["faults"])),
        "## The prose\n\n" + "\n".join(_prose([each for each in sets if each[0] != _SETS[3][1]])),
        BLIND.format(**beside["second"]).rstrip(),
        "## Do it again\n\n" + "\n".join(_commands(counts)),
    ]
    return head + "\n\n".join(parts) + "\n"


def _first_sight(found: Mapping) -> dict:
    figures = found["figures"]
    right, years = figures["correct"], found["fields"]["year"]
    return {
        "unseen": found["documents"],
        "first_reader": found["reader"],
        "first_right": f"{right:,}",
        "first_figures": f"{sum(figures.values()) - figures['hallucinated']:,}",
        "first_wrong": figures["substituted"] + figures["hallucinated"],
        "first_abstained": figures["abstained"] + figures["omitted"],
        "first_sure": f"{found['sure_slots']:,}",
        "first_silent": found["silent_errors"],
        "first_years": f"{years[0]}/{years[1]}",
    }


def _glance(sets: Sequence[tuple[str, Mapping]]) -> Iterator[str]:
    yield from _heading(*_GLANCE)
    for name, found in sets:
        head, silent = found["headline"], found["silent_errors"]
        zero = next(each for each in found["baselines"] if each["name"] == "all_zero")
        yield _row(
            name,
            found["dataset"]["documents"],
            _figure(head["salient_f1"]["value"]),
            _interval(head["salient_f1"]),
            _figure(head["salient_f1_by_report"]["value"]),
            f"{silent['count']} / {silent['share_of_sure']['whole']:,}",
            _percent(silent["share_of_reports"]["high"], 1),
            _of(head["exact_reports"]),
            f"{_percent(zero['accuracy'])}, {_figure(zero['salient_f1'])}",
            _figure(found["skill"]["skill"]),
        )
    yield ""
    for name, found in sets:
        counts = found["slots"]["salient"]
        said = ", ".join(
            f"{counts[key]} {key}" for key in ("correct", "substituted", "omitted", "hallucinated", "abstained")
        )
        fields = ", ".join(f"{key} {_of(share)}" for key, share in found.get("fields", {}).items() if share["whole"])
        opened = found["slots"]["all"]["open"]
        yield f"- {name}: {said}; {opened} cells left open by the text" + (f"; right {fields}" if fields else "")


def _strata(name: str, found: Mapping) -> str:
    head = _heading("kind", "which", "documents", "salient F1", "95 %", "silent", "exact")
    rows = (
        _row(
            each["by"],
            f"`{each['is']}`",
            each["documents"],
            _figure(each["salient_f1"]["value"]),
            _interval(each["salient_f1"]),
            each["silent_errors"],
            _of(each["exact_reports"]),
        )
        for each in found["strata"]
    )
    return "\n".join((f"**{name[0].upper()}{name[1:]}**", "", *head, *rows))


def _tables(sets: Sequence[tuple[str, Mapping]]) -> Iterator[str]:
    yield from _heading("reports", *(f"`{each['part']}`: F1, recall" for each in sets[0][1]["tables"]))
    for name, found in sets:
        cells = (f"{_figure(each['salient']['f1'])}, {_figure(each['salient']['recall'])}" for each in found["tables"])
        yield _row(name, *cells)


def _grounding(sets: Sequence[tuple[str, Mapping]]) -> Iterator[str]:
    yield "A decoy is a printed figure with one digit changed. Let through by a check that asks for the number:"
    yield ""
    yield from _heading("reports", *_LEVELS.values(), "true figures refused in the cell")
    for name, found in sets:
        levels = found["grounding"]["levels"]
        shares = [_share(levels[level]["false_clear"]) for level in _LEVELS]
        yield _row(name, *shares, _share(levels["cell"]["false_flag"]))


def _attribution(sets: Sequence[tuple[str, Mapping]]) -> Iterator[str]:
    yield from _heading(
        "reports",
        "verdicts right",
        "balanced accuracy",
        "sums the report breaks",
        "put down to it",
        "told in notices",
        "wrongly",
    )
    for name, found in sets:
        part = found["attribution"]
        right = sum(part["matrix"][verdict][verdict] for verdict in part["matrix"])
        accused, told = part["accused"], part["told"]
        yield _row(
            name,
            f"{right}/{found['dataset']['documents']}",
            _figure(part["balanced_accuracy"]),
            accused["broken"],
            accused["found"]["part"],
            told["found"]["part"],
            f"{accused['wrong']['part']} ({told['wrong']['part']} in notices)",
        )
    yield ""
    yield "A generated report whose cells the text leaves open, or only the sums determine, asks for a person though"
    yield "its reading is right, and a sum that its damaged text no longer shows cannot be told: that is what the row"
    yield "of generated reports counts as wrong verdicts."
    yield ""
    yield "What is so (rows) against the verdict (columns), over the shipped reports:"
    yield ""
    matrix = sets[0][1]["attribution"]["matrix"]
    verdicts = list(matrix)
    yield from _heading("", *(f"`{verdict}`" for verdict in verdicts))
    for so in verdicts:
        yield _row(f"`{so}`", *(matrix[so][said] for said in verdicts))


def _notices(accusations: Mapping) -> str:
    told, wrong = accusations["reports_accused"], accusations["reports_accused_wrongly"]
    return (
        f"**False accusations in notices.** Over {accusations['reports']:,} generated reports "
        f"(`{accusations['command']}`), notices would tell {told} reports of {accusations['accusations']} broken sums, "
        f"{wrong} of them ({accusations['accusations_wrong']} sums) wrongly: fewer than "
        f"{percent(upper_bound(wrong, told))} % of those told, at 95 % (Clopper–Pearson, one-sided). "
        "The index of `gouji check --out` quotes this ([notices](notices.md#how-likely-a-notice-is-wrong))."
    )


def _prose(sets: Sequence[tuple[str, Mapping]]) -> Iterator[str]:
    yield from _heading("reports", "findings labelled", "F1", "95 %", "links found", "links given that are labelled")
    for name, found in sets:
        told = found["findings"]
        f1 = told["f1"]
        cells = (_figure(f1["value"]), _interval(f1), _of(told["links_found"]), _of(told["links_right"]))
        yield _row(name, told["gold"], *cells)
    yield ""
    yield from _heading("reports", "numbers labelled", "found", "right in value, unit and cells", "given beside them")
    for name, found in sets:
        told = found["claims"]
        yield _row(name, told["gold"], told["found"], _of(told["accuracy"]), told["predicted"] - told["found"])
    yield ""
    yield from _heading("reports", "mistake of the report", "labelled", "found", "said")
    for name, found in sets:
        for kind, alarms in found["defects"]["kinds"].items():
            yield _row(name, f"`{kind}`", alarms["gold"], alarms["found"], alarms["said"])


def _faults(faults: Mapping) -> Iterator[str]:
    reports, most = sum(faults["seeds"].values()), faults["per_class"]
    origins = ", ".join(f"{count} {origin}" for origin, count in faults["seeds"].items())
    yield f"Faults injected into {reports} reports ({origins}: `zero` are all zero where rules reach, of either"
    yield f"origin), {most} of each class. Of each class the share"
    yield "that each detector notices, alone and together ([the detectors](evaluation.md#fault-injection))."
    rows = faults["rows"]
    for part in (
        _in_answers([row for row in rows if row["level"] == "value"]),
        _in_texts([row for row in rows if row["level"] == "text"]),
        _alarms(faults["controls"]),
        _blind_spots(faults["blind_spots"]),
    ):
        yield ""
        yield from part


def _in_answers(rows: Sequence[Mapping]) -> Iterator[str]:
    yield from _IN_ANSWERS
    yield ""
    more = ("together, covered by rules", "unsure before", "true cells among the explanations")
    yield from _heading("class", "faults", *DETECTORS, *more)
    for row in rows:
        found = total_of(row)
        yield _row(
            f"`{row['fault']}`",
            found.mutants,
            *(_part(found.caught.get(each, 0), found.mutants) for each in DETECTORS),
            _part(found.caught_covered.get("together", 0), found.covered),
            row["trivial"],
            _localised(row),
        )


def _in_texts(rows: Sequence[Mapping]) -> Iterator[str]:
    yield "**In the text**: the report itself is changed, and read. *Silent* is a cell that is sure and not so."
    yield ""
    outcomes = ("recovered", "flagged", "silent")
    yield from _heading(
        "class", "faults", "read right all the same", "flagged", "silent", "not silent, covered by rules"
    )
    for row in rows:
        found = total_of(row)
        yield _row(
            f"`{row['fault']}`",
            found.mutants,
            *(_part(row["outcomes"].get(each, 0), found.mutants) for each in outcomes),
            _part(found.caught_covered.get("together", 0), found.covered),
        )


def _alarms(controls: Mapping) -> Iterator[str]:
    every, asked = controls["documents"], controls["reader"]
    alarms, plain = controls["plain_reader"], controls["plain"]
    high = _percent(wilson(alarms, plain).high, 2)
    yield f"**Alarms where nothing is wrong.** {asked} of {every} generated reports that are right ask for a person"
    failed = f"{controls['failed']} of {controls['assessed']:,}"
    yield f"({_part(asked, every)}), none because a sum fails ({failed} do). Where every cell is in sight beside its"
    yield f"label it is {alarms} of {plain} (at most {high} at 95 %). The others are those whose cells run together,"
    yield "stand apart from their labels, or are blank in plain text, where a blank looks like filler."
    yield ""
    yield from _heading("layout", "reports that are right", "ask for a person")
    for layout, (documents, needing) in controls["layouts"].items():
        yield _row(layout, documents, needing)


def _blind_spots(blind: Mapping) -> Iterator[str]:
    for detector, classes in blind.items():
        named = ", ".join(f"`{each}`" for each in classes) or "none"
        what = "notices too little of" if detector == "together" else "alone hardly notices"
        yield f"- `{detector}` {what}: {named}"


def _localised(row: Mapping) -> str:
    found = row["localised"]
    return f"{found['hits']}/{found['localisable']}" if found and found["localisable"] else "–"


def _commands(counts: Mapping) -> Iterator[str]:
    made = counts["generated"]["dataset"]["documents"]
    seed = counts["generated"]["dataset"]["version"].rpartition(" ")[2]
    yield "    gouji eval"
    yield "    gouji eval --split test"
    yield f"    gouji eval generate --n {made} --seed {seed}"
    yield f"    gouji eval --mutate --faults {counts['faults']['per_class']}"
    yield "    gouji eval FOLDER-OF-REAL-REPORTS"
    yield "    make accuracy                # all of it, and this page (GOUJI_CORPUS names the folder of real reports)"


def _heading(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield "|" + "---|" * len(names)


def _row(*cells: object) -> str:
    return "| " + " | ".join("–" if cell is None else str(cell) for cell in cells) + " |"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"


def _percent(value: float | None, places: int = 1) -> str:
    return "–" if value is None else f"{100 * value:.{places}f} %"


def _part(part: int, whole: int) -> str:
    return _percent(part / whole if whole else None)


def _share(share: Mapping) -> str:
    return f"{_percent(share['value'])} of {share['whole']:,}" if share["whole"] else "–"


def _interval(estimate: Mapping) -> str:
    return "–" if estimate["low"] is None else f"{estimate['low']:.4f}–{estimate['high']:.4f}"


def _of(share: Mapping) -> str:
    return f"{share['part']}/{share['whole']}"
