"""What changed from one announced edition of a call's rules to the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from sangsaeng.programs.freezing import PIECES
from sangsaeng.programs.models import Call, Criterion, Edition


@dataclass(frozen=True)
class Difference:
    """One thing that is other than before."""

    where: str
    what: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Told:
    """An edition and what it changed in the one before."""

    edition: Edition
    changes: tuple[Difference, ...]


def editions_told(call: Call) -> list[Told]:
    """Return the editions of a call, the newest first, each with what it changed."""
    editions = list(call.editions.all())
    told = [
        Told(after, tuple(differences(before.rules, after.rules)) if before else ())
        for before, after in zip([None, *editions], editions, strict=False)
    ]
    return told[::-1]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield what differs between two sets of rules, in the order of the page."""
    for group in ("window", "settings"):
        yield from _fields(Call, "", before.get(group, {}), after.get(group, {}))
    if before.get("sources") != after.get("sources"):
        yield Difference("", _("출처"), before.get("sources"), after.get("sources"))
    for name, kind in PIECES.items():
        yield from _pieces(kind, before.get(name, []), after.get(name, []))


def _pieces(
    kind: type[models.Model], before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> Iterator[Difference]:
    old, new = _by_name(before), _by_name(after)
    for name, piece in old.items():
        if name not in new:
            yield Difference(_label(piece), _("빠짐"), _label(piece), "")
    for name, piece in new.items():
        if name not in old:
            yield Difference(_label(piece), _("더해짐"), "", _label(piece))
            continue
        yield from _fields(kind, _label(piece), old[name], piece)
        yield from _pieces(Criterion, old[name].get("criteria", []), piece.get("criteria", []))
    stayed = [name for name in old if name in new]
    if stayed != [name for name in new if name in old]:
        yield Difference("", _("순서"), _listed(old, stayed), _listed(new, list(new)))


def _by_name(pieces: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Name pieces by their key, or by their words where they have none, told apart by number."""
    named: dict[str, dict[str, Any]] = {}
    for piece in pieces:
        name = str(piece.get("key") or _label(piece))
        turn = sum(1 for known in named if known.split("\n")[0] == name)
        named[f"{name}\n{turn}"] = piece
    return named


def _fields(
    kind: type[models.Model], where: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Difference]:
    for name, value in after.items():
        if name != "criteria" and before.get(name) != value:
            yield Difference(where, _field_label(kind, name), before.get(name), value)


def _field_label(kind: type[models.Model], name: str) -> str:
    try:
        field = kind._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return str(getattr(field, "verbose_name", name))


def _label(piece: Mapping[str, Any]) -> str:
    return str(piece.get("label") or piece.get("text") or piece.get("key") or "")


def _listed(pieces: Mapping[str, Mapping[str, Any]], names: list[str]) -> str:
    return ", ".join(_label(pieces[name]) for name in names)
