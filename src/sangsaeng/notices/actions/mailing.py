"""Mailing: what waits goes into the outbox, each notice in one mail and only once.

A notice is held while its mail is written, and both are settled in one transaction: after a crash
either the mail is in the outbox and the notice says so, or neither is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta

from django.db import transaction

from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.mail import Letter, write_letters
from sangsaeng.notices.kinds import Way
from sangsaeng.notices.letters import digest_of, letter_of
from sangsaeng.notices.models import Notice, NoticeQuerySet
from sangsaeng.notices.states import MAILING_STATES

DIGEST_AT = time(8)
BATCH = 400

Compose = Callable[[Sequence[Notice]], Iterable[Letter]]


def mail_at_once(*, at: datetime) -> int:
    """Write the mails of what cannot wait, and return how many notices they hold."""
    return _mail(Notice.objects.waiting_for(Way.AT_ONCE), _one_each, at)


def mail_digests(*, at: datetime) -> int:
    """Write to each person one mail about all that waited for this morning."""
    waiting = Notice.objects.waiting_for(Way.DIGEST).filter(made_at__lt=this_morning(at))
    return _mail(waiting, _one_for_a_person, at)


def this_morning(at: datetime) -> datetime:
    """Return the latest hour of digests that has come."""
    local = at.astimezone(SEOUL)
    hour = datetime.combine(local.date(), DIGEST_AT, SEOUL)
    return hour if hour <= local else hour - timedelta(days=1)


def _mail(waiting: NoticeQuerySet, compose: Compose, at: datetime) -> int:
    # The house looks every few seconds; one question is all it costs when nothing waits.
    if not waiting.exists():
        return 0
    mailed = 0
    while held := _mail_some(waiting, compose, at):
        mailed += held
    return mailed


@transaction.atomic
def _mail_some(waiting: NoticeQuerySet, compose: Compose, at: datetime) -> int:
    """Mail the notices of some people, whole people at a time, and return how many were settled."""
    people = waiting.order_by("person").values_list("person", flat=True)[:BATCH]
    held = list(waiting.filter(person__in=set(people)).select_for_update().order_by("pk"))
    timely = list(
        Notice.objects.filter(pk__in=[notice.pk for notice in held])
        .to_be_mailed()
        .select_related("person", "organization", "fair")
        .order_by("person", "made_at", "pk")
    )
    write_letters(compose(timely), at=at)
    going = {notice.pk for notice in timely}
    for state in {notice.mailing for notice in held}:
        rows = Notice.objects.filter(mailing=state)
        rows.filter(pk__in=going).update(mailing=MAILING_STATES.after(state, "mail"), mailed_at=at)
        rows.filter(pk__in={notice.pk for notice in held} - going).update(
            mailing=MAILING_STATES.after(state, "drop")
        )
    return len(held)


def _one_each(notices: Sequence[Notice]) -> Iterable[Letter]:
    return map(letter_of, notices)


def _one_for_a_person(notices: Sequence[Notice]) -> Iterable[Letter]:
    of_person: dict[int, list[Notice]] = defaultdict(list)
    for notice in notices:
        of_person[notice.person_id].append(notice)
    return map(digest_of, of_person.values())
