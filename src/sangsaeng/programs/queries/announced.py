"""What is said of a call: one allow-list feeds the page, the file, the feed and the interface."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from sangsaeng.kernel.permissions import Viewer
from sangsaeng.programs.models import Call, Edition
from sangsaeng.programs.models.call import CallQuerySet
from sangsaeng.programs.states import CALL_STATES


def calls_for(viewer: Viewer, text: str = "", state: str = "") -> CallQuerySet:
    """Return the calls the viewer may see, narrowed, those that close first on top."""
    found = Call.objects.visible_to(viewer).select_related("program__host")
    if text:
        found = found.filter(
            Q(title__icontains=text)
            | Q(title_en__icontains=text)
            | Q(program__name__icontains=text)
            | Q(program__host__name__icontains=text)
        )
    if state in CALL_STATES.states:
        found = found.filter(state=state)
    return found.order_by("-opens_at", "-pk")


def in_brief(call: Call) -> dict[str, Any]:
    """Return what a list says of a call."""
    return {
        "slug": call.slug,
        "title": call.title,
        "title_en": call.title_en,
        "round": call.round,
        "program": call.program.slug,
        "program_name": call.program.name,
        "host": call.program.host.name,
        "state": call.state,
        "announced_at": call.announced_at,
        "opens_at": call.opens_at,
        "closes_at": call.closes_at,
        "results_at": call.results_at,
        "published_at": call.published_at,
        "places": call.places,
        "is_sample": call.is_sample,
    }


def in_full(call: Call, rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that is said of a call: its frame, its rules and the editions of those."""
    return {
        **in_brief(call),
        "about": call.about,
        "call_off_reason": call.call_off_reason,
        "rules": {name: value for name, value in rules.items() if name != "window"},
        "editions": [edition_in_brief(one) for one in call.editions.all()],
    }


def edition_in_brief(edition: Edition) -> dict[str, Any]:
    """Return an edition of the rules without its text."""
    announced_at: datetime = edition.announced_at
    return {
        "number": edition.number,
        "announced_at": announced_at,
        "reason": edition.reason,
        "sha256": edition.sha256,
    }
