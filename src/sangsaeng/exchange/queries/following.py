"""What a person follows, and what is news in it."""

import re
from datetime import datetime, time, timedelta

from django.db.models import Max

from sangsaeng.exchange.models import Competitor, Listing, SavedSearch, Watch
from sangsaeng.exchange.models.following import OwnQuerySet
from sangsaeng.exchange.queries.looking import Looking, narrowed
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Membership

DAILY_AT = time(8)
# A publication that another process is still writing down is not skipped.
SETTLING = timedelta(seconds=5)
# Most of a word's pairs of signs must be there: particles and spelling differ.
_ENOUGH = 0.8
_PAIR = 2
_SIGNS = re.compile(r"\w+")


def searches_of(viewer: Viewer) -> OwnQuerySet:
    """Return the searches the viewer keeps."""
    return SavedSearch.objects.visible_to(viewer)


def get_search_for(viewer: Viewer, code: str) -> SavedSearch:
    """Return one of the viewer's own searches."""
    found: SavedSearch | None = searches_of(viewer).filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def watches_of(viewer: Viewer) -> list[Watch]:
    """Return what the viewer watches, as far as it may still be read, the newest first."""
    readable = Listing.objects.visible_to(viewer)
    kept = Watch.objects.visible_to(viewer).filter(listing__in=readable)
    return list(kept.select_related("listing__owner"))


def is_watched(viewer: Viewer, listing: Listing) -> bool:
    """Tell whether the viewer watches it."""
    return Watch.objects.visible_to(viewer).filter(listing=listing).exists()


def watchers_of(listing: Listing) -> list[Watch]:
    """Return who watches it."""
    return list(listing.watches.select_related("person").order_by("pk"))


def is_shut_out(watch: Watch) -> bool:
    """Tell whether the owner has come to show nothing to the watcher's organizations."""
    mine = Membership.objects.organizations_of(watch.person)
    return Competitor.objects.filter(owner=watch.listing.owner_id, competitor__in=mine).exists()


def searches_with_possible_news(at: datetime) -> list[SavedSearch]:
    """Return the searches before which something new was published and whose time has come."""
    newest = Listing.objects.published().filter(published_at__lte=at - SETTLING)
    latest = newest.aggregate(latest=Max("published_at"))["latest"]
    if latest is None:
        return []
    behind = SavedSearch.objects.filter(told_until__lt=latest).select_related("person")
    at_once = behind.filter(pace=SavedSearch.Pace.AT_ONCE)
    daily = behind.filter(pace=SavedSearch.Pace.DAILY, told_until__lt=_last_morning(at))
    return [*at_once.order_by("pk"), *daily.order_by("pk")]


def news_of(search: SavedSearch, at: datetime) -> list[Listing]:
    """Return what was published since its owner was told last, as far as its owner may read it.

    All words of the search must be there; a mail is no place for distant likenesses.
    """
    looking = Looking.of(search.side, search.query)
    new = narrowed(search.person, looking).filter(
        published_at__gt=search.told_until, published_at__lte=at - SETTLING
    )
    return [each for each in new if holds(looking.words, _public_text(each))]


def holds(words: str, text: str) -> bool:
    """Tell whether every word stands in the text, whatever its particles and spaces."""
    whole = "".join(_SIGNS.findall(text.casefold()))
    return all(_stands_in(word, whole) for word in _SIGNS.findall(words.casefold()))


def _stands_in(word: str, whole: str) -> bool:
    if word in whole:
        return True
    pairs = [word[at : at + _PAIR] for at in range(len(word) - 1)]
    return bool(pairs) and sum(pair in whole for pair in pairs) >= _ENOUGH * len(pairs)


def _public_text(listing: Listing) -> str:
    return f"{listing.title} {listing.abstract} {listing.keywords}"


def _last_morning(at: datetime) -> datetime:
    here = at.astimezone(SEOUL)
    morning = datetime.combine(here.date(), DAILY_AT, SEOUL)
    return morning if here >= morning else morning - timedelta(days=1)
