"""What other rooms put on the page of a need or an offer: each panel a template with its context."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.utils.safestring import SafeString

from sangsaeng.exchange.models import Listing
from sangsaeng.web.panel import Panel, drawn
from sangsaeng.web.views.disclosure.panel import disclosure_panel
from sangsaeng.web.views.exchange.files_panel import files_panel
from sangsaeng.web.views.exchange.following import watch_panel
from sangsaeng.web.views.exchange.interest_panel import interest_panel

# Each tells what it has to show to this viewer on this page, or None. In the page's order.
PANELS: Final[tuple[Callable[[HttpRequest, Listing], Panel | None], ...]] = (
    files_panel,
    interest_panel,
    watch_panel,
    disclosure_panel,
)


def panels_of(request: HttpRequest, listing: Listing) -> list[SafeString]:
    """Draw what the other rooms have to show on this page."""
    return drawn(PANELS, request, listing)
