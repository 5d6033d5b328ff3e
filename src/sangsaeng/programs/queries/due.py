"""What is due by the clock with supplements and entries that were let open again."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from sangsaeng.programs.models import Entry, Supplement

REMIND_BEFORE: Final = timedelta(days=1)


def supplements_due(at: datetime) -> QuerySet[Supplement]:
    """Return the supplements to remind of, and those whose time is over."""
    soon = Q(reminded_at__isnull=True, due_at__lte=at + REMIND_BEFORE)
    waiting = Supplement.objects.filter(state="asked").filter(soon | Q(due_at__lte=at))
    return waiting.select_related("entry__call")


def reopened_due(at: datetime) -> QuerySet[Entry]:
    """Return the entries let open again whose own time is over."""
    return Entry.objects.filter(state="draft", open_until__lte=at, submitted_at__isnull=False)
