"""The team of an entry: who may sit where, what is missing, and keys that name no company."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sangsaeng.kernel.particles import settled
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.models import Call, CallSeat, Entry, EntryPartner


@dataclass(frozen=True)
class Member:
    """A partner under a key that tells the seat and no name: ``supply-2``."""

    key: str
    partner: EntryPartner
    place: int

    @property
    def label(self) -> str:
        """The partner for those who may not know which company it is."""
        return _("%(seat)s %(place)s") % {"seat": self.partner.seat.name, "place": self.place}


def members_of(entry: Entry) -> list[Member]:
    """Return all that were ever asked into the team; their keys never change."""
    places: Counter[str] = Counter()
    members = []
    for partner in entry.partners.select_related("organization", "seat").order_by("pk"):
        places[partner.seat.key] += 1
        place = places[partner.seat.key]
        members.append(Member(f"{partner.seat.key}-{place}", partner, place))
    return members


def names_of(members: Iterable[Member]) -> dict[str, str]:
    """Return the names of those in the team by their keys, for those who may know them."""
    return {
        one.key: one.partner.organization.name for one in members if one.partner.state != "declined"
    }


def labels_of(members: Iterable[Member]) -> dict[str, str]:
    """Return what stands for the names where they are not told."""
    return {one.key: one.label for one in members if one.partner.state != "declined"}


def fits_seat(organization: Organization, seat: CallSeat) -> bool:
    """Tell whether the organization is of a kind and size that the seat takes."""
    return (not seat.kinds or organization.kind in seat.kinds) and (
        # Only companies have a size; a seat for both lets the others sit by their kind alone.
        not seat.sizes or organization.kind != "company" or organization.size_class in seat.sizes
    )


def seats_for(call: Call, organization: Organization, *, leading: bool = False) -> list[CallSeat]:
    """Return the seats of a call that the organization may take."""
    seats = [seat for seat in call.seats.all() if fits_seat(organization, seat)]
    return [seat for seat in seats if seat.may_lead] if leading else seats


def faults_in_team(call: Call, partners: Sequence[EntryPartner]) -> list[str]:
    """Say what keeps the team from handing in: who has not answered, which seat is short or full."""
    asked = [one for one in partners if one.state == "invited"]
    faults = [
        settled(
            _("%(name)s이(가) 아직 참여를 확인하지 않았습니다. 답을 받거나 팀에서 빼 주십시오.")
            % {"name": one.organization.name}
        )
        for one in asked
    ]
    joined = Counter(one.seat_id for one in partners if one.state == "joined")
    for seat in call.seats.all():
        told = {"seat": seat.name, "least": seat.least, "most": seat.most}
        if joined[seat.pk] < seat.least:
            faults.append(_("‘%(seat)s’ 역할에 적어도 %(least)s곳이 있어야 합니다.") % told)
        elif joined[seat.pk] > seat.most:
            faults.append(_("‘%(seat)s’ 역할은 %(most)s곳까지입니다.") % told)
    return faults
