"""What a side session offers, as its officers write it: talks, checklist, materials."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.fairs.actions.briefing import (
    Upload,
    add_material,
    remove_material,
    set_checklist,
    set_talks,
)
from sangsaeng.fairs.models import Session
from sangsaeng.fairs.queries.briefings import get_session_for
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.forms_briefings import MaterialForm, item_rows, talk_rows, talks_of
from sangsaeng.web.keys import key_of
from sangsaeng.web.views.asking import signed_in, succeeds
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.fairs.frame import fair_to_run, frame


@require_http_methods(["GET", "POST"])
def content(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Write who speaks on what and what a vendor must have."""
    actor = signed_in(request)
    session = _session(request, slug, key)
    posted = request.POST if request.method == "POST" else None
    talks, items = talk_rows(session, posted), item_rows(session, posted)
    if posted is not None and talks.is_valid() and items.is_valid():
        at = clock.now()
        set_talks(session, talks_of(session, talks), actor=actor, at=at)
        set_checklist(session, items.wanted(), actor=actor, at=at)
        messages.success(request, _("발표와 준비 목록을 저장했습니다."))
        return redirect("session_content", slug, key)
    return _page(request, session, talks, items, status=422 if posted is not None else 200)


@require_POST
def hand_out(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Hand out a file with the session."""
    actor = signed_in(request)
    session = _session(request, slug, key)
    form = MaterialForm(request.POST, request.FILES)

    def deed() -> None:
        file = form.cleaned_data["file"]
        upload = Upload(file.name, file.read())
        add_material(session, form.cleaned_data["title"], upload, actor=actor, at=clock.now())

    if succeeds(form, deed):
        messages.success(request, _("자료를 올렸습니다."))
        return redirect("session_content", slug, key)
    return _page(request, session, talk_rows(session), item_rows(session), form, status=422)


@require_POST
def take_back(request: HttpRequest, slug: str, key: int, material: int) -> HttpResponse:
    """Hand a file out no more."""
    actor = signed_in(request)
    session = _session(request, slug, key)
    found = session.materials.filter(pk=material).select_related("session__fair").first()
    if found is None:
        raise NotFound
    remove_material(found, actor=actor, at=clock.now())
    messages.success(request, _("자료를 내렸습니다."))
    return redirect("session_content", slug, key)


@require_GET
def attendees(request: HttpRequest, slug: str, key: str, form: str) -> HttpResponse:
    """Answer with who attends as a file."""
    session = _session(request, slug, key_of(key))
    guests = session.attendees.select_related("organization")
    headings = [("organization", _("기업·기관")), ("side", _("구분"))]
    records: list[dict[str, object]] = [
        {"organization": one.organization.name, "side": str(one.get_side_display())}
        for one in guests
    ]
    return export_table(headings, records, form, "attendees")


def _session(request: HttpRequest, slug: str, key: int) -> Session:
    fair_to_run(request, slug)
    return get_session_for(request.user, slug, key)


def _page(
    request: HttpRequest,
    session: Session,
    talks: object,
    items: object,
    material: MaterialForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    way = (pgettext("several", "부대행사"), reverse("fair_sessions", args=[session.fair.slug]))
    context = {
        **frame(request, session.fair, session.title, "fair_sessions", way),
        "session": session,
        "talks": talks,
        "items": items,
        "material": material or MaterialForm(),
    }
    return render(request, "web/fairs/session_content.html", context, status=status)
