"""A talk outside any fair as a calendar entry (RFC 5545), for one of its two sides."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from sangsaeng.exchange.models import Appointment
from sangsaeng.exchange.queries.interests import Thread
from sangsaeng.kernel.clock import SEOUL, day_of

_STATUS = {"proposed": "TENTATIVE", "agreed": "CONFIRMED"}


def talk_calendar(thread: Thread) -> bytes:
    """Return the talks of an interest; those that fell are kept as cancelled, so calendars drop them."""
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Sangsaeng//Talks//KO")
    calendar.add("CALSCALE", "GREGORIAN")
    days = [day_of(one.starts_at) for one in thread.talks]
    calendar.add_component(
        Timezone.from_tzid(
            SEOUL.key,
            first_date=min(days).replace(month=1, day=1),
            last_date=max(days).replace(month=12, day=31) + timedelta(days=1),
        )
    )
    for talk in sorted(thread.talks, key=lambda one: one.pk):
        calendar.add_component(_event(thread, talk))
    content: bytes = calendar.to_ical()
    return content


def _event(thread: Thread, talk: Appointment) -> Event:
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    changed = talk.answered_at or talk.proposed_at
    event = Event()
    event.add("UID", f"talk-{thread.code}-{talk.pk}@{host}")
    event.add("SEQUENCE", 0 if talk.answered_at is None else 1)
    event.add("DTSTAMP", changed)
    event.add("LAST-MODIFIED", changed)
    event.add("SUMMARY", _("[만남] %(name)s") % {"name": thread.counterpart_name})
    event.add("DTSTART", talk.starts_at.astimezone(SEOUL))
    event.add("DTEND", talk.ends_at.astimezone(SEOUL))
    event.add("LOCATION", talk.place)
    event.add("DESCRIPTION", thread.title)
    event.add("STATUS", _STATUS.get(talk.state, "CANCELLED"))
    event.add("URL", f"{settings.BASE_URL}{reverse('interest', args=[thread.code])}")
    return event
