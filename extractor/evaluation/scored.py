"""One report scored: its slots judged, its citations weighed, its verdict, findings and numbers compared."""

from dataclasses import dataclass
from functools import cached_property

from extractor.evaluation.dataset import Case
from extractor.records import Verdict
from extractor.schema.compiled import Schema
from extractor.schema.rules import with_rows_of
from extractor.scoring.attribution import Accusations, accusations, broken_rules, true_verdict, unlabelled_rules
from extractor.scoring.grounding import Grounding, grounding
from extractor.scoring.narrative import Matches, Numbers, match_findings, match_statements
from extractor.scoring.nouns import Prediction
from extractor.scoring.outcomes import Judged, Tally, judge, tally


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A case, what a system says of it, and what came of that.

    What a prediction does not carry is scored as nothing said: whether any prediction of the run carries it decides
    whether it is scored at all, so that nothing is gained by saying it of some reports only.
    """

    case: Case
    prediction: Prediction
    judged: tuple[Judged, ...]
    text: str
    schema: Schema
    true_verdict: Verdict
    accused: Accusations
    told: Accusations
    findings: Matches
    statements: Numbers

    @cached_property
    def counts(self) -> Tally:
        """Return all slots by outcome."""
        return tally(self.judged)

    @cached_property
    def salient(self) -> Tally:
        """Return the slots by outcome where a number other than zero is printed or said to be."""
        return tally(each for each in self.judged if each.is_salient)

    @cached_property
    def silent(self) -> tuple[Judged, ...]:
        """Return the slots that are silently wrong; a slot that the system does not say it is sure of is none."""
        return tuple(each for each in self.judged if each.is_silent)

    @property
    def says_how_sure(self) -> bool:
        """Return whether the system says of any slot how sure it is."""
        return any(each.answer.is_sure is not None for each in self.judged)

    @property
    def is_exact(self) -> bool:
        """Return whether every slot is right, and none that the text leaves open is said to be sure."""
        return self.counts.is_exact and not self.silent

    @cached_property
    def grounding(self) -> Grounding:
        """Return what the citations are worth."""
        return grounding(self.judged, self.text, self.schema, seed=self.case.name)

    @cached_property
    def sure(self) -> int:
        """Return how many slots the system is sure of."""
        return sum(bool(each.answer.is_sure) for each in self.judged)


def score_case(case: Case, prediction: Prediction, schema: Schema, text: str) -> Scored:
    """Return one report scored; of a failed prediction every part counts as nothing said."""
    said = Prediction(document=case.name, failure=prediction.failure) if prediction.failure else prediction
    schema = with_rows_of(schema, case.gold.slots)
    judged = judge(case.gold, said, schema.slots)
    broken, unknown = broken_rules(case.gold, schema), unlabelled_rules(case.gold, schema)
    return Scored(
        case=case,
        prediction=said,
        judged=judged,
        text=text,
        schema=schema,
        true_verdict=true_verdict(broken, judged, is_partial=not case.gold.slots.keys() >= set(schema.slots)),
        accused=accusations(broken, (said.accused or frozenset()) - unknown),
        told=accusations(broken, (said.told or frozenset()) - unknown),
        findings=match_findings(case.gold.findings, said.findings or (), text),
        statements=match_statements(case.gold.statements, said.statements or (), text),
    )
