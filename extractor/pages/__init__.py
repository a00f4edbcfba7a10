"""Web pages for people that stand alone: one file, no script, no link out, nothing loaded from elsewhere.

A room keeps its own templates in its folder `templates`; they build on `base.html` and `base.css` here.
"""

from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from extractor.lines import visible
from extractor.messages import Lang, say

if TYPE_CHECKING:
    from jinja2 import Environment

_HTML_LANGUAGE: Mapping[str, str] = {Lang.ZH: "zh-CN", Lang.EN: "en"}


def page(room: str, template: str, lang: str, **values: object) -> str:
    """Return a page made from a template of a room (`extractor.notices`): its words are `say`'s, in one language."""
    made = _environment(room).get_template(template)
    return made.render(say=partial(say, lang), lang=lang, html_language=_HTML_LANGUAGE.get(lang, "en"), **values)


@cache
def _environment(room: str) -> "Environment":
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    # Everything a report says is escaped, and loses what turns the direction of writing around: its text can add no
    # markup and no link to a page, and cannot look like something else.
    return Environment(
        loader=ChoiceLoader([PackageLoader(room, "templates"), PackageLoader("extractor.pages", "templates")]),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    """Return a value as a page shows it: text without control characters, what is markup already as it is."""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
