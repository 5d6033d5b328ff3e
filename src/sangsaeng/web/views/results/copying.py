"""Next year's fair from a copy: first what it would hold, then the copy itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sangsaeng.fairs.actions.copying import copy_fair
from sangsaeng.fairs.models import Fair, Population
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.copying import preview_of
from sangsaeng.fairs.rules import may_copy
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.web.forms_copying import CopyForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.fairs.frame import frame


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a copy would hold, and make it once that was seen."""
    actor = signed_in(request)
    fair = get_fair_for(actor, slug)
    require(may_copy(actor, fair), actor)
    form = CopyForm.of(fair, request.POST or None)
    made: list[Fair] = []

    def deed() -> None:
        made.append(copy_fair(fair, form.wanted(), actor=actor, at=clock.now()))

    is_making = request.POST.get("step") == "make"
    if is_making and succeeds(form, deed):
        messages.success(
            request, _("새 상담회를 만들었습니다. 안내와 날짜를 확인한 뒤 신청을 받으십시오.")
        )
        return redirect("fair", made[0].slug)
    preview = None
    if form.is_bound and form.is_valid():
        wanted = form.wanted()
        preview = preview_of(fair, wanted.parts, wanted.first_day)
    context = {
        **frame(request, fair, _("다음 상담회 준비"), "fair_results"),
        "preview": preview,
        "is_two_sided": fair.population == Population.TWO_SIDED,
    }
    return form_page(request, "web/results/copy.html", form, context)
