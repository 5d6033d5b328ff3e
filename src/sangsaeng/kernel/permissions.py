"""Permissions: every question is a rule, every answer a plain bool, and no is the default."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet

from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotAllowed, SignInNeeded

Viewer = Person | AnonymousUser
P = ParamSpec("P")
Row = TypeVar("Row", bound=Model)

registry: dict[str, Callable[..., bool]] = {}


def rule(question: Callable[P, bool]) -> Callable[P, bool]:
    """Register a permission question and hold it to answer with a bool.

    A truthy object in place of an answer would open a door to everybody, so anything but ``True``
    and ``False`` is an error of the programmer and raises.
    """

    @wraps(question)
    def asked(*args: P.args, **kwargs: P.kwargs) -> bool:
        answer: object = question(*args, **kwargs)
        if not isinstance(answer, bool):
            message = f"{question.__qualname__} answered {answer!r}, not a bool"
            raise TypeError(message)
        return answer

    registry[f"{question.__module__}.{question.__name__}"] = asked
    return asked


def require(answer: bool, actor: Viewer | None = None) -> None:  # noqa: FBT001 - the answer is the point
    """Refuse unless the answer is yes; a stranger is asked to sign in first."""
    if answer is True:
        return
    if isinstance(actor, AnonymousUser):
        raise SignInNeeded
    raise NotAllowed


@rule
def may_operate(viewer: Viewer) -> bool:
    """Whether the viewer runs the whole platform."""
    return isinstance(viewer, Person) and viewer.is_active and viewer.is_operator


class SeenQuerySet(QuerySet[Row]):
    """Rows that strangers never see, operators always, and others as far as the rows concern them.

    A kind of row says in :meth:`seen_by` which of its rows concern a person.
    """

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the rows the viewer may see."""
        if not isinstance(viewer, Person):
            return self.none()
        return self if may_operate(viewer) else self.filter(self.seen_by(viewer))

    def seen_by(self, person: Person) -> Q:
        """Say which rows concern the person."""
        raise NotImplementedError
