"""Every slot of a report judged: what is printed there against what a system says of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extractor.scoring.contents import Content, Mark, is_present, is_salient
from extractor.scoring.counts import Counts
from extractor.scoring.nouns import Answer, Gold, Prediction

_UNSAID = Answer(content=Mark.MISSING)
_NOTHING = {Mark.BLANK, Mark.MISSING}


class Outcome(StrEnum):
    """What became of a slot; `open` is one that the text leaves undetermined, which is not scored."""

    CORRECT = "correct"
    SUBSTITUTED = "substituted"
    OMITTED = "omitted"
    HALLUCINATED = "hallucinated"
    ABSTAINED = "abstained"
    NOTHING = "nothing"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A slot with both sides and what came of it.

    `gold` is null for a slot that the form does not have. `is_misbound`: the number said is what another wrong slot of
    the table prints. `is_silent`: the system is sure of what is not so, or of a number that the text leaves open; null
    where it does not say how sure it is.
    """

    slot: str
    gold: Content | None
    answer: Answer
    outcome: Outcome
    is_misbound: bool = False
    is_silent: bool | None = None

    @property
    def is_right(self) -> bool:
        """Return whether there is nothing to mend here."""
        return self.outcome in {Outcome.CORRECT, Outcome.NOTHING, Outcome.OPEN}

    @property
    def is_salient(self) -> bool:
        """Return whether a number other than zero is printed here, or said to be; what is no number counts as one."""
        printed = self.gold is not None and is_salient(self.gold)
        is_claimed = is_salient(self.answer.content) or self.answer.content is Mark.INVALID
        return self.outcome is not Outcome.OPEN and (printed or is_claimed)


def judge(gold: Gold, prediction: Prediction, form: Iterable[str] = ()) -> tuple[Judged, ...]:
    """Return every slot of the gold judged, in its order, then those that the prediction invents.

    A slot that the prediction does not mention is omitted; a failed prediction mentions none. A slot that the form does
    not have and that is said to be blank is left out: nothing is gained by inventing it. So is a slot of the `form`
    that the gold has no label for: nothing is known of it.
    """
    answers = {} if prediction.failure else prediction.slots
    known = {*gold.slots, *form}
    invented = sorted(slot for slot in answers if slot not in known and answers[slot].content not in _NOTHING)
    pairs: list[tuple[str, Content | None, Answer]] = [
        (slot, content, answers.get(slot, _UNSAID)) for slot, content in gold.slots.items()
    ]
    pairs += [(slot, None, answers[slot]) for slot in invented]
    outcomes = {slot: _outcome(content, answer.content) for slot, content, answer in pairs}
    loose = _loose(gold.slots, outcomes)
    return tuple(
        Judged(
            slot=slot,
            gold=content,
            answer=answer,
            outcome=outcomes[slot],
            is_misbound=outcomes[slot] is Outcome.SUBSTITUTED and (_table(slot), answer.content) in loose,
            is_silent=_is_silent(content, answer),
        )
        for slot, content, answer in pairs
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally(Counts):
    """Slots counted by outcome.

    `misbound` are some of the substituted, `blank_abstained` abstentions where nothing is printed: no rate has them in
    its denominator, which only the gold decides, but a report with one is not exact.
    """

    correct: int = 0
    substituted: int = 0
    misbound: int = 0
    omitted: int = 0
    hallucinated: int = 0
    abstained: int = 0
    blank_abstained: int = 0
    nothing: int = 0
    open: int = 0

    @property
    def is_exact(self) -> bool:
        """Return whether every slot is right."""
        return not (self.substituted + self.omitted + self.hallucinated + self.abstained + self.blank_abstained)


def tally(judged: Iterable[Judged]) -> Tally:
    """Return slots counted by outcome."""
    counts: Counter[str] = Counter()
    for each in judged:
        is_blank = each.outcome is Outcome.ABSTAINED and not (each.gold is not None and is_present(each.gold))
        counts["blank_abstained" if is_blank else each.outcome.value] += 1
        counts["misbound"] += each.is_misbound
    return Tally(**counts)


def _outcome(gold: Content | None, said: Content) -> Outcome:
    if gold is Mark.OPEN:
        return Outcome.OPEN
    if said is Mark.ABSTAINED:
        return Outcome.ABSTAINED
    if gold is None or not is_present(gold):
        return Outcome.HALLUCINATED if is_present(said) else Outcome.NOTHING
    if not is_present(said):
        return Outcome.OMITTED
    return Outcome.CORRECT if said == gold else Outcome.SUBSTITUTED


def _loose(gold: Mapping[str, Content], outcomes: Mapping[str, Outcome]) -> set[tuple[str, Content]]:
    """Return the numbers of each table that are not said of their own slots."""
    wrong = (Outcome.SUBSTITUTED, Outcome.OMITTED, Outcome.ABSTAINED)
    return {
        (_table(slot), content)
        for slot, content in gold.items()
        if isinstance(content, Decimal) and outcomes[slot] in wrong
    }


def _is_silent(gold: Content | None, answer: Answer) -> bool | None:
    if answer.is_sure is None:
        return None if answer.content is not Mark.MISSING else False
    if not answer.is_sure:
        return False
    if gold is Mark.OPEN:
        return isinstance(answer.content, Decimal)
    return answer.content != (Mark.BLANK if gold is None else gold)


def _table(slot: str) -> str:
    return slot.partition("/")[0]
