"""The faithful model behind an endpoint: it is talked to beforehand, and answers over the wire what it said then.

A request on the wire does not say which report it is about, so each dialogue about each report is held once in this
process, and every question in it is remembered with its answer.
"""

from collections.abc import Sequence
from copy import copy

from extractor.evaluation.dataset import Case
from extractor.evaluation.running import predict_asking
from extractor.model import Answered, fulfilled
from extractor.pipeline import ModelPass
from tests.endpoint import answer, error
from tests.faithful import Faithful

BYTES_PER_TOKEN = 3
TRIAL = "Say yes."
"""What an endpoint is asked by those who look whether it is there."""


class Spoken:
    """A script for `tests.endpoint.serve`: what a faithful model answers to each question about some cases.

    With several `seeds` it answers by one after the other as the same question comes again, as a model that is not sure
    of itself does; `rate` is the share of cells that it gets wrong.
    """

    def __init__(self, cases: Sequence[Case], schemas, asked: ModelPass, *, rate: float = 0.0, seeds=(0,)) -> None:
        self._answers: dict[str, list[str]] = {}
        self._times: dict[str, int] = {}
        for seed in seeds:
            self._listen(cases, schemas, asked, Faithful(cases, schemas, asked, rate, seed))

    def __call__(self, asked):
        if asked.user == TRIAL:
            return answer("Yes.")
        known = self._answers.get(asked.user)
        if known is None:
            return error(400, f"nobody has said what to answer to {asked.user[:80]}")
        times = self._times[asked.user] = self._times.get(asked.user, 0) + 1
        text = known[min(times, len(known)) - 1]
        used = {"prompt_tokens": _tokens(asked.user), "completion_tokens": _tokens(text)}
        return answer(text, usage={**used, "total_tokens": sum(used.values())})

    def afresh(self) -> "Spoken":
        """Return the same model, as if it had been asked nothing yet."""
        other = copy(self)
        other._times = {}
        return other

    def _listen(self, cases, schemas, asked, model) -> None:
        said: dict[str, str] = {}

        def reply(request):
            # The same question has the same answer throughout one dialogue, whichever report it is about.
            if request.user not in said:
                said[request.user] = model(request).answer.model_dump_json()
            return Answered(answer=request.answer.model_validate_json(said[request.user]))

        for case in cases:
            fulfilled(predict_asking(case, schemas, asked), reply)
        for question, text in said.items():
            self._answers.setdefault(question, []).append(text)


def _tokens(text: str) -> int:
    return -(-len(text.encode()) // BYTES_PER_TOKEN)
