"""Which meetings of an earlier timetable the fair's rows still allow."""

from collections.abc import Sequence
from math import inf

from sangsaeng.fairs.bridge.measuring import is_lost
from sangsaeng.fairs.bridge.plans import Placed
from sangsaeng.fairs.bridge.rows import FairRows
from sangsaeng.fairs.models import Request


def still_allowed(rows: FairRows, placed: Sequence[Placed]) -> list[Placed]:
    """Return the meetings that are still wanted and within everybody's limit.

    Where a limit fell, the least wanted go first; whatever is pinned comes before all others.
    """
    room = _room_beside_pins(rows)
    return [
        one
        for one in sorted(placed, key=lambda each: -rows.hundredths(each.request))
        if not is_lost(rows, one)
        and (
            _is_pinned(rows, one.request)
            or (_is_wanted(rows, one.request) and _take_a_place(room, one.request))
        )
    ]


def allowed_beside(
    rows: FairRows, begun: Sequence[Placed], coming: Sequence[Placed]
) -> list[Placed]:
    """Return the coming meetings that are still wanted and within everybody's limit.

    What has begun takes its room first, then what is pinned, then the rest by what it is worth.
    """
    room = _room(rows)
    for one in begun:
        _take_a_place(room, one.request, at_any_rate=True)
    standing = [one for one in coming if not is_lost(rows, one)]
    pinned = [one for one in standing if _is_pinned(rows, one.request)]
    for one in pinned:
        _take_a_place(room, one.request, at_any_rate=True)
    others = (
        one
        for one in standing
        if not _is_pinned(rows, one.request) and _is_wanted(rows, one.request)
    )
    return pinned + [
        one
        for one in sorted(others, key=lambda each: -rows.hundredths(each.request))
        if _take_a_place(room, one.request)
    ]


def _room(rows: FairRows) -> dict[int, float]:
    limits = ((one.pk, rows.limit(one)) for one in rows.participants.values())
    return {pk: inf if limit is None else limit for pk, limit in limits}


def _room_beside_pins(rows: FairRows) -> dict[int, float]:
    """Count the meetings that each participant may have beside its pinned ones."""
    room = _room(rows)
    for request in rows.requests.values():
        if _is_pinned(rows, request):
            room[request.buyer_id] -= 1
            room[request.supplier_id] -= 1
    return room


def _take_a_place(room: dict[int, float], request: Request, *, at_any_rate: bool = False) -> bool:
    if not at_any_rate and min(room[request.buyer_id], room[request.supplier_id]) < 1:
        return False
    room[request.buyer_id] -= 1
    room[request.supplier_id] -= 1
    return True


def _is_wanted(rows: FairRows, request: Request) -> bool:
    pair = (request.buyer.code, request.supplier.code)
    return rows.hundredths(request) > 0 and pair not in rows.forbidden


def _is_pinned(rows: FairRows, request: Request) -> bool:
    return rows.pinned_slot(request) is not None
