"""The day itself: places that fall free, are offered and taken, and halls that run late."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sangsaeng.fairs.events import HallBehind, MeetingBooked, MeetingCalledOff, OfferMade
from sangsaeng.fairs.models import Hall, Meeting, Participant, Request
from sangsaeng.kernel.actions import acting
from sangsaeng.kernel.events import listen
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.addresses import offer_path, timetable_path
from sangsaeng.notices.facts import Facts, meeting_of, moment_of, name_of, place_of, place_today
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.news import News


@listen(MeetingCalledOff)
def tell_whose_meeting_it_was(event: MeetingCalledOff) -> None:
    """Tell both parties that they do not meet; the cause is the desk's to know."""
    opening = event.opening
    place = place_of(opening.slot, opening.table, opening.fair)
    facts = {"fair": name_of(opening.fair)} | place
    news = _to_both(opening.left_by, Kind.MEETING_CALLED_OFF, opening.code, facts)
    tell(news, by=acting(), at=event.at)


@listen(OfferMade)
def tell_whom_it_is_offered(event: OfferMade) -> None:
    """Tell both parties which place they may have, and until when to answer."""
    offer, opening = event.offer, event.offer.opening
    # The free place itself; nothing about who left it or why.
    place = place_today(opening.slot, opening.table, opening.fair)
    until = {"until": moment_of(offer.until, opening.fair)}
    facts = {"fair": name_of(opening.fair)} | place | until
    news = _to_both(offer.request, Kind.OFFER_MADE, offer.code, facts, offer_path(offer))
    tell(news, by=acting(), at=event.at)


@listen(MeetingBooked)
def tell_who_meets(event: MeetingBooked) -> None:
    """Tell both parties when and where they meet."""
    meeting = event.meeting
    fair = meeting.timetable.fair
    facts = {"fair": name_of(fair)} | place_today(meeting.slot, meeting.table, fair)
    which = f"{meeting.request.code}:{meeting.slot_id}:{event.at.isoformat()}"
    tell(_to_both(meeting.request, Kind.MEETING_BOOKED, which, facts), by=acting(), at=event.at)


@listen(HallBehind)
def tell_who_is_still_to_meet_there(event: HallBehind) -> None:
    """Tell those whose next meeting of the day is in that hall how late it will begin."""
    hall, minutes = event.hall, event.hall.behind_minutes
    kind = Kind.HALL_BEHIND if minutes else Kind.HALL_ON_TIME
    news = []
    for participant, meeting in _next_in(hall, event.at).items():
        late = meeting.slot.starts_at + timedelta(minutes=minutes)
        facts = {
            "fair": name_of(participant.fair),
            "hall": hall.name,
            "minutes": minutes,
            "next": meeting_of(meeting, participant),
            "expected_at": moment_of(late, participant.fair),
        }
        once = f"hall:{hall.pk}:{minutes}:{event.at.isoformat()}:{participant.code}"
        news.append(News.of(participant, kind, once, timetable_path(participant), facts))
    tell(news, by=acting(), at=event.at)


def _next_in(hall: Hall, at: datetime) -> dict[Participant, Meeting]:
    """Return who still meets in the hall today, each with its next meeting there."""
    today = at.astimezone(hall.fair.tz).date()
    coming = (
        Meeting.objects.filter(timetable__fair=hall.fair_id, timetable__state="published")
        .filter(table__hall=hall, slot__day__date=today)
        .filter(slot__starts_at__gt=at - timedelta(minutes=hall.behind_minutes))
        .select_related(
            "slot",
            "table__hall",
            "buyer__organization",
            "buyer__fair",
            "supplier__organization",
            "supplier__fair",
        )
        .order_by("slot__starts_at", "pk")
    )
    first: dict[Participant, Meeting] = {}
    for meeting in coming:
        for party in (meeting.buyer, meeting.supplier):
            first.setdefault(party, meeting)
    return first


def _to_both(
    request: Request, kind: Kind, which: str, facts: Facts, path: str = ""
) -> Sequence[News]:
    """Tell each party about the other; it leads to their own timetable unless there is a page."""
    pair = ((request.buyer, request.supplier), (request.supplier, request.buyer))
    return [
        News.of(
            party,
            kind,
            f"{kind}:{which}:{party.code}",
            path or timetable_path(party),
            facts | {"counterpart": name_of(other)},
        )
        for party, other in pair
    ]
