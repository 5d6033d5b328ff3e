"""Writing: a need or an offer is entered, changed, and given files."""

from datetime import datetime
from typing import Final

from django.db.models import F

from sangsaeng.exchange import rules
from sangsaeng.exchange.actions.stepping import hold, look_again, refuse_unready_row, take_step
from sangsaeng.exchange.facts import ListingFacts
from sangsaeng.exchange.models import Attachment, Listing
from sangsaeng.exchange.refusals.listing import TooManyFiles
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.files import DOCUMENTS, store
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile, Invalid
from sangsaeng.organizations.models import Organization

MOST_FILES: Final = 10


@action
def write_listing(
    owner: Organization,
    facts: ListingFacts,
    *,
    actor: Person,
    at: datetime,
) -> Listing:
    """Enter a need or an offer as a draft; it may still lack what it needs to be checked."""
    require(rules.may_write_for(actor, owner), actor)
    facts = facts.checked()
    listing = Listing.objects.create(
        **facts.as_fields,
        owner=owner,
        author=actor,
        entered_at=at,
        touched_at=at,
        is_sample=owner.is_sample or actor.is_sample,
    )
    record(listing, **facts.as_fields, owner=owner)
    return listing


@action
def edit_listing(
    listing: Listing,
    facts: ListingFacts,
    *,
    actor: Person,
    at: datetime,
    seen_version: int | None = None,
) -> bool:
    """Say it anew; tell whether anything changed.

    A change of what the public reads asks for another check: what is out goes back to be checked.
    A new date, amount, region, detail or contact does not. With ``seen_version`` a change somebody
    else made meanwhile is not overwritten.
    """
    require(rules.may_edit(actor, listing), actor)
    hold(listing)
    if seen_version is not None and seen_version != listing.version:
        raise ChangedMeanwhile
    facts = facts.checked()
    old = ListingFacts.of(listing)
    said = old.as_fields
    differing = {name: new for name, new in facts.as_fields.items() if said[name] != new}
    if not differing:
        record(listing, unchanged=True)
        return False
    if "side" in differing:
        raise Invalid
    _take_version(listing)
    change(listing, **differing, touched_at=at)
    if facts.reads_otherwise_than(old):
        look_again(listing, actor=actor, at=at)
    elif listing.state != "draft":
        refuse_unready_row(listing)
    return True


@action
def rework(listing: Listing, *, actor: Person, at: datetime) -> None:
    """Take it back to write it anew; what was out stays hidden until it is published again."""
    require(rules.may_edit(actor, listing), actor)
    hold(listing)
    take_step(listing, "rework", at=at)


@action
def attach(  # noqa: PLR0913 - a file is a title, a name and its bytes
    listing: Listing,
    title: str,
    name: str,
    content: bytes,
    *,
    is_detail: bool = True,
    actor: Person,
    at: datetime,
) -> Attachment:
    """Put a file to the detail, or to what everybody reads; the latter asks for another check."""
    require(rules.may_edit(actor, listing), actor)
    hold(listing)
    if listing.attachments.count() >= MOST_FILES:
        raise TooManyFiles(limit=MOST_FILES)
    file = store(name, content, DOCUMENTS, actor=actor, at=at)
    longest = int(Attachment._meta.get_field("title").max_length or 0)
    attachment = Attachment.objects.create(
        listing=listing,
        title=(" ".join(title.split()) or file.name)[:longest],
        file=file,
        is_detail=is_detail,
    )
    record(listing, attached=attachment.title, sha256=file.sha256, is_detail=is_detail)
    _take_version(listing)
    change(listing, touched_at=at)
    if not is_detail:
        look_again(listing, actor=actor, at=at)
    return attachment


@action
def detach(attachment: Attachment, *, actor: Person, at: datetime) -> None:
    """Take a file away again."""
    listing = attachment.listing
    require(rules.may_edit(actor, listing), actor)
    hold(listing)
    _take_version(listing)
    record(listing, old={"attached": attachment.title}, detached=True)
    attachment.delete()
    change(listing, touched_at=at)


def _take_version(listing: Listing) -> None:
    Listing.objects.filter(pk=listing.pk).update(version=F("version") + 1)
    listing.version += 1
