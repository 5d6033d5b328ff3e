"""What a published version means for each participant: its meetings, or what differs for it."""

from collections.abc import Iterable
from typing import Any

from sangsaeng.fairs.models import Fair, Participant, Request, Timetable
from sangsaeng.fairs.queries.timetables import Change, Changes, Spot, changes
from sangsaeng.notices.addresses import timetable_path
from sangsaeng.notices.facts import Facts, name_of
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.news import News

Parties = dict[str, Participant]


def news_of(timetable: Timetable) -> list[News]:
    """Compare the version with the one before; whom nothing changed for hears nothing."""
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
    return news


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
    return News.of(participant, kind, once, timetable_path(participant), facts)


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
