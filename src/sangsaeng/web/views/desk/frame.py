"""What every page of the desk shows around its content, and who may open it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsaeng.fairs.models import Fair
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.rules import may_see_all
from sangsaeng.kernel.permissions import require
from sangsaeng.web.views.fairs.frame import frame as fair_frame

# The desk's pages, in the order of the tabs: the name of the address and what the tab says.
PAGES: tuple[tuple[str, str | Promise], ...] = (
    ("desk", gettext_lazy("현황판")),
    ("desk_changes", gettext_lazy("당일 조정")),
    ("desk_openings", gettext_lazy("빈자리")),
    ("desk_walk_in", gettext_lazy("현장 방문")),
)


def desk_of(request: HttpRequest, slug: str) -> Fair:
    """Return a fair at whose desk the viewer works, or refuse."""
    fair = get_fair_for(request.user, slug)
    require(may_see_all(request.user, fair), request.user)
    return fair


def frame(request: HttpRequest, fair: Fair, title: str, current: str = "") -> dict[str, Any]:
    """Return a page's title, breadcrumbs and the tabs of the desk."""
    desk = reverse("desk", args=[fair.slug])
    way = () if current == "desk" else ((_("현장 데스크"), desk),)
    return fair_frame(request, fair, title, "", *way) | {"tabs": tabs(fair, current)}


def tabs(fair: Fair, current: str) -> list[dict[str, object]]:
    """Return the pages of the desk."""
    return [
        {"label": label, "url": reverse(name, args=[fair.slug]), "current": name == current}
        for name, label in PAGES
    ]
