"""Needs and offers: found by words and filters, and taken along as a file."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.exchange.bridge.searching import DEEPEST, Ranked, counted, found, loosenings, total
from sangsaeng.exchange.kinds import KINDS_OF, Side
from sangsaeng.exchange.queries.looking import Looking
from sangsaeng.exchange.queries.shown import Shown, shown_to
from sangsaeng.kernel.clock import day_of
from sangsaeng.web.forms_finding import LookingForm, labels_of_values, names_of_filters
from sangsaeng.web.views.exchange.shown import (
    address_of,
    certificates_in_words,
    hits_of,
    rows_of,
    several,
)
from sangsaeng.web.views.exporting import Record, export_table

PER_PAGE = 20
MOST_EXPORTED = 20_000


@require_GET
def listings(request: HttpRequest, side: Side) -> HttpResponse:
    """List needs or offers, narrowed and searched."""
    looking = Looking.of(side, request.GET.dict())
    paginator = Paginator(found(request.user, looking), PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "title": several(side),
        "lead": _lead(side),
        "side": side,
        "form": LookingForm(looking, counted(request.user, looking), kinds=KINDS_OF[side]),
        "page": page,
        "rows": rows_of(request.user, hits_of(list(page)), looking.words),
        "total": max(total(request.user, looking), paginator.count)
        if looking.words
        else paginator.count,
        "deepest": DEEPEST,
        "looking": looking,
        "loosenings": [] if paginator.count else _loosenings(request, looking),
    }
    return render(request, "web/exchange/list.html", context)


@require_GET
def export(request: HttpRequest, side: Side, form: str) -> HttpResponse:
    """Give what the page lists, narrowed and searched alike, as a file."""
    looking = Looking.of(side, request.GET.dict())
    rows = found(request.user, looking)
    listed = rows.listings if isinstance(rows, Ranked) else rows[:MOST_EXPORTED]
    shown = shown_to(request.user, listed)
    headings = headings_of_listings()
    records = [record_of(one, request) for one in shown]
    return export_table(headings, records, form, "needs" if side == Side.NEED else "offers")


def headings_of_listings() -> list[tuple[str, str]]:
    """Return the columns of a list as a file."""
    names = names_of_filters()
    return [
        ("code", _("코드")),
        ("kind", names["kind"]),
        ("title", _("제목")),
        ("abstract", _("공개 요약")),
        ("keywords", _("핵심어")),
        ("owner", _("올린 기업·기관")),
        ("region", names["region"]),
        ("sector", names["sector"]),
        ("certificates", names["certificate"]),
        ("readiness", names["readiness"]),
        ("wanted_by", names["dated"]),
        ("published_on", _("공개한 날")),
        ("expires_on", _("공개 기한")),
        ("url", _("주소")),
    ]


def record_of(shown: Shown, request: HttpRequest) -> Record:
    """Return a need or an offer as a row of a file."""
    return {
        "code": shown.code,
        "kind": str(shown.kind_label),
        "title": shown.title,
        "abstract": shown.abstract,
        "keywords": shown.keywords,
        "owner": shown.owner.name if shown.owner else "",
        "region": str(shown.region_label),
        "sector": shown.sector,
        "certificates": ", ".join(certificates_in_words(shown)),
        "readiness": shown.readiness,
        "wanted_by": shown.wanted_by,
        "published_on": day_of(shown.published_at) if shown.published_at else None,
        "expires_on": shown.expires_on,
        "url": request.build_absolute_uri(address_of(shown.side, shown.code)),
    }


def _lead(side: Side) -> str:
    if side == Side.NEED:
        return _("기업과 기관이 찾고 있는 기술·제품·협력사를 찾아 보십시오.")
    return _("기업과 기관이 내놓은 기술·제품·특허·장비를 찾아 보십시오.")


def _loosenings(request: HttpRequest, looking: Looking) -> list[dict[str, Any]]:
    """Return what to give up for more: the filter with its value, and where that leads."""
    names, values = names_of_filters(), labels_of_values()
    there = reverse("listing_list", args=[looking.side])
    return [
        {
            "name": names[one.name],
            "value": values[one.name].get(getattr(looking, one.name), ""),
            "more": one.more,
            "url": _with_query(there, looking.without(one.name)),
        }
        for one in loosenings(request.user, looking)
    ]


def _with_query(url: str, looking: Looking) -> str:
    return f"{url}?{urlencode(looking.query)}" if looking.query else url
