"""Letting in: an owner opens the detail to another organization, and closes it again."""

from datetime import datetime

from sangsaeng.exchange import rules
from sangsaeng.exchange.actions.stepping import hold
from sangsaeng.exchange.events import LetIn
from sangsaeng.exchange.models import Admission, Competitor, Listing
from sangsaeng.exchange.refusals.listing import OnTheQuietList, OwnOrganization
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Organization


@action
def let_in(
    listing: Listing, organization: Organization, *, actor: Person, at: datetime
) -> Admission:
    """Open the detail and the owner's name to the organization; whom it is open to stays in."""
    require(rules.may_let_in(actor, listing), actor)
    hold(listing)
    if organization.pk == listing.owner_id:
        raise OwnOrganization
    if Competitor.objects.filter(owner=listing.owner_id, competitor=organization).exists():
        raise OnTheQuietList
    admission, is_new = Admission.objects.get_or_create(
        listing=listing,
        organization=organization,
        ended_at=None,
        defaults={"let_in_by": actor, "let_in_at": at},
    )
    record(listing, let_in=organization, is_new=is_new)
    if is_new:
        announce(LetIn(listing, organization.pk, actor, at))
    return admission


@action
def end_admission(admission: Admission, *, actor: Person, at: datetime) -> None:
    """Close the detail to the organization again; what it has read it has read."""
    require(rules.may_let_in(actor, admission.listing), actor)
    hold(admission.listing)
    if admission.ended_at is None:
        change(admission, ended_at=at)
    else:
        record(admission, unchanged=True)
