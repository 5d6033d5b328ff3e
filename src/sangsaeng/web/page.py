"""What every page knows: where one can go, in which look, and who is looking."""

from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sangsaeng.kernel.permissions import Viewer, may_operate
from sangsaeng.notices.queries import unread_count

THEMES = ("system", "light", "dark", "high-contrast")
THEME_COOKIE = "theme"
VERSION = version("sangsaeng")


# Pages that are one's own, and lie elsewhere because others reach them, too.
_BELOW_MY = ("/listings/", "/interests/", "/disclosures/", "/checking/")


@dataclass(frozen=True)
class Place:
    """An entry of the main navigation."""

    label: str
    url: str
    current: bool


def page(request: HttpRequest) -> dict[str, object]:
    """Give templates the navigation and the chosen look."""
    theme = request.COOKIES.get(THEME_COOKIE, "system")
    return {
        "navigation": _navigation(request),
        "theme": theme if theme in THEMES else "system",
        "version": VERSION,
        # Counted only where the bell is drawn: not for a fragment of a page.
        "unread_notices": partial(unread_count, _viewer(request)),
    }


def _viewer(request: HttpRequest) -> Viewer:
    # A request that is refused early, for its host say, has no user yet.
    viewer: Viewer = getattr(request, "user", AnonymousUser())
    return viewer


def _navigation(request: HttpRequest) -> list[Place]:
    entries = [
        (pgettext("several", "수요"), reverse("listing_list", args=["need"])),
        (pgettext("several", "제안"), reverse("listing_list", args=["offer"])),
        (pgettext("several", "상담회"), reverse("fairs")),
        (_("사업·공고"), reverse("call_list")),
        (pgettext("several", "기업·기관"), reverse("organizations")),
    ]
    viewer = _viewer(request)
    if viewer.is_authenticated:
        entries.append((_("나의 상생"), reverse("my")))
    if may_operate(viewer):
        entries.append((_("운영"), reverse("operations")))
    here = request.path
    if here.startswith(_BELOW_MY):
        here = reverse("my")
    elif here.startswith(reverse("program_list")):
        here = reverse("call_list")
    return [Place(label, url, here.startswith(url)) for label, url in entries]
