"""The desk's board at a moment: what runs, who sits where, who is here and who is awaited."""

from datetime import datetime

from django.db.models import Count

from sangsaeng.fairs.models import Day, Fair, Hall, Mark, Participant, Slot
from sangsaeng.fairs.queries.desk.clocks import clocks_of
from sangsaeng.fairs.queries.desk.days import DeskDay
from sangsaeng.fairs.queries.desk.shapes import (
    Board,
    Coming,
    Counts,
    Guest,
    HallThen,
    Party,
    Sitting,
    SlotThen,
    TableThen,
    Visit,
    VisitedPlace,
)

__all__ = [
    "Board",
    "Coming",
    "Counts",
    "Guest",
    "HallThen",
    "Party",
    "Sitting",
    "SlotThen",
    "TableThen",
    "Visit",
    "VisitedPlace",
    "board_of",
    "halls_by_slot",
    "stamp_of",
    "visit_of",
]


def board_of(
    fair: Fair, *, at: datetime, slot: Slot | None = None, hall: Hall | None = None
) -> Board | None:
    """Return the board: of a slot, or of what each hall has now; nothing for a fair without slots."""
    clocks = clocks_of(fair, hall, at)
    if not clocks:
        return None
    day_of = slot or next(iter(clocks.values())).shown
    the_day = DeskDay(fair, day_of.day_id, clocks, at)
    return Board(
        at.astimezone(fair.tz),
        the_day.slots(),
        tuple(the_day.hall(one, slot) for one in clocks),
        the_day.guests(),
        the_day.counts(),
    )


def stamp_of(fair: Fair, *, at: datetime) -> str:
    """Return a short text that changes whenever the board may have: by marks, moves or time."""
    marks = Mark.objects.filter(fair=fair).aggregate(count=Count("pk"))["count"]
    shown = (
        f"{hall.behind_minutes}.{clock.shown.pk}{clock.stage(clock.shown)}"
        for hall, clock in clocks_of(fair, None, at).items()
    )
    return "-".join([str(fair.revision), str(marks), *shown])


def visit_of(fair: Fair, participant: Participant, *, at: datetime) -> Visit | None:
    """Return a participant as it comes to the desk: whether it is here, and its meetings that day."""
    clocks = clocks_of(fair, None, at)
    if not clocks:
        return None
    the_day = DeskDay(fair, next(iter(clocks.values())).shown.day_id, clocks, at)
    [guest] = [one for one in the_day.guests() if one.code == participant.code]
    places = [
        VisitedPlace(hall.shown, hall.name, table.label, table.sitting)
        for one in clocks
        for hall in the_day.hall_by_slot(one, from_now=False)
        for table in hall.tables
        if table.sitting and guest.code in {party.code for party in table.sitting.parties}
    ]
    return Visit(guest, tuple(sorted(places, key=lambda place: place.slot.starts_at)))


def halls_by_slot(
    fair: Fair, *, at: datetime, hall: Hall | None = None, day: Day | None = None
) -> tuple[tuple[HallThen, ...], ...]:
    """Return each hall slot by slot: of a whole day, or of today what is not over."""
    clocks = clocks_of(fair, hall, at)
    if not clocks:
        return ()
    today = next(iter(clocks.values())).shown.day_id
    the_day = DeskDay(fair, day.pk if day else today, clocks, at)
    return tuple(the_day.hall_by_slot(one, from_now=day is None) for one in clocks)
