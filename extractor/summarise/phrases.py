"""The report's own words made into a sentence: line breaks, numbering, a dangling conjunction away; nothing added."""

import re
from typing import Final

from extractor.lines import visible
from extractor.records import Finding

LONG: Final = 60
"""Letters: a quote that has more is told by its gist, where it has one."""

_BREAK: Final = re.compile(r"(?<=[^\x00-\xff])\s{1,200}(?=[^\x00-\xff])")
_BLANKS: Final = re.compile(r"\s{1,200}")
_NUMBERING: Final = re.compile(
    r"[ \t*#>|\-·●■◆]{0,8}"
    r"(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)][、.．,，]?|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．)）](?!\d)"
    r"|[①-⑳⑴-⒇⒈-⒛]|其[一二三四五六七八九十]{1,2}[,，:：、]|第?[一⼀二⼆三四五六七八⼋九十⼗]{1,3}是(?!否|不是)"
    r"|[Ff]irst(?:ly)?, |[Ss]econd(?:ly)?, |[Tt]hird(?:ly)?, )"
    r"[*：: 要\t]{0,4}"
)
_CONJUNCTION: Final = re.compile(r"(?:而|但是?|并|且|同时|然而|此外|因此)(?![且非列不行])[，,]?")
_OPENER: Final = re.compile(r"(?:至于|针对|关于|对于|围绕|结合|根据|按照|通过)")
"""What begins a clause that says nothing alone."""
_END: Final = " \t\n，,；;。.、：:"


def sentence_of(finding: Finding) -> str:
    """Return a finding in a sentence: its own words where they are few, its gist where they are many."""
    whole = bare(finding.quote)
    if len(whole) <= LONG or not finding.gist:
        return whole
    gist = bare(finding.gist)
    return whole if not gist or _OPENER.match(gist) else gist


def bare(text: str) -> str:
    """Return words of a report on one line, without the number and the conjunction before and the mark behind them."""
    line = flat(text)
    cut = _NUMBERING.match(line)
    line = line[cut.end() :] if cut and cut.end() < len(line) else line
    cut = _CONJUNCTION.match(line)
    line = line[cut.end() :] if cut and cut.end() < len(line) else line
    return line.strip(_END)


def flat(text: str) -> str:
    """Return text on one line; a break between two Chinese characters leaves nothing behind."""
    return _BLANKS.sub(" ", _BREAK.sub("", visible(text))).strip()
