"""The rows of a two-sided fair in the engine's terms, and the engine's answer in the fair's."""

from collections.abc import Iterable, Sequence
from typing import Any

from sangsaeng.engine import timetable as engine
from sangsaeng.fairs.bridge.plans import Bound, Left, Placed
from sangsaeng.fairs.bridge.rows import FairRows, fingerprint, presence_of
from sangsaeng.fairs.models import Order, Request, Side
from sangsaeng.fairs.weights import SCALE


def placed_in(rows: FairRows, meeting: engine.Meeting) -> Placed:
    """Return an engine's meeting as a placed request."""
    return Placed(
        rows.requests[meeting.buyer, meeting.supplier],
        rows.slots[meeting.slot],
        rows.tables_of[meeting.buyer][meeting.table - 1],
    )


def left_of(rows: FairRows, unplaced: Iterable[engine.Unplaced]) -> tuple[Left, ...]:
    """Return what the engine left out as requests with their reasons."""
    return tuple(
        Left(rows.requests[one.buyer, one.supplier], one.reason, dict(one.facts))
        for one in unplaced
    )


def as_engine(rows: FairRows, placed: Sequence[Placed]) -> tuple[engine.Meeting, ...]:
    """Return placed requests as the engine's meetings."""
    place = {
        table.pk: index
        for tables in rows.tables_of.values()
        for index, table in enumerate(tables, start=1)
    }
    return tuple(
        engine.Meeting(
            one.request.buyer.code,
            one.request.supplier.code,
            rows.number[one.slot.pk],
            place[one.table.pk],
        )
        for one in placed
    )


def bound_of(answer: engine.Answer) -> Bound:
    """Return the engine's bound in hundredths."""
    bound = answer.bound
    return Bound(bound.suppliers_met, round(bound.weight * SCALE), bound.gaps, bound.exact)


def lost_tables(rows: FairRows) -> tuple[engine.LostTables, ...]:
    """Return the tables that the day took from buyers somebody asks for."""
    asked = {one.code for one in rows.asked}
    return tuple(
        engine.LostTables(code, since) for code, since in rows.lost_places() if code in asked
    )


def digest_of(rows: FairRows) -> str:
    """Return a fingerprint of all that a plan depends on."""
    losses = {"lost": rows.lost_places()} if rows.lost_from else {}
    return fingerprint(plain_of(rows) | losses)


def plain_of(rows: FairRows) -> dict[str, Any]:
    """Return the problem in the engine's JSON form."""
    fair = rows.fair
    asked = {one.code for one in rows.asked}
    return {
        "slots": len(rows.slots),
        "days": rows.first_slots,
        "buyers": [
            {
                "id": one.code,
                "tables": len(rows.tables_of.get(one.code, ())),
                **presence_of(rows, one),
            }
            for one in rows.asked
            if one.side == Side.BUYER
        ],
        "suppliers": [
            {
                "id": one.code,
                **presence_of(rows, one),
                "first_timer": one.is_first_timer,
            }
            for one in rows.asked
            if one.side == Side.SUPPLIER
        ],
        "requests": [_request(rows, request) for request in rows.requests.values()],
        "forbidden": [
            {"buyer": buyer, "supplier": supplier}
            for buyer, supplier in sorted(rows.forbidden)
            if {buyer, supplier} <= asked
        ],
        "options": {
            "order": ["weight", "suppliers_met", "gaps"]
            if fair.order == Order.WEIGHT_FIRST
            else ["suppliers_met", "weight", "gaps"],
            "first_timer_floor": fair.first_timer_floor,
        },
    }


def _request(rows: FairRows, request: Request) -> dict[str, Any]:
    return {
        "buyer": request.buyer.code,
        "supplier": request.supplier.code,
        "weight": rows.weight(request),
        "slot": rows.pinned_slot(request),
    }
