"""What the sources say of one number: borne out, recomputed, contradicted or not there; and which mistake it is."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from extractor.verify.alike import is_like, is_same, reach
from extractor.verify.claims import Claim, Match, Ruling, match_of, ranked
from extractor.verify.context import coverage
from extractor.verify.counting import counted
from extractor.verify.derive import derived
from extractor.verify.directions import are_opposite, direction, is_share
from extractor.verify.index import Index
from extractor.verify.kindred import coins, kindred, ranks, reversed_scores
from extractor.verify.nouns import Kind, Quantity, Slip, Support
from extractor.verify.periods import others, printed
from extractor.verify.tables import rule_cell

MOST_SENTENCES: Final = 8
_MOST_IN_ONE: Final = 60
_MOST_WEIGHED: Final = 12
_MOST_LOOKED_AT: Final = 200
_MARGIN: Final = 0.34
_STRONG: Final = 0.5
_NEAR_ENOUGH: Final = 0.3
_WEAK: Final = 0.2
_RANKED: Final = 0.12
_MOSTLY: Final = 0.6
_HALF: Final = 0.5
_LISTED: Final = frozenset({Kind.BARE, Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE})
_NO_UNIT: Final = frozenset({Kind.DATE, Kind.PAIR, Kind.LABEL, Kind.ORDINAL, Kind.TIME, Kind.DIGITS})
_PRINTED: Final = re.compile(r"\d[\d.,]{0,20}[万亿]{0,2}")
_NAME_BEFORE: Final = re.compile(r"(?<=[a-z,] )(?P<name>[A-Z][A-Za-z]{1,30}) \Z")
_TWO_WORDS: Final = re.compile(r"-(?P<one>[A-Za-z]{2,30})[ -](?P<two>[A-Za-z]{2,30})\b")


def rule(claim: Claim, indexes: Sequence[Index]) -> Ruling:
    """Return what the sources say of a claim."""
    if claim.quantity.kind is Kind.DATE:
        return _rule_date(claim, indexes)
    same = ranked(match for index in indexes for match in _same(claim, index))
    rivals = ranked(match for index in indexes for match in _rivals(claim, index))
    of_cell = rule_cell(claim, indexes)
    if of_cell is not None and (of_cell.verdict is Support.SUPPORTED or not _is_said(claim, same)):
        return of_cell
    return _of_found(claim, same, rivals, indexes) if same else _of_missing(claim, indexes, rivals)


def _is_said(claim: Claim, same: Sequence[Match]) -> bool:
    """Return whether prose has a number in a clause like the claim's, so that no table needs to be asked."""
    for match in same:
        if match.quantity.kind is Kind.BARE and claim.quantity.kind is not Kind.BARE:
            continue
        theirs = match.index.place_setting(match.quantity).clause
        alike = coverage(claim.setting.clause, theirs, match.index.weight, match.index.unknown)
        if alike >= _HALF or match.likeness >= _HALF:
            return True
    return False


def _rule_date(claim: Claim, indexes: Sequence[Index]) -> Ruling:
    same, rivals = [], []
    for index in indexes:
        likely = list(_likely(claim, index))
        same += [match_of(claim, date, index) for date in printed(claim.quantity, index, likely)]
        rivals += [match_of(claim, date, index) for date in others(claim.quantity, likely)]
    return (
        _of_found(claim, ranked(same), ranked(rivals), indexes)
        if same
        else _of_missing_date(claim, ranked(rivals), indexes)
    )


def _likely(claim: Claim, index: Index) -> Iterator[Quantity]:
    """Yield the quantities of the sentences that are most like the claim's."""
    for number in index.alike(claim.setting.sentence, MOST_SENTENCES):
        yield from index.fellows(number)[:_MOST_IN_ONE]


def _of_found(claim: Claim, same: Sequence[Match], rivals: Sequence[Match], indexes: Sequence[Index]) -> Ruling:
    best, rival = same[0], rivals[0] if rivals else None
    may_be_other = claim.quantity.kind is not Kind.DATE and not _has_fellow(claim, best)
    is_bare = best.quantity.kind is Kind.BARE and claim.quantity.kind is Kind.MONEY
    if rival is None or is_bare or not _is_better(rival, best):
        rival = _swapped(claim, same)
    if rival is not None and may_be_other:
        return Ruling(verdict=Support.CONTRADICTED, matches=(rival, best), slip=Slip.MISATTACHED)
    same = same[:_MOST_WEIGHED]
    fitting = [match for match in same if _fits(claim, match)]
    if not fitting and (rival := _own_side(best, rivals)) is not None:
        slip = Slip.PERIOD if claim.quantity.kind is Kind.DATE else Slip.MISATTACHED
        return Ruling(verdict=Support.CONTRADICTED, matches=(rival, best), slip=slip)
    straight = [match for match in fitting or same if not are_opposite(claim.direction, _direction(match))]
    if not straight:
        return Ruling(verdict=Support.CONTRADICTED, matches=(best,), slip=Slip.SIGN)
    if claim.is_chance(straight[0]):
        return counted(claim, indexes) or Ruling(verdict=Support.UNSUPPORTED)
    if (meant := _meant(claim, straight, rivals)) is not None:
        return Ruling(verdict=Support.CONTRADICTED, matches=tuple(dict.fromkeys((meant, best))), slip=Slip.MISATTACHED)
    return Ruling(verdict=Support.SUPPORTED, matches=tuple(straight[:3]))


