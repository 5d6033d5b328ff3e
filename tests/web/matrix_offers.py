"""Who is answered what about free places, their offers and walk-ins."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


NOT_THIS_WAY = 405

#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
_DESK = _row(302, 403, 403, 403, 403, 200, 200, 403, 403, 200)
_PRESS_ONLY = dict.fromkeys(PERSONAS, NOT_THIS_WAY)
# Who is asked reads the offer; everybody else finds nothing.
_ASKED = _row(302, 404, 200, 404, 200, 200, 200, 404, 404, 200)

ROUTES = {
    "desk_openings": _DESK,
    "desk_openings_export": _DESK,
    "desk_opening": _DESK,
    "desk_opening_give": _PRESS_ONLY,
    "desk_offer": _PRESS_ONLY,
    "desk_waiting": _DESK,
    "desk_booking": _DESK,
    "desk_call_off": _DESK,
    "desk_walk_in": _DESK,
    "desk_walk_in_places": _DESK,
    "fair_offer": _ASKED,
}

_DESK_PRESS = _row(302, 403, 403, 403, 403, 302, 302, 403, 403, 302)

PRESSES = {
    "desk_opening_give": _DESK_PRESS,
    "desk_offer": _DESK_PRESS,
    "desk_booking": _DESK_PRESS,
    "desk_call_off": _DESK_PRESS,
    "desk_walk_in": _DESK_PRESS,
    "fair_offer": _row(302, 404, 302, 404, 403, 302, 302, 404, 404, 302),
}


def arguments(world):
    """What the addresses point to, in a world with a free place that is offered."""
    slug = {"slug": world.fair.slug}
    of = dict.fromkeys(ROUTES, slug)
    of["desk_openings_export"] = slug | {"form": "json"}
    opening, offer = slug | {"code": world.opening.code}, slug | {"code": world.offer.code}
    of |= dict.fromkeys(("desk_opening", "desk_opening_give"), opening)
    of |= dict.fromkeys(("desk_offer", "fair_offer"), offer)
    of["desk_booking"] = slug | {"code": world.waiting.code}
    of["desk_call_off"] = slug | {"code": world.placed.code}
    of["desk_walk_in_places"] = slug | {"code": world.supplier.code}
    return of


def bodies(world):
    """What each press says."""
    slot, table = world.fair.slots.last(), world.buyer.tables.get()
    return {
        "desk_opening_give": {"request": world.waiting.code, "how": "offer"},
        "desk_offer": {"answer": "decline"},
        "desk_booking": {"place": f"{slot.pk}-{table.pk}"},
        "desk_walk_in": {"name": "새길테크", "wanted": world.buyer.pk, "purpose": "other"},
        "fair_offer": {"answer": "accept"},
    }
