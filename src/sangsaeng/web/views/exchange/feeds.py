"""The newest needs and offers as Atom feeds: what everybody may read, nothing else."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.shown import Shown, shown_to

NEWEST = 50


@require_GET
def feed(_request: HttpRequest, side: str) -> HttpResponse:
    """Give the newest needs or offers, the same for every reader."""
    stranger = AnonymousUser()
    newest = (
        Listing.objects.visible_to(stranger)
        .published()
        .filter(side=side)
        .select_related("owner")
        .order_by("-published_at", "-pk")[:NEWEST]
    )
    content = _atom(side, shown_to(stranger, newest))
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def _atom(side: str, listings: Sequence[Shown]) -> str:
    is_need = side == Side.NEED
    title = pgettext("several", "수요") if is_need else pgettext("several", "제안")
    page = _whole(reverse("listing_list", args=[side]))
    atom = Atom1Feed(
        title=_("상생 – 새로 올라온 %(what)s") % {"what": title},
        link=page,
        description="",
        feed_url=_whole(reverse("listing_feed", args=[side])),
        language="ko",
    )
    for one in listings:
        atom.add_item(
            title=one.title,
            link=f"{page}{one.code}/",
            description=one.abstract,
            unique_id=f"{page}{one.code}/",
            pubdate=one.published_at,
            updateddate=one.published_at,
            author_name=one.owner.name if one.owner else _("이름을 밝히지 않은 기업·기관"),
            categories=[one.kind_label],
        )
    written: str = atom.writeString("utf-8")
    return written


def _whole(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
