"""Actions: one function per business verb, atomic, with a named actor and at least one record."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

from sangsaeng.kernel.models import AuditEvent, Person

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class _Deed:
    """The action under way: its name, who acts, when, and whether it left a record."""

    name: str
    actor: Person
    at: datetime
    recorded: bool = False


_current: ContextVar[_Deed | None] = ContextVar("current_action", default=None)


class Unrecorded(RuntimeError):
    """An action ended without leaving a record: an error of the programmer."""


def action(deed: Callable[P, R]) -> Callable[P, R]:
    """Make the function an action.

    It must be called with the keywords ``actor`` and ``at``. It runs in one transaction, and it
    must call :func:`record` at least once before it returns.
    """
    name = f"{deed.__module__.removeprefix('sangsaeng.').removesuffix('.actions')}.{deed.__name__}"

    @wraps(deed)
    def performed(*args: P.args, **kwargs: P.kwargs) -> R:
        actor, at = kwargs["actor"], kwargs["at"]
        if not isinstance(actor, Person):
            message = f"{name} needs a signed-in person as its actor"
            raise TypeError(message)
        if not isinstance(at, datetime):
            message = f"{name} needs the moment as `at`"
            raise TypeError(message)
        current = _Deed(name, actor, at)
        token = _current.set(current)
        try:
            with transaction.atomic():
                result = deed(*args, **kwargs)
                if not current.recorded:
                    raise Unrecorded(name)
        finally:
            _current.reset(token)
        return result

    return performed


def acting() -> Person | None:
    """Return who acts in the action under way, if there is one."""
    current = _current.get()
    return None if current is None else current.actor


def record(subject: models.Model, *, old: dict[str, Any] | None = None, **new: Any) -> None:
    """Write what the action under way did to the subject into the audit trail."""
    current = _current.get()
    if current is None:
        message = "record() is called inside an action"
        raise Unrecorded(message)
    current.recorded = True
    AuditEvent.objects.create(
        at=current.at,
        actor=current.actor,
        action=current.name,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        old=_plain(old or {}),
        new=_plain(new),
    )


def record_each(done: Iterable[tuple[models.Model, dict[str, Any], dict[str, Any]]]) -> None:
    """Write what the action under way did to many rows: for each the row, its old and new values."""
    current = _current.get()
    if current is None:
        message = "record_each() is called inside an action"
        raise Unrecorded(message)
    current.recorded = True
    AuditEvent.objects.bulk_create(
        (
            AuditEvent(
                at=current.at,
                actor=current.actor,
                action=current.name,
                subject_type=row._meta.label_lower,
                subject_id=str(row.pk),
                old=_plain(old),
                new=_plain(new),
            )
            for row, old, new in done
        ),
        batch_size=1_000,
    )


def change(row: models.Model, **fields: Any) -> bool:
    """Set the fields that differ, save them, and record old and new; tell whether any did."""
    differing = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not differing:
        record(row, unchanged=True)
        return False
    old = {name: getattr(row, name) for name in differing}
    for name, value in differing.items():
        setattr(row, name, value)
    row.save(update_fields=list(differing))
    record(row, old=old, **differing)
    return True


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return _plain(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain_value(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
