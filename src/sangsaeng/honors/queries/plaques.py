"""Plaques as anybody may look them up: whoever has the code on one may check it."""

from django.db.models import QuerySet

from sangsaeng.honors.models import Plaque
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.models import Call


def get_plaque(code: str) -> Plaque:
    """Return the plaque with the code, which anybody may check."""
    found = _whole().filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def plaques_of(call: Call) -> list[Plaque]:
    """Return the valid plaques of a call in the order of their numbers, for one print run."""
    rows = _whole().filter(holder__honor__call=call, revoked_at=None)
    return list(rows.order_by("holder__honor__number", "holder__position"))


def newer_plaque(plaque: Plaque) -> Plaque | None:
    """Return the valid plaque that took the place of a revoked one."""
    if plaque.revoked_at is None:
        return None
    return Plaque.objects.filter(holder=plaque.holder_id, revoked_at=None).first()


def revoked_places(number: int) -> list[int] | None:
    """Return which places of a list were revoked; None where there is no such list."""
    listed = Plaque.objects.filter(status_list=number)
    if not listed.exists():
        return None
    return list(listed.exclude(revoked_at=None).values_list("status_index", flat=True))


def _whole() -> "QuerySet[Plaque]":
    rows = Plaque.objects.select_related(
        "holder__honor__program__host", "holder__honor__call", "holder__organization", "key"
    )
    return rows.prefetch_related("holder__honor__holders")
