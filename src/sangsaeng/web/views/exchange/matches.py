"""What of the other side fits a need or an offer, why, and why something does not."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.exchange.bridge.matching import (
    MOST,
    LitPart,
    counts_among_matches,
    matches_of,
    pair_of,
    standing_of,
)
from sangsaeng.exchange.bridge.searching import Hit
from sangsaeng.exchange.kinds import Side, answering, particulars_of
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.access import get_listing_for
from sangsaeng.exchange.queries.learning import follows_history, verdicts_on
from sangsaeng.exchange.queries.looking import Looking
from sangsaeng.exchange.queries.shown import shown_to
from sangsaeng.exchange.rules import may_edit
from sangsaeng.kernel.permissions import Viewer, require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.forms_finding import LookingForm, names_of_filters
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.exchange.listing import frame
from sangsaeng.web.views.exchange.lists import headings_of_listings, record_of
from sangsaeng.web.views.exchange.shown import Row, address_of, rows_of
from sangsaeng.web.views.exporting import export_table

PER_PAGE = 10


@require_GET
def matches(request: HttpRequest, side: Side, code: str) -> HttpResponse:
    """Rank what of the other side fits, to the owner's people."""
    listing = _own(request, side, code)
    looking = Looking.of(side.other, request.GET.dict()).without("words")
    page = Paginator(matches_of(request.user, listing, MOST, looking), PER_PAGE).get_page(
        request.GET.get("page")
    )
    here = _("맞는 제안") if side == Side.NEED else _("맞는 수요")
    context = {
        **frame(request.user, listing, "listing_matches", here),
        "form": LookingForm(
            looking,
            counts_among_matches(request.user, listing, looking),
            leaving_out=("q",),
            kinds=answering(side, listing.kind),
        ),
        "page": page,
        "rows": _rows(request.user, listing, list(page)),
        "looking": looking,
        "follows": follows_history(listing.owner),
    }
    return render(request, "web/exchange/matches.html", context)


@require_GET
def export(request: HttpRequest, side: Side, code: str, form: str) -> HttpResponse:
    """Give the ranked counterparts as a file."""
    listing = _own(request, side, code)
    looking = Looking.of(side.other, request.GET.dict()).without("words")
    hits = matches_of(request.user, listing, MOST, looking)
    shown = shown_to(request.user, [hit.listing for hit in hits])
    records = [
        {"score": round(hit.score or 0, 4), "reasons": ", ".join(hit.reasons)}
        | record_of(one, request)
        for hit, one in zip(hits, shown, strict=True)
    ]
    headings = [("score", _("점수")), ("reasons", _("이어진 말")), *headings_of_listings()]
    return export_table(headings, records, form, "matches")


@require_GET
def why(request: HttpRequest, side: Side, code: str) -> HttpResponse:
    """Show why another fits, or why it is not among the matches, under the filters of their page."""
    listing = _own(request, side, code)
    given = " ".join(request.GET.get("with", "").split())
    looking = Looking.of(side.other, request.GET.dict()).without("words")
    other = _seen(request.user, given)
    context = {
        **frame(request.user, listing, "listing_why", _("왜 이 글이 있나요, 없나요?")),
        "given": given,
        "is_unknown": bool(given) and other is None,
        "looking": looking,
    }
    if other is not None:
        context |= _told(request.user, listing, other, looking)
    return render(request, "web/exchange/why.html", context)


def _own(request: HttpRequest, side: Side, code: str) -> Listing:
    actor = signed_in(request)
    listing = get_listing_for(actor, code, side)
    require(may_edit(actor, listing), actor)
    return listing


def _seen(viewer: Viewer, given: str) -> Listing | None:
    """Return the listing that a code or an address names, if the viewer may see it."""
    code = given.rstrip("/").rsplit("/", 1)[-1].upper()
    try:
        return get_listing_for(viewer, code) if code else None
    except NotFound:
        return None


def _rows(viewer: Viewer, listing: Listing, hits: Sequence[Hit]) -> list[Row]:
    said = verdicts_on(viewer, listing)
    why_url = address_of(listing.side, listing.code, "listing_why")
    return [
        replace(
            row,
            word=said.get(hit.listing.pk, ""),
            judge_url=_judge_url(listing, hit.listing),
            why_url=f"{why_url}?with={hit.listing.code}",
        )
        for row, hit in zip(rows_of(viewer, hits), hits, strict=True)
    ]


def _told(viewer: Viewer, listing: Listing, other: Listing, looking: Looking) -> dict[str, Any]:
    standing = standing_of(viewer, listing, other, looking)
    is_pair = standing.reason in {"ranked", "behind", "filtered"}
    pair = pair_of(listing, other) if is_pair else None
    (shown,) = shown_to(viewer, [other])
    names = names_of_filters()
    return {
        "other": shown,
        "other_url": address_of(other.side, other.code),
        "standing": standing,
        "filters": [names.get(field, "") for field in standing.fields],
        "pair": pair,
        "score": round(100 * pair.score) if pair else 0,
        "own_parts": _named(listing, pair.own) if pair else [],
        "other_parts": _named(other, pair.other) if pair else [],
        "agreed": [names[field] for field in pair.agreed] if pair else [],
        "word": verdicts_on(viewer, listing).get(other.pk, ""),
        "judge_url": _judge_url(listing, other),
    }


def _named(listing: Listing, parts: Sequence[LitPart]) -> list[dict[str, Any]]:
    labels = {
        "title": _("제목"),
        "abstract": _("공개 요약"),
        "keywords": _("핵심어"),
        "owner": _("올린 기업·기관"),
    } | {one.key: str(one.label) for one in particulars_of(listing.kind)}
    return [{"label": labels[part.name], "pieces": part.pieces} for part in parts]


def _judge_url(listing: Listing, other: Listing) -> str:
    return reverse("listing_judge", args=[listing.side, listing.code, other.code])
