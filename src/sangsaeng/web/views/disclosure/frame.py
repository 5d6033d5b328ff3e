"""What every page of a disclosure shows around its content, and for which side one acts."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sangsaeng.disclosure.models import Demand
from sangsaeng.disclosure.queries.access import get_demand_for, sides_of
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Organization
from sangsaeng.web.views.asking import signed_in


def opened(request: HttpRequest, code: str) -> tuple[Person, Demand]:
    """Return who is looking and the disclosure, or nothing."""
    viewer = signed_in(request)
    return viewer, get_demand_for(viewer, code)


def acting_side(request: HttpRequest, viewer: Person, demand: Demand) -> Organization:
    """Return the side the viewer acts for: the one named, or the only one."""
    sides = sides_of(viewer, demand)
    wanted = request.POST.get("side") or request.GET.get("side", "")
    if not sides:
        raise NotFound
    return next((side for side in sides if side.code == wanted), sides[0])


def frame(demand: Demand, title: str, here: str = "") -> dict[str, object]:
    """Return what is around a page of the disclosure; ``here`` names a page below its own."""
    way = [{"label": _("기술자료 제공"), "url": reverse("disclosures")}]
    if here:
        way.append({"label": demand.number, "url": reverse("disclosure", args=[demand.code])})
    return {
        "title": title,
        "demand": demand,
        "breadcrumbs": [*way, {"label": here or demand.number, "url": ""}],
        "sample_data": demand.is_sample,
    }


def home() -> list[dict[str, str]]:
    """Return the way to one's own page."""
    return [{"label": _("나의 상생"), "url": reverse("my")}]
