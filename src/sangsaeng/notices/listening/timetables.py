"""Timetables and side sessions: each participant is told only what differs for it."""

from sangsaeng.fairs.events import SessionChanged, TimetablePublished
from sangsaeng.kernel.actions import acting
from sangsaeng.kernel.events import listen
from sangsaeng.notices.actions.publishing import tell_soon
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.addresses import program_path, session_path
from sangsaeng.notices.facts import moment_of, name_of
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.news import News


@listen(TimetablePublished)
def tell_participants_soon(event: TimetablePublished) -> None:
    """Leave the comparing to the house: with thousands of meetings it takes longer than a press."""
    tell_soon(event.timetable, by=event.actor, at=event.at)


@listen(SessionChanged)
def tell_who_attends(event: SessionChanged) -> None:
    """Tell those who attend a side session where and when it is now, or that it is not."""
    session, fair = event.session, event.session.fair
    kind = Kind.SESSION_CALLED_OFF if event.is_called_off else Kind.SESSION_CHANGED
    path = program_path(fair) if event.is_called_off else session_path(session)
    facts = {
        "fair": name_of(fair),
        "title": session.title,
        "place": session.place,
        "starts_at": moment_of(session.starts_at, fair),
        "ends_at": moment_of(session.ends_at, fair),
    }
    which = f"{kind}:{session.pk}:{event.at.isoformat()}"
    news = [News.of(one, kind, f"{which}:{one.code}", path, facts) for one in event.participants]
    tell(news, by=acting(), at=event.at)
