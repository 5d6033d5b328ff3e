"""When a call takes entries, and when the clock next does something with it by itself."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from sangsaeng.programs.models import Call

# How many days before the deadline those with drafts are reminded.
REMINDERS: Final = (7, 1)


def is_taking(call: Call, at: datetime) -> bool:
    """Tell whether entries are taken at this moment: the clock decides, to the second."""
    if call.state not in {"announced", "open"} or call.opens_at is None or call.closes_at is None:
        return False
    return call.opens_at <= at < call.closes_at


def days_left(call: Call, at: datetime) -> int | None:
    """Return for how many whole days entries are still taken, if they are."""
    if call.closes_at is None or not is_taking(call, at):
        return None
    return (call.closes_at - at).days


def has_opened(call: Call, at: datetime) -> bool:
    """Tell whether entries are, or were, taken: from then on people rely on the form."""
    if call.state in {"draft", "called_off"} or call.opens_at is None:
        return False
    return call.state != "announced" or call.opens_at <= at


def reminder_due(call: Call, at: datetime) -> int | None:
    """Return how many days are left to say, when a reminder's moment came since it last looked."""
    if call.due_at is None or call.closes_at is None:
        return None
    moments = {days: call.closes_at - timedelta(days=days) for days in REMINDERS}
    due = [days for days, moment in moments.items() if call.due_at <= moment <= at]
    return min(due, default=None)


def next_due(call: Call, at: datetime) -> datetime | None:
    """Return the next moment at which the call opens, reminds or closes by itself."""
    if call.opens_at is None or call.closes_at is None:
        return None
    if call.state == "announced":
        return call.opens_at
    if call.state != "open":
        return None
    moments = [call.closes_at - timedelta(days=days) for days in REMINDERS]
    return min((moment for moment in moments if moment > at), default=call.closes_at)


def calls_due(at: datetime) -> QuerySet[Call]:
    """Return the calls with which the clock has something to do."""
    return Call.objects.filter(due_at__lte=at).order_by("due_at", "pk")
