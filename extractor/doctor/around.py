"""What Gouji works among: its data folders, its forms, the encodings of this machine, readers from elsewhere."""

import locale
import sys
from collections import Counter
from collections.abc import Iterator

from extractor.doctor.line import Level, Line, note, problem
from extractor.errors import CallError, GoujiError
from extractor.messages import say
from extractor.readers import LAYOUT, read_layout, reader_version
from extractor.readers.installed import installed, load, package_of
from extractor.resources import data_root
from extractor.schema import lint, shipped_schemas
from extractor.schema.compiled import Schema

_CHINESE = "政府信息公开"
_FOLDERS = ("schemas", "prompts", "eval")


def folders(lang: str) -> Iterator[Line]:
    """Yield where the data folders are."""
    try:
        root = data_root()
    except GoujiError as error:
        yield problem(lang, "folders", say(lang, "doctor.data"), "doctor.error", error=error.text(lang))
        return
    missing = [name for name in _FOLDERS if not (root / name).is_dir()]
    if missing:
        lacking = ", ".join(missing)
        yield problem(lang, "folders", say(lang, "doctor.data"), "doctor.no_folder", root=root, names=lacking)
    else:
        yield Line(topic="folders", name=say(lang, "doctor.data"), found=f"{root} ({', '.join(_FOLDERS)})")


def forms(lang: str) -> Iterator[Line]:
    """Yield a line for each form that comes with the program, checked as `gouji schema check` does."""
    try:
        schemas = shipped_schemas()
    except GoujiError as error:
        yield problem(lang, "forms", say(lang, "doctor.forms"), "doctor.error", error=error.text(lang))
        return
    if not schemas:
        yield problem(lang, "forms", say(lang, "doctor.forms"), "doctor.no_forms")
    yield from (_form(lang, schema) for schema in schemas)


def encodings(lang: str, *, console: str | None) -> Iterator[Line]:
    """Yield the encodings of the locale, the file system and the output, and whether Chinese can be written in each."""
    own = locale.getpreferredencoding(do_setlocale=False)
    yield Line(topic="encodings", name=say(lang, "doctor.locale"), found=own)
    files = sys.getfilesystemencoding()
    if _writes_chinese(files):
        yield Line(topic="encodings", name=say(lang, "doctor.filesystem"), found=files)
    else:
        yield problem(lang, "encodings", say(lang, "doctor.filesystem"), "doctor.no_chinese_paths", encoding=files)
    name = say(lang, "doctor.console")
    if console is None:
        yield note(lang, "encodings", name, "doctor.no_console")
    elif _writes_chinese(console):
        yield Line(topic="encodings", name=name, found=f"{console}: {_CHINESE}")
    else:
        yield problem(lang, "encodings", name, "doctor.no_chinese", encoding=console)


def readers(lang: str) -> Iterator[Line]:
    """Yield a line for each reader, loaded, or what keeps it from loading."""
    yield Line(topic="readers", name=LAYOUT, found=reader_version(read_layout))
    entries = installed()
    twice = {name for name, count in Counter(entry.name for entry in entries).items() if count > 1}
    for entry in entries:
        if entry.name == LAYOUT:
            yield problem(lang, "readers", entry.name, "doctor.reader_layout", package=package_of(entry))
        elif entry.name in twice:
            packages = ", ".join(sorted(package_of(other) for other in entries if other.name == entry.name))
            yield problem(lang, "readers", entry.name, "reader.twice", name=entry.name, packages=packages)
        else:
            try:
                reader = load(entry)
            except CallError as error:
                yield problem(lang, "readers", entry.name, "doctor.error", error=error.text(lang))
            else:
                found = f"{reader_version(reader)} ({package_of(entry)}, {entry.value})"
                yield Line(topic="readers", name=entry.name, found=found)


def _form(lang: str, schema: Schema) -> Line:
    findings = lint(schema)
    errors = [finding for finding in findings if finding.level == "error"]
    if errors:
        told = f"{errors[0].path}: {errors[0].message.text(lang)}"
        return problem(lang, "forms", schema.id, "doctor.error", error=told)
    good = say(lang, "doctor.good_form", rules=len(schema.file.rules), slots=len(schema.slots), notes=len(findings))
    return Line(topic="forms", name=schema.id, level=Level.OK, found=good)


def _writes_chinese(encoding: str) -> bool:
    try:
        _CHINESE.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
