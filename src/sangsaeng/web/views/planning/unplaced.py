"""Requests without a meeting: each with its reason in words, to be narrowed and acted upon."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.fairs.models import Timetable, Unplaced
from sangsaeng.fairs.queries.planning import requests_of_pairs, unplaced_of
from sangsaeng.fairs.reasons import Names, names_of, reason_label, reason_sentence
from sangsaeng.kernel.sheets.tables import Heading, Table
from sangsaeng.kernel.sheets.writing import write_xlsx
from sangsaeng.web.views.planning.drafts import frame_of
from sangsaeng.web.views.planning.frames import meeting_url, timetable_to_run

PAGE_LENGTH = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Codes = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Row:
    """A request without a meeting, as it is shown."""

    unplaced: Unplaced
    label: str
    sentence: str
    url: str
    rivals: list[tuple[str, str]]


@require_GET
def unplaced(request: HttpRequest, slug: str, serial: int) -> HttpResponse:
    """List the requests without a meeting, with their reasons."""
    timetable = timetable_to_run(request, slug, serial)
    names, codes = names_of(timetable.fair), requests_of_pairs(timetable)
    page = Paginator(_narrowed(timetable, request), PAGE_LENGTH).get_page(request.GET.get("page"))
    counts = Counter(timetable.unplaced.values_list("reason", flat=True))
    context = frame_of(timetable, "plan_unplaced") | {
        "page": page,
        "rows": [_row(one, names, timetable, codes) for one in page],
        "reasons": _reasons(counts, request.GET.get("reason", "")),
        "party": request.GET.get("party", ""),
        "parties": sorted(names.participants.items(), key=lambda named: named[1]),
    }
    return render(request, "web/planning/unplaced.html", context)


@require_GET
def unplaced_sheet(request: HttpRequest, slug: str, serial: int) -> HttpResponse:
    """Give the same list, narrowed the same way, as a spreadsheet."""
    timetable = timetable_to_run(request, slug, serial)
    names = names_of(timetable.fair)
    headings = (
        _("수요기업"),
        _("공급기업"),
        _("수요기업 희망"),
        _("공급기업 희망"),
        _("이유"),
        _("설명"),
        _("신청 번호"),
    )
    rows = [
        (
            names.participants[one.request.buyer.code],
            names.participants[one.request.supplier.code],
            str(one.request.get_buyer_wish_display()),
            str(one.request.get_supplier_wish_display()),
            reason_label(one.reason),
            reason_sentence(one, names),
            one.request.code,
        )
        for one in _narrowed(timetable, request)
    ]
    title = _("편성되지 않은 신청")
    language = (get_language() or "ko")[:2]
    table = Table(title, tuple(Heading(one) for one in headings), rows, language, free_rows=0)
    response = HttpResponse(write_xlsx([table]), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{slug}-{serial}-unplaced.xlsx"'
    return response


def _narrowed(timetable: Timetable, request: HttpRequest) -> QuerySet[Unplaced]:
    return unplaced_of(
        timetable, reason=request.GET.get("reason", ""), party=request.GET.get("party", "")
    )


def _reasons(counts: Counter[str], chosen: str) -> list[dict[str, object]]:
    most = max(counts.values(), default=1)
    return [
        {
            "code": code,
            "label": reason_label(code),
            "value": count,
            "max": most,
            "chosen": code == chosen,
        }
        for code, count in counts.most_common()
    ]


def _row(one: Unplaced, names: Names, timetable: Timetable, codes: Codes) -> Row:
    return Row(
        one,
        reason_label(one.reason),
        reason_sentence(one, names),
        meeting_url(timetable, one.request.code),
        _rivals(one, names, timetable, codes),
    )


def _rivals(
    one: Unplaced, names: Names, timetable: Timetable, codes: Codes
) -> list[tuple[str, str]]:
    """Return the meetings that stand in the request's place, each with its address."""
    meetings = one.detail.get("meetings")
    if not isinstance(meetings, list):
        return []
    pairs = [(rival["buyer"], rival["supplier"]) for rival in meetings]
    return [
        (
            f"{names.participants.get(buyer, '')} – {names.participants.get(supplier, '')}",
            meeting_url(timetable, codes[buyer, supplier]),
        )
        for buyer, supplier in pairs
        if (buyer, supplier) in codes
    ]
