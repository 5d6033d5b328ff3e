"""Technical material on the page of a need or an offer: the way to ask for it in writing."""

from django.http import HttpRequest

from sangsaeng.disclosure.models import Material
from sangsaeng.disclosure.queries.lists import demands_about
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.rules import may_edit, may_know_owner
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Membership
from sangsaeng.web.panel import Panel

TEMPLATE = "web/disclosure/_panel.html"


def disclosure_panel(request: HttpRequest, listing: Listing) -> Panel | None:
    """Lead other organizations to a demand, and the owner's people to their own material.

    What others read here does not depend on whether there is any material.
    """
    viewer = request.user
    if not isinstance(viewer, Person):
        return None
    if may_edit(viewer, listing):
        own = Material.objects.visible_to(viewer).filter(listing=listing)
        return Panel(TEMPLATE, {"is_own": True, "materials": list(own), "code": listing.code})
    belongs = Membership.objects.organizations_of(viewer).exists()
    if listing.state != "published" or not belongs or not may_know_owner(viewer, listing):
        return None
    demands = list(demands_about(viewer, listing.owner))
    return Panel(TEMPLATE, {"demands": demands, "code": listing.code})
