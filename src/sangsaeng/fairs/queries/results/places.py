"""Which places a fair's requests had: by the plan, on the day, and in the end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Min

from sangsaeng.fairs.models import Fair, Meeting, Opening, Timetable, Unplaced


@dataclass
class Places:
    """Slots by request, each by primary key.

    ``planned`` are those of the timetable with which the fair began, ``standing`` those of the
    version in force, ``had`` those a request had at any time since the beginning: in that
    timetable, in a later version, or by being put into a free place. ``booked`` are the requests
    that the day put into a free place, and when. ``left_out`` has the reasons of the version in force.
    """

    planned: dict[int, int] = field(default_factory=dict)
    standing: dict[int, int] = field(default_factory=dict)
    had: dict[int, int] = field(default_factory=dict)
    booked: dict[int, datetime] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)
    openings: list[Opening] = field(default_factory=list)
    is_published: bool = False


def places_of(fair: Fair) -> Places:
    """Read the places of a fair; without a published timetable there are none."""
    places = Places(openings=list(fair.openings.order_by("opened_at", "pk")))
    versions = list(fair.timetables.filter(number__isnull=False).order_by("number"))
    if not versions:
        return places
    places.is_published = True
    counting = versions[_began_with(fair, versions) :]
    _read_meetings(places, counting)
    _add_left_places(places, counting)
    unplaced = Unplaced.objects.filter(timetable=versions[-1]).order_by()
    places.left_out = dict(unplaced.values_list("request", "reason"))
    return places


def _began_with(fair: Fair, versions: Sequence[Timetable]) -> int:
    """Return which version was in force when the first slot began; the first where none was yet."""
    begins = fair.slots.aggregate(first=Min("starts_at"))["first"]
    before = [
        index
        for index, version in enumerate(versions)
        if begins and version.published_at and version.published_at <= begins
    ]
    return before[-1] if before else 0


def _read_meetings(places: Places, counting: Sequence[Timetable]) -> None:
    first, last = counting[0].pk, counting[-1].pk
    meetings = Meeting.objects.filter(timetable__in=[version.pk for version in counting])
    for version, request, slot, booked_at in meetings.order_by("timetable__number").values_list(
        "timetable", "request", "slot", "booked_at"
    ):
        places.had[request] = slot
        if booked_at is not None:
            places.booked[request] = booked_at
        elif version == first:
            places.planned[request] = slot
        if version == last:
            places.standing[request] = slot


def _add_left_places(places: Places, counting: Sequence[Timetable]) -> None:
    """Add the meetings that left their place on the day, and with it the version that had them."""
    replaced_at = counting[1].published_at if len(counting) > 1 else None
    for opening in places.openings:
        request = opening.left_by_id
        places.had.setdefault(request, opening.slot_id)
        was_of_the_first = replaced_at is None or opening.opened_at < replaced_at
        if was_of_the_first and request not in places.booked:
            places.planned.setdefault(request, opening.slot_id)
        if opening.filled_by_id is not None and opening.closed_at is not None:
            places.booked.setdefault(opening.filled_by_id, opening.closed_at)
