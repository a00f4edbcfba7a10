"""What has changed since last year's report of the same office: what is told anew, again, and no more."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from extractor.corpus import across_years, changed_since
from extractor.corpus.alike import alike
from extractor.corpus.changes import Changes, ToldAgain
from extractor.corpus.outcome import YearFigure, YearOutcome
from extractor.dossier import Dossier
from extractor.messages import say
from extractor.records import Finding
from extractor.serialise import plain
from extractor.summarise.cite import REACH, Citing, language_of
from extractor.summarise.nouns import Citation, Mark, Origin, Part, Section, Sentence
from extractor.summarise.phrases import bare, sentence_of
from extractor.wording import MISSING

_MOST_GONE: Final = 8
_TOTAL: Final = "total"


def changes(before: Dossier, after: Dossier) -> Section:
    """Return what is new, what is told again, what is gone, and which figures do not carry on from last year's."""
    changed, told = changed_since(before, after), _Told(before, after)
    outcomes = across_years((before, after), (after.record.id,))
    sentences = (*told.findings(changed), *told.rules(outcomes))
    return Section(part=Part.CHANGES, sentences=sentences, note=None if sentences else "summary.nothing_changed")


class _Told:
    """Puts what changed between two reports into sentences, in the language of the later one."""

    def __init__(self, before: Dossier, after: Dossier) -> None:
        self._before, self._after = Citing(dossier=before), Citing(dossier=after)
        self._lang = language_of(after)

    def findings(self, changed: Changes) -> Iterator[Sentence]:
        """Yield what is new, the same and alike by their ids, and what is gone in last year's words."""
        if changed.new:
            yield self._sentence("new", [each.id for each in changed.new], map(self._after.finding, changed.new))
        same = [each for each in changed.again if _is_same(each)]
        for key, pairs in (("same", same), ("alike", [each for each in changed.again if each not in same])):
            if pairs:
                yield self._sentence(key, [self._pair(each) for each in pairs], self._cited(pairs))
        if gone := tuple(islice(changed.gone, _MOST_GONE)):
            yield self._sentence("gone", [], map(self._before.finding, gone))
            yield from map(self._gone, gone)

    def rules(self, outcomes: Sequence[YearOutcome]) -> Iterator[Sentence]:
        """Yield what does not carry on from last year, of a row's cells its total alone: something to ask about."""
        worth = [each for each in outcomes if each.is_worth_asking and each.said is None]
        in_total = {each.rule for each in worth if each.over == _TOTAL}
        for each in worth:
            if each.over == _TOTAL or each.rule not in in_total:
                left, right = ([one for one in each.figures if one.coefficient * sign > 0] for sign in (1, -1))
                yield Sentence(
                    text=each.message.text(self._lang),
                    citations=tuple(self._cell(figure) for figure in (*left, *right) if figure.span is not None),
                    origin=Origin.PATTERN,
                    formula=_sum(left, right),
                    marks=(Mark.ASK,),
                )

    def _sentence(self, key: str, words: Sequence[str], citations: Iterator[Citation]) -> Sentence:
        text = say(self._lang, f"summary.{key}", words=say(self._lang, "summary.and").join(words))
        return Sentence(text=text, citations=tuple(citations), origin=Origin.PATTERN)

    def _pair(self, pair: ToldAgain) -> str:
        if pair.before.id == pair.after.id:
            return pair.after.id
        return say(self._lang, "summary.then", now=pair.after.id, then=pair.before.id)

    def _cited(self, pairs: Sequence[ToldAgain]) -> Iterator[Citation]:
        for pair in pairs:
            yield self._after.finding(pair.after)
            yield self._before.finding(pair.before)

    def _gone(self, finding: Finding) -> Sentence:
        citations = (self._before.finding(finding),)
        return Sentence(text=sentence_of(finding), citations=citations, origin=Origin.QUOTED, depth=1)

    def _cell(self, figure: YearFigure) -> Citation:
        citing = self._before if figure.record == self._before.dossier.record.id else self._after
        if figure.span is None:
            raise ValueError("a cell that is not printed cannot be cited")
        return citing.span(figure.span, slot=figure.slot, reach=REACH)


def _is_same(pair: ToldAgain) -> bool:
    """Return whether two findings differ in nothing but figures, and the number they have in their list."""
    return alike(bare(pair.before.quote), bare(pair.after.quote)) == 1


def _sum(left: Sequence[YearFigure], right: Sequence[YearFigure]) -> str:
    """Return both sides of a rule over two years with their values."""
    return " ≠ ".join(" + ".join(map(_value, side)) or "0" for side in (left, right))


def _value(figure: YearFigure) -> str:
    return MISSING if figure.value is None else plain(figure.value)
