"""Honored cases as everybody reads them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from sangsaeng.honors.models import Honor
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.models import Call, Program


@dataclass(frozen=True)
class Sought:
    """How the gallery is narrowed; an empty text narrows nothing."""

    text: str = ""
    program: str = ""
    round: str = ""
    part: str = ""


def honored(viewer: Viewer, sought: Sought | None = None) -> "QuerySet[Honor]":
    """Return the cases, newest first; a revoked one stays to be read and says so."""
    sought = sought or Sought()
    rows = Honor.objects.visible_to(viewer).select_related("program__host", "entry__call")
    for field in ("round", "part"):
        if value := getattr(sought, field):
            rows = rows.filter(**{field: value})
    if sought.program:
        rows = rows.filter(program__slug=sought.program)
    if sought.text:
        held = Honor.objects.filter(
            Q(holders__name__icontains=sought.text)
            | Q(holders__organization__names__name__icontains=sought.text)
        )
        rows = rows.filter(Q(title__icontains=sought.text) | Q(pk__in=held.values("pk")))
    return rows.prefetch_related("holders__organization")


def get_honor_for(viewer: Viewer, code: str) -> Honor:
    """Return the honor with the code."""
    found = honored(viewer).filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def honors_of(organization: Organization) -> "QuerySet[Honor]":
    """Return the honors an organization holds."""
    held = Honor.objects.filter(holders__organization=organization)
    return held.select_related("program").prefetch_related("holders")


def honors_of_call(call: Call) -> "QuerySet[Honor]":
    """Return the honors given in a call, with their plaques, by number."""
    rows = Honor.objects.filter(call=call).select_related("program", "entry")
    return rows.prefetch_related("holders__plaques", "holders__organization").order_by("number")


def choices_of(viewer: Viewer) -> dict[str, list[tuple[str, str]]]:
    """Return what the gallery can be narrowed to."""
    rows = Honor.objects.visible_to(viewer)
    programs = Program.objects.filter(pk__in=rows.values("program"))
    rounds = rows.order_by("-awarded_on").values_list("round", flat=True)
    parts = rows.exclude(part="").order_by("part").values_list("part", flat=True).distinct()
    return {
        "program": [(one.slug, one.title) for one in programs],
        "round": [(one, one) for one in dict.fromkeys(rounds)],
        "part": [(one, one) for one in parts],
    }
