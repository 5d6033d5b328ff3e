"""Needs and offers: who is told that something waits, was sent back, checked, ends or opens."""

from collections.abc import Sequence
from datetime import datetime

from sangsaeng.exchange.events import (
    LetIn,
    ListingChecked,
    ListingEnded,
    ListingExpiring,
    ListingsChecked,
    ListingSentBack,
    ListingsSubmitted,
    ListingSubmitted,
)
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.due import ending_with
from sangsaeng.exchange.rules import may_check
from sangsaeng.kernel.actions import acting
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.models import Person
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.addresses import (
    checking_path,
    listing_path,
    own_listing_path,
    own_listings_path,
)
from sangsaeng.notices.facts import Facts, name_of
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.models import Notice
from sangsaeng.notices.news import News
from sangsaeng.organizations.rules import LEADING


@listen(ListingSubmitted)
def tell_who_checks(event: ListingSubmitted) -> None:
    """Tell those who may check it: the named association's, or the editors."""
    _tell_checkers([event.listing], event.actor, event.at)


@listen(ListingsSubmitted)
def tell_who_checks_many(event: ListingsSubmitted) -> None:
    """Tell them once of all that was handed in together."""
    _tell_checkers(event.listings, event.actor, event.at)


@listen(ListingSentBack)
def tell_what_to_add(event: ListingSentBack) -> None:
    """Tell the owner's people what is asked for."""
    listing = event.listing
    facts = _facts([listing]) | {"side": listing.side, "note": listing.sent_back_with}
    once = f"listing_sent_back:{listing.code}:{event.at.isoformat()}"
    news = News(listing.owner_id, Kind.LISTING_SENT_BACK, once, own_listing_path(listing), facts)
    tell([news], by=event.actor, at=event.at)


@listen(ListingChecked)
def tell_that_it_was_checked(event: ListingChecked) -> None:
    """Tell the owner's people that it may go out."""
    _tell_checked([event.listing], event.actor, event.at)


@listen(ListingsChecked)
def tell_that_many_were_checked(event: ListingsChecked) -> None:
    """Tell them once of all that was checked together."""
    _tell_checked(event.listings, event.actor, event.at)


@listen(ListingExpiring)
def tell_that_it_ends_soon(event: ListingExpiring) -> None:
    """Tell the owner's people once of all that ends on one day."""
    _tell_of_the_end(event.listing, Kind.LISTINGS_EXPIRING, event.at)


@listen(ListingEnded)
def tell_that_it_ended(event: ListingEnded) -> None:
    """Tell the owner's people when the time was over; who closes knows."""
    if event.listing.state == "expired":
        _tell_of_the_end(event.listing, Kind.LISTINGS_EXPIRED, event.at)


@listen(LetIn)
def tell_who_was_let_in(event: LetIn) -> None:
    """Tell the people of the organization that may read the detail now."""
    listing = event.listing
    once = f"let_in:{listing.code}:{event.organization_id}:{event.at.isoformat()}"
    news = News(event.organization_id, Kind.LET_IN, once, listing_path(listing), _facts([listing]))
    tell([news], by=event.actor, at=event.at)


def _tell_checkers(listings: Sequence[Listing], actor: Person, at: datetime) -> None:
    first = listings[0]
    once = f"listings_to_check:{first.code}:{at.isoformat()}"
    news = News(
        None,
        Kind.LISTINGS_TO_CHECK,
        once,
        checking_path(),
        _facts(listings) | {"owners": len({one.owner_id for one in listings})},
        people=frozenset(_checkers(first)),
    )
    tell([news], by=actor, at=at)


def _checkers(listing: Listing) -> list[int]:
    people = Person.objects.filter(is_active=True)
    if listing.checker_id is None:
        found = people.filter(is_operator=True)
    else:
        found = people.filter(
            memberships__organization=listing.checker_id,
            memberships__ended_at__isnull=True,
            memberships__role__in=LEADING,
        )
    return [person.pk for person in found.distinct() if may_check(person, listing)]


def _tell_checked(listings: Sequence[Listing], actor: Person, at: datetime) -> None:
    first = listings[0]
    alone = len(listings) == 1
    path = own_listing_path(first) if alone else own_listings_path("checked")
    once = f"listings_checked:{first.code}:{at.isoformat()}"
    news = News(first.owner_id, Kind.LISTINGS_CHECKED, once, path, _facts(listings))
    tell([news], by=actor, at=at)


def _tell_of_the_end(listing: Listing, kind: Kind, at: datetime) -> None:
    day = listing.expires_on
    once = f"{kind}:{listing.owner.code}:{day}"
    # Many end on one day where many were published together; the first tells of all.
    if day is None or Notice.objects.filter(organization=listing.owner_id, once=once).exists():
        return
    state = "published" if kind == Kind.LISTINGS_EXPIRING else "expired"
    facts = _facts([listing]) | {"count": ending_with(listing), "expires_on": day.isoformat()}
    tell([News(listing.owner_id, kind, once, own_listings_path(state), facts)], by=acting(), at=at)


def _facts(listings: Sequence[Listing]) -> Facts:
    first = listings[0]
    return {"owner": name_of(first.owner), "count": len(listings), "title": first.title}
