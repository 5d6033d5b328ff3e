"""What of a fair goes into its copy, and when it would take place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from sangsaeng.fairs.models import (
    Fair,
    FairRole,
    Participant,
    ParticipantQuerySet,
    Side,
    Table,
)

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Parts:
    """Which parts of a fair are copied; its tables stand in halls, so who has tables brings those."""

    rules: bool = True
    hours: bool = True
    halls: bool = True
    people: bool = True
    buyers: bool = True
    others: bool = False

    @property
    def brings_halls(self) -> bool:
        """Whether the halls come along."""
        return self.halls or self.buyers


@dataclass(frozen=True)
class MovedDay:
    """A day of the copy and its slots, at the same hours of the wall clock."""

    date: date
    spans: tuple[Span, ...]

    @property
    def hours(self) -> str:
        """From when to when there are meetings."""
        return f"{self.spans[0][0]:%H:%M}–{self.spans[-1][1]:%H:%M}" if self.spans else ""


@dataclass(frozen=True)
class Preview:
    """What a copy would hold."""

    days: tuple[MovedDay, ...]
    halls: tuple[str, ...]
    tables: int
    people: int
    buyers: int
    others: int

    @property
    def slots(self) -> int:
        """How many slots there would be."""
        return sum(len(day.spans) for day in self.days)


def moved_days(fair: Fair, first_day: date) -> list[MovedDay]:
    """Return the fair's days moved so that the first is on this date; slots keep their wall hours.

    A slot keeps its length, too, also where clocks change between the old day and the new.
    """
    days = list(fair.days.prefetch_related("slots"))
    if not days:
        return []
    later = first_day - days[0].date
    return [
        MovedDay(
            day.date + later,
            tuple(
                _moved(fair, slot.starts_at, slot.ends_at - slot.starts_at, later)
                for slot in day.slots.all()
            ),
        )
        for day in days
    ]


def moved_moment(fair: Fair, moment: datetime, later: timedelta) -> datetime:
    """Return the same hour of the wall clock so many days later."""
    on_the_wall = moment.astimezone(fair.tz).replace(tzinfo=None) + later
    return on_the_wall.replace(tzinfo=fair.tz)


def overlap(days: Iterable[MovedDay]) -> bool:
    """Tell whether slots would run into each other, as at night where clocks change."""
    # In universal time: within one time zone, moments compare by the hands of the clock.
    spans = sorted(
        (begins.astimezone(UTC), ends.astimezone(UTC)) for day in days for begins, ends in day.spans
    )
    return any(following[0] < before[1] for before, following in pairwise(spans))


def copied_participants(fair: Fair, parts: Parts) -> ParticipantQuerySet:
    """Return who comes along: buyers, the others, both or nobody."""
    found = Participant.objects.filter(fair=fair, organization__merged_into__isnull=True)
    if not parts.buyers:
        found = found.exclude(side=Side.BUYER)
    if not parts.others:
        found = found.filter(side=Side.BUYER)
    return found


def preview_of(fair: Fair, parts: Parts, first_day: date) -> Preview:
    """Return what a copy of these parts would hold, in a fixed number of queries."""
    sides = list(copied_participants(fair, parts).values_list("side", flat=True))
    buyers = sides.count(Side.BUYER)
    tables = Table.objects.filter(fair=fair)
    common = tables.filter(participant=None).count() if parts.brings_halls else 0
    taken = tables.filter(participant__side=Side.BUYER).count() if parts.buyers else 0
    return Preview(
        tuple(moved_days(fair, first_day)) if parts.hours else (),
        tuple(fair.halls.values_list("name", flat=True)) if parts.brings_halls else (),
        tables=common + taken,
        people=FairRole.objects.running().filter(fair=fair).count() if parts.people else 0,
        buyers=buyers,
        others=len(sides) - buyers,
    )


def _moved(fair: Fair, begins: datetime, length: timedelta, later: timedelta) -> Span:
    # Lengths are reckoned in universal time, as the hours of a day are when it is laid out.
    starts = moved_moment(fair, begins, later)
    return starts, (starts.astimezone(UTC) + length).astimezone(fair.tz)
