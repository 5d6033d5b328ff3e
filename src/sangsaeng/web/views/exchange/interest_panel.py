"""Interest on the page of a need or an offer: the press, or what became of it."""

from django.http import HttpRequest
from django.urls import reverse

from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.interests import my_interest_in
from sangsaeng.exchange.rules import may_edit
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotAllowed
from sangsaeng.web.forms_interest import InterestForm
from sangsaeng.web.panel import Panel
from sangsaeng.web.views.exchange.interest_page import interest_form

TEMPLATE = "web/interest/_panel.html"


def interest_panel(request: HttpRequest, listing: Listing) -> Panel | None:
    """Offer the press on what is out; its own people are led to what came."""
    if listing.state != "published":
        return None
    viewer = request.user
    ask_path = reverse("listing_interest", args=[listing.code])
    if not isinstance(viewer, Person):
        return Panel(TEMPLATE, {"signed_in": False, "ask_path": ask_path})
    if may_edit(viewer, listing):
        return Panel(TEMPLATE, {"is_own": True})
    running = [one for one in my_interest_in(viewer, listing) if one.state in _RUNNING]
    form = _form(viewer, listing)
    asking = {one.organization.code for one in running}
    return Panel(
        TEMPLATE,
        {
            "signed_in": True,
            "ask_path": ask_path,
            "running": running,
            "form": form,
            "may_ask": form is not None and bool(form.codes - asking),
        },
    )


_RUNNING = frozenset({"asked", "accepted"})


def _form(viewer: Person, listing: Listing) -> InterestForm | None:
    try:
        return interest_form(viewer, listing)
    except NotAllowed:
        return None
