"""What other rooms put on the page of a need or an offer: each panel a template with its context."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest

from sangsaeng.exchange.models import Listing


@dataclass(frozen=True)
class Panel:
    """A part of the page: the template that draws it and what it needs."""

    template: str
    context: Mapping[str, Any]


# Each tells what it has to show to this viewer on this page, or None. In the page's order.
PANELS: Final[tuple[Callable[[HttpRequest, Listing], Panel | None], ...]] = ()


def panels_of(request: HttpRequest, listing: Listing) -> list[Panel]:
    """Return the panels that have something to show."""
    return [panel for show in PANELS if (panel := show(request, listing)) is not None]
