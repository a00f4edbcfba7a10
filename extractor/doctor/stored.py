"""The store, as a person asks after it: is it there, is it whole, is there room, is somebody writing to it."""

from collections.abc import Iterator
from pathlib import Path

from extractor.doctor.line import Line, note, problem
from extractor.messages import say
from extractor.store.health import Health, health

LOW_BYTES = 100 * 2**20
"""Free room below which a run may not get far: a thousand reports take some 60 MB."""

_MEGA, _GIGA = 2**20, 2**30


def stored(lang: str, *, db: Path) -> Iterator[Line]:
    """Yield what there is to say of the store at `db`; one that is not there yet is no problem."""
    found = health(db)
    if found.exists:
        yield from _file(lang, found)
    else:
        yield note(lang, "store", say(lang, "doctor.file"), "doctor.no_store", path=db)
    yield from _surroundings(lang, found)


def _file(lang: str, found: Health) -> Iterator[Line]:
    name = say(lang, "doctor.file")
    if found.version is not None:
        told = say(lang, "doctor.store", path=found.path, size=_size(found.size_bytes), version=found.version)
        yield Line(topic="store", name=name, found=told)
    if found.problem is not None:
        yield problem(lang, "store", name, "doctor.error", error=found.problem.text(lang))
        return
    yield _whole(lang, found)
    yield Line(topic="store", name=say(lang, "doctor.content"), found=say(lang, "doctor.counts", **found.counts))
    killed = found.counts["killed"] - found.is_running
    if killed > 0:
        yield note(lang, "store", say(lang, "doctor.runs"), "doctor.killed", count=killed)


def _whole(lang: str, found: Health) -> Line:
    name = say(lang, "doctor.whole")
    if found.faults:
        return problem(lang, "store", name, "doctor.faults", path=found.path, fault=found.faults[0])
    if found.loose_rows:
        return problem(lang, "store", name, "doctor.loose_rows", path=found.path, count=found.loose_rows)
    return Line(topic="store", name=name, found=say(lang, "doctor.is_whole"))


def _surroundings(lang: str, found: Health) -> Iterator[Line]:
    if found.is_running:
        yield note(lang, "store", say(lang, "doctor.runs"), "doctor.running", path=found.path)
    if not found.is_writable:
        yield note(lang, "store", say(lang, "doctor.writing"), "doctor.not_writable", path=found.path)
    room = say(lang, "doctor.room")
    if found.free_bytes is None:
        yield note(lang, "store", room, "doctor.unknown_room", path=found.path)
    elif found.free_bytes < LOW_BYTES:
        yield problem(lang, "store", room, "doctor.no_room", free=_size(found.free_bytes))
    else:
        yield Line(topic="store", name=room, found=_size(found.free_bytes))


def _size(size_bytes: int) -> str:
    return f"{size_bytes / _GIGA:.1f} GB" if size_bytes >= _GIGA else f"{size_bytes / _MEGA:.1f} MB"
