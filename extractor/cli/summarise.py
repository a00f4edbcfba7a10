"""`gouji summarise`: the card of a report, the roll-up of many; for reading here, or as Markdown, HTML or JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.documents import Asked
from extractor.cli.model import (
    BudgetOption,
    EndpointOption,
    EstimateOption,
    ModelOptions,
    OfflineOption,
    ReplayOption,
    RepliesOption,
    replies_beside,
)
from extractor.cli.options import DEFAULT_DB, DbOption, DocsArgument, LangOption, language, said_by, spelt
from extractor.cli.terminal import complain, emit
from extractor.cli.terminal import show as write
from extractor.cli.where import WhereOption, filters
from extractor.errors import CallError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.dossier import Dossier
    from extractor.store import Store
    from extractor.summarise import Card, RollUp

FORMATS = ("md", "html", "json")
_OF_A_MODEL = ("endpoint", "budget", "estimate", "offline", "replies", "replay")

FormatOption = Annotated[
    Literal["md", "html", "json"] | None,
    typer.Option("--format", help="md, html or json (default: for reading here).", show_default=False),
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="PATH", help="A file to write, or a new folder with a page for each report."),
]
CopiedOption = Annotated[
    int,
    typer.Option(
        "--copied", metavar="SHARE", min=1, max=100, help="The least share of copied text to tell of, in per cent."
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model", envvar="GOUJI_MODEL", help="A model to write the brief, from the findings alone.", show_default=False
    ),
]


def summarise(
    *,
    context: typer.Context,
    docs: DocsArgument = None,
    where: WhereOption = None,
    format: FormatOption = None,  # noqa: A002 - the option's own name
    out: OutOption = None,
    copied: CopiedOption = 10,
    model: ModelOption = None,
    endpoint: EndpointOption = None,
    budget: BudgetOption = None,
    estimate: EstimateOption = False,
    offline: OfflineOption = False,
    replies: RepliesOption = None,
    replay: ReplayOption = False,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Sum up the reports named, those that answer to `--where`, or all in the store."""
    from extractor.store import Store

    spoken = language(context, lang)
    options = ModelOptions(
        model=model,
        endpoint=endpoint,
        budget=budget,
        is_offline=offline,
        is_replay=replay,
        replies=replies or replies_beside(db),
    )
    _see_that_all_is_used(options, said_by(context), docs, where)
    with Store.open(db, read_only=True) as store:
        asked = Asked(store, docs or (), db, spoken)
        ids = list(dict.fromkeys(asked.ids())) if docs else _picked(store, where or ())
        if not ids and not asked.is_bad_call:
            raise CallError("summarise.none", db=db)
        if estimate:
            _estimate(list(store.dossiers(ids)), options, spoken)
            raise typer.Exit(2 if asked.is_bad_call else 0)
        summed = _summed(store, ids, copied, options, spoken)
    _put(summed, format, out, spoken)
    raise typer.Exit(2 if asked.is_bad_call else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Summed:
    """What was made: a card for each report, and the roll-up where they are many."""

    cards: "Sequence[Card]"
    roll: "RollUp | None"


def _summed(store: "Store", ids: Sequence[str], share: int, options: ModelOptions, lang: str) -> _Summed:
    from extractor.cli.versions import in_order
    from extractor.summarise import card, roll_up

    order = {name: at for at, name in enumerate(in_order(store))}
    dossiers = list(store.dossiers(ids))
    past = _Past(store, order)
    made = [card(dossier, past.of(dossier)) for dossier in dossiers]
    if options.is_asking:
        made = _written(made, dossiers, options, lang)
    aged = sorted(dossiers, key=lambda dossier: order[dossier.record.id])
    return _Summed(cards=made, roll=roll_up(aged, share=share) if len(aged) > 1 else None)


def _written(cards: "Sequence[Card]", dossiers: "Sequence[Dossier]", options: ModelOptions, lang: str) -> "list[Card]":
    """Return the cards with what a model wrote; what it cost is told on standard error."""
    from extractor.model.driving import Broken
    from extractor.render.spending import spending
    from extractor.summarise.writing import written

    endpoint = options.settle()
    with options.session(endpoint) as session:
        stages = (written(card, dossier, session.model) for card, dossier in zip(cards, dossiers, strict=True))
        made = []
        for card in session.fulfil(stages):
            if isinstance(card, Broken):
                raise card.error
            made.append(card)
        advice = {say(lang, key) for key in ("spent.final", "spent.again")}  # which is about `run`
        for line, _ in spending(session, lang):
            if line not in advice:
                complain(line)
    order = {dossier.record.id: at for at, dossier in enumerate(dossiers)}
    return sorted(made, key=lambda card: order[card.report.id])


def _estimate(dossiers: "Sequence[Dossier]", options: ModelOptions, lang: str) -> None:
    """Print what a model would be asked and what it would cost; nothing is sent."""
    from extractor.model import unasked
    from extractor.model.estimate import estimate
    from extractor.render.spending import estimated
    from extractor.summarise import card
    from extractor.summarise.writing import written

    endpoint = options.settle()
    stages = (written(card(dossier), dossier, endpoint.model) for dossier in dossiers)
    found = estimate((request for stage in stages for request in unasked(stage)[1]), endpoint, model=endpoint.model)
    write(estimated(found, len(dossiers), endpoint, lang))


class _Past:
    """Finds the same office's report of the year before, in the store."""

    def __init__(self, store: "Store", order: Mapping[str, int]) -> None:
        from extractor.corpus.offices import named

        self._store = store
        self._known: dict[tuple[str | None, object], list[str]] = {}
        for row in sorted(store.listing({}), key=lambda row: order.get(str(row["record"]), -1)):
            name = named(str(row["agency"])) if row["agency"] else None
            self._known.setdefault((name, row["year"]), []).append(str(row["record"]))

    def of(self, dossier: "Dossier") -> "Dossier | None":
        """Return it, the last of several versions; None where there is none, or whose report this is is not known."""
        from extractor.corpus.offices import office

        name, year = office(dossier), dossier.year
        ids = self._known.get((name, year - 1), []) if name is not None and year is not None else []
        return next(iter(self._store.dossiers(ids[-1:])), None)


def _picked(store: "Store", where: Sequence[str]) -> list[str]:
    """Return the ids of the reports that answer to every condition; all where there is none."""
    wanted = {"outcome": "read", **filters(where)}
    return list(dict.fromkeys(str(row["record"]) for row in store.listing(wanted)))


def _put(summed: _Summed, format: str | None, out: Path | None, lang: str) -> None:  # noqa: A002
    """Write what was made where it is wanted."""
    from extractor.cli.output import is_standard_output, to_file, to_standard_output

    if format is None and out is None:
        _show(summed, lang)
        return
    chosen = format or _format_of(out)
    if out is not None and not is_standard_output(out) and _is_folder(out):
        _write_folder(summed, chosen, out, lang)
    elif out is None or is_standard_output(out):
        to_standard_output([_text(summed, chosen, lang)])
        return
    else:
        to_file([_text(summed, chosen, lang)], out)
    complain(say(lang, "summarise.written", count=len(summed.cards), path=out))


def _is_folder(out: Path) -> bool:
    """Return whether a path is to be a folder: it is one, or its name has no ending."""
    return out.is_dir() or not out.suffix


def _format_of(out: Path | None) -> str:
    """Return the format that the name of a file says; HTML for a folder and for standard output."""
    if out is None or _is_folder(out):
        return "html"
    suffix = out.suffix.lstrip(".").lower()
    if suffix not in FORMATS:
        raise CallError("summarise.format", path=out)
    return suffix


def _show(summed: _Summed, lang: str) -> None:
    from extractor.render.summary_card import summary_card, summary_roll_up

    if summed.roll is not None:
        write(summary_roll_up(summed.roll, lang))
        return
    for card in summed.cards:
        write(summary_card(card, lang))
        emit("\n")


def _text(summed: _Summed, format: str, lang: str) -> str:  # noqa: A002
    """Return all of it as one file."""
    from extractor import summarise as made

    if format == "json":
        return made.to_json(summed.roll, summed.cards)
    if summed.roll is None:
        one = made.card_html if format == "html" else made.card_markdown
        return one(summed.cards[0], lang) if summed.cards else ""
    many = made.roll_up_html if format == "html" else made.roll_up_markdown
    return many(summed.roll, summed.cards, lang)


def _write_folder(summed: _Summed, format: str, out: Path, lang: str) -> None:  # noqa: A002
    from extractor.cli.folder import see_that_it_is_free, write_folder

    see_that_it_is_free(out)
    write_folder(((name, text.encode()) for name, text in _pages(summed, format, lang)), out)


def _pages(summed: _Summed, format: str, lang: str) -> Iterator[tuple[str, str]]:  # noqa: A002
    """Yield a page for each card, and last the one that leads to them."""
    from extractor import summarise as made

    index = f"index.{format}"
    if format == "json" or summed.roll is None:
        yield index, _text(summed, format, lang)
        return
    for card in summed.cards:
        name = f"cards/{card.report.anchor}.{format}"
        back = f"../{index}"
        yield name, made.card_html(card, lang, back) if format == "html" else made.card_markdown(card, lang, back)
    many = made.roll_up_html if format == "html" else made.roll_up_markdown
    yield index, many(summed.roll, (), lang, lambda report: f"cards/{report.anchor}.{format}")


def _see_that_all_is_used(
    options: ModelOptions, typed: Sequence[str], docs: Sequence[str] | None, where: Sequence[str] | None
) -> None:
    """Raise `CallError` where an option does nothing beside the others: it must not be left aside in silence."""
    if docs and where:
        raise CallError("summarise.both")
    idle = [spelt(name) for name in _OF_A_MODEL if name in typed]
    if idle and not options.is_asking:
        raise CallError("model.idle", options=", ".join(idle))
