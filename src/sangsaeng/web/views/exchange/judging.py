"""One press says whether a match fits; another takes it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sangsaeng.exchange.actions.judging import judge as say
from sangsaeng.exchange.actions.judging import take_back
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.queries.access import get_listing_for
from sangsaeng.kernel import clock
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.exchange.shown import address_of


@require_POST
def judge(request: HttpRequest, side: Side, code: str, other: str) -> HttpResponse:
    """Say that the other fits or does not; no word takes back what was said."""
    actor = signed_in(request)
    own = get_listing_for(actor, code, side)
    counterpart = get_listing_for(actor, other)
    word = request.POST.get("word", "")
    if word:
        say(own, counterpart, word, actor=actor, at=clock.now())
    else:
        take_back(own, counterpart, actor=actor, at=clock.now())
    if request.headers.get("HX-Request"):
        shown = {"word": word, "judge_url": request.path, "is_said": True}
        return render(request, "web/exchange/_judge.html", shown)
    messages.success(request, _("반영했습니다.") if word else _("되돌렸습니다."))
    return redirect(_back(request) or address_of(side, code, "listing_matches"))


def _back(request: HttpRequest) -> str:
    """Return the page from which it was pressed, if it is one of ours."""
    back = request.POST.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""
