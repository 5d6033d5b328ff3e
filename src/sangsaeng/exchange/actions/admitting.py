"""Letting others in: who reads the detail of a need or an offer, and whose it is."""

from datetime import datetime

from sangsaeng.exchange.events import LetIn
from sangsaeng.exchange.models import Admission, Listing
from sangsaeng.exchange.rules import may_let_in
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Organization


@action
def let_in(
    listing: Listing, organization: Organization, *, actor: Person, at: datetime
) -> Admission:
    """Open the detail to an organization; to let it in twice changes nothing."""
    require(may_let_in(actor, listing), actor)
    admission, made = Admission.objects.get_or_create(
        listing=listing,
        organization=organization,
        ended_at=None,
        defaults={"let_in_by": actor, "let_in_at": at},
    )
    record(admission, listing=listing, organization=organization, let_in=made)
    if made:
        announce(LetIn(listing, organization.pk, actor, at))
    return admission
