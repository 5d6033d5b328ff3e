"""Guests of a ceremony: listed from the honors, asked, answering, arriving."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from sangsaeng.honors.events import GuestAsked
from sangsaeng.honors.models import Ceremony, Guest, Holder, Honor
from sangsaeng.honors.queries.ceremonies import honors_of
from sangsaeng.honors.refusals import CeremonyNotReady, GuestListedAlready
from sangsaeng.honors.rules import may_answer_invitation, may_hold_ceremony
from sangsaeng.honors.states import GUEST_STATES
from sangsaeng.kernel.actions import action, change, record, record_each
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Membership, Organization, Role

# Whose place it is to receive for an organization, the first before the others.
_RECEIVING = (Role.OWNER, Role.MANAGER)


@dataclass(frozen=True)
class Listed:
    """A guest as written on the list."""

    name: str
    title: str = ""
    organization: Organization | None = None
    honor: Honor | None = None
    receives: bool = False
    person: Person | None = None


@action
def list_from_honors(ceremony: Ceremony, *, actor: Person, at: datetime) -> int:
    """List for every holder who receives its plaque; return how many were new.

    It is the person who leads the organization here. Where nobody does, the place is kept open
    under «수상자 미정» rather than given a name that nobody said.
    """
    require(may_hold_ceremony(actor, ceremony.call), actor)
    held = Ceremony.objects.select_for_update().get(pk=ceremony.pk)
    honors = list(honors_of(held))
    if not honors:
        raise CeremonyNotReady
    there = set(held.guests.filter(receives=True).values_list("honor", "organization"))
    holders = [
        holder
        for honor in honors
        for holder in honor.holders.all()
        if (honor.pk, holder.organization_id) not in there
    ]
    leads = _leads({one.organization_id for one in holders})
    Guest.objects.bulk_create([_receiver(held, one, leads) for one in holders])
    record(held, listed=[one.name for one in holders])
    return len(holders)


@action
def add_guest(ceremony: Ceremony, listed: Listed, *, actor: Person, at: datetime) -> Guest:
    """Write a guest on the list by hand."""
    require(may_hold_ceremony(actor, ceremony.call), actor)
    guest = Guest(ceremony=ceremony, **_fields(listed))
    _save(guest)
    record(guest, ceremony=ceremony, name=listed.name)
    return guest


@action
def change_guest(guest: Guest, listed: Listed, *, actor: Person, at: datetime) -> None:
    """Correct what the list says of a guest."""
    require(may_hold_ceremony(actor, guest.ceremony.call), actor)
    try:
        with transaction.atomic():
            change(guest, name=listed.name, title=listed.title, receives=listed.receives)
    except IntegrityError as taken:
        raise GuestListedAlready from taken


@action
def remove_guest(guest: Guest, *, actor: Person, at: datetime) -> None:
    """Strike a guest off the list."""
    require(may_hold_ceremony(actor, guest.ceremony.call), actor)
    record(guest.ceremony, old={"guest": guest.name}, guest=None)
    guest.delete()


@action
def import_guests(
    ceremony: Ceremony, listed: Sequence[Listed], *, actor: Person, at: datetime
) -> dict[str, Any]:
    """Write many guests on the list at a time; those who stand there are left as they are."""
    require(may_hold_ceremony(actor, ceremony.call), actor)
    there = set(ceremony.guests.values_list("organization", "name"))
    new = [one for one in listed if _key(one) not in there]
    guests = Guest.objects.bulk_create(Guest(ceremony=ceremony, **_fields(one)) for one in new)
    record_each((one, {}, {"name": one.name}) for one in guests)
    report: dict[str, Any] = {"added": len(new), "same": len(listed) - len(new)}
    record(ceremony, **report)
    return report


@action
def ask_guests(ceremony: Ceremony, *, actor: Person, at: datetime) -> int:
    """Ask everybody who can be reached here and was not asked yet; return how many."""
    require(may_hold_ceremony(actor, ceremony.call), actor)
    waiting = (
        ceremony.guests.select_for_update(of=("self",))
        .filter(asked_at__isnull=True, state=GUEST_STATES.initial)
        .exclude(person__isnull=True, organization__isnull=True)
        .select_related("ceremony__call", "person", "organization")
    )
    guests = list(waiting)
    for one in guests:
        one.asked_at = at
    Guest.objects.bulk_update(guests, ["asked_at"])
    record(ceremony, asked=[one.code for one in guests])
    for one in guests:
        announce(GuestAsked(one, actor, at))
    return len(guests)


@action
def answer_invitation(guest: Guest, verb: str, *, actor: Person, at: datetime) -> None:
    """Say that the guest comes, or does not; who does not come frees the seat."""
    require(may_answer_invitation(actor, guest), actor)
    held = Guest.objects.select_for_update().get(pk=guest.pk)
    state = GUEST_STATES.after(held.state, verb)
    if state == "not_coming":
        Guest.objects.filter(pk=held.pk).update(row=None, seat=None)
    change(held, state=state, answered_at=at)


@action
def check_in(guest: Guest, *, actor: Person, at: datetime) -> None:
    """Note that the guest is there."""
    require(may_hold_ceremony(actor, guest.ceremony.call), actor)
    held = Guest.objects.select_for_update().get(pk=guest.pk)
    change(held, state=GUEST_STATES.after(held.state, "arrive"))


def _fields(listed: Listed) -> dict[str, Any]:
    return dict(vars(listed))


def _key(listed: Listed) -> tuple[int | None, str]:
    return (listed.organization.pk if listed.organization else None, listed.name)


def _save(guest: Guest) -> None:
    try:
        with transaction.atomic():
            guest.save()
    except IntegrityError as taken:
        raise GuestListedAlready from taken


def _leads(organizations: set[int]) -> dict[int, Membership]:
    """Return who leads each organization: an owner before a manager, the earliest first."""
    members = Membership.objects.running().filter(
        organization__in=organizations, role__in=_RECEIVING, person__is_active=True
    )
    ranked = sorted(
        members.select_related("person"),
        key=lambda one: (_RECEIVING.index(Role(one.role)), one.pk),
    )
    # Read from the end, so that the first one is the one that stays.
    return {one.organization_id: one for one in reversed(ranked)}


def _receiver(ceremony: Ceremony, holder: Holder, leads: dict[int, Membership]) -> Guest:
    lead = leads.get(holder.organization_id)
    return Guest(
        ceremony=ceremony,
        organization=holder.organization,
        honor=holder.honor,
        person=lead.person if lead else None,
        name=lead.person.name[:60] if lead else "수상자 미정",
        title=lead.title[:80] if lead else "",
        receives=True,
    )
