"""The desk answers an offer in the name of the two, or takes it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sangsaeng.fairs.actions.the_day.answering_offers import answer_offer
from sangsaeng.fairs.actions.the_day.offering import take_back
from sangsaeng.fairs.queries.the_day.offers import get_offer_for
from sangsaeng.kernel import clock
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.desk.frame import desk_of
from sangsaeng.web.views.desk.pressing import pressed


@require_POST
def settle(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Write down what the two said, or that nobody is asked any more."""
    actor = signed_in(request)
    fair = desk_of(request, slug)
    offer, at = get_offer_for(actor, fair, code), clock.now()
    what = request.POST.get("answer", "")
    if what == "accept":
        said = _("상담을 시간표에 넣었습니다. 두 기업에 알립니다.")
        pressed(request, lambda: answer_offer(offer, "accept", actor=actor, at=at), said)
    elif what == "take_back":
        said = _("제안을 거두었습니다. 기다리는 다음 기업이 있으면 이어서 제안합니다.")
        pressed(request, lambda: take_back(offer, actor=actor, at=at), said)
    else:
        said = _("거절로 적었습니다. 기다리는 다음 기업이 있으면 이어서 제안합니다.")
        pressed(request, lambda: answer_offer(offer, "decline", actor=actor, at=at), said)
    return redirect("desk_openings", fair.slug)
