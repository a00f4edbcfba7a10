"""A dataset: reports with their gold, the shipped ones or any folder of the same shape, read in place."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from extractor.errors import CallError, Cause
from extractor.evaluation.gold_file import GoldFile, Source, read_gold, sparsity
from extractor.resources import data_root
from extractor.scoring.nouns import Gold

SPLITS = ("dev", "test")
_READABLE = {".txt", ".md", ".html", ".htm", ".docx"}
_PINNED = "all"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One report to be read, and its gold.

    `strata` say what kind of report it is (form, layout, sparsity, scan). Texts of one report share a `cluster`: they
    are drawn together. A slot of a `pinned` report must never get worse.
    """

    name: str
    gold: Gold
    data: bytes
    digest: str
    cluster: str
    strata: Mapping[str, str] = field(default_factory=dict)
    split: str = ""
    is_pinned: bool = False


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """Cases with what names them as a whole; `drafts` are reports whose gold nobody has reviewed: not scored."""

    name: str
    version: str | None
    cases: tuple[Case, ...]
    drafts: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Return a hash of all reports and labels: two runs with the same one are about the same."""
        lines = sorted(f"{case.name}:{case.digest}" for case in self.cases)
        return sha256("\n".join(lines).encode()).hexdigest()[:16]

    def only(self, split: str | None) -> "Dataset":
        """Return the cases of one split; of all without one."""
        return self if split is None else replace(self, cases=tuple(c for c in self.cases if c.split == split))


def shipped_dataset() -> Dataset:
    """Return the dataset that comes with the program."""
    return _listed(data_root() / "eval", "gouji-eval")


def open_dataset(folder: Path) -> Dataset:
    """Return the dataset in a folder: its `manifest.json`, or `gold/*.json` with the reports anywhere beside it."""
    if not folder.is_dir():
        raise CallError("eval.no_folder", path=folder)
    if (folder / "manifest.json").is_file():
        return _listed(folder, folder.resolve().name)
    return _found(folder)


def _listed(root: Source, name: str) -> Dataset:
    """Return the dataset that a manifest lists; every file must be the one its hash was taken of."""
    manifest = _manifest(root / "manifest.json")
    entries: list[Mapping[str, Any]] = manifest["documents"]
    read = [(entry, *read_gold(root / str(entry["gold"]))) for entry in entries]
    cases = [_listed_case(root, *each) for each in read if each[1].reviewed]
    drafts = tuple(file.document for _, file, _ in read if not file.reviewed)
    return _dataset(name, str(manifest.get("version", "")) or None, cases, drafts)


def _manifest(path: Source) -> dict[str, Any]:
    try:
        loaded = json.loads(path.read_bytes())
        json.dumps(loaded, ensure_ascii=False).encode()  # half a character cannot be written down
        names = [_file_name(entry[key]) for entry in loaded["documents"] for key in ("report", "gold")]
    except OSError as error:
        raise CallError("cannot_read", path=path, reason=Cause(error)) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CallError("eval.manifest", path=path, reason=repr(error)) from error
    outside = next((name for name in names if _leaves(name)), None)
    if outside is not None:
        raise CallError("eval.outside", path=path, file=outside)
    manifest: dict[str, Any] = loaded
    return manifest


def _file_name(name: object) -> str:
    """Return a path that a manifest names; `ValueError` where no file can be called so."""
    if not isinstance(name, str) or not name or "\0" in name:
        raise ValueError(name)
    return name


def _leaves(name: str) -> bool:
    """Return whether a path leads out of the folder it is said to be in."""
    path = Path(name)
    return bool(path.anchor) or ".." in path.parts


def _listed_case(root: Source, entry: Mapping[str, Any], file: GoldFile, labels: bytes) -> Case:
    path = root / str(entry["report"])
    data = _bytes(path)
    for digest, content, at in ((entry.get("sha256"), data, path), (entry.get("gold_sha256"), labels, entry["gold"])):
        if digest is not None and digest != sha256(content).hexdigest():
            raise CallError("eval.hash", path=at)
    name = str(entry["report"]).rpartition("/")[2]
    if file.document.partition(".")[0] != name.partition(".")[0]:  # another text of a report differs behind the dot
        raise CallError("eval.pair", report=name, gold=entry["gold"], document=file.document)
    if entry.get("split", "") not in {"", *SPLITS}:
        raise CallError("eval.split", report=name, split=entry["split"], known=", ".join(SPLITS))
    strata = {key: str(entry[key]) for key in ("layout", "scan", "accident") if entry.get(key)}
    case = _case(file, labels, data, name)
    return replace(
        case,
        strata={**case.strata, **strata},
        split=str(entry.get("split", "")),
        is_pinned=entry.get("pinned") == _PINNED,
    )


def _found(folder: Path) -> Dataset:
    golds = sorted((folder / "gold").glob("*.json")) if (folder / "gold").is_dir() else []
    if not golds:
        raise CallError("eval.no_gold", path=folder)
    reports, doubled = _reports(folder)
    cases: list[Case] = []
    drafts: list[str] = []
    own = {path.stem for path in golds}
    for path in golds:
        file, labels = read_gold(path)
        if not file.reviewed:
            drafts.append(file.document)
            continue
        texts = list(_texts_of(file, path, reports, own))
        for text in texts:
            if text.name in doubled:
                raise CallError("eval.twice", document=text.name)
        cases += [_case(file, labels, _bytes(found), found.name) for found in texts]
    return _dataset(folder.resolve().name, None, cases, tuple(drafts))


def _reports(folder: Path) -> tuple[dict[str, Path], set[str]]:
    """Return the files of a folder by name, those of `gold` left out, and the names that several files have."""
    found: dict[str, Path] = {}
    doubled: set[str] = set()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "gold" not in path.relative_to(folder).parts[:-1]:
            doubled |= {path.name} & found.keys()
            found.setdefault(path.name, path)
    return found, doubled


def _texts_of(file: GoldFile, gold: Path, reports: Mapping[str, Path], own: set[str]) -> Iterator[Path]:
    """Yield the report a gold file names, then other texts of it that have no gold of their own (`stem.*.txt`)."""
    if file.document not in reports:
        raise CallError("eval.no_report", path=gold, document=file.document)
    yield reports[file.document]
    for name, path in reports.items():
        is_other = name != file.document and path.stem not in own and path.suffix in _READABLE
        if is_other and name.partition(".")[0] == gold.stem:
            yield path


def _case(file: GoldFile, labels: bytes, data: bytes, name: str) -> Case:
    gold = replace(file.gold, document=name)
    return Case(
        name=name,
        gold=gold,
        data=data,
        digest=digest_of(data, labels),
        cluster=file.document,
        strata={"form": gold.schema, "sparsity": sparsity(gold)},
    )


def digest_of(report: bytes, labels: bytes) -> str:
    """Return a hash of a report and its gold file."""
    return sha256(sha256(report).digest() + sha256(labels).digest()).hexdigest()


def _dataset(name: str, version: str | None, cases: Iterable[Case], drafts: tuple[str, ...]) -> Dataset:
    ordered = tuple(sorted(cases, key=lambda case: case.name))
    twice = _twice([case.name for case in ordered])
    if twice:
        raise CallError("eval.twice", document=twice)
    return Dataset(name=name, version=version, cases=ordered, drafts=drafts)


def _twice(names: Sequence[str]) -> str | None:
    return next((one for one, other in pairwise(names) if one == other), None)


def _bytes(path: Source) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CallError("cannot_read", path=path, reason=Cause(error)) from error
