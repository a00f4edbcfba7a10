"""Help and wrong calls in the language asked for: what typer itself says is in English."""

import re
from collections.abc import Callable
from typing import Any

from extractor.messages import HELP, Lang, say

_HEADINGS = (
    (re.compile(r"^Usage:", re.MULTILINE), "用法："),
    (re.compile(r"^Arguments:", re.MULTILINE), "参数："),
    (re.compile(r"^Options:", re.MULTILINE), "选项："),
    (re.compile(r"^Commands:", re.MULTILINE), "命令："),
    (re.compile(r"\[OPTIONS\]"), "[选项]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "命令 [参数]..."),
    (re.compile(r"\[required\]"), "[必填]"),
    (re.compile(r"env var: "), "环境变量："),
    (re.compile(r"default: "), "默认："),
    (re.compile(r"Show this message and exit\."), "显示此帮助后退出。"),
)


def translate(command: Any, lang: str) -> None:  # noqa: ANN401 - a click command; click is typer's own affair
    """Put the help of a command, its options and its subcommands into `lang`."""
    if lang != Lang.ZH:
        return
    for part in (command, *command.params):
        text = getattr(part, "help", None)
        if text:
            part.help = HELP.get(text, text)
    command.get_help = _in_chinese(command.get_help)
    for sub in getattr(command, "commands", {}).values():
        translate(sub, lang)


def explain(error: Exception, lang: str) -> str | None:
    """Return what is wrong with a call in one line; None where the error is not about the call."""
    told = getattr(error, "format_message", None)  # the class has moved between typer's versions, the method has not
    if told is None:
        return None
    english = " ".join(str(told()).split())
    return english if lang != Lang.ZH else _in_chinese_words(error, english)


def _in_chinese(get_help: Callable[[Any], str]) -> Callable[[Any], str]:
    def translated(context: Any) -> str:  # noqa: ANN401 - typer's own
        text = get_help(context)
        for heading, chinese in _HEADINGS:
            text = heading.sub(chinese, text)
        return text

    return translated


def _in_chinese_words(error: Exception, english: str) -> str:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return say(Lang.ZH, "usage.NoSuchOption", option=getattr(error, "option_name", ""))
    if kind == "MissingParameter":
        return say(Lang.ZH, "usage.MissingParameter", name=_named(error))
    if kind == "BadParameter":
        return say(
            Lang.ZH, "usage.BadParameter", name=_named(error), problem=_problem(str(getattr(error, "message", english)))
        )
    if found := re.match(r"No such command '(.*?)'\.", english):
        return say(Lang.ZH, "usage.command", name=found[1])
    if found := re.match(r"Option '(.*?)' (requires an argument|does not take a value)\.", english):
        return say(Lang.ZH, "usage.no_value" if found[2].startswith("requires") else "usage.too_much", option=found[1])
    return say(Lang.ZH, "usage.other", problem=english)


def _problem(english: str) -> str:
    """Return what is wrong with a value."""
    if "valid integer" in english:
        return say(Lang.ZH, "usage.whole_number")
    if found := re.search(r"is not one of (.*?)\.?$", english):
        return say(Lang.ZH, "usage.one_of", known=found[1].replace("'", ""))
    return english


def _named(error: Exception) -> str:
    """Return the option or argument an error is about, as it is typed."""
    parameter = getattr(error, "param", None)
    options = [name for name in getattr(parameter, "opts", ()) if name.startswith("-")]
    return options[0] if options else str(getattr(parameter, "metavar", None) or getattr(parameter, "name", ""))
