"""Setting up a fair: its frame, its people, days and halls."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sangsaeng.fairs.actions.answering import expire_overdue
from sangsaeng.fairs.events import FairEnded
from sangsaeng.fairs.models import Day, Fair, FairRole, Hall, Slot
from sangsaeng.fairs.refusals.setting_up import (
    BreaksRefused,
    DateRefused,
    FrameFixed,
    HoursRefused,
    LastOfficer,
    SlotsInUse,
    SlotsOverlap,
    SlugTaken,
    StillNeeded,
)
from sangsaeng.fairs.rules import may_open_fairs_for, may_run
from sangsaeng.fairs.states import FAIR_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Organization

LONGEST_DAY = 96
# Databases and calendars reckon with time zones on either side of a day.
FIRST_YEAR, LAST_YEAR = 2000, 2100
# What participants and slots rest on: it is fixed as soon as there are any.
FOUNDATIONS = frozenset({"population", "zone"})


@dataclass(frozen=True)
class Hours:
    """The hours of a day, in the fair's own time zone."""

    begins: time
    ends: time
    minutes: int
    pause: int = 0
    breaks: tuple[tuple[time, time], ...] = ()


@action
def open_fair(
    slug: str, name: str, organizer: Organization, *, actor: Person, at: datetime, **fields: Any
) -> Fair:
    """Set up a fair; whoever does becomes its officer."""
    require(may_open_fairs_for(actor, organizer), actor)
    if Fair.objects.filter(slug=slug).exists():
        raise SlugTaken(slug=slug)
    fair = Fair.objects.create(slug=slug, name=name, organizer=organizer, entered_at=at, **fields)
    FairRole.objects.create(fair=fair, person=actor, role=FairRole.Role.OFFICER, began_at=at)
    record(fair, slug=slug, name=name, organizer=organizer, **fields)
    return fair


@action
def edit_fair(fair: Fair, *, actor: Person, at: datetime, **fields: Any) -> None:
    """Change the fair's frame or its rules."""
    require(may_run(actor, fair), actor)
    shaken = {name for name in FOUNDATIONS & fields.keys() if fields[name] != getattr(fair, name)}
    if shaken and (fair.participants.exists() or fair.slots.exists()):
        raise FrameFixed
    change(fair, **fields)


@action
def step_fair(fair: Fair, verb: str, *, actor: Person, at: datetime) -> None:
    """Take the fair to its next state: open it for requests, close them, end it."""
    require(may_run(actor, fair), actor)
    # Two officers at once take one step, not two.
    fair.refresh_from_db(fields=["state"], from_queryset=Fair.objects.select_for_update())
    if verb == "close_requests":
        expire_overdue(fair, at=at)
    change(fair, state=FAIR_STATES.after(fair.state, verb))
    if verb == "end":
        announce(FairEnded(fair, actor, at))


@action
def appoint(fair: Fair, person: Person, role: str, *, actor: Person, at: datetime) -> FairRole:
    """Give a person a part in running the fair, in place of the one they had."""
    require(may_run(actor, fair), actor)
    if role != FairRole.Role.OFFICER:
        _keep_an_officer(fair, person)
    FairRole.objects.running().filter(fair=fair, person=person).update(ended_at=at)
    part = FairRole.objects.create(fair=fair, person=person, role=role, began_at=at)
    record(part, fair=fair, person=person, role=role)
    return part


@action
def dismiss(part: FairRole, *, actor: Person, at: datetime) -> None:
    """End a person's part in running the fair; the last officer stays."""
    require(may_run(actor, part.fair), actor)
    _keep_an_officer(part.fair, part.person)
    change(part, ended_at=at)


def _keep_an_officer(fair: Fair, leaving: Person) -> None:
    """Refuse when the person is the only officer the fair has."""
    officers = set(
        FairRole.objects.running()
        .filter(fair=fair, role=FairRole.Role.OFFICER)
        .values_list("person", flat=True)
    )
    if officers == {leaving.pk}:
        raise LastOfficer


@action
def set_day(fair: Fair, on: date, hours: Hours, *, actor: Person, at: datetime) -> Day:
    """Lay out a day's slots anew from its hours."""
    require(may_run(actor, fair), actor)
    spans = lay_out(fair, on, hours)
    day, _ = Day.objects.get_or_create(fair=fair, date=on)
    if day.slots.filter(meetings__isnull=False).exists():
        raise SlotsInUse
    day.slots.all().delete()
    others = fair.slots.filter(starts_at__lt=spans[-1][1], ends_at__gt=spans[0][0])
    if others.exists():
        raise SlotsOverlap
    Slot.objects.bulk_create(
        Slot(fair=fair, day=day, starts_at=begins, ends_at=ends) for begins, ends in spans
    )
    record(day, date=on, slots=len(spans), minutes=hours.minutes)
    return day


def lay_out(fair: Fair, on: date, hours: Hours) -> list[tuple[datetime, datetime]]:
    """Return the stretches of time that a day's hours give, breaks left out."""
    check_date(on)
    if hours.minutes < 1 or hours.pause < 0 or hours.begins >= hours.ends:
        raise HoursRefused
    if any(start >= end for start, end in hours.breaks):
        raise BreaksRefused
    length, pause = timedelta(minutes=hours.minutes), timedelta(minutes=hours.pause)
    # Reckoned in universal time: where clocks change, wall hours are skipped or come twice.
    begins, closes = _moment(fair, on, hours.begins), _moment(fair, on, hours.ends)
    breaks = [
        (_moment(fair, on, start), _moment(fair, on, end)) for start, end in sorted(hours.breaks)
    ]
    spans: list[tuple[datetime, datetime]] = []
    while begins + length <= closes and len(spans) < LONGEST_DAY:
        in_the_way = next(
            (end for start, end in breaks if start < begins + length and begins < end), None
        )
        if in_the_way is not None:
            begins = in_the_way
            continue
        spans.append((begins.astimezone(fair.tz), (begins + length).astimezone(fair.tz)))
        begins += length + pause
    if not spans:
        raise HoursRefused
    return spans


def _moment(fair: Fair, on: date, hour: time) -> datetime:
    return datetime.combine(on, hour, fair.tz).astimezone(UTC)


def check_date(on: date) -> None:
    """Refuse a date that no calendar carries."""
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise DateRefused(first=FIRST_YEAR, last=LAST_YEAR)


@action
def remove_day(day: Day, *, actor: Person, at: datetime) -> None:
    """Take a day without meetings out of the fair."""
    require(may_run(actor, day.fair), actor)
    if day.slots.filter(meetings__isnull=False).exists():
        raise SlotsInUse
    record(day, old={"date": day.date}, removed=True)
    day.delete()


@action
def set_halls(fair: Fair, names: Iterable[str], *, actor: Person, at: datetime) -> list[Hall]:
    """Name the fair's halls in order; a hall that holds tables cannot be left out."""
    require(may_run(actor, fair), actor)
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    leaving = fair.halls.exclude(name__in=wanted)
    if leaving.filter(tables__isnull=False).exists():
        raise StillNeeded
    leaving.delete()
    halls = [
        Hall.objects.update_or_create(fair=fair, name=name, defaults={"position": position})[0]
        for position, name in enumerate(wanted)
    ]
    record(fair, halls=wanted)
    return halls
