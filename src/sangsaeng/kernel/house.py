"""What the platform does by itself: the house as an actor, and its clock."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sangsaeng.kernel import jobs, mail
from sangsaeng.kernel.events import listeners_of
from sangsaeng.kernel.models import Person

ADDRESS = "house@sangsaeng.invalid"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tick:
    """The house looked at its clock: whoever has something due does it now."""

    at: datetime


def the_house() -> Person:
    """Return the actor of what happens by itself; nobody can sign in as it."""
    return Person.objects.filter(email=ADDRESS).first() or Person.objects.enter(
        ADDRESS, "상생", is_active=False
    )


def keep_house(*, at: datetime) -> None:
    """Do everything that is due: end silent jobs, let the contexts act, send mail.

    What fails holds up neither the others nor the mail.
    """
    _try("kernel.jobs", partial(jobs.end_silent_jobs, at=at), at)
    for listener in listeners_of(Tick):
        _try(listener.__module__, partial(listener, Tick(at)), at)
    _try("kernel.mail", partial(mail.deliver, at=at), at)


def _try(name: str, deed: Callable[[], object], at: datetime) -> None:
    try:
        deed()
    except Exception:  # noqa: BLE001 - whatever it is, the others still have their turn
        _log.exception("what was due by %s failed in %s", at, name)
