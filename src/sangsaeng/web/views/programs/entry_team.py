"""The team of an entry: whom the lead asks, and what each answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.actions.team import answer_partner, ask_partner, let_partner_go
from sangsaeng.programs.queries.entries import get_partner_for
from sangsaeng.web.forms_entries import AskPartnerForm
from sangsaeng.web.views.asking import succeeds
from sangsaeng.web.views.programs.entry_frame import opened
from sangsaeng.web.views.programs.entry_page import entry_page


@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask an organization into the team."""
    viewer, entry = opened(request, code)
    form = AskPartnerForm(request.POST, call=entry.call, auto_id="partner_%s")

    def deed() -> None:
        given = form.cleaned_data
        ask_partner(entry, given["organization"], given["seat"], actor=viewer, at=clock.now())

    if not succeeds(form, deed):
        return entry_page(request, viewer, entry, forms={"partner_form": form})
    messages.success(request, _("참여를 요청했습니다. 그곳의 관리자가 확인하면 팀에 함께합니다."))
    return redirect("entry", code)


@require_POST
def press(request: HttpRequest, code: str, key: int, verb: str) -> HttpResponse:
    """Join, decline, or let a partner go."""
    viewer, _entry = opened(request, code)
    partner, at = get_partner_for(viewer, code, key), clock.now()
    if verb == "join":
        answer_partner(partner, joins=True, actor=viewer, at=at)
        messages.success(request, _("참여를 확인했습니다."))
    elif verb == "decline":
        answer_partner(partner, joins=False, actor=viewer, at=at)
        messages.success(request, _("참여하지 않기로 했습니다. 이 신청은 이제 보이지 않습니다."))
        return redirect("entry_mine")
    elif verb == "let-go":
        let_partner_go(partner, actor=viewer, at=at)
        messages.success(request, _("팀에서 뺐습니다."))
    else:
        raise NotFound
    return redirect("entry", code)
