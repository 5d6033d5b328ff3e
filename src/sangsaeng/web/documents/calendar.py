"""A participant's timetable as a calendar (RFC 5545) that follows every published version."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vDuration

from sangsaeng.fairs.models import Fair, Participant, Session, Timetable
from sangsaeng.fairs.queries.timetables import Announced, history_of, name_of

REFRESH = timedelta(minutes=15)


@dataclass(frozen=True)
class _Edition:
    """The version in force, as a stamp for what carries no date of its own."""

    number: int
    at: datetime


def calendar_of(participant: Participant) -> bytes:
    """Return the calendar of the participant's meetings and side sessions.

    A meeting keeps its identity from version to version; one that an earlier version announced and
    that stands no more is kept as cancelled, so that calendars take it out. The same rows give the
    same bytes.
    """
    fair = participant.fair
    announced = history_of(participant)
    sessions = list(participant.sessions.all())
    title = _("%(fair)s – %(name)s") % {"fair": name_of(fair), "name": name_of(participant)}
    calendar = _frame(title, fair)
    _add_zone(calendar, fair, announced, sessions)
    for meeting in announced:
        calendar.add_component(_meeting(meeting, fair))
    edition = _edition(fair)
    for session in sessions:
        calendar.add_component(_session(session, fair, edition))
    content: bytes = calendar.to_ical()
    return content


def session_calendar(session: Session) -> bytes:
    """Return the calendar entry of one side session."""
    fair = session.fair
    calendar = _frame(session.title, fair)
    _add_zone(calendar, fair, [], [session])
    calendar.add_component(_session(session, fair, _edition(fair)))
    content: bytes = calendar.to_ical()
    return content


def _frame(title: str, fair: Fair) -> Calendar:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Sangsaeng//Timetable//KO")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("NAME", title)
    calendar.add("X-WR-CALNAME", title)
    calendar.add("X-WR-TIMEZONE", fair.zone)
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), {"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    return calendar


def _add_zone(
    calendar: Calendar, fair: Fair, announced: list[Announced], sessions: list[Session]
) -> None:
    """Describe the fair's zone for the years around its events, whether or not there are any."""
    days = [one.spot.starts_at.date() for one in announced]
    days += [session.starts_at.astimezone(fair.tz).date() for session in sessions]
    days += [fair.entered_at.astimezone(fair.tz).date()]
    zone = Timezone.from_tzid(
        fair.zone,
        first_date=min(days).replace(month=1, day=1),
        last_date=max(days).replace(month=12, day=31) + timedelta(days=1),
    )
    calendar.add_component(zone)


def _meeting(meeting: Announced, fair: Fair) -> Event:
    event = _event(f"{meeting.request_code}@{_host()}", meeting.version, meeting.changed_at)
    title = _("[상담] %(name)s") if meeting.stands else _("[취소된 상담] %(name)s")
    event.add("SUMMARY", title % {"name": meeting.counterpart})
    event.add("DTSTART", meeting.spot.starts_at.astimezone(fair.tz))
    event.add("DTEND", meeting.spot.ends_at.astimezone(fair.tz))
    place = _("%(hall)s %(table)s번 테이블") % {
        "hall": meeting.spot.hall,
        "table": meeting.spot.table,
    }
    event.add("LOCATION", f"{place}, {fair.place}")
    event.add("DESCRIPTION", "\n".join(_description(meeting, fair)))
    event.add("STATUS", "CONFIRMED" if meeting.stands else "CANCELLED")
    event.add("TRANSP", "OPAQUE" if meeting.stands else "TRANSPARENT")
    event.add("URL", _address(fair))
    return event


def _description(meeting: Announced, fair: Fair) -> list[str]:
    lines = [
        name_of(fair),
        _("상담 상대: %(name)s") % {"name": meeting.counterpart},
        _("상담 목적: %(purpose)s") % {"purpose": meeting.purpose},
    ]
    if meeting.topic:
        lines.append(_("상담 내용: %(topic)s") % {"topic": meeting.topic})
    if not meeting.stands:
        lines.append(
            _("이 상담은 시간표 %(number)s판에서 취소되었습니다.") % {"number": meeting.version}
        )
    if fair.is_sample:
        lines.append(_("예시 자료"))
    return lines


def _session(session: Session, fair: Fair, edition: _Edition) -> Event:
    event = _event(f"session-{session.pk}@{_host()}", edition.number, edition.at)
    event.add("SUMMARY", _("[부대행사] %(title)s") % {"title": session.title})
    event.add("DTSTART", session.starts_at.astimezone(fair.tz))
    event.add("DTEND", session.ends_at.astimezone(fair.tz))
    event.add("LOCATION", ", ".join(part for part in (session.place, fair.place) if part))
    event.add("DESCRIPTION", name_of(fair))
    event.add("STATUS", "CONFIRMED")
    event.add("URL", _address(fair))
    return event


def _event(uid: str, sequence: int, changed_at: datetime) -> Event:
    event = Event()
    event.add("UID", uid)
    event.add("SEQUENCE", sequence)
    event.add("DTSTAMP", changed_at)
    event.add("LAST-MODIFIED", changed_at)
    return event


def _edition(fair: Fair) -> _Edition:
    latest = (
        Timetable.objects.filter(fair=fair, number__isnull=False, published_at__isnull=False)
        .order_by("-number")
        .values_list("number", "published_at")
        .first()
    )
    if latest is None or latest[0] is None or latest[1] is None:
        return _Edition(0, fair.entered_at)
    return _Edition(latest[0], latest[1])


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def _address(fair: Fair) -> str:
    return f"{settings.BASE_URL}/fairs/{fair.slug}/"
