"""What the platform does by itself: the house as an actor, and its clock."""

import logging
from dataclasses import dataclass
from datetime import datetime

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

    A context that fails holds up neither the others nor the mail.
    """
    jobs.end_silent_jobs(at=at)
    for listener in listeners_of(Tick):
        try:
            listener(Tick(at))
        except Exception:  # noqa: BLE001 - whatever it is, the others still have their turn
            _log.exception("what was due by %s failed in %s", at, listener.__module__)
    mail.deliver(at=at)
