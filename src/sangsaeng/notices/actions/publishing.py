"""Publishing: what a version changed is told by the house, right after the version is in force.

The wish to tell stands in the transaction that publishes, so no crash loses it; the notices and the
end of the wish are one transaction, so no crash tells half.
"""

from datetime import datetime

from django.db import transaction

from sangsaeng.fairs.models import Timetable
from sangsaeng.kernel.models import Person
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.differing import news_of
from sangsaeng.notices.models import Telling


def tell_soon(timetable: Timetable, *, by: Person, at: datetime) -> None:
    """Note that the participants of a version are to be told, once."""
    Telling.objects.bulk_create(
        [Telling(timetable=timetable, by=by, asked_at=at)], ignore_conflicts=True
    )


def tell_what_was_published(*, at: datetime) -> None:
    """Tell what each version changed, the oldest first; nothing is held while versions are compared."""
    untold = Telling.objects.filter(told_at__isnull=True)
    for telling in untold.select_related("timetable__fair", "by").order_by("pk"):
        news = news_of(telling.timetable)
        with transaction.atomic():
            if untold.filter(pk=telling.pk).update(told_at=at):
                tell(news, by=telling.by, at=telling.asked_at)
