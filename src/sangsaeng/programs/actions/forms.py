"""The pieces of a call: seats, conditions, questions, stages with their criteria, benefits.

One set of verbs serves them all; a piece is named by its own key, never by its place.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Max
from django.utils.translation import gettext as _

from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import Invalid
from sangsaeng.programs.actions.amending import NO_REASON, Change, hold_to_change, settle
from sangsaeng.programs.freezing import PIECES, fields_of
from sangsaeng.programs.kinds import Scope, StageKind
from sangsaeng.programs.models import (
    Call,
    CallSeat,
    Criterion,
    EligibilityRule,
    PromisedBenefit,
    Question,
    Stage,
)
from sangsaeng.programs.queries.window import has_opened
from sangsaeng.programs.refusals import EntriesRelyOnIt, ScopePromised

Piece = CallSeat | EligibilityRule | Question | Stage | PromisedBenefit

_FAR: Final = 10_000
_WIDTH: Final = {Scope.OFFICERS: 0, Scope.JUDGES: 1, Scope.PUBLIC: 2}
_WHOLE: Final = 100


@action
def add_piece(
    call: Call,
    name: str,
    fields: Mapping[str, Any],
    *,
    with_: Change = NO_REASON,
    actor: Person,
    at: datetime,
) -> Piece:
    """Add a piece at the end."""
    hold_to_change(call, with_, actor)
    kind: Any = PIECES[name]
    rows = kind.objects.filter(call=call)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    piece: Piece = kind(call=call, position=last + 1, **fields)
    if "key" in fields_of(kind) and not fields.get("key"):
        piece.key = _free_key(name[0], set(rows.values_list("key", flat=True)))  # type: ignore[union-attr]  # asked above
    if has_opened(call, at):
        _refuse_new_duty(piece)
    _check(piece)
    piece.save()
    if isinstance(piece, Stage) and piece.kind == StageKind.EVALUATION:
        Criterion.objects.create(
            stage=piece, position=1, key="c1", label=_("종합 평가"), weight=_WHOLE
        )
    record(piece, call=call, **fields)
    settle(call, with_, actor=actor, at=at)
    return piece


@action
def edit_piece(
    piece: Piece,
    fields: Mapping[str, Any],
    *,
    with_: Change = NO_REASON,
    actor: Person,
    at: datetime,
) -> None:
    """Change a piece; once entries are taken, nothing that people wrote under changes."""
    call = piece.call
    hold_to_change(call, with_, actor)
    piece.refresh_from_db()
    if has_opened(call, at):
        _refuse_broken_promise(piece, fields)
    old = {name: getattr(piece, name) for name in fields}
    for name, value in fields.items():
        setattr(piece, name, value)
    _check(piece)
    for name, value in old.items():
        setattr(piece, name, value)
    change(piece, **fields)
    settle(call, with_, actor=actor, at=at)


@action
def move_piece(
    piece: Piece, steps: int, *, with_: Change = NO_REASON, actor: Person, at: datetime
) -> None:
    """Move a piece up (negative) or down in its order."""
    call = piece.call
    hold_to_change(call, with_, actor)
    kind: Any = type(piece)
    rows = list(kind.objects.filter(call=call).order_by("position", "pk"))
    here = next(place for place, row in enumerate(rows) if row.pk == piece.pk)
    there = min(max(here + steps, 0), len(rows) - 1)
    rows.insert(there, rows.pop(here))
    _number(rows)
    record(piece, moved=there - here)
    settle(call, with_, actor=actor, at=at)


@action
def remove_piece(piece: Piece, *, with_: Change = NO_REASON, actor: Person, at: datetime) -> None:
    """Take a piece out; while entries are taken, what they are written to stays."""
    call = piece.call
    hold_to_change(call, with_, actor)
    if has_opened(call, at) and isinstance(piece, Question | CallSeat):
        raise EntriesRelyOnIt
    record(piece, old={name: getattr(piece, name) for name in fields_of(type(piece))}, removed=True)
    piece.delete()
    settle(call, with_, actor=actor, at=at)


@action
def set_criteria(
    stage: Stage,
    rows: Sequence[Mapping[str, Any]],
    *,
    with_: Change = NO_REASON,
    actor: Person,
    at: datetime,
) -> None:
    """Say what judges look at in a stage, all at once, so that the weights stay whole.

    A row with the ``pk`` of a criterion changes it, one without adds one; the others are removed.
    """
    call = stage.call
    hold_to_change(call, with_, actor)
    standing = {one.pk: one for one in stage.criteria.all()}
    for position, row in enumerate(rows, start=1):
        told = {name: value for name, value in row.items() if name != "pk"}
        one = standing.pop(row.get("pk") or 0, None) or Criterion(stage=stage)
        for name, value in (told | {"position": position}).items():
            setattr(one, name, value)
        one.key = one.key or _free_key("c", set(stage.criteria.values_list("key", flat=True)))
        _check(one)
        one.save()
    stage.criteria.filter(pk__in=standing).delete()
    record(stage, criteria=[(row["label"], row["weight"]) for row in rows])
    settle(call, with_, actor=actor, at=at)


def _refuse_new_duty(piece: Piece) -> None:
    """Whoever handed in already cannot answer a question that must be answered, or fill a seat."""
    if isinstance(piece, Question) and piece.is_required:
        raise EntriesRelyOnIt
    if isinstance(piece, CallSeat) and piece.least > 0:
        raise EntriesRelyOnIt


def _refuse_broken_promise(piece: Piece, fields: Mapping[str, Any]) -> None:
    if isinstance(piece, Question):
        after = {name: fields.get(name, getattr(piece, name)) for name in fields_of(Question)}
        if after["key"] != piece.key or after["form"] != piece.form:
            raise EntriesRelyOnIt
        if after["is_required"] and not piece.is_required:
            raise EntriesRelyOnIt
        if _WIDTH[Scope(after["scope"])] > _WIDTH[Scope(piece.scope)]:
            raise ScopePromised
        if piece.identifies and not after["identifies"]:
            raise ScopePromised
    if isinstance(piece, CallSeat) and fields.get("key", piece.key) != piece.key:
        raise EntriesRelyOnIt


def _check(row: models.Model) -> None:
    """Refuse what the row's own fields and constraints do not take, naming each field."""
    try:
        row.full_clean()
    except ValidationError as fault:
        faults = {name: " ".join(texts) for name, texts in fault.message_dict.items()}
        raise Invalid(faults) from fault


def _free_key(letter: str, taken: set[str]) -> str:
    number = 1
    while f"{letter}{number}" in taken:
        number += 1
    return f"{letter}{number}"


def _number(rows: Sequence[Any]) -> None:
    """Number the rows anew; two never hold one place, not even in between."""
    kind: Any = type(rows[0])
    kind.objects.filter(pk__in=[row.pk for row in rows]).update(position=F("position") + _FAR)
    for position, row in enumerate(rows, start=1):
        kind.objects.filter(pk=row.pk).update(position=position)
