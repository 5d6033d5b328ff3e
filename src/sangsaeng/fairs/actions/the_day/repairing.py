"""Repairing the day: what went wrong is saved, and a repaired version comes into force with it."""

from collections.abc import Iterable
from datetime import datetime

from sangsaeng.fairs.actions.announcing import raise_revision
from sangsaeng.fairs.actions.planning import Making, keep, lock
from sangsaeng.fairs.actions.publishing import bring_into_force
from sangsaeng.fairs.actions.the_day.foreseeing import Foresight, Intended, foresee_repair
from sangsaeng.fairs.actions.the_day.offering import move_on
from sangsaeng.fairs.bridge import Placed
from sangsaeng.fairs.bridge.disturbing import (
    Back,
    Delay,
    Disturbance,
    Missing,
    TableBack,
    TableLost,
)
from sangsaeng.fairs.bridge.measuring import has_lost_its_table
from sangsaeng.fairs.bridge.translating import digest_of
from sangsaeng.fairs.events import HallBehind
from sangsaeng.fairs.models import Fair, Hall, Meeting, Opening, Timetable, Unavailability
from sangsaeng.fairs.queries.the_day.troubles import DAY_CAUSES
from sangsaeng.fairs.rules import may_repair
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile


@action
def repair_fair(
    fair: Fair, intended: Intended, stamp: str, *, actor: Person, at: datetime
) -> Timetable:
    """Do what was foreseen under this stamp, and nothing else; returns the version in force.

    Whoever confirmed has read whom it moves. If the fair changed since, and the same repair would
    do anything else now, it is refused.
    """
    require(may_repair(actor, fair), actor)
    fair = lock(fair)
    foreseen = foresee_repair(fair, intended, at=at)
    if foreseen.stamp != stamp:
        raise ChangedMeanwhile
    now = foreseen.rows.now(at)
    for one in foreseen.intended.disturbances:
        _save(one, {slot.pk for slot in foreseen.rows.slots[now + 1 :]}, at)
    concerned = _concerned(fair, foreseen, at)
    record(
        fair,
        moved=len(foreseen.repaired.moved),
        cancelled=len(foreseen.repaired.cancelled),
        added=len(foreseen.repaired.added),
    )
    if not foreseen.repaired.changes_anything:
        if concerned:
            raise_revision(fair, concerned)
        move_on(fair, at=at)
        return foreseen.in_force
    made = Making(Timetable.Origin.REPAIRED, based_on=foreseen.in_force)
    plan = foreseen.repaired.plan
    draft = keep(fair, digest_of(foreseen.rows), plan, made, actor=actor, at=at)
    for meeting in foreseen.repaired.added:
        draft.meetings.filter(request=meeting.request).update(booked_at=at)
    _open_places(fair, foreseen, at)
    bring_into_force(fair, draft, concerned, actor=actor, at=at)
    return draft


@action
def set_hall_behind(hall: Hall, minutes: int, *, actor: Person, at: datetime) -> None:
    """Say how many minutes a hall runs behind; whoever still meets there today is told."""
    require(may_repair(actor, hall.fair), actor)
    fair = lock(hall.fair)
    _run_behind(fair.halls.get(pk=hall.pk), minutes, at)
    raise_revision(fair, _still_meeting_in(fair, hall, at))


@action
def start_afresh(hall: Hall, *, actor: Person, at: datetime) -> None:
    """Forget a delay once the day is over; nobody waits for anything any more."""
    change(hall, behind_minutes=0)


def _save(one: Disturbance, still_to_come: set[int], at: datetime) -> None:
    match one:
        case Missing(participant, slots, cause):
            Unavailability.objects.bulk_create(
                (
                    Unavailability(participant=participant, slot=slot, cause=cause)
                    for slot in slots
                    if slot.pk in still_to_come
                ),
                ignore_conflicts=True,
            )
            record(participant, cause=cause, slots=[slot.starts_at for slot in slots])
        case Back(participant):
            participant.unavailabilities.filter(
                cause__in=DAY_CAUSES, slot__in=still_to_come
            ).delete()
            record(participant, back=True)
        case TableLost(table, since):
            change(table, lost_from=since)
        case TableBack(table):
            change(table, lost_from=None)
        case Delay(hall, minutes):
            _run_behind(hall, minutes, at)


def _run_behind(hall: Hall, minutes: int, at: datetime) -> None:
    if change(hall, behind_minutes=minutes):
        announce(HallBehind(hall, at))


def _concerned(fair: Fair, foreseen: Foresight, at: datetime) -> set[int]:
    """Return whose page tells something new, by primary key."""
    result = foreseen.repaired
    changed: Iterable[Placed] = (
        *result.cancelled,
        *result.added,
        *(one.after for one in result.moved),
    )
    concerned = {
        party for one in changed for party in (one.request.buyer_id, one.request.supplier_id)
    }
    for one in foreseen.intended.disturbances:
        if isinstance(one, Missing | Back):
            concerned.add(one.participant.pk)
        elif isinstance(one, Delay):
            concerned |= _still_meeting_in(fair, one.hall, at)
    return concerned


def _still_meeting_in(fair: Fair, hall: Hall, at: datetime) -> set[int]:
    """Return whoever has a meeting in the hall that is not over, by primary key."""
    coming = Meeting.objects.filter(
        timetable__fair=fair,
        timetable__state="published",
        table__hall=hall,
        slot__ends_at__gt=at,
    )
    return {pk for pair in coming.values_list("buyer", "supplier") for pk in pair}


def _open_places(fair: Fair, foreseen: Foresight, at: datetime) -> None:
    """Let what a cancelled meeting leaves be offered to whoever waits, if it can be used."""
    rows = foreseen.rows
    taken = {one.spot for one in foreseen.repaired.plan.placed}
    for one in foreseen.repaired.cancelled:
        buyer_is_gone = one.slot.pk in rows.gone.get(one.request.buyer_id, ())
        if one.spot in taken or buyer_is_gone or has_lost_its_table(rows, one):
            continue
        missed = Unavailability.objects.filter(
            participant=one.request.supplier_id, slot=one.slot, cause__in=DAY_CAUSES
        ).first()
        Opening.objects.get_or_create(
            slot=one.slot,
            table=one.table,
            closed_at=None,
            defaults={
                "fair": fair,
                "left_by": one.request,
                "cause": missed.cause if missed else Opening.Cause.CALLED_OFF,
                "opened_at": at,
            },
        )
