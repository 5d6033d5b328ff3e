"""The agreement: its text, changed by both until both agree, and its signatures."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sangsaeng.disclosure.actions.drafting import agree_on_text, write_text
from sangsaeng.disclosure.actions.signing import sign
from sangsaeng.disclosure.models import Agreement, AgreementText
from sangsaeng.disclosure.queries.access import get_agreement_of
from sangsaeng.disclosure.queries.timeline import differences
from sangsaeng.disclosure.rules import may_sign_for
from sangsaeng.disclosure.terms import AGREEMENT_TERMS
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile, WrongState
from sangsaeng.organizations.models import Membership
from sangsaeng.web.forms_disclosure import SignForm, TextForm
from sangsaeng.web.views.asking import form_page, number_in, succeeds
from sangsaeng.web.views.disclosure.frame import acting_side, frame, opened


@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, code: str) -> HttpResponse:
    """Show the text with what changed, and write the next version."""
    viewer, demand = opened(request, code)
    agreement, side = get_agreement_of(demand), acting_side(request, viewer, demand)
    texts = list(agreement.texts.select_related("side", "written_by"))
    newest = texts[0]
    form = TextForm(request.POST or None, text=newest)

    def deed() -> None:
        seen = form.cleaned_data["seen"]
        write_text(demand, side, form.draft, seen=seen, actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("새 문안을 상대에게 보냈습니다."))
        return redirect("disclosure_text", code)
    is_open = agreement.state == "drafting"
    context = {
        **frame(demand, _("비밀유지계약 문안"), _("계약 문안")),
        "agreement": agreement,
        "text": newest,
        "terms": [(term.label, newest.terms.get(term.key, "")) for term in AGREEMENT_TERMS],
        "side": side,
        "history": _history(texts),
        "is_open": is_open,
        "is_ours": newest.side_id == side.pk,
        "may_agree": is_open and newest.side_id != side.pk and may_sign_for(viewer, demand, side),
        "may_call_off": may_sign_for(viewer, demand, side),
    }
    return form_page(request, "web/disclosure/text.html", form, context)


@require_POST
def agree(request: HttpRequest, code: str) -> HttpResponse:
    """Agree to what the other side wrote."""
    viewer, demand = opened(request, code)
    side = acting_side(request, viewer, demand)
    seen = number_in(request.POST.get("seen", ""))
    if seen is None:
        raise ChangedMeanwhile
    agree_on_text(demand, side, seen=seen, actor=viewer, at=clock.now())
    messages.success(request, _("문안에 합의했습니다. 계약서를 읽고 서명하십시오."))
    return redirect("disclosure_sign", code)


@require_http_methods(["GET", "POST"])
def sign_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the paper to be read first, and sign it."""
    viewer, demand = opened(request, code)
    agreement, side = get_agreement_of(demand), acting_side(request, viewer, demand)
    if agreement.document is None:
        raise WrongState(state=agreement.get_state_display(), verb=_("서명"))
    # Two owners of one side can sign; the title they go by is a help, not a fact.
    place = Membership.objects.running().filter(person=viewer, organization=side).first()
    initial = {"sha256": agreement.document.sha256, "title": place.title if place else ""}
    form = SignForm(request.POST or None, initial=initial)

    def deed() -> None:
        sign(demand, side, form.confirmation, actor=viewer, at=clock.now())

    if request.method == "POST":
        require(may_sign_for(viewer, demand, side), viewer)
    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("서명했습니다."))
        return redirect("disclosure", code)
    context = {
        **frame(demand, _("계약서 읽고 서명하기"), _("서명")),
        "agreement": agreement,
        "side": side,
        "signatures": agreement.signatures.select_related("organization"),
        "may_sign": _may_sign_now(agreement, side.pk) and may_sign_for(viewer, demand, side),
        "is_open": agreement.state in {"agreed", "half_signed"},
    }
    return form_page(request, "web/disclosure/sign.html", form, context)


def _may_sign_now(agreement: Agreement, side: int) -> bool:
    signed = agreement.signatures.filter(organization=side).exists()
    return agreement.state in {"agreed", "half_signed"} and not signed


def _history(texts: list[AgreementText]) -> list[dict[str, object]]:
    """Return each version with what it changed of the one before, the latest first."""
    before = [*texts[1:], None]
    return [
        {"text": after, "differences": differences(earlier, after) if earlier else []}
        for after, earlier in zip(texts, before, strict=True)
    ]
