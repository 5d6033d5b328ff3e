"""The way out in every mail: a signed link that works without signing in (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sangsaeng.kernel import clock
from sangsaeng.notices.actions.preferring import leave
from sangsaeng.notices.addresses import ALL, DIGEST, Leaving, leaving_of
from sangsaeng.notices.kinds import Group


# Mail programs press the button themselves, with no cookie and no form of ours; what they hold is
# the signed address, and it opens nothing but this.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first; keep the mails away on a press."""
    leaving = leaving_of(token)
    if request.method == "POST":
        if request.POST.get("scope") == ALL:
            leaving = Leaving(leaving.person, ALL)
        leave(leaving, actor=leaving.person, at=clock.now())
    context = {
        "title": _("알림 메일 그만 받기"),
        "address": leaving.person.email,
        "what": _named(leaving.scope),
        "is_all": leaving.scope == ALL,
        "is_done": request.method == "POST",
    }
    return render(request, "web/notices/off.html", context)


def _named(scope: str) -> str:
    if scope == ALL:
        return _("모든 알림")
    if scope == DIGEST:
        return _("하루 한 번 모은 알림")
    return str(Group(scope).label)
