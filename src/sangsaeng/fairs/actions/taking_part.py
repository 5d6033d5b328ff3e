"""Taking part: participants, their tables, limits and the times they cannot meet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from sangsaeng.fairs.models import (
    CalendarFeed,
    Fair,
    Hall,
    Meeting,
    Participant,
    Population,
    Side,
    Slot,
    Table,
    Unavailability,
)
from sangsaeng.fairs.refusals.setting_up import (
    AlreadyTakesPart,
    NotOfThisFair,
    SidesDoNotMeet,
    StillNeeded,
)
from sangsaeng.fairs.rules import may_request, may_run, may_speak_for
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.tokens import new_token
from sangsaeng.organizations.models import Organization


@dataclass(frozen=True)
class Place:
    """What an officer sets for a participant."""

    side: str
    tables: int = 0
    hall: Hall | None = None
    limit: int | None = None
    is_first_timer: bool = False
    interests: str = ""


@action
def add_participant(
    fair: Fair, organization: Organization, place: Place, *, actor: Person, at: datetime
) -> Participant:
    """Take an organization into the fair."""
    require(may_run(actor, fair), actor)
    check_side(fair, place.side)
    if fair.participants.filter(organization=organization).exists():
        raise AlreadyTakesPart(name=organization.name)
    _refuse_foreign_hall(fair, place)
    try:
        with transaction.atomic():
            participant = Participant.objects.create(
                fair=fair,
                organization=organization,
                side=place.side,
                limit=place.limit,
                is_first_timer=place.is_first_timer,
                interests=place.interests,
                is_sample=fair.is_sample,
            )
    except IntegrityError as twice:
        raise AlreadyTakesPart(name=organization.name) from twice
    lay_tables(participant, place)
    record(participant, organization=organization, side=place.side, tables=place.tables)
    return participant


@action
def edit_participant(
    participant: Participant, place: Place, *, actor: Person, at: datetime
) -> None:
    """Change a participant's tables, limit and what it is interested in."""
    require(may_run(actor, participant.fair), actor)
    _refuse_foreign_hall(participant.fair, place)
    lay_tables(participant, place)
    change(
        participant,
        limit=place.limit,
        is_first_timer=place.is_first_timer,
        interests=place.interests,
    )


@action
def remove_participant(participant: Participant, *, actor: Person, at: datetime) -> None:
    """Take a participant without meetings out of the fair."""
    require(may_run(actor, participant.fair), actor)
    meetings = Meeting.objects.filter(buyer=participant) | Meeting.objects.filter(
        supplier=participant
    )
    if meetings.exists():
        raise StillNeeded
    record(participant, old={"organization": participant.organization_id}, removed=True)
    participant.delete()


@action
def set_availability(
    participant: Participant, away: Collection[Slot], *, actor: Person, at: datetime
) -> None:
    """Say in which slots the participant cannot meet."""
    require(may_request(actor, participant), actor)
    _refuse_foreign_slots(participant.fair, away)
    participant.unavailabilities.all().delete()
    Unavailability.objects.bulk_create(
        Unavailability(participant=participant, slot=slot) for slot in away
    )
    record(participant, away=[slot.starts_at for slot in away])


@action
def set_availabilities(
    fair: Fair,
    away: Mapping[Participant, Collection[Slot]],
    *,
    actor: Person,
    at: datetime,
) -> None:
    """Say for several participants at once in which slots each cannot meet."""
    require(may_run(actor, fair), actor)
    if any(participant.fair_id != fair.pk for participant in away):
        raise NotOfThisFair
    _refuse_foreign_slots(fair, [slot for slots in away.values() for slot in slots])
    Unavailability.objects.filter(participant__in=away).delete()
    Unavailability.objects.bulk_create(
        Unavailability(participant=participant, slot=slot)
        for participant, slots in away.items()
        for slot in slots
    )
    record(fair, away={one.code: [slot.starts_at for slot in away[one]] for one in away})


@action
def lay_hall(fair: Fair, hall: Hall, count: int, *, actor: Person, at: datetime) -> None:
    """Bring the number of a hall's common tables to what is wanted, for a fair of one population."""
    require(may_run(actor, fair), actor)
    if hall.fair_id != fair.pk:
        raise NotOfThisFair
    if fair.population != Population.ONE:
        raise SidesDoNotMeet
    standing = list(hall.tables.filter(participant=None).order_by("position", "pk"))
    _take_away(standing[count:])
    lay_common_tables(fair, hall, max(count - len(standing), 0))
    record(hall, old={"tables": len(standing)}, tables=count)


@action
def open_feed(participant: Participant, *, actor: Person, at: datetime) -> CalendarFeed:
    """Give the person a calendar address of the participant's timetable; an older one dies."""
    require(may_speak_for(actor, participant), actor)
    running = CalendarFeed.objects.filter(
        participant=participant, person=actor, revoked_at__isnull=True
    )
    running.update(revoked_at=at)
    feed = CalendarFeed.objects.create(
        participant=participant, person=actor, code=new_token()[:24], made_at=at
    )
    record(feed, participant=participant)
    return feed


@action
def revoke_feed(feed: CalendarFeed, *, actor: Person, at: datetime) -> None:
    """Kill a calendar address."""
    require(feed.person_id == actor.pk, actor)
    change(feed, revoked_at=at)


def check_side(fair: Fair, side: str) -> None:
    """Refuse a side that the fair's population does not have."""
    sides = {Side.MEMBER} if fair.population == Population.ONE else {Side.BUYER, Side.SUPPLIER}
    if side not in sides:
        raise SidesDoNotMeet


def lay_tables(participant: Participant, place: Place) -> None:
    """Bring the number of a buyer's tables to what is wanted, the last ones going first."""
    if place.side != Side.BUYER:
        return
    standing = list(participant.tables.order_by("position", "pk"))
    _take_away(standing[place.tables :])
    missing = place.tables - len(standing)
    if missing > 0:
        hall = place.hall or (standing[0].hall if standing else first_hall(participant.fair))
        _add_tables(participant.fair, hall, missing, participant)
    elif place.hall is not None:
        participant.tables.update(hall=place.hall)


def _take_away(tables: list[Table]) -> None:
    """Remove tables that no meeting stands at."""
    if Meeting.objects.filter(table__in=tables).exists():
        raise StillNeeded
    Table.objects.filter(pk__in=[table.pk for table in tables]).delete()


def _refuse_foreign_hall(fair: Fair, place: Place) -> None:
    if place.hall is not None and place.hall.fair_id != fair.pk:
        raise NotOfThisFair


def _refuse_foreign_slots(fair: Fair, slots: Collection[Slot]) -> None:
    if any(slot.fair_id != fair.pk for slot in slots):
        raise NotOfThisFair


def lay_common_tables(fair: Fair, hall: Hall, count: int) -> None:
    """Lay tables that belong to nobody, for a fair of one population."""
    _add_tables(fair, hall, count, None)


def first_hall(fair: Fair) -> Hall:
    """Return the fair's first hall, making one when it has none."""
    return fair.halls.first() or Hall.objects.create(fair=fair, name="1")


def _add_tables(fair: Fair, hall: Hall, count: int, participant: Participant | None) -> None:
    taken = set(fair.tables.values_list("label", flat=True))
    number = fair.tables.count()
    tables: list[Table] = []
    while len(tables) < count:
        number += 1
        label = f"{number:02d}"
        if label not in taken:
            tables.append(
                Table(fair=fair, hall=hall, label=label, position=number, participant=participant)
            )
    Table.objects.bulk_create(tables)
