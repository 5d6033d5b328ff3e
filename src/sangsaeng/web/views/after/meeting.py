"""One meeting afterward: both sides' notes beside each other, and the form for one's own."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sangsaeng.fairs.actions.noting import mark_step_done, note_meeting
from sangsaeng.fairs.models import Fair
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.noted import NotedMeeting, SeenNote, climbs_of, noted
from sangsaeng.fairs.queries.occasions import get_occasion_for
from sangsaeng.fairs.refusals.afterward import NoOpenStep
from sangsaeng.fairs.rules import may_see_all
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.web.forms_after import NoteForm
from sangsaeng.web.views.after.shown import place_of, shown_note
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.fairs.frame import frame


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show a meeting's two notes, and write one's own."""
    viewer, at = signed_in(request), clock.now()
    fair, one = _meeting(request, viewer, slug, code)
    own = one.own_note.note if one.own_note else None
    if request.method != "POST":
        form = NoteForm(note=own)
        return form_page(request, "web/after/meeting.html", form, _context(request, fair, one, at))
    require(one.own is not None, viewer)
    form = NoteForm(request.POST, note=own)

    def write() -> None:
        if one.own is not None:
            note_meeting(
                one.occasion.request,
                one.own,
                form.told(),
                seen=form.cleaned_data["seen"],
                actor=viewer,
                at=at,
            )

    if succeeds(form, write):
        messages.success(request, _("상담 결과를 적었습니다. 상대 기업도 메모를 뺀 내용을 봅니다."))
        return redirect("results_mine", fair.slug)
    return form_page(request, "web/after/meeting.html", form, _context(request, fair, one, at))


@require_POST
def done(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Mark one's own next step as taken."""
    viewer = signed_in(request)
    fair, one = _meeting(request, viewer, slug, code)
    require(one.own is not None, viewer)
    if one.own_note is None:
        raise NoOpenStep
    mark_step_done(one.own_note.note, actor=viewer, at=clock.now())
    messages.success(request, _("할 일을 마친 것으로 적었습니다."))
    return redirect("results_mine", fair.slug)


def _meeting(
    request: HttpRequest, viewer: Person, slug: str, code: str
) -> tuple[Fair, NotedMeeting]:
    """Return the meeting of a request of this fair, for a party or the fair's people."""
    fair = get_fair_for(viewer, slug)
    wanted = request.POST.get("party") or request.GET.get("party", "")
    return fair, noted(viewer, get_occasion_for(viewer, fair, code), wanted)


def _context(
    request: HttpRequest, fair: Fair, one: NotedMeeting, at: datetime
) -> dict[str, object]:
    buyer, supplier = one.occasion.parties
    watches = may_see_all(request.user, fair) and one.own is None
    back, label = ("results_notes", _("상담 기록")) if watches else ("results_mine", _("상담 결과"))
    way = (label, reverse(back, args=[fair.slug]))
    title = f"{buyer} × {supplier}" if one.own is None else str(one.other)
    sides = [(one.buyer_note, buyer), (one.supplier_note, supplier)]
    return {
        **frame(request, fair, title, back, way),
        **place_of(one),
        "one": one,
        "request_topic": one.occasion.request.topic,
        "purpose": one.occasion.request.get_purpose_display(),
        "sides": [shown_note(seen, party, at) | {"climbs": _climbs(seen)} for seen, party in sides],
        "may_write": one.own is not None and one.has_begun(at),
        "has_begun": one.has_begun(at),
    }


def _climbs(seen: SeenNote | None) -> list[object]:
    """Return how a side came up and down the ladder, once it moved at all."""
    climbs = climbs_of(seen.note) if seen else []
    return list(climbs) if len(climbs) > 1 else []
