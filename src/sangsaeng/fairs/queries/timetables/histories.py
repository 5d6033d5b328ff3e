"""What a participant was told over the published versions: the ground of its calendar."""

from dataclasses import dataclass
from datetime import datetime

from sangsaeng.fairs.models import Meeting, Participant, Timetable
from sangsaeng.fairs.queries.timetables.changes import Spot, spot_of
from sangsaeng.fairs.queries.timetables.names import name_of


@dataclass(frozen=True)
class Announced:
    """A meeting as last announced, and the version that last changed it; it may stand no more."""

    request_code: str
    counterpart: str
    purpose: str
    topic: str
    spot: Spot
    version: int
    changed_at: datetime
    stands: bool


def history_of(participant: Participant) -> list[Announced]:
    """Return every meeting that any published version gave the participant."""
    versions = list(
        Timetable.objects.filter(
            fair=participant.fair_id, number__isnull=False, published_at__isnull=False
        ).order_by("number")
    )
    told: dict[str, Announced] = {}
    by_version = _meetings_by_version(participant)
    for version in versions:
        meetings = by_version.get(version.pk, {})
        for code, meeting in meetings.items():
            told[code] = _announced(meeting, version, told.get(code), participant)
        for code in told.keys() - meetings.keys():
            if told[code].stands:
                told[code] = _cancelled(told[code], version)
    return sorted(told.values(), key=lambda one: (one.spot.starts_at, one.request_code))


def _meetings_by_version(participant: Participant) -> dict[int, dict[str, Meeting]]:
    own = Meeting.objects.filter(buyer=participant) | Meeting.objects.filter(supplier=participant)
    meetings = own.filter(timetable__number__isnull=False).select_related(
        "timetable__fair",
        "request",
        "slot",
        "table__hall",
        "buyer__organization",
        "supplier__organization",
    )
    by_version: dict[int, dict[str, Meeting]] = {}
    for meeting in meetings:
        by_version.setdefault(meeting.timetable_id, {})[meeting.request.code] = meeting
    return by_version


def _announced(
    meeting: Meeting, version: Timetable, before: Announced | None, participant: Participant
) -> Announced:
    spot = spot_of(meeting)
    if before is not None and before.stands and before.spot == spot:
        return before
    counterpart = meeting.supplier if meeting.buyer_id == participant.pk else meeting.buyer
    return Announced(
        meeting.request.code,
        name_of(counterpart),
        str(meeting.request.get_purpose_display()),
        meeting.request.topic,
        spot,
        *_stamp(version),
        stands=True,
    )


def _cancelled(before: Announced, version: Timetable) -> Announced:
    return Announced(
        before.request_code,
        before.counterpart,
        before.purpose,
        before.topic,
        before.spot,
        *_stamp(version),
        stands=False,
    )


def _stamp(version: Timetable) -> tuple[int, datetime]:
    if version.number is None or version.published_at is None:
        message = "only published versions are part of a history"
        raise ValueError(message)
    return version.number, version.published_at
