"""On the page of a need or an offer: its files, and for its owner's people the way to look after it."""

from django.http import HttpRequest

from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.shown import shown_to
from sangsaeng.web.panel import Panel


def files_panel(request: HttpRequest, listing: Listing) -> Panel | None:
    """Show the files the viewer is shown, and the owner's people where to change it."""
    (shown,) = shown_to(request.user, [listing])
    if not shown.attachments and not shown.is_own:
        return None
    return Panel("web/own_listings/_panel.html", {"shown": shown})