def _meant(claim: Claim, same: Sequence[Match], rivals: Sequence[Match]) -> Match | None:
    """Return the place that shows a number of the source to be another one than the claim's, None where none does."""
    if _without(claim, [match.index for match in same]):
        return same[0]
    return _changed_by(claim, same, rivals) or _said_of_two(claim, same)


def _without(claim: Claim, indexes: Sequence[Index]) -> bool:
    """Return whether a source has the words around a number behind a name without the number: `Sims-based podcast`."""
    folded, (start, end) = claim.text.folded, claim.quantity.span
    before, behind = _NAME_BEFORE.search(folded, max(0, start - 40), start), _TWO_WORDS.match(folded, end)
    if claim.quantity.kind not in {Kind.BARE, Kind.COUNT} or before is None or behind is None:
        return False
    plain = " ".join((before["name"], behind["one"], behind["two"])).lower()
    return any(plain in index.spaced for index in indexes)


def _changed_by(claim: Claim, same: Sequence[Match], rivals: Sequence[Match]) -> Match | None:
    """Return the change that a source prints where a claim gives a share as the change: 15% of revenue for 15% more."""
    if claim.quantity.kind is not Kind.PERCENT or not claim.direction or not all(map(_is_share, same)):
        return None
    return next((rival for rival in rivals if _direction(rival) == claim.direction and not _is_share(rival)), None)


def _is_share(match: Match) -> bool:
    sentence = match.index.sentences[match.index.sentence_of(match.quantity.span.start)]
    return is_share(match.index.folded, match.quantity, sentence)


def _said_of_two(claim: Claim, same: Sequence[Match]) -> Match | None:
    """Return the one place that prints a number which a sentence says of two things: one of the two is wrong.

    Of the two it is the one that stands less like the place does.
    """
    if claim.quantity.kind not in _LISTED or len(same) != 1 or same[0].quantity.kind is not claim.quantity.kind:
        return None
    there = same[0].quantity
    twins = [
        each for each in claim.fellows if each.kind is there.kind and is_like(each, there) and is_same(each, there)
    ]
    if not twins:
        return None
    likest = max(Claim(claim.text, each).likeness_of(same[0]) for each in twins[:3])
    return same[0] if same[0].likeness <= likest else None


def _is_better(rival: Match, best: Match) -> bool:
    """Return whether what stands around a claim is so much more like that of another number that it must be its."""
    gap = rival.likeness - best.likeness
    return (rival.likeness >= 0.6 and gap >= 0.2) or (rival.likeness >= _STRONG and gap >= _MARGIN)


def _swapped(claim: Claim, same: Sequence[Match]) -> Match | None:
    """Return the number that a source has where the claim has another number of the very same sentence.

    Both sentences count things one by one, and what the claim counts is not what the source counts there.
    """
    own = claim.setting.clause
    if claim.quantity.kind not in _LISTED or not own or claim.setting.sentence == own:
        return None
    if any(own & match.index.place_setting(match.quantity).clause or match.likeness < _WEAK for match in same):
        return None
    for match in same[:3]:
        index = match.index
        for other in index.fellows(index.sentence_of(match.quantity.span.start))[:60]:
            is_other = other.kind is claim.quantity.kind and other.value != claim.quantity.value
            if is_other and is_like(claim.quantity, other) and not _in_one_order(claim, match.quantity, other):
                theirs = index.place_setting(other).clause
                if coverage(own, theirs, index.weight, index.unknown) >= _MOSTLY:
                    return match_of(claim, other, index)
    return None


def _in_one_order(claim: Claim, own: Quantity, other: Quantity) -> bool:
    """Return whether a claim's sentence has the other number too, on the same side of its own: from 12 to 13."""
    beside = [each for each in claim.fellows if each.kind is other.kind and each.value == other.value]
    return any((each.span > claim.quantity.span) == (other.span > own.span) for each in beside)


def _fits(claim: Claim, match: Match) -> bool:
    """Return whether a number stands on the same side of a comparison as the claim does."""
    return claim.may_be_compared or not match.is_compared or _has_fellow(claim, match)


def _has_fellow(claim: Claim, match: Match) -> bool:
    """Return whether another number of the claim's sentence stands on the far side too: `$0.29 in 2019`."""
    sentence = match.index.sentence_of(match.quantity.span.start)
    for fellow in claim.fellows[:_MOST_WEIGHED]:
        found = [q for q in match.index.fellows(sentence)[:_MOST_IN_ONE] if is_like(fellow, q) and is_same(fellow, q)]
        if found and all(match_of(claim, q, match.index).is_compared for q in found):
            return True
    return False


