"""What there is of a model: nobody is asked unless one is named."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extractor.doctor.line import Level, Line, note, problem
from extractor.errors import CallError
from extractor.messages import say

if TYPE_CHECKING:
    from extractor.model.doctor import Looked
    from extractor.model.endpoint import Endpoint

_TOPIC = "model"


def asked(settle: "Callable[[], Endpoint]", lang: str, *, is_offline: bool) -> Iterator[Line]:
    """Yield what is found of the endpoint that `settle` returns; a wrong setting is a problem like any other."""
    from extractor.model.doctor import look

    try:
        endpoint = settle()
    except CallError as error:
        yield problem(lang, _TOPIC, say(lang, "doctor.model_settings"), "doctor.error", error=error.text(lang))
        return
    for looked in look(endpoint, offline=is_offline):
        yield _line(looked, lang)


def unasked(lang: str) -> Line:
    """Return the line that says how to have a model looked at."""
    return note(lang, _TOPIC, say(lang, "doctor.model_none"), "doctor.no_model")


def _line(looked: "Looked", lang: str) -> Line:
    name = say(lang, f"doctor.model_{looked.aspect}")
    error = CallError(looked.key, **looked.values)
    if looked.level == "problem":
        return problem(lang, _TOPIC, name, "doctor.error", error=error.text(lang))
    if looked.level == "note":
        return note(lang, _TOPIC, name, "doctor.error", error=error.text(lang))
    return Line(topic=_TOPIC, name=name, found=error.text(lang), level=Level.OK)
