"""What other rooms put on the page of a need or an offer: each panel a template with its context."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sangsaeng.exchange.models import Listing
from sangsaeng.web.views.disclosure.panel import disclosure_panel
from sangsaeng.web.views.exchange.files_panel import files_panel
from sangsaeng.web.views.exchange.following import watch_panel
from sangsaeng.web.views.exchange.interest_panel import interest_panel
from sangsaeng.web.views.exchange.panel import Panel

# Each tells what it has to show to this viewer on this page, or None. In the page's order.
PANELS: Final[tuple[Callable[[HttpRequest, Listing], Panel | None], ...]] = (
    files_panel,
    interest_panel,
    watch_panel,
    disclosure_panel,
)


def panels_of(request: HttpRequest, listing: Listing) -> list[SafeString]:
    """Draw the panels that have something to show, each with its own context and no other's."""
    panels = [panel for show in PANELS if (panel := show(request, listing)) is not None]
    return [render_to_string(one.template, dict(one.context), request) for one in panels]
