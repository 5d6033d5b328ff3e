"""The team: the lead asks organizations in, and each says for itself whether it takes part."""

from datetime import datetime

from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.actions.entering import locked, touch
from sangsaeng.programs.events import PartnerAnswered, PartnerAsked
from sangsaeng.programs.models import CallSeat, Entry, EntryPartner
from sangsaeng.programs.queries.writing import is_open_for
from sangsaeng.programs.refusals import (
    AlreadyInTeam,
    LeadStays,
    NotToBeWritten,
    SeatDoesNotFit,
    SeatTaken,
)
from sangsaeng.programs.rules import may_answer_partner, may_gather_team
from sangsaeng.programs.states import PARTNER_STATES
from sangsaeng.programs.teams import fits_seat


@action
def ask_partner(
    entry: Entry, organization: Organization, seat: CallSeat, *, actor: Person, at: datetime
) -> EntryPartner:
    """Ask an organization to take part in a seat; it answers for itself."""
    require(may_gather_team(actor, entry), actor)
    now = _open(entry, at)
    if seat.call_id != now.call_id or not fits_seat(organization, seat):
        raise SeatDoesNotFit(name=organization.name, seat=seat.name)
    there = now.partners.filter(organization=organization).first()
    if there is not None and there.state != "declined":
        raise AlreadyInTeam(name=organization.name)
    if now.partners.filter(seat=seat).exclude(state="declined").count() >= seat.most:
        raise SeatTaken(seat=seat.name)
    if there is None:
        there = EntryPartner.objects.create(
            entry=now, organization=organization, seat=seat, asked_at=at
        )
        record(there, organization=organization, seat=seat.key)
    else:
        state = PARTNER_STATES.after(there.state, "ask_again")
        change(there, state=state, seat=seat, asked_at=at, answered_by=None, answered_at=None)
    touch(entry)
    announce(PartnerAsked(there, actor, at))
    return there


@action
def answer_partner(
    partner: EntryPartner, *, joins: bool, actor: Person, at: datetime
) -> EntryPartner:
    """Say for one's organization whether it takes part; said once more, it stays said."""
    require(may_answer_partner(actor, partner), actor)
    now = _open(partner.entry, at)
    there = EntryPartner.objects.get(pk=partner.pk)
    if there.organization_id == now.lead_id:
        raise LeadStays
    if joins and there.state == "joined":
        record(there, unchanged=True)
        return there
    state = PARTNER_STATES.after(there.state, "join" if joins else "decline")
    change(there, state=state, answered_by=actor, answered_at=at)
    touch(partner.entry)
    announce(PartnerAnswered(there, actor, at))
    return there


@action
def let_partner_go(partner: EntryPartner, *, actor: Person, at: datetime) -> None:
    """Take an organization out of the team, by the lead."""
    require(may_gather_team(actor, partner.entry), actor)
    now = _open(partner.entry, at)
    there = EntryPartner.objects.get(pk=partner.pk)
    if there.organization_id == now.lead_id:
        raise LeadStays
    change(there, state=PARTNER_STATES.after(there.state, "decline"), answered_at=at)
    touch(partner.entry)


def _open(entry: Entry, at: datetime) -> Entry:
    now = locked(entry)
    if now.state != "draft" or not is_open_for(now, at):
        raise NotToBeWritten
    return now
