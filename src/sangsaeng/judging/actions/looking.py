"""Looking: who opened what of an entry is written down for the day something leaks."""

from datetime import datetime

from sangsaeng.judging.kinds import Glance
from sangsaeng.judging.models import Look
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Call, Entry

_LONGEST = 200


@action
def note_look(
    call: Call,
    what: Glance,
    entry: Entry | None = None,
    *,
    detail: str = "",
    actor: Person,
    at: datetime,
) -> Look:
    """Write down that the actor looked, at what, and of which entry."""
    look = Look.objects.create(
        call=call, entry=entry, person=actor, what=what, detail=detail[:_LONGEST], at=at
    )
    record(look, what=what.value)
    return look
