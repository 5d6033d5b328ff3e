"""What followed from an honor, for the program's officers: granted by hand, and stopped."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sangsaeng.honors.actions.benefits import grant_by_hand, stop_benefit
from sangsaeng.honors.models import Honor
from sangsaeng.honors.queries.benefits import (
    benefits_of,
    get_benefit_for,
    get_granted_honor_for,
)
from sangsaeng.honors.rules import may_grant_benefits
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.permissions import require
from sangsaeng.web.forms_benefits import GrantBenefitForm, StopForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.honors.benefits import rows_of


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show an honor's benefits, and grant what a past round brought."""
    viewer = signed_in(request)
    honor = get_granted_honor_for(viewer, code)
    form = GrantBenefitForm(
        request.POST or None,
        holders=honor.holders.all(),
        initial={"starts_on": honor.awarded_on, "source": honor.source},
    )

    def deed() -> None:
        holder = form.cleaned_data["holder"]
        grant_by_hand(holder, form.granted, actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("혜택을 주었습니다. 받은 곳의 ‘우리 혜택’에 보입니다."))
        return redirect("benefit_honor", honor.code)
    context: dict[str, object] = {
        "title": _("포상의 혜택"),
        "lead": str(honor),
        "breadcrumbs": _way(honor, ""),
        "honor": honor,
        "rows": rows_of(benefits_of(honor), day_of(clock.now())),
        "sample_data": honor.is_sample,
    }
    return form_page(request, "web/benefits/honor.html", form, context)


@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """Stop a benefit with the reason its holder reads."""
    viewer = signed_in(request)
    benefit = get_benefit_for(viewer, code)
    honor = benefit.holder.honor
    require(may_grant_benefits(viewer, honor), viewer)
    form = StopForm(request.POST or None)

    def deed() -> None:
        stop_benefit(benefit, form.cleaned_data["reason"], actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("혜택을 멈췄습니다. 오늘부터 없는 것으로 답합니다."))
        return redirect("benefit_honor", honor.code)
    context: dict[str, object] = {
        "title": _("혜택 멈추기"),
        "lead": f"{benefit.holder.name} · {benefit.name}",
        "breadcrumbs": _way(honor, benefit.name),
        "submit": _("멈추기"),
    }
    return form_page(request, "web/benefits/form.html", form, context)


def _way(honor: Honor, here: str) -> list[dict[str, str]]:
    return [
        {"label": str(honor), "url": f"/honors/{honor.code}/"},
        {"label": here or _("포상의 혜택"), "url": ""},
    ]
