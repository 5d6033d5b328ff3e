"""Timetables and side sessions: each participant is told only what differs for it."""

from collections.abc import Iterable
from typing import Any

from sangsaeng.fairs.events import SessionChanged, TimetablePublished
from sangsaeng.fairs.models import Fair, Participant, Request, Timetable
from sangsaeng.fairs.queries.timetables import Change, Changes, Spot, changes
from sangsaeng.kernel.actions import acting
from sangsaeng.kernel.events import listen
from sangsaeng.notices.actions.telling import News, tell
from sangsaeng.notices.addresses import fair_path, timetable_path
from sangsaeng.notices.facts import Facts, moment_of, name_of
from sangsaeng.notices.kinds import Kind

Parties = dict[str, Participant]


@listen(TimetablePublished)
def tell_what_differs(event: TimetablePublished) -> None:
    """Compare the version with the one before; whom nothing changed for hears nothing."""
    timetable = event.timetable
    fair = timetable.fair
    before = fair.timetables.filter(number__lt=timetable.number).order_by("-number").first()
    differing = changes(before, timetable).by_participant()
    parties = _parties(fair)
    news = [
        _of_version(timetable, parties[code], own, parties, is_first=before is None)
        for code, own in differing.items()
    ]
    if before is None:
        news += _without_a_meeting(timetable, parties, differing.keys())
    tell(news, by=event.actor, at=event.at)


@listen(SessionChanged)
def tell_who_attends(event: SessionChanged) -> None:
    """Tell those who attend a side session where and when it is now, or that it is not."""
    session, fair = event.session, event.session.fair
    kind = Kind.SESSION_CALLED_OFF if event.is_called_off else Kind.SESSION_CHANGED
    facts = {
        "fair": name_of(fair),
        "title": session.title,
        "place": session.place,
        "starts_at": moment_of(session.starts_at, fair),
        "ends_at": moment_of(session.ends_at, fair),
    }
    which = f"{kind}:{fair.pk}:{session.title}:{event.at.isoformat()}"
    news = [
        News(one, kind, f"{which[:140]}:{one.code}", fair_path(fair), facts)
        for one in event.participants
    ]
    tell(news, by=acting(), at=event.at)


def _parties(fair: Fair) -> Parties:
    return {one.code: one for one in fair.participants.select_related("organization", "fair")}


def _of_version(
    timetable: Timetable,
    participant: Participant,
    own: Changes,
    parties: Parties,
    *,
    is_first: bool,
) -> News:
    def told(some: Iterable[Change]) -> list[Facts]:
        return [_facts(one, participant, parties) for one in some]

    facts: dict[str, Any] = {"fair": name_of(timetable.fair), "version": timetable.number}
    if is_first:
        facts["meetings"] = told(own.added)
    else:
        facts |= {
            "added": told(own.added),
            "moved": told(own.moved),
            "cancelled": told(own.cancelled),
        }
    kind = Kind.TIMETABLE_PUBLISHED if is_first else Kind.TIMETABLE_CHANGED
    return _news(timetable, participant, kind, facts)


def _without_a_meeting(timetable: Timetable, parties: Parties, placed: Iterable[str]) -> list[News]:
    """Those who had asked or been asked and meet nobody are not left without a word."""
    standing = Request.objects.standing().filter(fair=timetable.fair_id)
    waiting = {
        code for pair in standing.values_list("buyer__code", "supplier__code") for code in pair
    }
    facts = {"fair": name_of(timetable.fair), "version": timetable.number}
    return [
        _news(timetable, parties[code], Kind.NOTHING_PLACED, facts)
        for code in sorted(waiting - set(placed))
    ]


def _news(timetable: Timetable, participant: Participant, kind: Kind, facts: Facts) -> News:
    once = f"timetable:{timetable.pk}:{participant.code}"
    return News(participant, kind, once, timetable_path(participant), facts)


def _facts(change: Change, participant: Participant, parties: Parties) -> Facts:
    at_buyer = change.buyer_code == participant.code
    other = parties[change.supplier_code if at_buyer else change.buyer_code]
    facts: Facts = {"counterpart": name_of(other)}
    if change.before and change.after:
        return facts | {"before": _spot(change.before), "after": _spot(change.after)}
    spot = change.after or change.before
    return facts | (_spot(spot) if spot else {})


def _spot(spot: Spot) -> Facts:
    return {
        "starts_at": spot.starts_at.isoformat(),
        "ends_at": spot.ends_at.isoformat(),
        "hall": spot.hall,
        "table": spot.table,
    }
