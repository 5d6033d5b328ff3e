"""What the steps of a need or an offer share: holding the row, and what must be so before it goes on."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from sangsaeng.exchange.events import ListingSubmitted
from sangsaeng.exchange.facts import ListingFacts
from sangsaeng.exchange.identity import Identity, identity_of
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.refusals.listing import LifeOutOfBounds, NotComplete, TellsWhoItIs
from sangsaeng.exchange.states import LISTING_STATES
from sangsaeng.kernel.actions import change
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person

USUAL_LIFE: Final = timedelta(days=180)
SHORTEST_LIFE: Final = timedelta(days=7)
LONGEST_LIFE: Final = timedelta(days=365)


def hold(listing: Listing) -> None:
    """Hold the row and read its state anew, so that two hands come one after the other."""
    listing.refresh_from_db(from_queryset=Listing.objects.select_for_update(of=("self",)))


def take_step(listing: Listing, verb: str, *, at: datetime, **fields: Any) -> None:
    """Take a step of the held row, or refuse when its state has no such step."""
    state = LISTING_STATES.after(listing.state, verb)
    change(listing, state=state, touched_at=at, **fields)


def refuse_unready(facts: ListingFacts, identity: Identity | None = None) -> None:
    """Refuse a text that lacks what it needs, or that tells whose it is though nobody is named.

    ``identity`` is passed where many texts of one owner are looked at; it need not be otherwise.
    """
    if missing := facts.missing:
        raise NotComplete(missing=", ".join(missing))
    if identity is not None and (words := identity.found_in(facts.public_texts)):
        raise TellsWhoItIs(words="’, ‘".join(words))


def refuse_unready_row(listing: Listing) -> None:
    """Refuse a row that may not go on as it is."""
    unnamed = identity_of(listing.owner) if listing.is_anonymous else None
    refuse_unready(ListingFacts.of(listing), unnamed)


def last_day(until: date | None, *, at: datetime) -> date:
    """Return the last day of being out: the wished one within bounds, else the usual one."""
    today = day_of(at)
    if until is None:
        return today + USUAL_LIFE
    first, last = today + SHORTEST_LIFE, today + LONGEST_LIFE
    if not first <= until <= last:
        raise LifeOutOfBounds(first=first.isoformat(), last=last.isoformat())
    return until


def look_again(listing: Listing, *, actor: Person, at: datetime) -> None:
    """Take the steps that a change of what the public reads asks for.

    What is out goes back to be checked; what was checked, or waits for it, is a draft again.
    """
    if listing.state == "published":
        refuse_unready_row(listing)
        take_step(listing, "revise", at=at, sent_back_with="")
        announce(ListingSubmitted(listing, actor, at))
    elif listing.state != "draft":
        take_step(listing, "rework", at=at)
