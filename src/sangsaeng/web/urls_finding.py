"""Addresses on which needs and offers are found, read and matched."""

from django.urls import path, register_converter

from sangsaeng.exchange.kinds import Side
from sangsaeng.web.views.exchange import judging, listing, lists, matches, matching

SIDES = {"needs": Side.NEED, "offers": Side.OFFER}
WAYS = {side: way for way, side in SIDES.items()}


class SideConverter:
    """The side, as the plural in an address."""

    regex = "needs|offers"

    def to_python(self, value: str) -> Side:
        """Return the side."""
        return SIDES[value]

    def to_url(self, value: str) -> str:
        """Return the plural."""
        return WAYS[Side(value)]


class FormConverter:
    """What a list can be saved as."""

    regex = "xlsx|csv|json"

    def to_python(self, value: str) -> str:
        """Return the ending as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return the ending as it is."""
        return value


register_converter(SideConverter, "side")
register_converter(FormConverter, "form")

_ONE = "<side:side>/<code:code>"

urlpatterns = [
    path("<side:side>/", lists.listings, name="listing_list"),
    path("<side:side>.<form:form>", lists.export, name="listing_list_export"),
    path(f"{_ONE}/", listing.page, name="listing_page"),
    path(f"{_ONE}.json", listing.plain, name="listing_json"),
    path(f"{_ONE}.jsonld", listing.linked, name="listing_linked"),
    path(f"{_ONE}/matches/", matches.matches, name="listing_matches"),
    path(f"{_ONE}/matches.<form:form>", matches.export, name="listing_matches_export"),
    path(f"{_ONE}/why/", matches.why, name="listing_why"),
    path(f"{_ONE}/judge/<code:other>/", judging.judge, name="listing_judge"),
    path("my/matching/", matching.learned, name="matching"),
    path("my/matching/<code:code>/", matching.change, name="matching_change"),
]
