"""Ceremonies: when and where honors are handed over, and who sits where."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from sangsaeng.honors.models import Ceremony, Guest
from sangsaeng.honors.queries.ceremonies import seated_of
from sangsaeng.honors.refusals import NoSuchSeat, SeatTaken, TooFewSeats
from sangsaeng.honors.rules import may_hold_ceremony
from sangsaeng.honors.seating import arrange
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.programs.models import Call


@dataclass(frozen=True)
class Plan:
    """When, where and how large a ceremony is, and what happens in which order."""

    name: str
    held_at: datetime
    place: str
    rows: int
    seats_per_row: int
    about: str = ""


@action
def hold_ceremony(call: Call, plan: Plan, *, actor: Person, at: datetime) -> Ceremony:
    """Set the ceremony of a call, or change it; who sat beyond the hall has no seat any more."""
    require(may_hold_ceremony(actor, call), actor)
    ceremony, made = Ceremony.objects.select_for_update().get_or_create(
        call=call, defaults=asdict(plan)
    )
    if made:
        record(ceremony, held_at=plan.held_at, place=plan.place)
        return ceremony
    change(ceremony, **asdict(plan))
    beyond = Q(row__gt=plan.rows) | Q(seat__gt=plan.seats_per_row)
    stood_up = ceremony.guests.filter(beyond).update(row=None, seat=None)
    record(ceremony, unseated=stood_up)
    return ceremony


@action
def seat_guests(ceremony: Ceremony, *, actor: Person, at: datetime) -> int:
    """Seat everybody anew who has not declined, and return how many have a seat."""
    require(may_hold_ceremony(actor, ceremony.call), actor)
    held = Ceremony.objects.select_for_update().get(pk=ceremony.pk)
    seated = seated_of(held)
    places = arrange(seated, held.rows, held.seats_per_row)
    if seated and not places:
        raise TooFewSeats(guests=len(seated), seats=held.rows * held.seats_per_row)
    held.guests.update(row=None, seat=None)
    guests = list(held.guests.filter(pk__in=places))
    for one in guests:
        one.row, one.seat = places[one.pk]
    Guest.objects.bulk_update(guests, ["row", "seat"])
    record(held, seated={one.code: [one.row, one.seat] for one in guests})
    return len(guests)


@action
def move_guest(
    guest: Guest, row: int | None, seat: int | None, *, actor: Person, at: datetime
) -> None:
    """Give a guest another seat, or none."""
    ceremony = guest.ceremony
    require(may_hold_ceremony(actor, ceremony.call), actor)
    if (row is None) != (seat is None):
        raise NoSuchSeat
    if row is not None and seat is not None:
        in_hall = 1 <= row <= ceremony.rows and 1 <= seat <= ceremony.seats_per_row
        if not in_hall:
            raise NoSuchSeat
    before = {"row": guest.row, "seat": guest.seat}
    try:
        with transaction.atomic():
            Guest.objects.filter(pk=guest.pk).update(row=row, seat=seat)
    except IntegrityError as taken:
        raise SeatTaken from taken
    record(guest, old=before, row=row, seat=seat)
