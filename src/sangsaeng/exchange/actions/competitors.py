"""The quiet list: organizations that see nothing of an owner's needs and offers."""

from datetime import datetime

from sangsaeng.exchange import rules
from sangsaeng.exchange.models import Competitor, Listing
from sangsaeng.exchange.refusals.listing import OwnOrganization
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Organization


@action
def name_competitor(
    owner: Organization, competitor: Organization, *, actor: Person, at: datetime
) -> Competitor:
    """Show the competitor nothing any more, and strangers neither; nobody is told."""
    require(rules.may_name_competitors(actor, owner), actor)
    if owner.pk == competitor.pk:
        raise OwnOrganization
    row, is_new = Competitor.objects.get_or_create(
        owner=owner, competitor=competitor, defaults={"named_by": actor, "named_at": at}
    )
    record(owner, competitor=competitor, is_new=is_new)
    _touch(owner, at)
    return row


@action
def remove_competitor(row: Competitor, *, actor: Person, at: datetime) -> None:
    """Show the competitor what everybody sees."""
    require(rules.may_name_competitors(actor, row.owner), actor)
    record(row.owner, old={"competitor": row.competitor}, removed=True)
    owner = row.owner
    row.delete()
    _touch(owner, at)


def _touch(owner: Organization, at: datetime) -> None:
    """Let whoever keeps an index look again at all the owner put up."""
    Listing.objects.of(owner).update(touched_at=at)
