"""Where one search looks: each shelf holds one kind of thing, and gives what the viewer may see.

A shelf reads through its own context's door, so that what a viewer may not see is not among its
results, its number or its order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sangsaeng.exchange.bridge.searching import found
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.queries.interests import InterestFilters, inbox_of
from sangsaeng.exchange.queries.looking import Looking
from sangsaeng.exchange.queries.own import OwnFilters, own_listings
from sangsaeng.fairs.models import Fair
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.kernel.language import for_reader
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations.queries import called
from sangsaeng.web.views.exchange.shown import hits_of, rows_of

MOST: Final = 5


@dataclass(frozen=True)
class Result:
    """One thing that was found: where it is and what is said of it."""

    title: str
    url: str
    about: str = ""
    kind: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class Shelf:
    """What was found of one kind, and where all of it is."""

    title: str
    results: Sequence[Result]
    more_url: str = ""


def shelves(viewer: Viewer, words: str) -> list[Shelf]:
    """Return what is found under the words, shelf by shelf; empty shelves are left out."""
    if not words:
        return []
    filled = (look(viewer, words) for look in _SHELVES)
    return [shelf for shelf in filled if shelf.results]


def _needs(viewer: Viewer, words: str) -> Shelf:
    return _listings(viewer, words, Side.NEED, pgettext("several", "수요"))


def _offers(viewer: Viewer, words: str) -> Shelf:
    return _listings(viewer, words, Side.OFFER, pgettext("several", "제안"))


def _listings(viewer: Viewer, words: str, side: Side, title: str) -> Shelf:
    looking = Looking.of(side, {"q": words})
    rows = rows_of(viewer, hits_of(found(viewer, looking)[:MOST]))
    results = [
        Result(
            one.shown.title,
            one.url,
            one.shown.abstract,
            one.shown.kind_label,
            is_sample=one.shown.is_sample,
        )
        for one in rows
    ]
    return Shelf(
        title, results, f"{reverse('listing_list', args=[side])}?{urlencode({'q': words})}"
    )


def _organizations(viewer: Viewer, words: str) -> Shelf:
    results = [
        Result(
            for_reader(one.name, one.name_en),
            reverse("organization", args=[one.code]),
            one.profile,
            one.get_kind_display(),
            is_sample=one.is_sample,
        )
        for one in called(viewer, words, MOST)
    ]
    more = f"{reverse('organizations')}?{urlencode({'text': words})}"
    return Shelf(pgettext("several", "기업·기관"), results, more)


def _fairs(viewer: Viewer, words: str) -> Shelf:
    said = [
        Q(name__icontains=word) | Q(name_en__icontains=word) | Q(place__icontains=word)
        for word in words.split()
    ]
    visible = Fair.objects.visible_to(viewer).filter(*said).order_by("-entered_at", "-pk")
    results = [
        Result(name_of(one), reverse("fair", args=[one.slug]), one.place, one.get_state_display())
        for one in visible[:MOST]
    ]
    return Shelf(pgettext("several", "상담회"), results, reverse("fairs"))


def _own(viewer: Viewer, words: str) -> Shelf:
    """Give what of the viewer's own is not out: what is out is on the shelves above."""
    mine = own_listings(viewer, OwnFilters(text=words)).exclude(state="published")
    results = [
        Result(
            one.title,
            reverse("listing_own", args=[one.code]),
            one.abstract,
            one.get_state_display(),
            is_sample=one.is_sample,
        )
        for one in mine[:MOST]
    ]
    more = f"{reverse('listings_mine')}?{urlencode({'text': words})}"
    return Shelf(_("우리가 쓰고 있는 글"), results, more)


def _interests(viewer: Viewer, words: str) -> Shelf:
    if not isinstance(viewer, Person):
        return Shelf("", [])
    threads = inbox_of(viewer, InterestFilters(text=words))[:MOST]
    results = [
        Result(
            one.title,
            reverse("interest", args=[one.code]),
            one.counterpart_name,
            one.state_label,
        )
        for one in threads
    ]
    more = f"{reverse('my_interests')}?{urlencode({'text': words})}"
    return Shelf(_("주고받은 관심"), results, more)


_SHELVES: Final[tuple[Callable[[Viewer, str], Shelf], ...]] = (
    _needs,
    _offers,
    _organizations,
    _fairs,
    _own,
    _interests,
)
