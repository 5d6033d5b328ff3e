"""What is done to an honor later: printing its plaque, revoking it; and keeping the issuer's keys."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.honors.actions.issuing import issue_anew
from sangsaeng.honors.actions.keys import report_compromise, rotate_key
from sangsaeng.honors.actions.revoking import revoke_honor
from sangsaeng.honors.addresses import issuer
from sangsaeng.honors.models import IssuerKey
from sangsaeng.honors.papers import plaques_paper
from sangsaeng.honors.queries.gallery import get_honor_for
from sangsaeng.honors.queries.plaques import get_plaque
from sangsaeng.honors.rules import may_issue_anew, may_keep_keys, may_print, may_revoke
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.forms_honors import ReasonForm, StolenForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import attachment


@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """Take an honor back, with the reason that everybody reads."""
    viewer = signed_in(request)
    honor = get_honor_for(viewer, code)
    require(may_revoke(viewer, honor), viewer)
    form = ReasonForm(request.POST or None)

    def take_back() -> None:
        revoke_honor(honor, form.cleaned_data["reason"], actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, take_back):
        messages.success(request, _("포상을 취소했습니다. 기념패의 확인 화면에도 바로 보입니다."))
        return redirect("honor", honor.code)
    context: dict[str, object] = {
        "title": _("포상 취소"),
        "lead": honor.name,
        "notice": _(
            "기념패와 이력이 모두 취소로 표시됩니다. 되돌릴 수 없으며, 지워지는 것은 없습니다."
        ),
        "breadcrumbs": [
            {"label": _("포상 사례"), "url": reverse("honors")},
            {"label": honor.name, "url": reverse("honor", args=[honor.code])},
            {"label": _("포상 취소"), "url": ""},
        ],
        "submit": _("포상 취소"),
    }
    return form_page(request, "web/honors/form.html", form, context)


@require_GET
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Give a plaque as print-ready PDF to its holder and to who gave it."""
    viewer = signed_in(request)
    plaque = get_plaque(code)
    if plaque.revoked_at is not None or not may_print(viewer, plaque):
        raise NotFound
    content = plaques_paper([plaque], clock.now(), with_cut_marks="cut" in request.GET)
    return attachment(content, "application/pdf", f"{plaque.number}.pdf")


@require_http_methods(["GET", "POST"])
def anew(request: HttpRequest, code: str) -> HttpResponse:
    """Revoke a plaque and issue it anew."""
    viewer = signed_in(request)
    plaque = get_plaque(code)
    require(may_issue_anew(viewer, plaque), viewer)
    form, issued = ReasonForm(request.POST or None), []

    def issue() -> None:
        issued.append(issue_anew(plaque, form.cleaned_data["reason"], actor=viewer, at=clock.now()))

    if request.method == "POST" and succeeds(form, issue):
        messages.success(request, _("기념패를 새로 발행했습니다. 앞의 것은 취소되었습니다."))
        return redirect("plaque_verify", issued[0].code)
    context: dict[str, object] = {
        "title": _("기념패 새로 발행"),
        "lead": plaque.number,
        "notice": _("지금의 기념패는 취소되고, 새 번호와 QR로 다시 발행됩니다."),
        "submit": _("새로 발행"),
    }
    return form_page(request, "web/honors/form.html", form, context)


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys that sign plaques, to who keeps them."""
    viewer = signed_in(request)
    require(may_keep_keys(viewer), viewer)
    context = {
        "title": _("발행 열쇠"),
        "lead": _("기념패에 서명하는 열쇠입니다. 비밀 부분은 데이터베이스 밖의 파일에 있습니다."),
        "keys": IssuerKey.objects.order_by("-made_at"),
        "issuer": issuer(),
    }
    return render(request, "web/honors/keys.html", context)


@require_POST
def rotate(request: HttpRequest) -> HttpResponse:
    """Let a new key sign."""
    rotate_key(actor=signed_in(request), at=clock.now())
    messages.success(
        request, _("새 열쇠로 바꾸었습니다. 앞의 열쇠로 서명된 기념패는 그대로 유효합니다.")
    )
    return redirect("honor_keys")


@require_http_methods(["GET", "POST"])
def stolen(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a key fell into wrong hands."""
    viewer = signed_in(request)
    require(may_keep_keys(viewer), viewer)
    key = IssuerKey.objects.filter(pk=number).first()
    if key is None:
        raise NotFound
    form = StolenForm(request.POST or None)

    def report() -> None:
        report_compromise(key, form.cleaned_data["since"], actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, report):
        messages.success(request, _("유출된 열쇠로 표시하고 새 열쇠로 바꾸었습니다."))
        return redirect("honor_keys")
    context: dict[str, object] = {
        "title": _("열쇠 유출 알리기"),
        "lead": key.kid,
        "notice": _(
            "이때부터 이 열쇠로 서명된 것은 믿지 않습니다. 그 전에 서명된 기념패도 새로 발행하십시오."
        ),
        "submit": _("유출로 표시"),
    }
    return form_page(request, "web/honors/form.html", form, context)
