"""The other side: who is there, each one's profile, and asking it for a meeting."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.actions.requesting import Wishes, enter_request
from sangsaeng.fairs.models import CompanyClass, Fair, Participant, Side
from sangsaeng.fairs.profiles import completeness
from sangsaeng.fairs.queries.access import get_fair_for, get_profile_for
from sangsaeng.fairs.queries.asking import asker
from sangsaeng.fairs.queries.directory import (
    directory_of,
    directory_records,
    listed,
    terms_offered,
)
from sangsaeng.fairs.queries.participants import others_of, own_participants
from sangsaeng.fairs.rules import may_edit_profile, may_request, may_run
from sangsaeng.kernel import clock
from sangsaeng.web.forms_asking import DirectoryFilterForm, SendBackForm
from sangsaeng.web.forms_taking_part import AskForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.fairs.frame import frame
from sangsaeng.web.views.fairs.parties import parties_of, party_frame, party_of

PER_PAGE = 24


@require_GET
def directory(request: HttpRequest, slug: str) -> HttpResponse:
    """List the other side to a participant."""
    fair = get_fair_for(request.user, slug)
    party = party_of(request, fair)
    form = DirectoryFilterForm(request.GET, terms=terms_offered(party))
    page = Paginator(directory_of(party, form.filters), PER_PAGE).get_page(request.GET.get("page"))
    at = clock.now()
    context = {
        **frame(request, fair, _("상대 찾기"), "fair_directory"),
        **party_frame(request, party),
        "form": form,
        "page": page,
        "rows": listed(party, page.object_list, at=at),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "asker": asker(party, at=at),
        "may_ask": may_request(request.user, party),
        "written": completeness(party),
    }
    return render(request, "web/fairs/directory.html", context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the other side, narrowed as on the page, as a file."""
    fair = get_fair_for(request.user, slug)
    party = party_of(request, fair)
    filters = DirectoryFilterForm(request.GET, terms=terms_offered(party)).filters
    records = directory_records(listed(party, directory_of(party, filters), at=clock.now()))
    headings = (
        ("name", _("기업·기관명")),
        ("class", _("기업 구분")),
        ("headline", _("한 줄 소개")),
        ("interests", _("관심 분야·품목")),
        ("strengths", _("실적·인증")),
        ("about", _("소개")),
        ("request", _("우리와의 신청")),
        ("why_not", _("신청할 수 없는 까닭")),
    )
    return export_table(headings, records, form, "directory")


@require_GET
def profile(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show a participant to the other side, with the form to ask it."""
    fair = get_fair_for(signed_in(request), slug)
    other = get_profile_for(request.user, fair, code)
    return render(request, "web/fairs/profile.html", _context(request, fair, other))


@require_POST
def ask(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Ask the participant for a meeting."""
    actor = signed_in(request)
    fair = get_fair_for(actor, slug)
    other = get_profile_for(actor, fair, code)
    asking = _asking(request, other) or parties_of(request, fair)[0]
    form = AskForm(request.POST)

    def deed() -> None:
        enter_request(asking, other, _wishes(form, asking, other), actor=actor, at=clock.now())

    if succeeds(form, deed):
        messages.success(request, _("상담을 신청했습니다."))
        return redirect(f"{reverse('fair_sent', args=[fair.slug])}?for={asking.code}")
    shown = _context(request, fair, other) | {"may_ask": True}
    return form_page(request, "web/fairs/profile.html", form, shown)


def _wishes(form: AskForm, asking: Participant, asked: Participant) -> Wishes:
    """Return what was entered, said from the side on which the asking party stands."""
    if asking.side == Side.MEMBER:
        return form.wishes(Side.BUYER if asking.pk < asked.pk else Side.SUPPLIER)
    return form.wishes(asking.side)


def _asking(request: HttpRequest, other: Participant) -> Participant | None:
    """Return the viewer's participant that stands across from the other, if there is one."""
    own = own_participants(request.user, other.fair)
    across = set(
        others_of(other).filter(pk__in=[one.pk for one in own]).values_list("pk", flat=True)
    )
    wanted = request.GET.get("for", "")
    found = [one for one in own if one.pk in across]
    for one in found:
        one.fair = other.fair
    return next((one for one in found if one.code == wanted), found[0] if found else None)


def _context(request: HttpRequest, fair: Fair, other: Participant) -> dict[str, Any]:
    asking = _asking(request, other)
    row = listed(asking, [other], at=clock.now())[0] if asking else None
    sees_all = may_run(request.user, fair)
    way = (
        (_("참가기업 소개"), reverse("fair_profiles", args=[fair.slug]))
        if sees_all
        else (_("상대 찾기"), reverse("fair_directory", args=[fair.slug]))
    )
    return {
        **frame(request, fair, other.organization.name, "fair_directory", way),
        "other": other,
        "class_label": CompanyClass.of(other.organization).label,
        "written": completeness(other),
        "asking": asking,
        "row": row,
        "form": AskForm(),
        "may_ask": asking is not None and may_request(request.user, asking),
        "may_edit": may_edit_profile(request.user, other),
        "is_own": other in own_participants(request.user, fair),
        "send_back_form": SendBackForm(initial={"note": other.profile_note}),
    }
