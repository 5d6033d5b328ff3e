"""Holders, certificates, answers and holds: what both sides do once the matter runs."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sangsaeng.disclosure.actions.demanding import answer_about_secrecy
from sangsaeng.disclosure.actions.keeping import place_hold
from sangsaeng.disclosure.actions.naming import (
    consent_to_change,
    propose_holder,
    propose_removal,
    refuse_change,
)
from sangsaeng.disclosure.actions.running import hand_in_certificate, send_certificate_back
from sangsaeng.disclosure.queries.access import (
    get_agreement_of,
    get_change_of,
    get_holder_of,
)
from sangsaeng.disclosure.rules import may_end
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.rules import is_member
from sangsaeng.web.forms_disclosure import CertificateForm, HolderForm, ReasonForm, SecrecyForm
from sangsaeng.web.views.asking import form_page, succeeds
from sangsaeng.web.views.disclosure.frame import acting_side, frame, opened
from sangsaeng.web.views.disclosure.shown import disclosure_page


@require_POST
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Propose to put somebody on the list."""
    viewer, demand = opened(request, code)
    form = HolderForm(request.POST, auto_id="holder_%s")

    def deed() -> None:
        propose_holder(demand, form.named, actor=viewer, at=clock.now())

    if succeeds(form, deed):
        messages.success(request, _("명단 변경을 제안했습니다. 상대가 동의하면 반영됩니다."))
        return redirect("disclosure", code)
    return disclosure_page(request, viewer, demand, holder_form=form)


@require_POST
def remove(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """Propose to take somebody off the list."""
    viewer, demand = opened(request, code)
    holder = get_holder_of(get_agreement_of(demand), key)
    propose_removal(demand, holder, actor=viewer, at=clock.now())
    messages.success(request, _("명단에서 빼기를 제안했습니다. 열람은 지금부터 멈춥니다."))
    return redirect("disclosure", code)


@require_POST
def answer(request: HttpRequest, code: str, key: int, verb: str) -> HttpResponse:
    """Consent to a proposed change, or refuse it."""
    viewer, demand = opened(request, code)
    asked = get_change_of(get_agreement_of(demand), key)
    if verb == "consent":
        consent_to_change(asked, actor=viewer, at=clock.now())
        messages.success(request, _("명단 변경에 동의했습니다."))
    elif verb == "refuse":
        reason = request.POST.get("reason", "")[:300]
        refuse_change(asked, reason, actor=viewer, at=clock.now())
        messages.success(request, _("명단 변경에 동의하지 않았습니다."))
    else:
        raise NotFound
    return redirect("disclosure", code)


@require_http_methods(["GET", "POST"])
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Certify return or destruction."""
    viewer, demand = opened(request, code)
    require(may_end(viewer, demand) and is_member(viewer, demand.receiver), viewer)
    agreement = get_agreement_of(demand)
    form = CertificateForm(request.POST or None)

    def deed() -> None:
        hand_in_certificate(demand, form.returned, actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("확인서를 냈습니다. 상대가 확인하면 모두 마칩니다."))
        return redirect("disclosure", code)
    context = {
        **frame(demand, _("기술자료 반환·폐기 확인서"), _("확인서 내기")),
        "lead": ""
        if agreement.state == "ended"
        else _("사용 기간이 남아 있습니다. 확인서를 내면 계약이 끝나고 자료는 더 보이지 않습니다."),
        "submit": _("확인서 내기"),
    }
    return form_page(request, "web/disclosure/form.html", form, context)


@require_POST
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for something to be added to the certificate."""
    return _with_reason(
        request,
        code,
        lambda demand, reason, viewer: send_certificate_back(
            demand, reason, actor=viewer, at=clock.now()
        ),
        _("보완을 요청했습니다."),
    )


@require_POST
def hold(request: HttpRequest, code: str) -> HttpResponse:
    """Ask that nothing be thrown away."""
    viewer, demand = opened(request, code)
    side = acting_side(request, viewer, demand)
    return _with_reason(
        request,
        code,
        lambda demand, reason, viewer: place_hold(
            demand, side, reason[:300], actor=viewer, at=clock.now()
        ),
        _("보존을 요청했습니다. 거둘 때까지 서류를 지울 수 없습니다."),
    )


@require_http_methods(["GET", "POST"])
def answer_secrecy(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether the material is kept secret."""
    viewer, demand = opened(request, code)
    require(is_member(viewer, demand.owner), viewer)
    form = SecrecyForm(request.POST or None)

    def deed() -> None:
        given = form.cleaned_data
        answer_about_secrecy(
            demand, given["answer"], is_kept=given["is_kept"], actor=viewer, at=clock.now()
        )

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("답을 전했습니다."))
        return redirect("disclosure", code)
    context = {
        **frame(demand, _("비밀 관리 여부에 답하기"), _("비밀 관리 여부")),
        "submit": _("답하기"),
    }
    return form_page(request, "web/disclosure/form.html", form, context)


def _with_reason(
    request: HttpRequest,
    code: str,
    deed: Callable[..., object],
    done: str,
) -> HttpResponse:
    """Do something that needs a reason; without one the page says so."""
    viewer, demand = opened(request, code)
    form = ReasonForm(request.POST)

    def told() -> None:
        deed(demand, form.cleaned_data["reason"], viewer)

    if succeeds(form, told):
        messages.success(request, done)
        return redirect("disclosure", code)
    return disclosure_page(request, viewer, demand, reason_form=form)
