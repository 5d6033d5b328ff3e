"""What came of a fair's meetings, for its people: both sides' notes, narrowed and exported."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.fairs.models import Fair, Population, Side
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.follow_ups import today_at
from sangsaeng.fairs.queries.noted import late_steps, noted_by_all
from sangsaeng.fairs.rules import may_see_all
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.web.forms_after import NoteFilterForm
from sangsaeng.web.views.after.shown import headings, meeting_record, place_of, shown_note
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.fairs.frame import frame

PER_PAGE = 50


@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the fair's meetings with the notes of both sides."""
    fair, at = watched(request, slug), clock.now()
    form = _filter(request, fair)
    found = noted_by_all(request.user, fair, form.filters)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **frame(request, fair, _("상담 기록"), "results_notes"),
        "form": form,
        "page": page,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "rows": [
            place_of(one)
            | {
                "has_begun": one.has_begun(at),
                "sides": [
                    shown_note(seen, party, at)
                    for seen, party in zip(one.notes, one.occasion.parties, strict=True)
                ],
            }
            for one in page
        ],
        "late": len(late_steps(request.user, fair, today_at(fair, at))),
        "side_labels": _sides(fair),
    }
    return render(request, "web/after/notes.html", context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the fair's meetings with both sides' notes, narrowed as on the page, as a file."""
    fair = watched(request, slug)
    found = noted_by_all(request.user, fair, _filter(request, fair).filters)
    records = [
        meeting_record(one, [("buyer", one.buyer_note), ("supplier", one.supplier_note)])
        for one in found
    ]
    return export_table(headings(_sides(fair)), records, form, "meetings")


def watched(request: HttpRequest, slug: str) -> Fair:
    """Return a fair of which the viewer sees everything, or refuse."""
    viewer = signed_in(request)
    fair = get_fair_for(viewer, slug)
    require(may_see_all(viewer, fair), viewer)
    return fair


def _filter(request: HttpRequest, fair: Fair) -> NoteFilterForm:
    side = Side.MEMBER if fair.population == Population.ONE else Side.BUYER
    buyers = fair.participants.filter(side=side).select_related("organization")
    return NoteFilterForm(request.GET).offer(buyers)


def _sides(fair: Fair) -> list[tuple[str, str]]:
    """Name the two sides; among one population they are only told apart."""
    if fair.population == Population.ONE:
        return [("buyer", _("첫째 기업")), ("supplier", _("둘째 기업"))]
    return [("buyer", str(Side.BUYER.label)), ("supplier", str(Side.SUPPLIER.label))]
