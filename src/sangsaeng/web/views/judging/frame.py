"""What every page of judging shows around its content, and how it is answered."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _


def way(here: str) -> list[dict[str, str]]:
    """Return the way from one's own page over the judge's desk to this page."""
    return [
        {"label": _("나의 상생"), "url": reverse("my")},
        {"label": _("나의 심사"), "url": reverse("review_home")},
        {"label": here, "url": ""},
    ]


def kept_private(response: HttpResponse) -> HttpResponse:
    """Let no shared device and no other site that is visited next learn of the page.

    Our own site must: without any referrer the browser names no origin when the review is
    submitted, and the post is taken for a forged one.
    """
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"
    return response
