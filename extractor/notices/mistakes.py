"""A report's own mistakes: sums that break over the same cell are one mistake, with every way to explain it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.dossier import Dossier
from extractor.localise import Localisation, localise
from extractor.matters import Matter, RuleKey, decided_values
from extractor.rules import confront
from extractor.wording import instances


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """Matters that one fault may lie behind, and `explanations`: the smallest sets of cells that, if wrong, explain it.

    `is_complete` says that no smallest set is left out; where it is false without any, none of three cells was found.
    """

    matters: tuple[Matter, ...]
    explanations: tuple[tuple[str, ...], ...] = ()
    is_complete: bool = True


def mistakes(dossier: Dossier, defects: Sequence[Matter]) -> tuple[Mistake, ...]:
    """Return the defects of a report as mistakes, in the order of the first matter of each.

    The explanations are found anew over what stands firmly in its place: a cell that we are not sure of neither
    explains a mistake to those who are asked about it, nor rules an explanation out.
    """
    located = _located(dossier, defects)
    groups: dict[object, list[Matter]] = {}
    for defect in defects:
        groups.setdefault(_group(defect, located), []).append(defect)
    order = {address: at for at, address in enumerate(dossier.record.slots)}
    return tuple(_mistake(key, members, order) for key, members in groups.items())


def _located(dossier: Dossier, defects: Sequence[Matter]) -> Mapping[RuleKey, Localisation]:
    written = instances(dossier.record, dossier.schema)
    values = _firm_values(dossier, defects)
    hard = [confront(instance, values) for instance in written.values() if instance.strength == "hard"]
    return {(c.instance.rule, c.instance.over): found for found in localise(hard) for c in found.failed}


def _firm_values(dossier: Dossier, defects: Sequence[Matter]) -> dict[str, Decimal | None]:
    """Return the values that stand in their place, or that a person looked at."""
    judged = {address for defect in defects if defect.rule is not None for address in defect.rule.slots}
    slots = dossier.record.slots.items()
    read = {address: slot.value for address, slot in slots if slot.bound or address in judged}
    return {**read, **decided_values(dossier)}


def _group(defect: Matter, located: Mapping[RuleKey, Localisation]) -> object:
    """Return what holds together the matters of one mistake: where its failures were located, or nothing but itself."""
    if defect.rule is not None:
        return located.get((defect.rule.id, defect.rule.over), defect)
    explaining = (found for found in located.values() if any(defect.subject in way for way in found.explanations))
    return next(explaining, defect)


def _mistake(key: object, members: Sequence[Matter], order: Mapping[str, int]) -> Mistake:
    if not isinstance(key, Localisation):
        return Mistake(matters=tuple(members))
    ways = [tuple(sorted(way, key=lambda address: order.get(address, 0))) for way in key.explanations]
    ways.sort(key=lambda way: [order.get(address, 0) for address in way])
    return Mistake(matters=tuple(members), explanations=tuple(ways), is_complete=not key.undecided)
