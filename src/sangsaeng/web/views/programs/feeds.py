"""The newest calls as an Atom feed: what everybody may read, nothing else."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.kernel.clock import SEOUL
from sangsaeng.programs.models import Call
from sangsaeng.programs.queries.announced import calls_for

NEWEST = 50


@require_GET
def feed(_request: HttpRequest) -> HttpResponse:
    """Give the newest calls, the same for every reader."""
    newest = calls_for(AnonymousUser()).order_by("-announced_at", "-pk")[:NEWEST]
    atom = Atom1Feed(
        title=_("상생 – 새 공고"),
        link=_whole(reverse("call_list")),
        description="",
        feed_url=_whole(reverse("call_feed")),
        language="ko",
    )
    for one in newest.prefetch_related("editions"):
        _add(atom, one)
    return HttpResponse(
        atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _add(atom: Atom1Feed, call: Call) -> None:
    editions = list(call.editions.all())
    address = _whole(reverse("call", args=[call.slug]))
    atom.add_item(
        title=call.title,
        link=address,
        description=_window(call),
        unique_id=address,
        pubdate=call.announced_at,
        updateddate=editions[-1].announced_at if editions else call.announced_at,
        author_name=call.program.host.name,
        categories=[call.program.name],
    )


def _window(call: Call) -> str:
    if call.opens_at is None or call.closes_at is None:
        return ""
    return _("접수 %(from)s – %(until)s (한국 시각)") % {
        "from": f"{call.opens_at.astimezone(SEOUL):%Y-%m-%d %H:%M}",
        "until": f"{call.closes_at.astimezone(SEOUL):%Y-%m-%d %H:%M}",
    }


def _whole(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
