"""Reading: a person puts their own notices aside."""

from datetime import datetime

from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.notices.models import Notice
from sangsaeng.notices.queries import get_notice_for


@action
def mark_read(notice: Notice, *, actor: Person, at: datetime) -> None:
    """Put one notice aside; what was read before keeps its moment."""
    own = get_notice_for(actor, notice.code)
    Notice.objects.filter(pk=own.pk, read_at__isnull=True).update(read_at=at)
    record(own, read=True)


@action
def mark_all_read(*, actor: Person, at: datetime) -> int:
    """Put all of one's notices aside and return how many there were."""
    count = Notice.objects.visible_to(actor).unread().update(read_at=at)
    record(actor, notices_read=count)
    return count
