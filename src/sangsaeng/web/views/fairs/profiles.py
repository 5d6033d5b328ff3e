"""Profiles: a participant writes its own, officers look them through and send thin ones back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.fairs.actions.profiles import (
    complete_profile,
    edit_profile,
    send_back,
    send_back_thin,
)
from sangsaeng.fairs.profiles import completeness
from sangsaeng.fairs.queries.access import get_fair_for, get_participant_for
from sangsaeng.fairs.queries.profiles import profile_records, profiles_for
from sangsaeng.fairs.rules import may_edit_profile
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Refusal
from sangsaeng.web.forms_asking import ProfileFilterForm, ProfileForm, SendBackForm
from sangsaeng.web.views.asking import SHOWN_IN_FORM, form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.fairs.frame import fair_to_run, fair_to_watch, frame

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Write a participant's profile, as a draft or as complete."""
    actor = signed_in(request)
    fair = get_fair_for(actor, slug)
    participant = get_participant_for(actor, fair, code)
    require(may_edit_profile(actor, participant), actor)
    form = ProfileForm.of(participant, request.POST if request.method == "POST" else None)
    is_done = "complete" in request.POST

    def deed() -> None:
        keep = complete_profile if is_done else edit_profile
        keep(participant, form.profile(), actor=actor, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        said = _("소개를 작성 완료로 저장했습니다.") if is_done else _("소개를 저장했습니다.")
        messages.success(request, said)
        return redirect("fair_profile", fair.slug, participant.code)
    way = (
        participant.organization.name,
        reverse("fair_participant", args=[fair.slug, participant.code]),
    )
    context = {
        **frame(request, fair, _("소개 쓰기"), "", way),
        "participant": participant,
        "written": completeness(participant),
    }
    return form_page(request, "web/fairs/profile_edit.html", form, context)


@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the profiles with how far each is written."""
    fair = fair_to_watch(request, slug)
    form = ProfileFilterForm(request.GET, fair=fair)
    rows = profiles_for(request.user, fair, form.filters)
    context = {
        **frame(
            request,
            fair,
            _("참가기업 소개"),
            "fair_participants",
            (pgettext("several", "참가기업"), reverse("fair_participants", args=[fair.slug])),
        ),
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "thin": sum(
            row.written.is_thin and row.participant.profile_state != "sent_back"
            for row in profiles_for(request.user, fair)
        ),
        "send_back_form": SendBackForm(
            initial={"note": _("상대 기업이 답하기 전에 읽는 소개입니다. 빈 칸을 채워 주십시오.")}
        ),
    }
    return render(request, "web/fairs/profiles.html", context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the profiles, narrowed as on the page, as a file."""
    fair = fair_to_watch(request, slug)
    filters = ProfileFilterForm(request.GET, fair=fair).filters
    headings = (
        ("name", _("기업·기관명")),
        ("side", _("구분")),
        ("percent", _("작성한 정도(%)")),
        ("missing", _("모자란 것")),
        ("state", _("소개 상태")),
        ("note", _("보완할 점")),
        ("headline", _("한 줄 소개")),
        ("about", _("소개")),
        ("interests", _("관심 분야·품목")),
        ("strengths", _("실적·인증")),
    )
    records = profile_records(profiles_for(request.user, fair, filters))
    return export_table(headings, records, form, "profiles")


@require_POST
def return_one(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Ask one participant to complete its profile."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    participant = get_participant_for(actor, fair, code)
    try:
        send_back(participant, request.POST.get("note", "")[:300], actor=actor, at=clock.now())
        messages.success(request, _("보완을 요청했습니다."))
    except Refusal as refused:
        _say(request, refused)
    return redirect("fair_profile", fair.slug, participant.code)


@require_POST
def return_thin(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask everybody with a thin profile to complete it."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    try:
        count = send_back_thin(
            fair, request.POST.get("note", "")[:300], actor=actor, at=clock.now()
        )
        said = ngettext(
            "%(count)s곳에 보완을 요청했습니다.", "%(count)s곳에 보완을 요청했습니다.", count
        )
        messages.success(request, said % {"count": count})
    except Refusal as refused:
        _say(request, refused)
    return redirect("fair_profiles", fair.slug)


def _say(request: HttpRequest, refused: Refusal) -> None:
    """Show a refusal on the page that the press came from."""
    if refused.status not in SHOWN_IN_FORM:
        raise refused
    messages.error(request, refused.sentence)
