"""The public page of one need or offer, and the same as data."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.exchange.bridge.matching import matches_of, similar_to
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.access import get_listing_for
from sangsaeng.exchange.queries.plain import plain as as_data
from sangsaeng.exchange.queries.shown import Shown, shown_to
from sangsaeng.exchange.rules import may_edit
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations.sectors import sector_group, sector_label
from sangsaeng.web.views.exchange.panels import panels_of
from sangsaeng.web.views.exchange.shown import (
    address_of,
    certificates_in_words,
    hits_of,
    rows_of,
    several,
)

FIRST_MATCHES, SIMILAR = 3, 4


@require_GET
def page(request: HttpRequest, side: Side, code: str) -> HttpResponse:
    """Show a need or an offer as far as the viewer may read it."""
    listing = get_listing_for(request.user, code, side)
    (shown,) = shown_to(request.user, [listing])
    edits = may_edit(request.user, listing)
    context = {
        **frame(request.user, listing, "listing_page"),
        "shown": shown,
        "sector": sector_label(sector_group(shown.sector)),
        "certificates": certificates_in_words(shown),
        "particulars": particulars_in_words(shown),
        "panels": panels_of(request, listing),
        "matches": _first_matches(request.user, listing) if edits else [],
        "similar": _similar(request.user, listing),
        "linked": address_of(side, code, "listing_linked"),
    }
    return render(request, "web/exchange/listing.html", context)


@require_GET
def plain(request: HttpRequest, side: Side, code: str) -> HttpResponse:
    """Give a need or an offer as JSON, as far as the viewer may read it."""
    (shown,) = shown_to(request.user, [get_listing_for(request.user, code, side)])
    url = request.build_absolute_uri(address_of(side, code))
    return JsonResponse(as_data(shown) | {"url": url}, json_dumps_params={"ensure_ascii": False})


@require_GET
def linked(request: HttpRequest, side: Side, code: str) -> HttpResponse:
    """Give a need or an offer as linked data (schema.org Demand or Offer)."""
    (shown,) = shown_to(request.user, [get_listing_for(request.user, code, side)])
    url = request.build_absolute_uri(address_of(side, code))
    return JsonResponse(
        _linked(shown, url),
        json_dumps_params={"ensure_ascii": False},
        content_type="application/ld+json; charset=utf-8",
    )


def frame(viewer: Viewer, listing: Listing, current: str, here: str = "") -> dict[str, Any]:
    """Return what every page about a need or an offer has: title, way, tabs."""
    side, code = listing.side, listing.code
    way = [{"label": several(side), "url": f"/{'needs' if side == Side.NEED else 'offers'}/"}]
    if here:
        way.append({"label": listing.title, "url": address_of(side, code)})
    pages = [
        ("listing_page", _("소개")),
        ("listing_matches", _("맞는 제안") if side == Side.NEED else _("맞는 수요")),
        ("listing_why", _("왜 없나요?")),
    ]
    return {
        "title": here or listing.title,
        "listing": listing,
        "breadcrumbs": [*way, {"label": here or listing.title, "url": ""}],
        "tabs": [
            {
                "label": label,
                "url": address_of(side, code, name),
                "current": name == current,
                "count": "",
            }
            for name, label in pages
        ]
        if may_edit(viewer, listing)
        else [],
    }


def particulars_in_words(shown: Shown) -> list[tuple[str, Any]]:
    """Return the kind's own fields with their labels, choices by their names."""
    said = []
    for one, value in shown.particulars:
        named = {key: str(label) for key, label in one.choices}.get(str(value), value)
        is_won = one.form == "won" and isinstance(value, int)
        said.append((str(one.label), _("%(won)s원") % {"won": f"{value:,}"} if is_won else named))
    return said


def _first_matches(viewer: Viewer, listing: Listing) -> list[Any]:
    return rows_of(viewer, list(matches_of(viewer, listing, FIRST_MATCHES)))


def _similar(viewer: Viewer, listing: Listing) -> list[Any]:
    return rows_of(viewer, hits_of(similar_to(viewer, listing, SIMILAR)))


def _linked(shown: Shown, url: str) -> dict[str, Any]:
    kind = "Demand" if shown.side == Side.NEED else "Offer"
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": url,
        "url": url,
        "identifier": shown.code,
        "name": shown.title,
        "description": shown.abstract,
        "category": str(shown.kind_label),
        "areaServed": str(shown.region_label),
        "availabilityStarts": shown.published_at,
        "availabilityEnds": shown.expires_on,
        "itemOffered": {
            "@type": "Product" if shown.kind in {"product", "dead_stock"} else "Service",
            "name": shown.title,
            "keywords": shown.keywords,
        },
    }
    if shown.owner:
        owner = {"@type": "Organization", "name": shown.owner.name}
        # Who seeks a demand is said of the organization, so from the demand backwards.
        about |= {"seller": owner} if kind == "Offer" else {"@reverse": {"seeks": owner}}
    return {key: value for key, value in about.items() if value}
