"""Being out: published for a time, renewed, closed, reminded of, and ended when the time is over."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from sangsaeng.exchange import rules
from sangsaeng.exchange.actions.stepping import (
    hold,
    last_day,
    refuse_unready_row,
    take_step,
)
from sangsaeng.exchange.events import ListingEnded, ListingExpiring, ListingPublished
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.states import LISTING_STATES
from sangsaeng.kernel.actions import action, record_each
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Invalid

LONGEST_REASON: Final = 300


@action
def publish(listing: Listing, until: date | None = None, *, actor: Person, at: datetime) -> None:
    """Put out what was checked, until a day within bounds or for the usual time."""
    require(rules.may_publish(actor, listing), actor)
    hold(listing)
    refuse_unready_row(listing)
    day = last_day(until, at=at)
    take_step(listing, "publish", at=at, published_at=at, expires_on=day, reminded_on=None)
    announce(ListingPublished(listing, actor, at))


@action
def renew(listing: Listing, until: date | None = None, *, actor: Person, at: datetime) -> None:
    """Give it more time; what had ended is out again as it was checked."""
    require(rules.may_publish(actor, listing), actor)
    hold(listing)
    refuse_unready_row(listing)
    was_out = listing.state == "published"
    day = last_day(until, at=at)
    again = {} if was_out else {"published_at": at}
    take_step(listing, "renew", at=at, expires_on=day, reminded_on=None, **again)
    if not was_out:
        announce(ListingPublished(listing, actor, at))


@action
def close(listing: Listing, because: str = "", *, actor: Person, at: datetime) -> None:
    """Take it in, with the reason if the owner gives one."""
    require(rules.may_publish(actor, listing), actor)
    hold(listing)
    because = " ".join(because.split())
    if len(because) > LONGEST_REASON:
        limit = _("%(limit)s자 이하로 입력해 주십시오.") % {"limit": LONGEST_REASON}
        raise Invalid({"because": limit})
    take_step(listing, "close", at=at, closed_at=at, closed_because=because)
    announce(ListingEnded(listing, actor, at))


@action
def expire(listings: Sequence[Listing], *, actor: Person, at: datetime) -> int:
    """End those whose last day is over; whoever renewed in the meantime is left alone."""
    overdue = [one.pk for one in listings]
    held = Listing.objects.select_for_update(of=("self",)).filter(
        pk__in=overdue, state="published", expires_on__lt=day_of(at)
    )
    ended = list(held.select_related("owner"))
    state = LISTING_STATES.after("published", "expire")
    Listing.objects.filter(pk__in=[one.pk for one in ended]).update(state=state, touched_at=at)
    record_each((one, {"state": one.state}, {"state": state}) for one in ended)
    for one in ended:
        one.state, one.touched_at = state, at
        announce(ListingEnded(one, actor, at))
    return len(ended)


@action
def remind(listings: Sequence[Listing], *, actor: Person, at: datetime) -> int:
    """Remind the owners of what ends soon, once for each time of being out."""
    near = [one.pk for one in listings]
    held = Listing.objects.select_for_update(of=("self",)).filter(
        pk__in=near, state="published", reminded_on__isnull=True
    )
    reminded = list(held.select_related("owner"))
    today = day_of(at)
    Listing.objects.filter(pk__in=[one.pk for one in reminded]).update(reminded_on=today)
    record_each((one, {}, {"reminded_on": today}) for one in reminded)
    for one in reminded:
        one.reminded_on = today
        announce(ListingExpiring(one, at))
    return len(reminded)
