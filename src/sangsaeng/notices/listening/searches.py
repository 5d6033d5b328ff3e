"""What people follow: new results of a saved search, and changes of what they watch."""

from datetime import datetime

from sangsaeng.exchange.events import ListingEnded, ListingPublished, SearchFound
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.following import is_shut_out, watchers_of
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.models import Person
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.addresses import listing_path, search_path, watches_path
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.news import News

MOST_TITLES = 5


@listen(SearchFound)
def tell_what_was_found(event: SearchFound) -> None:
    """Tell the person whose search it is."""
    search = event.search
    titles = [each.title for each in event.listings]
    news = News(
        None,
        Kind.SEARCH_FOUND,
        f"search_found:{search.code}:{event.at.isoformat()}",
        search_path(search),
        {"name": search.name, "count": len(titles), "titles": titles[:MOST_TITLES]},
        people=frozenset({search.person_id}),
    )
    tell([news], by=None, at=event.at)


@listen(ListingPublished)
def tell_that_it_is_out_again(event: ListingPublished) -> None:
    """Tell who watches a text that it changed, as far as they may still read it."""
    listing = event.listing
    readers = [
        one.person
        for one in watchers_of(listing)
        if Listing.objects.visible_to(one.person).filter(pk=listing.pk).exists()
    ]
    _tell_watchers(listing, readers, is_out=True, by=event.actor, at=event.at)


@listen(ListingEnded)
def tell_that_it_is_out_no_more(event: ListingEnded) -> None:
    """Tell who watches a text that it can no longer be read."""
    people = [one.person for one in watchers_of(event.listing) if not is_shut_out(one)]
    _tell_watchers(event.listing, people, is_out=False, by=event.actor, at=event.at)


def _tell_watchers(
    listing: Listing, readers: list[Person], *, is_out: bool, by: Person, at: datetime
) -> None:
    news = News(
        None,
        Kind.WATCHED_CHANGED,
        f"watched:{listing.code}:{at.isoformat()}",
        listing_path(listing) if is_out else watches_path(),
        {"title": listing.title, "is_out": is_out},
        people=frozenset(reader.pk for reader in readers) - {by.pk},
    )
    tell([news], by=by, at=at)
