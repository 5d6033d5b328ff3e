"""What a person follows: searches that are kept, and single needs and offers that are watched."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from sangsaeng.exchange.events import SearchFound
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models import Listing, SavedSearch, Watch
from sangsaeng.exchange.queries.access import get_listing_for
from sangsaeng.exchange.queries.following import SETTLING, news_of
from sangsaeng.exchange.refusals.following import SearchNameTaken, TooManySearches
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import Invalid

MOST_SEARCHES = 50
LONGEST_NAME = 80
LONGEST_QUERY = 1000


@action
def save_search(
    name: str,
    side: str,
    query: Mapping[str, str],
    pace: str = SavedSearch.Pace.DAILY,
    *,
    actor: Person,
    at: datetime,
) -> SavedSearch:
    """Keep a search; what is out by now is not news any more."""
    name = " ".join(name.split())
    _refuse_unfit(name, side, query, pace)
    kept = SavedSearch.objects.visible_to(actor)
    if kept.count() >= MOST_SEARCHES:
        raise TooManySearches(limit=MOST_SEARCHES)
    if kept.filter(name=name).exists():
        raise SearchNameTaken(name=name)
    search = SavedSearch.objects.create(
        person=actor,
        name=name,
        side=side,
        query=dict(query),
        pace=pace,
        saved_at=at,
        told_until=at,
    )
    record(search, name=name, side=side, query=dict(query), pace=pace)
    return search


@action
def set_pace(search: SavedSearch, pace: str, *, actor: Person, at: datetime) -> None:
    """Choose how often news are told; what came while nothing was told is not told afterward."""
    if pace not in SavedSearch.Pace.values:
        raise Invalid({"pace": _("알림을 고르십시오.")})
    resumes = search.pace == SavedSearch.Pace.NEVER
    change(search, pace=pace, told_until=at if resumes else search.told_until)


@action
def forget_search(search: SavedSearch, *, actor: Person, at: datetime) -> None:
    """Keep the search no longer."""
    record(search, forgotten=search.name)
    search.delete()


@action
def tell_news(search: SavedSearch, *, actor: Person, at: datetime) -> int:
    """Tell what is new in the search, once, and return how much it was."""
    new = news_of(search, at)
    change(search, told_until=at - SETTLING)
    if new:
        announce(SearchFound(search, tuple(new), at))
    return len(new)


@action
def watch(listing: Listing, *, actor: Person, at: datetime) -> Watch:
    """Keep an eye on a need or an offer the person may read."""
    get_listing_for(actor, listing.code)
    kept, _is_new = Watch.objects.get_or_create(
        person=actor, listing=listing, defaults={"began_at": at}
    )
    record(kept, listing=listing)
    return kept


@action
def unwatch(listing: Listing, *, actor: Person, at: datetime) -> None:
    """Watch it no longer; also one that is out no more can be let go."""
    record(listing, unwatched=True)
    Watch.objects.visible_to(actor).filter(listing=listing).delete()


def _refuse_unfit(name: str, side: str, query: Mapping[str, str], pace: str) -> None:
    faults = {
        "name": (not 0 < len(name) <= LONGEST_NAME, _("이름을 80자 안으로 적어 주십시오.")),
        "side": (side not in Side.values, _("수요와 제안 가운데 고르십시오.")),
        "query": (
            sum(len(key) + len(value) for key, value in query.items()) > LONGEST_QUERY,
            _("검색 조건이 너무 깁니다. 조건을 줄여 주십시오."),
        ),
        "pace": (pace not in SavedSearch.Pace.values, _("알림을 고르십시오.")),
    }
    found = {field: text for field, (is_wrong, text) in faults.items() if is_wrong}
    if found:
        raise Invalid(found)