def _own_side(best: Match, rivals: Sequence[Match]) -> Match | None:
    """Return a number of the same sentence that is compared, not compared with; of a period it may be another one."""
    sentence = best.index.sentence_of(best.quantity.span.start)
    for rival in rivals:
        is_beside = rival.index is best.index and rival.index.sentence_of(rival.quantity.span.start) == sentence
        has_period = rival.quantity.kind is Kind.DATE and rival.quantity.parts[1:] == best.quantity.parts[1:]
        if (is_beside or (has_period and any(best.quantity.parts[1:]))) and not rival.is_compared:
            return rival
    return None


def _of_missing_date(claim: Claim, rivals: Sequence[Match], indexes: Sequence[Index]) -> Ruling:
    years = {index.source.year for index in indexes if index.source.facts} - {None}
    if years and claim.quantity.parts[0] is not None and claim.quantity.parts[0] not in years:
        return Ruling(verdict=Support.CONTRADICTED, matches=tuple(rivals[:1]), slip=Slip.PERIOD)
    if rivals and rivals[0].likeness >= _WEAK:
        return Ruling(verdict=Support.CONTRADICTED, matches=(rivals[0],), slip=Slip.PERIOD)
    return Ruling(verdict=Support.UNSUPPORTED)


def _of_missing(claim: Claim, indexes: Sequence[Index], rivals: Sequence[Match]) -> Ruling:
    found = derived(claim, indexes) or counted(claim, indexes)
    if found is not None:
        return found
    for slip, matches in _slips(claim, indexes):
        if matches and matches[0].likeness >= _WEAK:
            return Ruling(verdict=Support.CONTRADICTED, matches=(matches[0],), slip=slip)
    if rivals and rivals[0].likeness >= _NEAR_ENOUGH:
        return Ruling(verdict=Support.CONTRADICTED, matches=(rivals[0],), slip=Slip.VALUE)
    return Ruling(verdict=Support.UNSUPPORTED)


def _slips(claim: Claim, indexes: Sequence[Index]) -> Iterator[tuple[Slip, list[Match]]]:
    """Yield the places that would bear the claim out, were it not for its unit or its scale."""
    value = claim.quantity.value
    if not value or claim.quantity.kind in {Kind.PAIR, Kind.LABEL, Kind.TIME, Kind.DIGITS}:
        return
    units = [
        (q, index)
        for index in indexes
        for q in islice(index.near_value(value, value), _MOST_LOOKED_AT)
        if not is_like(claim.quantity, q)
    ]
    numeric = [(q, index) for q, index in units if q.kind not in _NO_UNIT]
    alike = [(q, index) for index in indexes for q in _likely(claim, index) if _has_digits(claim.quantity, q)]
    yield Slip.UNIT, ranked(match_of(claim, q, index) for q, index in dict.fromkeys([*numeric, *alike]))
    if claim.quantity.digits < 2 and claim.quantity.kind not in {Kind.MONEY, Kind.MEASURE}:
        return
    yield (
        Slip.SCALE,
        ranked(
            match_of(claim, q, index)
            for power in (-12, -9, -8, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 8, 9, 12)
            for index in indexes
            for q in index.near_value(value.scaleb(power), value.scaleb(power))
            if is_like(claim.quantity, q)
        ),
    )


def _has_digits(said: Quantity, other: Quantity) -> bool:
    """Return whether two quantities print the same digits with units that count different things: 3万元 and 3万吨."""
    one, two = _PRINTED.search(said.text), _PRINTED.search(other.text)
    is_same_print = one is not None and two is not None and one.group() == two.group() and len(one.group()) > 1
    return is_same_print and other.kind not in _NO_UNIT and not is_like(said, other)


def _same(claim: Claim, index: Index) -> Iterator[Match]:
    """Yield the quantities of a source that bear a claim out, by themselves."""
    said = claim.quantity
    low, high = reach(said)
    for quantity in dict.fromkeys(kindred(claim.quantity, index)):
        yield match_of(claim, quantity, index)
    for quantity in (*ranks(said, index), *coins(said, index), *reversed_scores(said, index)):
        if (match := match_of(claim, quantity, index)).likeness >= _RANKED:
            yield match
    near = (quantity for quantity in _likely(claim, index) if low <= quantity.value <= high)
    for quantity in dict.fromkeys([*near, *islice(index.near_value(low, high), _MOST_LOOKED_AT)]):
        if is_like(claim.quantity, quantity) and is_same(claim.quantity, quantity) and not index.is_cell(quantity):
            match = match_of(claim, quantity, index)
            is_weak = quantity.kind is Kind.BARE and not claim.quantity.unit.isascii()
            if not is_weak or match.likeness >= _WEAK:
                yield match


def _rivals(claim: Claim, index: Index) -> Iterator[Match]:
    """Yield quantities of the likeliest sentences that say something else of the same kind.

    What another number of the claim's own sentence says is spoken for.
    """
    for quantity in _likely(claim, index):
        if quantity.kind is Kind.BARE or not is_like(claim.quantity, quantity) or is_same(claim.quantity, quantity):
            continue
        if not claim.says(quantity):
            yield match_of(claim, quantity, index)


def _direction(match: Match) -> int:
    sentence = match.index.sentences[match.index.sentence_of(match.quantity.span.start)]
    return direction(match.index.folded, match.quantity, sentence)
